"""The page: families and their drawings, versions, corrections, the timeline, and order pair by pair."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

LINEAGE: Final = MappingProxyType(
    {
        # families
        "families_about": "A family is a set of documents tied together by shared text.",
        "families_none": "There are no families: no two documents share text.",
        "family_title": "Family {number}: {names}",
        "why_first": "Why {name} is taken to be the first",
        "lineage": "Lineage",
        "node_missing": "A text not in this collection",
        "node_grade": "{grade} ({percent}); at least {words}.",
        "node_from": "{what} from {source} <small>({sure}, {percent})</small>{proofs}",
        "node_from_gone": "From {source} <small>({sure}, {percent})</small>{proofs}",
        "node_from_gone_perhaps": "Perhaps from {source} <small>({percent})</small>{proofs}",
        "node_also": "{words} that the earlier {source} has too{proofs}",
        "node_no_parent": "No earlier text for it is known here.",
        "node_parent_open": (
            "{words} shared with the earlier {source} <small>(whether from there is open)</small>{proofs}"
        ),
        "node_parent_third": (
            "{words} shared with the earlier {source} <small>(both draw on a third text)</small>{proofs}"
        ),
        "node_parent_form": "One form with {source}, filled in anew <small>({words} in common)</small>{proofs}",
        "node_from_open": "{what} shared with {source} <small>(order undetermined)</small>{proofs}",
        "node_from_perhaps": ("{what} shared with the earlier {source} <small>(perhaps from there)</small>{proofs}"),
        "node_first": "Earliest in this family ({sure}).",
        "node_unsure": "Whether it came before or after {names} is undetermined.",
        "node_identical": "{copies}: {names}.",
        "node_gives": "{names} {draw} on it.",
        "graph_label": "Drawing of the lineage of family {number}",
        "graph_reading": "How to read the drawings",
        "graph_about": (
            "From left to right in order of time, in a family of many step by step from text to text; the distances "
            "are not to scale. Texts of one day stand in one column unless a line joins them. The thicker a line, the "
            "more words; a dotted line stands for rewording."
        ),
        "graph_missing": "A dashed box is a text that is not here.",
        "graph_open": "A question mark stands where it is not sure that one text has it from the other.",
        "graph_apart": "Behind the upright line stand texts that nothing dates closely; their order is not known.",
        "node_rest": "{n} more, see the table",
        "graph_grouped": (
            "Each text stands beside the one that it shares most words with; lines part one such group from the next. "
            '<a href="#{table}">The table</a> has all in order of time.'
        ),
        "graph_reduced": (
            "{n} of {all} texts are drawn: those that others share most words with, each with those others; lines part "
            'one such group from the next. <a href="#{table}">The table</a> has all.'
        ),
        "node_copies": "{n} identical",
        "lineage_label": "The texts of family {number} in order of time, and who has what from whom",
        "column_has": "Has what from whom",
        "bars_about": (
            "The pale bar beside a text runs from the earliest to the latest day on which it can have been written, "
            "the dark bar where it most likely lies; a stroke marks the date that it states. A bar that fades goes on."
        ),
        "axis": "the bars span {days}",
        "travelled_title": "Passages that travelled furthest",
        "travelled": "{quote} <small>in {n} documents, reworded or not; here as in {name}</small>",
        "relations_left_out": "{n} more verdicts are left out here to keep the page small.",
        # versions and corrections
        "states_title": "Versions of one text",
        "states_title_of": "Versions of one text ({item} of {all})",
        "states_label": "The versions of text {item} of family {number}, in order as far as it is known",
        "state_more": "{n} more",
        "state_fewer": "{n} fewer",
        "state_even": "as many words",
        "state_open": "order undetermined",
        "state_open_two": "order undetermined of the two alone",
        "corrections": "Corrections",
        "corrections_about": "What a text takes back, and which texts that were written later still have it.",
        "more_corrections": '<a href="#families">{corrections}</a> stand with the families below.',
        "corrections_left_out": "{n} more corrections are left out here to keep the page small.",
        "correction_title": "{name} corrects.",
        "given_up_title": "{name} takes a sentence back.",
        "old_wording": "Old wording, in {name}",
        "new_wording": "New wording",
        "correction_note": "How it says so",
        "late_carriers": "Written later, with the old wording",
        "late_carriers_none": "No text here.",
        "carrier": "{place} <small>(later: {sure}, {percent}; {evidence})</small>",
        "not_quoted": "to the place (not quoted in this report)",
        "withdraws": "{name} takes back: {quote}.",
        "withdraws_unquoted": "{name} takes back {proof}.",
        "withdrawn_sentence": "a sentence",
        "still": "{names}, {sure} written later, still say it.",
        "still_one": "{names}, {sure} written later, still says it.",
        "still_dated": "{names}, written later by their dates, still say it.",
        "still_dated_one": "{names}, written later by its date, still says it.",
        "still_leaning": "{names}, which may have been written later ({sure}, {percent}), still say it.",
        "still_leaning_one": "{names}, which may have been written later ({sure}, {percent}), still says it.",
        "timeline": "Timeline",
        "timeline_about": "All documents by the day they state, else by the first on which they were likely written.",
        "timeline_family": 'All are of one family: <a href="#{family}">its table</a> has them in order of time.',
        "timeline_none": "Nothing dates any of these documents.",
        "timeline_took": "has {words} from {source}",
        "timeline_took_perhaps": "shares {words} with the earlier {source}",
        "timeline_more": "{took}; more from {others}",
        "timeline_more_perhaps": "{took}; more with {others}",
        "undated_group": "Not dated, or only roughly",
        "rows_left_out": "{n} more documents are left out here to keep the page small.",
        "order": "Which came first, pair by pair",
        "order_about": (
            'Each pair is <a href="#method-order">weighed by itself</a>. Over the whole family, who was first and who '
            "has words from whom can come out surer than for a pair, or less sure."
        ),
        "others": "Documents outside a family that tell of the same events",
        "others_about": "These share no passage, but they tell of the same dated event, so their order can be judged.",
        "relation": "{earlier} {confidence} came before {later}",
        "relation_leaning": "{earlier} may have come before {later} (leaning)",
        "relation_open": "Whether {a} or {b} came first is undetermined",
        "relation_shares": "{of_earlier} of the words of the earlier and {of_later} of the later are shared.",
        "relation_shares_open": "{of_a} of the words of {a} and {of_b} of {b} are shared.",
        "relation_open_many": "Which came first is undetermined for {pairs} of texts: nothing was found that tells it",
        "relation_with": "{later}: {facts}",
        "relation_same_event": "No passage is shared.",
        "same_type": "one text",
        "relation_same_text": "The same text, word for word.",
        "evidence_for": "For",
        "evidence_against": "Against",
        "evidence_towards": "For {name} first",
        "evidence_none": "Nothing was found that tells the order of the two.",
        "side_none": "Nothing found.",
        "reason": "{document} {says}",
        "reason_quoted": "{document} {says}: {quote}{rest}",
        "reason_shown": "{document} {says} ({quote}){rest}",
        "reverse_day": (
            "What would change this: proof that the later text was written first, or the earlier one after {day}."
        ),
        "strong": "strong",
        "moderate": "moderate",
        "slight": "slight",
        "side_by_side": "side by side",
        "evidence": "evidence",
    }
)
