"""The words of one language made ready to be heard: patterns for texts in small letters, each made when needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from provenance.kernels import content_stems, marks_in, word_places
from provenance.languages.words import phrases
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provenance.languages.words import NewsWords

_REACHED = r"(?:[+(]{0,3}\d[\d ()+./-]{5,30}|\S{1,60}@\S{1,60}|(?:www\.|https?://)\S{1,90})[^!?]{0,60}$"
_MAIL = r"[^\s@]{1,60}@[^\s@]{1,60}\.[a-z]{2,24}$"
_NEVER = re.compile(r"(?!)")
_MAX_SUBJECT = 80
_MAX_CLAUSE_WORDS = 12  # of a clause that names a speaker: a longer one is a statement
_SENTENCE_END = re.compile(r"[.,](?!\d)|[;:!?\n]")
_CREDIT_END = re.compile(r"\.(?!\d)|[;:!?\n]")
_PAUSE = re.compile(r"[.,](?!\d)|[;:!?\n\"“”„«»()–—]")
_SIGNS = " \t\r\n:：（()）【】[]《》「」『』“”"
_CLOSING = re.compile(r"^[^:：]{1,8}[:：]\s*")
_LINE = r"(?:^|\n)[^\w\n]{0,8}"


def _any(words: Iterable[str]) -> str:
    """Some literal phrases as one pattern; each as a whole, if it ends in a letter."""
    return "|".join(re.escape(each) + (r"(?!\w)" if each[-1].isalnum() else "") for each in words)


@dataclass(frozen=True)
class Said:
    """Words of a text that say whose something is: where they stand, and the words that may name whom."""

    span: Span
    named: Span
    is_speech: bool


@dataclass(frozen=True)
class News:
    """What one language has heard in its texts. All texts are in small letters and `plain`."""

    code: str
    words: NewsWords

    @cached_property
    def light(self) -> frozenset[str]:
        """Words that carry little evidence of reuse."""
        return frozenset(f"{self.words.function_words} {self.words.calendar}".split())

    @cached_property
    def verbs(self) -> tuple[str, ...]:
        """Verbs of speech, and of making known."""
        return tuple(sorted(f"{self.words.said} {self.words.announced}".split()))

    @cached_property
    def nobody(self) -> frozenset[str]:
        """Stems that name nobody in particular."""
        held = self.words
        return content_stems(f"{held.function_words} {held.calendar} {held.generic} {held.said} {held.announced}")

    def stems(self, words: str) -> frozenset[str]:
        """The stems of those words that may name somebody; where no spaces part words, all of them as one."""
        if self.words.is_unspaced:
            name = _CLOSING.sub("", words).strip(_SIGNS)
            return frozenset([name.casefold()]) if len(name) > 1 else frozenset()
        whole = self._elided.sub(" ", words) if self._elided else words
        return content_stems(whole) - self.nobody

    @cached_property
    def _elided(self) -> re.Pattern[str] | None:
        before = "|".join(self.words.elided.split())
        return re.compile(rf"(?<![\w'’])(?:{before})['’]", re.IGNORECASE) if before else None

    # ----------------------------------------------------------------- furniture

    @cached_property
    def furniture(self) -> re.Pattern[str]:
        """A passage of page furniture, from its first letter on."""
        lines, openings = _any(phrases(self.words.lines)), _any(phrases(self.words.openings))
        contacts = "|".join(map(re.escape, self.words.contacts.split()))
        reached = rf"(?:{contacts})(?: [^\W\d]{{1,12}})?[ \xa0.:]{{1,4}}{_REACHED}"
        return re.compile(rf"(?:{lines})[\W\d_]*$|(?:{openings})|{reached}|{_MAIL}")

    @cached_property
    def heads(self) -> re.Pattern[str]:
        """A line of a release, or one that says when a text was put up: a headline stands among them."""
        lines, openings = _any(phrases(self.words.release_lines)), _any(phrases(self.words.release_openings))
        stamped = _any(phrases(self.words.stamped))
        return re.compile(rf"(?:{lines})[\W\d_]*$|(?:{openings})|(?:{stamped})(?!\w)[^!?]{{0,40}}\d{{4}}[^!?]{{0,70}}$")

    @cached_property
    def relayed(self) -> re.Pattern[str]:
        """A passage of forum software, from its first letter on."""
        return re.compile(rf"(?:{_any(phrases(self.words.relayed))})[\W\d_]*$") if self.words.relayed else _NEVER

    @cached_property
    def interface(self) -> re.Pattern[str]:
        """A word of interfaces."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.words.interface.split()))})(?!\w)")

    @cached_property
    def release(self) -> re.Pattern[str]:
        """A line that releases carry and those who take them up leave out."""
        lines, openings = _any(phrases(self.words.release_lines)), _any(phrases(self.words.release_openings))
        return re.compile(rf"\n[ \t*#-]*(?:(?:{lines})[ \t\r*:.-]*(?=\n|$)|(?:{openings})[^\n]{{0,40}})")

    # ----------------------------------------------------------------- what a text says of itself

    @cached_property
    def _repost(self) -> re.Pattern[str]:
        sources = "|".join(map(re.escape, self.words.sources.split()))
        label = rf"(?:^|\n)[ \t*_(\[]{{0,8}}(?:{sources})[ \xa0]?[:：](?=[ \t\xa0]{{0,3}}\S)"
        return re.compile(rf"{label}|(?<!\w)(?:{_any(phrases(self.words.reposts))})" if self.words.reposts else label)

    def markers(self, low: str) -> Iterator[Span]:
        """Where a text says that it repeats another, with the words that may name it, up to the end of the clause."""
        for found in self._repost.finditer(low):
            end = _SENTENCE_END.search(low, found.end())
            stop = end.start() if end else len(low)
            start = found.end() - len(found[0].lstrip())
            yield Span(start, min(stop, found.end() + _MAX_SUBJECT))

    @cached_property
    def _note(self) -> re.Pattern[str]:
        labels, notes = _any(phrases(self.words.labelled_notes)), _any(phrases(self.words.notes))
        return re.compile(
            rf"{_LINE}(?P<label>(?:{labels})(?=[ \t\xa0]{{0,3}}(?:[:–—(-]|(?:\w{{1,4}}[ \t]){{0,2}}\d)))"
            rf"|(?<!\w)(?:{notes})"
        )

    def notes(self, low: str) -> Iterator[tuple[int, int]]:
        """Where each note of a change begins, and its first words end."""
        for found in self._note.finditer(low) if self.words.labelled_notes else ():
            yield (found.start("label") if found["label"] else found.start()), found.end()

    # ----------------------------------------------------------------- credit

    @cached_property
    def _credits(self) -> tuple[str, ...]:
        return phrases(self.words.credits)

    @cached_property
    def _releases(self) -> tuple[str, ...]:
        return phrases(self.words.releases)

    @cached_property
    def _credit(self) -> re.Pattern[str]:
        ahead = rf"(?P<ahead>(?:{_any(self._credits)})(?=\s[^\s,.;:!?]))"
        return re.compile(rf"(?<!\w)(?:{ahead}|{_any(self._releases)})")

    def credited(self, low: str) -> Iterator[Said]:
        """The words by which a text says where something comes from, and who says it; in no order."""
        if marks_in(low, (*self._credits, *self._releases)):
            for found in self._credit.finditer(low):
                begin, close = found.span()
                end = _until(low, close, _CREDIT_END)
                named = Span(close if found["ahead"] else _since(low, begin), end)
                yield Said(Span(begin, end if found["ahead"] else close), named, is_speech=False)
        said = frozenset(self.words.said.split())
        for start, end in word_places(low, self.verbs):
            first, last = _since(low, start), _until(low, end, _PAUSE)
            clause = low[first:last]
            if len(clause.split()) <= _MAX_CLAUSE_WORDS:
                first += len(clause) - len(clause.lstrip())
                span = Span(first, first + len(clause.strip()))
                yield Said(span, span, is_speech=low[start:end] in said)


def _until(low: str, place: int, ends: re.Pattern[str]) -> int:
    limit = min(place + _MAX_SUBJECT, len(low))
    stop = ends.search(low, place, limit)
    return stop.start() if stop else limit


def _since(low: str, place: int) -> int:
    """Where the clause begins that a place stands in, as far as it matters."""
    start = max(place - _MAX_SUBJECT, 0)
    return max((pause.end() for pause in _PAUSE.finditer(low, start, place)), default=start)
