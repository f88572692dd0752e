"""Small sentences that every part of the page needs: numbers, days, names in a row, quotations, reasons."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from provenance.model import Bound, Dating, Strength, Verdict, confidence, sureness
from provenance.phrasing import around_quote, hundredths
from provenance.reports.markup import Html, fill, join, prose, text
from provenance.reports.strings import SAYS, nouns
from provenance.reports.undecided import Voice
from provenance.reports.views import anchors
from provenance.reports.views.blocks import block_at, shorten
from provenance.reports.views.order import dated_day, is_narrowed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.model import DateEvidence, Evidence, Missing, Reading, Relation
    from provenance.reports.views.lookup import Lookup

MAX_QUOTE_WORDS = 40
MAX_AROUND_WORDS = 12
MAX_NAMES, FEW_NAMES = 6, 3
"""Names in a row, and in a cell or a note; of more the rest are counted."""

STRONG_WEIGHT = 3.0
MODERATE_WEIGHT = 1.386
"""Log-odds: the natural logarithms of odds of 20 and of 4."""

_ISO_DAY = r"\b\d{4}-\d\d(?:-\d\d)?\b"
_QUOTED = "“[^”]*”"
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_OUTER_QUOTES = "“”\"‘’'«»„"


def say(key: str, **values: str | int) -> Html:
    """A sentence of the catalogue, its blanks filled."""
    return fill(SAYS[key], **values)


def count(noun: str, number: int) -> Html:
    """A number with its noun: "1 document", "12 documents"."""
    one, many = nouns.COUNTED[noun]
    return fill(one if number == 1 else many, n=number)


def percent(share: float) -> Html:
    """A share of 1, or a probability, as a whole percentage, rounded down, so that nothing reaches what is more.

    That is a limit, 100 % or what a word of confidence asks for.
    """
    return say("less_than_one") if 0 < share < 0.01 else say("percent", n=hundredths(share))


def day(value: str, months: Sequence[str] = nouns.MONTHS) -> Html:
    """An ISO day, month or year in words; anything else as it stands."""
    found = _DAY.fullmatch(value)
    month = int(found[2] or 1) if found else 0
    if found is None or not 1 <= month <= len(months):
        return text(value)
    parts = [str(int(found[3] or 0))] * bool(found[3]) + [months[month - 1]] * bool(found[2]) + [found[1]]
    return Html("\u00a0".join(parts))


def written(dating: Dating) -> Html:
    """When a document was written, in a few words: its bounds, or the day that it states, or one bound of it."""
    return _written(dating, "on_or_after", "on_or_before", nouns.MONTHS)


def written_sentence(dating: Dating) -> Html:
    """When a document was written, as a sentence after its name."""
    return say("written_dated" if dated_day(dating) else "written_when", when=written(dating))


def written_short(dating: Dating) -> Html:
    """When a document was written, as short as a drawing needs it: rather what is likely than bounds far apart."""
    if dating.likely and is_narrowed(dating) and not dated_day(dating):
        return say("likely", days=days(*dating.likely, nouns.MONTHS_SHORT))
    return _written(dating, "from_day", "by_day", nouns.MONTHS_SHORT)


def _written(dating: Dating, from_key: str, by_key: str, months: Sequence[str]) -> Html:
    first, last = dating.earliest, dating.latest
    if stated := dated_day(dating):
        return say("dated", day=day(stated, months))
    if first and last:
        return days(first, last, months)
    if first or last:
        return say(from_key if first else by_key, day=day(first or last or "", months))
    return say("likely", days=days(*dating.likely, months)) if dating.likely else say("undated")


def written_coarse(dating: Dating) -> Html:
    """The range in which a document was written, by months or years, for where its days have no room."""
    has_bounds = bool(dating.earliest and dating.latest) and not is_narrowed(dating)
    first, last = (dating.earliest, dating.latest) if has_bounds else dating.likely or ("", "")
    a, b = _DAY.fullmatch(first or ""), _DAY.fullmatch(last or "")
    if not (a and b and a[2] and b[2]):
        return Html("")
    if a[1] != b[1]:
        span = fill("{first} – {last}", first=a[1], last=b[1])
    else:
        until = day(f"{b[1]}-{b[2]}", nouns.MONTHS_SHORT)
        span = until if a[2] == b[2] else fill("{m} – {until}", m=nouns.MONTHS_SHORT[int(a[2]) - 1], until=until)
    return span if has_bounds else say("likely", days=span)


def likely(dating: Dating) -> Html | None:
    """The likely range, where there is one and it says more than the bounds of a document that is not dated."""
    has_bound = dating.earliest or dating.latest
    is_said = dating.likely == (dating.earliest, dating.latest)
    if dating.likely is None or is_said or not has_bound or dated_day(dating):
        return None
    return say("likely", days=days(*dating.likely))


def days(first: str, last: str, months: Sequence[str] = nouns.MONTHS) -> Html:
    """A range of days without saying the month or the year twice: "1–13 May 2024"."""
    if first == last:
        return day(first, months)
    a, b = _DAY.fullmatch(first), _DAY.fullmatch(last)
    if not (a and b and a[3] and b[3]) or a[1] != b[1]:
        return fill("{first} – {last}", first=day(first, months), last=day(last, months))
    if a[2] == b[2]:
        return fill('<span class="nb">{number}–{last}</span>', number=int(a[3]), last=day(last, months))
    bare = Html(day(first, months).removesuffix(f"\u00a0{a[1]}"))
    return fill("{first} – {last}", first=bare, last=day(last, months))


def names(parts: Sequence[Html], most: int = MAX_NAMES) -> Html:
    """Names in a row: "A, B and C", or "A, B and 12 others"."""
    if len(parts) > most:
        parts = [*parts[: most - 1], count("other", len(parts) - most + 1)]
    return join(parts) if len(parts) < 2 else join((join(parts[:-1], ", "), parts[-1]), " and ")


def more(number: int, key: str = "and_more") -> Html | None:
    """That so many more are not shown, by the catalogue's sentence `key`; None where all are."""
    return say(key, n=number) if number > 0 else None


def quote(words: str) -> Html:
    """Quoted words of a document, on one line, in quotation marks, cut if long."""
    bare = shorten(words, MAX_QUOTE_WORDS).strip(_OUTER_QUOTES)
    return fill('<bdi class="q">“{words}”</bdi>', words=prose(bare))


def number_word(number: int) -> str:
    """A small number as a word."""
    return nouns.NUMBERS[number] if number < len(nouns.NUMBERS) else f"{number:,}"


def sure(p: float) -> Html:
    """The word of confidence for a probability, linked to where it is defined."""
    return fill('<a class="term" href="#method-words">{word}</a>', word=Html(confidence(p)))


def reason(lookup: Lookup, evidence: Evidence, *, is_quoted: bool = True) -> Html:
    """One piece of evidence on the order of two documents: the document that gives it away, what it does, its words.

    `is_quoted`: its words, linked, do not follow by themselves.
    """
    name = lookup.names.get(evidence.document, Html(""))
    place = go(lookup.place(evidence.document, evidence.start), name) if is_quoted else name
    if evidence.quote is None or not is_quoted:
        return say("reason", document=place, says=closed(evidence.says))
    says, of_other = around_quote(evidence.says.strip().rstrip(".:"))
    key = "reason_shown" if of_other else "reason_quoted"
    rest = closed(of_other) if of_other else Html("")
    return say(key, document=place, says=in_words(says), quote=quote(evidence.quote), rest=rest)


def reason_with(lookup: Lookup, evidence: Evidence, relation: Relation) -> Html:
    """A reason for an order, and the other of the two texts, which leads to all the evidence on them."""
    other = relation.b if relation.a == evidence.document else relation.a
    proof = go(anchors.relation(relation.a, relation.b), say("the_other", name=lookup.names[other]))
    told = reason(lookup, evidence)
    stop = "." * told.endswith(".")  # the sentence ends behind what stands in brackets
    return fill("{told} <small>({proof})</small>{stop}", told=Html(told.removesuffix(stop)), proof=proof, stop=stop)


def weight(evidence: Evidence) -> Html:
    """How much a piece of evidence weighs, in a word."""
    return say(
        "strong" if evidence.weight >= STRONG_WEIGHT else "moderate" if evidence.weight >= MODERATE_WEIGHT else "slight"
    )


def date_reason(lookup: Lookup, document: str, evidence: DateEvidence) -> Html:
    """One reason for a bound of a document's dating, as a sentence."""
    if evidence.cue == "capture":
        return say("dating_capture", date=day(evidence.date))
    key = f"dating_{Bound(evidence.bound).value}" + ("_soft" if evidence.strength is Strength.SOFT else "")
    quoted = say("dating_bare") if evidence.quote is None else quote(evidence.quote)
    if evidence.start is not None:
        quoted = fill(
            '<a href="#{anchor}">{quoted}</a>',
            anchor=lookup.place(document, evidence.start),
            quoted=quoted,
        )
    stated = say(key, date=day(evidence.date), quote=quoted)
    if evidence.year_from is None or evidence.year_from not in lookup.documents:
        return stated
    return join((stated, say("dating_year_from", name=lookup.name(evidence.year_from))), " ")


def verdict(lookup: Lookup, relation: Relation, later_names: Html | None = None) -> Html:
    """Who came first of two documents, in one sentence; `later_names` where it is before several."""
    if relation.verdict is Verdict.UNDETERMINED:
        return say("relation_open", a=lookup.names[relation.a], b=lookup.names[relation.b])
    earlier, later = lookup.ordered(relation.a, relation.b)
    p = sureness(relation.p_a_first)
    return judged("relation", p, earlier=lookup.names[earlier], later=later_names or lookup.names[later])


def judged(key: str, p: float, **values: str) -> Html:
    """A sentence that says how sure it is. Where the evidence only leans, it is put with more reserve."""
    word = confidence(p)
    key += "" if word in ("almost certainly", "probably") else "_leaning"
    return say(key, confidence=Html(word), percent=percent(p), **values)


def whole_family(lookup: Lookup, relation: Relation) -> Html | None:
    """That of a pair whose order is open one was first in the whole family, where that is believed."""
    family = lookup.families.get(lookup.documents[relation.a].family or "")
    is_open = relation.verdict is Verdict.UNDETERMINED and (relation.a, relation.b) not in lookup.open_pairs
    if not is_open or family is None or family.first not in (relation.a, relation.b):
        return None
    return judged("pair_first", family.p_first or 0.0, name=lookup.names[family.first])


def strongest(relation: Relation, *, against: bool = False) -> Evidence | None:
    """The strongest evidence for the verdict that was given, or against it, or None."""
    sides = {Verdict.A_FIRST: "ab", Verdict.B_FIRST: "ba"}.get(relation.verdict, "--")
    pieces = [evidence for evidence in relation.evidence if evidence.favours == sides[against]]
    return max(pieces, key=lambda evidence: evidence.weight, default=None)


def reversal(lookup: Lookup, later: str) -> Html | None:
    """What would turn a verdict round: a date, where a day is known. That a proof would, every reader knows."""
    dating = lookup.documents[later].dating
    last = dating.latest or (dating.stated.date if dating.stated else None) or (dating.likely and dating.likely[1])
    return say("reverse_day", day=day(last)) if last else None


def in_place(lookup: Lookup, evidence: Evidence) -> Html | None:
    """The quoted words of a piece of evidence where they stand, with the words around them; None without the text."""
    document = lookup.documents.get(evidence.document)
    if document is None or document.text is None or evidence.quote is None:
        return None
    block = block_at(lookup.blocks[document.id], evidence.start) if evidence.start is not None else None
    start, end = evidence.start or 0, evidence.end or 0
    if block is None or not block.start <= start < end <= block.end:
        return None
    before = document.text[block.start : start].split()
    after = document.text[end : block.end].split()
    words = " ".join(document.text[start:end].split())
    return fill(
        '<a href="#{anchor}" translate="no">{cut_before}{before}<b>{words}</b>{after}{cut_after}</a>',
        anchor=block.anchor,
        cut_before="… " * (len(before) > MAX_AROUND_WORDS),
        before=" ".join(before[-MAX_AROUND_WORDS:]) + " " * (document.text[start - 1 : start].isspace()),
        words=shorten(words, MAX_QUOTE_WORDS),
        after=" " * document.text[end : end + 1].isspace() + " ".join(after[:MAX_AROUND_WORDS]),
        cut_after=" …" * (len(after) > MAX_AROUND_WORDS),
    )


def relation_link(lookup: Lookup, a: str, b: str, label: Html) -> Html | None:
    """A link to the verdict on two documents, or None where there is none."""
    relation = lookup.relation(a, b)
    return None if relation is None else go(anchors.relation(relation.a, relation.b), label)


def order_link(lookup: Lookup, a: str, b: str) -> Html | None:
    """A link to why two documents are in the order they are in, or why that is open."""
    relation = lookup.relation(a, b)
    is_open = relation is not None and relation.verdict is Verdict.UNDETERMINED
    return relation_link(lookup, a, b, say("go_order_open" if is_open else "go_order"))


def go(anchor: str, label: Html) -> Html:
    """A link inside the page."""
    return fill('<a href="#{anchor}">{label}</a>', anchor=anchor, label=label)


def read_as(reading: Reading) -> Html | None:
    """In which encoding a text was read, where there are doubts, and which."""
    if reading.state == "clean":
        return None
    if not reading.replaced:
        return say("guessed", encoding=reading.encoding)
    return say("doubtful", encoding=reading.encoding, percent=percent(reading.replaced))


def closed(says: str, names: Mapping[str, Html] | None = None) -> Html:
    """Words of the engine, which may carry a document's words: days in words, ids as names, and a stop at the end."""
    bare = says.strip().rstrip(":")
    return in_words(bare if bare.endswith((".", "!", "?", "…")) else bare + ".", names or {})


def in_words(says: str, names: Mapping[str, Html] = MappingProxyType({})) -> Html:
    """Words of the engine with their days and months in words and ids as names; what they quote stays as it is."""
    known = [re.escape(each) for each in sorted(names, key=len, reverse=True)]
    parts = re.split(f"({'|'.join([*known, _QUOTED, _ISO_DAY])})", says)
    return join(names.get(part) or (day(part) if _DAY.fullmatch(part) else text(part)) for part in parts)


def mentioned(lookup: Lookup, missing: Missing) -> dict[str, Html]:
    """The documents that what is said of a missing ancestor may name, by id."""
    return {child: lookup.names[child] for child in missing.children if child in lookup.names}


def voice(lookup: Lookup) -> Voice[Html]:
    """How the page says what other formats say too."""
    return Voice(say, lookup.name, names, percent)


def linked(lookup: Lookup, documents: Sequence[str], most: int = MAX_NAMES) -> Html:
    """The names of documents, linked and tagged, in a row: of many only those that are named are made."""
    shown = len(documents) if len(documents) <= most else most - 1
    rest = [] if shown == len(documents) else [count("other", len(documents) - shown)]
    return names([*(lookup.tagged(document) for document in documents[:shown]), *rest], most)
