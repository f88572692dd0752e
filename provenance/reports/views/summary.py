"""The answer, in sentences, each with a link to its proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import LEANING
from provenance.reports.markup import Html, fill, join
from provenance.reports.sources import alone_key, reasons_first
from provenance.reports.strings import nouns
from provenance.reports.views import anchors, phrases
from provenance.reports.views.blocks import shorten
from provenance.reports.views.corrections import sentence, withdrawals
from provenance.reports.views.documents import mixture, shared_with, source_of
from provenance.reports.views.families import MIN_LISTED, first_sentence, missing_sentence, undecided_sentences
from provenance.reports.views.order import family_in_order
from provenance.reports.views.passing import passed_on
from provenance.reports.views.phrases import say
from provenance.reports.views.run import quotable
from provenance.reports.views.selection import texts_in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Family, Relation, TracedDocument
    from provenance.reports.views.lookup import Lookup

FEW_FAMILIES = 3
"""Of so many families that there is a list of them, how many are told."""

MAX_GONE = 3
MAX_MEMBERS, MAX_OF_MANY = 5, 3
"""Members of a family that are all named; of more than those, how many are."""

MAX_SAME = 2
MAX_ASKED = 10
MAX_OTHERS = 12
"""Texts named that hold words of one that was asked about."""

QUOTE_WORDS = 12
MOSTLY = 0.5
"""Share of a document from which on it consists mostly of boilerplate."""
MAX_CORRECTIONS = 5


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One part of the answer: a label, its sentences, who has what from whom, and which texts are missing."""

    label: Html
    sentences: tuple[Html, ...]
    links: tuple[Html, ...] = ()
    missing: tuple[Html, ...] = ()


@dataclass(frozen=True, slots=True)
class LegendView:
    """One mark and what it means."""

    kind: Html
    tag: Html
    meaning: Html


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The section."""

    headline: Html
    answers: tuple[AnswerView, ...]
    legend: tuple[LegendView, ...]


@dataclass(frozen=True, slots=True)
class Omitted:
    """How many texts and comparisons a page leaves out to keep its budgets."""

    texts: int = 0
    comparisons: int = 0


def summary(lookup: Lookup, omitted: Omitted) -> SummaryView:
    """The answer of a report."""
    legend = tuple(LegendView(Html(kind), Html(nouns.TAGS[kind]), Html(meaning)) for kind, meaning in nouns.LEGEND)
    return SummaryView(headline(lookup), (*_answers(lookup), *_omitted(omitted)), legend)


def headline(lookup: Lookup) -> Html:
    """The answer in one line: of what a gate has judged, or an archive was asked about, where that was not all."""
    if lookup.is_partial:
        return _judged_share(len(lookup.judged()), len(_sharing(lookup).intersection(lookup.judged())))
    if lookup.asked:
        return _asked_share(lookup)
    total = len(lookup.documents)
    sharing = len(_sharing(lookup))
    documents = fill("{n} documents", n=phrases.number_word(total))
    if total == 0:
        return say("headline_none")
    if total == 1:
        return say("headline_one")
    if sharing == 0:
        return say("headline_unshared", documents=documents)
    families = len(lookup.report.families)
    told = _all_share(documents, total) if sharing == total else _some_share(documents, sharing)
    return say("headline_families", headline=told, families=phrases.number_word(families)) if families > 1 else told


def _judged_share(judged: int, sharing: int) -> Html:
    """How many of the documents that were judged share text with others, of these or not."""
    if judged <= 1:
        return say(("headline_judged_nothing", "headline_judged_alone", "headline_judged_one")[judged + sharing])
    documents = phrases.number_word(judged)
    if sharing == 0:
        return say("headline_judged_none", documents=documents)
    if sharing == judged:
        return say("headline_judged_two" if judged == 2 else "headline_judged_all", documents=documents)
    share = "shares" if sharing == 1 else "share"
    some = phrases.number_word(sharing).capitalize()
    return say("headline_judged", sharing=some, documents=documents, share=share)


def _asked_share(lookup: Lookup) -> Html:
    """How many of the documents that an archive was asked about share text, or the one with how many."""
    asked = lookup.asked
    if len(asked) > 1:
        number = len(_sharing(lookup) & asked)
        if number == len(asked):
            all_of_them = Html("Both") if number == 2 else fill("All {n}", n=phrases.number_word(number))
            return say("headline_asked_all", all=all_of_them)
        documents, some = (
            phrases.number_word(len(asked)),
            phrases.number_word(number).capitalize() if number else "None",
        )
        share = "share" if number > 1 else "shares"
        return say("headline_asked", sharing=some, documents=documents, share=share)
    (one,) = asked
    partners = [one, *lookup.partners.get(lookup.text_of(one), ())]
    others = {each for partner in partners for each in (partner, *lookup.twins(partner))} - asked
    if not others:
        return say("headline_asked_alone")
    return say("headline_asked_one", others=phrases.count("other", len(others)))


def _all_share(documents: Html, total: int) -> Html:
    return say("headline_all_two") if total == 2 else say("headline_all", documents=documents)


def _some_share(documents: Html, sharing: int) -> Html:
    return say("headline_shared", sharing=phrases.number_word(sharing).capitalize(), documents=documents)


def left_out(key: str, noun: str, number: int) -> Html | None:
    """That so many of a thing are not on this page, and how to have them; None where all are."""
    return join((say(key, n=phrases.count(noun, number)), say("omitted_more")), " ") if number else None


def _omitted(omitted: Omitted) -> Iterator[AnswerView]:
    """What this page leaves out."""
    numbers = (("omitted_texts", "document", omitted.texts), ("omitted_pairs", "comparison", omitted.comparisons))
    says = [say(key, n=phrases.count(noun, number)) for key, noun, number in numbers if number]
    if says:
        yield AnswerView(say("label_omitted"), (join([*says, say("omitted_more")], " "),))


def _sharing(lookup: Lookup) -> set[str]:
    """Documents that share text with another."""
    in_families = {member for family in lookup.report.families for member in family.documents}
    return in_families | {document for pair in lookup.pairs for document in pair}


def _asked(lookup: Lookup) -> Iterator[AnswerView]:
    """What an archive was asked about: what each is made of, and with which texts it shares how many words."""
    asked = [each for each in texts_in_order(lookup) if each.id in lookup.asked]
    if not asked:
        return
    told = [_asked_of(lookup, each) for each in asked[:MAX_ASKED]]
    more = phrases.more(len(asked) - len(told))
    sentences = (say("asked", n=phrases.count("document", len(asked))),)
    yield AnswerView(say("label_asked"), sentences, (*told, *([more] if more else [])))


def _asked_of(lookup: Lookup, document: TracedDocument) -> Html:
    """One document that was asked about."""
    shared = shared_with(lookup, document.id)
    if others := [source_of(lookup, *each) for each in lookup.others_with(document.id).items()]:
        key = "asked_also" if shared else "asked_given"
        shared = join([*([shared] if shared else []), say(key, names=phrases.names(others, MAX_OTHERS))], "<br>")
    if not shared:
        return say("asked_alone", name=lookup.name(document.id))
    made_of = say("made_of", words=phrases.count("word", document.words), mix=mixture(document))
    return say("asked_of", name=lookup.name(document.id), made_of=made_of, shared=shared)


def _answers(lookup: Lookup) -> Iterator[AnswerView]:
    yield from _asked(lookup)
    yield AnswerView(say("label_read"), tuple(_read(lookup)))
    judged = lookup.judged()
    own = {each.id for each in lookup.report.families if any(member in judged for member in each.documents)}
    families = lookup.report.families
    told = [each for each in families if each.id in own][: FEW_FAMILIES if len(families) >= MIN_LISTED else None]
    for family in told:
        yield _family(lookup, family)
    if left := len(families) - len(told):
        more = phrases.count("more family" if told else "family", left)
        key = "more_families" if len(families) >= MIN_LISTED else "more_unjudged" if left > 1 else "one_more_unjudged"
        yield AnswerView(say("families"), (say(key, families=more),))
    yield from _standing(lookup)
    if corrections := tuple(_corrections(lookup)):
        yield AnswerView(say("corrections"), corrections)
    sharing = _sharing(lookup)
    alone = [each for each in lookup.documents if each not in sharing and each in judged]
    if len(lookup.documents) > 1 and alone:
        listed = phrases.linked(lookup, alone)
        verb = "shares" if len(alone) == 1 else "share"
        key = alone_key(lookup.report)
        yield AnswerView(say("label_alone"), (say(key, names=listed, verb=verb),))
    if lookup.report.inputs.unreadable:
        files = phrases.count("file", len(lookup.report.inputs.unreadable))
        yield AnswerView(say("label_unread"), (say("unread", files=files),))


def _standing(lookup: Lookup) -> Iterator[AnswerView]:
    """That there are documents of which most is set aside, because many have it: it may have been reuse after all."""
    found = quotable(lookup)
    pieces = [_on_one_line(each.text or "") for each in found]
    number = sum(_is_mostly(each, pieces) for each in lookup.documents.values())
    if not number:
        return
    quote = phrases.quote(shorten(found[0].text or "", QUOTE_WORDS))
    documents, consist = phrases.count("document", number), "consists" if number == 1 else "consist"
    carriers = phrases.count("document", found[0].documents)
    says = say("standing", documents=documents, consist=consist, quote=quote, carriers=carriers)
    yield AnswerView(say("label_standing"), (says,))


def _is_mostly(document: TracedDocument, pieces: Sequence[str]) -> bool:
    """Whether most of a document is boilerplate, and that of pieces that others have too."""
    if document.shares.boilerplate < MOSTLY:
        return False
    whole = _on_one_line(document.text or "")
    return sum(len(piece) for piece in pieces if piece in whole) >= MOSTLY * len(whole)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _corrections(lookup: Lookup) -> Iterator[Html]:
    """What was taken back and who still says it, as far as what was judged has to do with it."""
    judged = lookup.judged()
    found = [each for each in withdrawals(lookup) if any(name in judged for name in each.documents)]
    for each in found[:MAX_CORRECTIONS]:
        yield sentence(lookup, each)
    if len(found) > MAX_CORRECTIONS:
        yield say("more_corrections", corrections=phrases.count("correction", len(found) - MAX_CORRECTIONS))


def _read(lookup: Lookup) -> Iterator[Html]:
    documents = list(lookup.documents.values())
    if not documents:
        yield say("read_none")
        return
    words = phrases.count("word", sum(document.words for document in documents))
    yield say("read", documents=phrases.count("document", len(documents)), words=words)
    if len(documents) == 1:
        yield say("read_one")
    empty = [document.id for document in documents if document.words == 0]
    if empty:
        yield say("read_empty", names=phrases.linked(lookup, empty))
    if any(document.text is None for document in documents):
        yield say("read_no_text")


def _family(lookup: Lookup, family: Family) -> AnswerView:
    number = lookup.family_numbers[family.id]
    label = say("label_family", number=number) if len(lookup.report.families) > 1 else say("label_shared")
    heading = phrases.go(anchors.family(family.documents), label)
    ordered = family_in_order(lookup, family)
    names = phrases.linked(lookup, ordered, MAX_MEMBERS if len(ordered) <= MAX_MEMBERS else MAX_OF_MANY)
    number_word = phrases.number_word(len(family.documents)).capitalize()
    is_small = len(family.documents) <= MAX_OF_MANY
    members = say("shared", names=names) if is_small else say("shared_by_many", n=Html(number_word), names=names)
    is_all = len(lookup.report.families) == 1 and len(family.documents) == len(lookup.documents)  # as the headline says
    sentences = (*(() if is_all else (members,)), *_same(lookup, family), *_first(lookup, family))
    return AnswerView(heading, sentences, tuple(passed_on(lookup, family)), tuple(_missing(lookup, family)))


def _same(lookup: Lookup, family: Family) -> Iterator[Html]:
    """Which of a family are one text."""
    for group in family.identical[:MAX_SAME]:
        yield say("same_text", names=phrases.linked(lookup, group))
    if others := family.identical[MAX_SAME:]:
        yield say("same_more", n=sum(map(len, others)), groups=phrases.count("group", len(others)))


def _missing(lookup: Lookup, family: Family) -> Iterator[Html]:
    """The texts that are not here: those that must be believed in, a sentence each; the others counted."""
    believed = [each for each in family.drawn if each.probability >= LEANING]
    for each in believed[:MAX_GONE]:
        yield missing_sentence(lookup, each)
    others = [each for each in family.drawn if each not in believed]
    if others:
        grade = phrases.go(anchors.missing(others[0].id), Html(nouns.GRADES[others[0].grade]))
        most = max(each.probability for each in others)
        one = "lacks_hint" if len(others) == 1 else "lacks_hints"
        yield say(one, n=phrases.number_word(len(others)).capitalize(), grade=grade, percent=phrases.percent(most))


def _first(lookup: Lookup, family: Family) -> Iterator[Html]:
    if family.first is None or family.first not in lookup.documents:
        yield undecided_sentences(lookup, family)
        return
    yield first_sentence(lookup, family, "first")
    for evidence, relation in reasons_first(family.first, _own(lookup, family))[:1]:
        yield say("first_why", reason=phrases.reason_with(lookup, evidence, relation))


def _own(lookup: Lookup, family: Family) -> Iterator[Relation]:
    """The relations of a family's first document with its others."""
    for member in family.documents:
        relation = lookup.relation(family.first or "", member)
        if relation is not None:
            yield relation
