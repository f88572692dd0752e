"""The page: its head, its sections, numbers and days, and the answer in sentences."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

SUMMARY: Final = MappingProxyType(
    {
        # the head
        "kicker": "Lineage report",
        "skip": "Skip to content",
        "sections": "Sections",
        "tools": "Display",
        # headlines
        "headline_none": "Nothing was read",
        "headline_one": "One document was read; there is nothing to compare it with",
        "headline_unshared": "No shared text was found in {documents}",
        "headline_shared": "{sharing} of {documents} share text",
        "headline_all": "All {documents} share text",
        "headline_all_two": "Both documents share text",
        "headline_families": "{headline}, in {families} families",
        "headline_judged_nothing": "No document was judged",
        "headline_judged_alone": "The document judged shares no text with another",
        "headline_judged_one": "The document judged shares text with others",
        "headline_judged_two": "Both documents judged share text with others",
        "headline_judged_all": "All {documents} documents judged share text with others",
        "headline_judged_none": "None of {documents} documents judged shares text with another",
        "headline_judged": "{sharing} of {documents} documents judged {share} text with others",
        "headline_asked": "{sharing} of {documents} documents asked about {share} text with others",
        "headline_asked_all": "{all} documents asked about share text with others",
        "headline_asked_one": "The document asked about shares text with {others}",
        "headline_asked_alone": "The document asked about shares text with no other",
        # summary
        "label_read": "Read",
        "label_asked": "Asked about",
        "asked_tag": "asked about",
        "asked": "{n} beside the texts that an archive holds; on this page are those that they share text with.",
        "asked_of": "{name}: {made_of}<br>{shared}",
        "asked_given": "its words stand in {names}",
        "asked_also": "words of it stand, too, in {names}",
        "asked_alone": "{name} shares no text with any document of the archive.",
        "label_family": "Family {number}",
        "label_shared": "Shared text",
        "label_alone": "On their own",
        "label_standing": "Set aside",
        "label_unread": "Not read",
        "read": "{documents} with {words}.",
        "read_none": (
            "No document was read. A folder must hold at least one text that a reader knows, such as a .txt or .md "
            "file."
        ),
        "read_one": "Reuse shows between two texts or more: add another document to the folder and run again.",
        "read_empty": "{names}: no words.",
        "read_no_text": (
            "This report carries no text: documents go by the names of their files, quotations are left out, and how "
            "many words a passage has is reckoned from its length."
        ),
        "shared": "{names} share text.",
        "shared_by_many": "{n} documents share text: {names}.",
        "same_text": "{names} are the same text, word for word.",
        "same_texts": "{names} are the same text",
        "same_more": "{n} more of them are word-for-word copies, in {groups}.",
        "label_omitted": "Not on this page",
        "omitted_texts": "{n} stand here without their text.",
        "omitted_pairs": "{n} are left out.",
        "omitted_more": "For everything, write a folder of pages: <code>-o FOLDER/</code>",
        "more_families": (
            '<a href="#families">{families}</a> are set out below, first in a line each, then one by one.'
        ),
        "more_unjudged": '<a href="#families">{families}</a> of documents that were not judged are set out below.',
        "one_more_unjudged": '<a href="#families">{families}</a> of documents that were not judged is set out below.',
        "first": "{name} is {confidence} the earliest of them in this collection ({percent}). {written}",
        "first_leaning": "{name} may be the earliest of them in this collection ({confidence}, {percent}). {written}",
        "first_why": "The strongest reason: {reason}",
        "took": "{later} has {words} from {earlier} <small>({confidence}, {percent})</small>",
        "took_also": "{later} has {words} that stand in the earlier {earlier}",
        "took_open": "{later} shares {words} with {earlier} <small>(order undetermined)</small>",
        "took_form": "{later} is one form with {earlier}, filled in anew <small>({words} in common)</small>",
        "took_perhaps": ("{later} shares {words} with the earlier {earlier} <small>(perhaps from there)</small>"),
        "took_unknown": (
            "{later} shares {words} with the earlier {earlier} <small>(whether from there is open)</small>"
        ),
        "took_third": ("{later} shares {words} with the earlier {earlier} <small>(both draw on a third text)</small>"),
        "lacks_hint": "A text that is not in this collection {grade} ({percent}, which is too little to go on).",
        "lacks_hints": "{n} texts that are not in this collection {grade} (at most {percent}, too little to go on).",
        "lacks": "A text that is not in this collection {grade} ({percent}): {children} {draw} on it. {says}",
        "standing": (
            "{documents} {consist} mostly of passages that stand in several documents, such as {quote} (in "
            "{carriers}). Such passages are taken for boilerplate, and count nowhere as shared text. "
            '<a href="#boilerplate">All of them</a>'
        ),
        "unread": '<a href="#unread">{files}</a> could not be read, and what is in them is not in this report.',
        "legend": "Reading the marks",
        "legend_original": "No mark",
        "legend_original_means": "original: no earlier match in this collection",
        "legend_sample": "Passage",
        "first_here": "First here",
        "legend_first": "a passage that later texts also have",
        "legend_missing": "Dashed box",
        "legend_missing_means": "a text that is not in this collection",
        # numbers and days
        "percent": "{n}\u00a0%",
        "less_than_one": "less than 1\u00a0%",
        "from_day": "from {day}",
        "by_day": "by {day}",
        "on_or_after": "on or after {day}",
        "on_or_before": "on or before {day}",
        "dated": "dated {day}",
        "undated": "date unknown",
        "likely": "likely {days}",
        "written_when": "Written: {when}.",
        "written_dated": "It is {when}.",
        # sections
        "summary": "Summary",
        "families": "Families",
        "documents": "Documents",
        "texts": "Texts",
        "compare": "Side by side",
        "run": "Run notes",
        "method": "How we decide",
    }
)
