"""The words of the page, in one place. Blanks in braces are filled by `markup.fill`; all of it is HTML of ours."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

LANGUAGE: Final = "en"

NUMBERS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

MONTHS_SHORT: Final = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())

COUNTED: Final = MappingProxyType(
    {
        "document": ("{n} document", "{n} documents"),
        "word": ("{n} word", "{n} words"),
        "file": ("{n} file", "{n} files"),
        "copy": ("{n} identical copy", "{n} identical copies"),
        "other": ("{n} other", "{n} others"),
        "pair": ("{n} pair", "{n} pairs"),
        "sentence": ("{n} sentence", "{n} sentences"),
        "comparison": ("{n} comparison", "{n} comparisons"),
        "family": ("{n} family", "{n} families"),
        "more family": ("{n} more family", "{n} more families"),
        "group": ("{n} group", "{n} groups"),
        "character": ("{n} character", "{n} characters"),
        "day": ("{n} day", "{n} days"),
        "error": ("{n} error", "{n} errors"),
        "warning": ("{n} warning", "{n} warnings"),
        "note": ("{n} note", "{n} notes"),
        "finding": ("{n} finding", "{n} findings"),
        "match": ("{n} match", "{n} matches"),
        "segment": ("{n} segment", "{n} segments"),
        "rule": ("{n} active rule", "{n} active rules"),
        "correction": ("{n} more correction", "{n} more corrections"),
        "change": (
            "{n} change of a number, name, date or negation",
            "{n} changes of numbers, names, dates or negations",
        ),
    }
)

TAGS: Final = MappingProxyType(
    {
        "c": "Copied",
        "e": "Edited copy",
        "p": "Paraphrase",
        "q": "Quoted and credited",
        "b": "Boilerplate",
        "o": "First here",
    }
)
TAG_OF_SEVERAL: Final = "Note"
"""Stands in place of a tag on a note on passages of several marks."""

LEGEND: Final = (
    ("c", "the same words as in another text"),
    ("e", "the same words but for a few"),
    ("p", "the same statement in other words"),
    ("q", "in quotation marks, source named"),
    ("b", "page furniture, not statement"),
)

DEGREES: Final = MappingProxyType(
    {
        "verbatim": "{words} the same word for word",
        "edited": "{words} the same but for a few words",
        "light": "{words} reworded",
        "heavy": "{words} told in other words",
    }
)

RELATION_TYPES: Final = MappingProxyType(
    {
        "derived": "one draws on the other, directly or not",
        "common-source": "both draw on a third text",
        "same-event": "both tell of the same event",
        "version": "two versions of one text",
        "template": "one form, filled in anew",
        "undetermined": "how they hang together is open",
    }
)

EDGE_TYPES: Final = MappingProxyType({"derived": "text", "quotation": "a quotation", "version": "an earlier version"})

LEVELS: Final = MappingProxyType({"error": "Error", "warning": "Warning", "note": "Note"})

VERDICT_ICONS: Final = MappingProxyType({"fail": "✕", "pass": "✓", "incomplete": "?"})

GRADES: Final = MappingProxyType(
    {
        "required": "must have existed",
        "likely": "may have existed",
        "possible": "might have existed",
    }
)

CHANGES: Final = MappingProxyType(
    {"number": "Number", "name": "Name", "date": "Date", "negation": "Negation", "hedge": "Degree of certainty"}
)

STATED: Final = MappingProxyType(
    {
        "meta": "in its metadata",
        "front-matter": "in the front matter",
        "header": "in its header",
        "byline": "in its byline",
        "dateline": "in its dateline",
        "filename": "in its file name",
        "url": "in its address",
        "sidecar": "in a file beside it",
        "git": "in the version history",
    }
)

UNREADABLE: Final = MappingProxyType(
    {
        "too_large": ("too large", "Split the file, or raise the size limit in the settings."),
        "not_text": ("not a text", "Convert it to plain text first."),
        "encoding": ("unknown encoding", "Save it as UTF-8, or name its encoding."),
        "damaged": ("damaged", "Fetch the file again from where it came from."),
        "encrypted": ("encrypted", "Save a copy without a password."),
        "bomb": ("unpacks to far more than it should", "Unpack it by hand and check what it is."),
        "timeout": ("took too long to read", "Try the file alone, or convert it to plain text."),
        "no_text": ("no text found in it", "If it is a scan, run text recognition first."),
        "outside_root": ("a link that leads out of the folder", "Name the file it points to directly."),
        "unsupported": ("no reader for this kind of file", "Convert it to plain text first."),
        "gone": ("disappeared while reading", "Run again."),
        "permission": ("no permission to read it", "Change its permissions, or leave it out."),
    }
)

STEPS: Final = MappingProxyType(
    {
        "documents": "documents read",
        "judged": "changed documents judged",
        "compared_against": "documents that what has changed was compared with",
        "words": "words",
        "passages": "sentences and short paragraphs compared",
        "keys": "fingerprints made",
        "candidates": "pairs of documents that share enough fingerprints to compare in full",
        "candidate_pairs": "pairs of documents that share enough fingerprints to compare in full",
        "matches": "stretches of reuse found",
        "relations": "pairs of documents judged",
        "families": "families",
    }
)

LIMITS: Final = MappingProxyType(
    {
        "attachments": "attachments of e-mails, which are not read",
        "capped_buckets": "phrases so common that not all documents that have them were compared with one another",
        "captures_without_text": "captures of web archives that are no pages or texts, such as pictures and redirects",
        "dropped_pairs": "pairs of documents that were not compared: there were too many of them",
        "items_without_text": "items of news messages that have no text, such as pictures",
        "unread_pages": "pages of PDF files that are pictures or damaged, and are not read",
        "shallow_history": "files that git history gives no date: it was fetched in part, and begins after them",
    }
)

SAYS: Final = MappingProxyType(
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
        # summary
        "label_read": "Read",
        "label_asked": "Asked about",
        "asked_tag": "asked about",
        "asked": "{n} beside the texts that an archive holds; on this page are those that they share text with.",
        "asked_of": "{name}: {made_of}<br>{shared}",
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
        "same_as": "the same text as {name}, word for word",
        "same_more": "{n} more of them are word-for-word copies, in {groups}.",
        "label_omitted": "Not on this page",
        "omitted_texts": "{n} stand here without their text.",
        "omitted_pairs": "{n} are left out.",
        "omitted_more": "For everything, write a folder of pages: <code>-o FOLDER/</code>",
        "more_families": (
            '<a href="#families">{families}</a> are set out below, first in a line each, then one by one.'
        ),
        "first": "{name} is {confidence} the earliest of them in this collection ({percent}). {written}",
        "first_leaning": "{name} may be the earliest of them in this collection ({confidence}, {percent}). {written}",
        "first_why": "The strongest reason: {reason}",
        "first_unknown": "Which of them came first cannot be told from what was read.",
        "candidate": "{name} ({percent})",
        "likeliest": "The likeliest is {names}, which is too little to go on.",
        "likeliest_many": "The likeliest are {names}, which are too little to go on.",
        "took": "{later} has {words} from {earlier} <small>({confidence}, {percent})</small>",
        "took_also": "{later} has {words} that stand in the earlier {earlier}",
        "took_open": "{later} shares {words} with {earlier} <small>(order undetermined)</small>",
        "took_form": "{later} is one form with {earlier}, filled in anew <small>({words} in common)</small>",
        "took_perhaps": ("{later} shares {words} with the earlier {earlier} <small>(perhaps from there)</small>"),
        "took_unknown": (
            "{later} shares {words} with the earlier {earlier} <small>(from which text it has them is open)</small>"
        ),
        "took_third": ("{later} shares {words} with the earlier {earlier} <small>(both draw on a third text)</small>"),
        "lacks_hint": "A text that is not in this collection {grade} ({percent}, which is too little to go on).",
        "lacks_hints": "{n} texts that are not in this collection {grade} (at most {percent}, too little to go on).",
        "lacks": "A text that is not in this collection {grade} ({percent}): {children} {draw} on it. {says}",
        "missing_text": "a missing text",
        "or_copy": "{name} or a copy of it",
        "alone": "{names} {verb} no text with any other document here.",
        "alone_but": "{names} {verb} no text with any other document here, boilerplate aside.",
        "standing": (
            "{documents} {consist} mostly of passages that stand in several documents, such as {quote} (in "
            "{carriers}). Such passages are taken for boilerplate, and count nowhere as shared text. "
            '<a href="#boilerplate">All of them</a>'
        ),
        "unread": '<a href="#unread">{files}</a> could not be read, and what is in them is not in this report.',
        "care": (
            "A match shows shared words. It does not by itself show fault: quotations, agency copy under licence and "
            "shared facts match too."
        ),
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
        # families
        "families_about": "A family is a set of documents tied together by shared text.",
        "families_none": "There are no families: no two documents share text.",
        "family_title": "Family {number}: {names}",
        "family_first": "{name} is {confidence} the earliest text of this family that was read ({percent}). {written}",
        "family_first_leaning": (
            "{name} may be the earliest of this family that was read ({confidence}, {percent}). {written}"
        ),
        "why_first": "What speaks for {name}",
        "lineage": "Lineage",
        "node_missing": "A text not in this collection",
        "node_grade": "{grade} ({percent}); at least {words}.",
        "node_from": "{what} from {source} <small>({sure}, {percent})</small>{proofs}",
        "node_from_gone": "From {source} <small>({sure}, {percent})</small>{proofs}",
        "node_from_gone_perhaps": "Perhaps from {source} <small>({percent})</small>{proofs}",
        "node_also": "{words} that the earlier {source} has too{proofs}",
        "node_no_parent": "No earlier text for it is known here.",
        "node_parent_open": (
            "{words} shared with the earlier {source} <small>(from which text it has them is open)</small>{proofs}"
        ),
        "node_parent_third": (
            "{words} shared with the earlier {source} <small>(both draw on a third text)</small>{proofs}"
        ),
        "node_parent_form": "One form with {source}, filled in anew <small>({words} in common)</small>{proofs}",
        "node_from_open": "{what} shared with {source} <small>(order undetermined)</small>{proofs}",
        "node_from_perhaps": ("{what} shared with the earlier {source} <small>(perhaps from there)</small>{proofs}"),
        "node_first": "Earliest in this family ({sure}).",
        "node_unsure": "Undetermined whether before or after {names}.",
        "node_identical": "{copies}: {names}.",
        "node_gives": "{names} {draw} on it.",
        "graph_label": "Drawing of the lineage of family {number}",
        "graph_reading": "How to read the drawings",
        "graph_about": (
            "From left to right in order of time; the distances are not to scale. The thicker a line, the more words; "
            "a dotted line stands for rewording."
        ),
        "graph_missing": "A dashed box is a text that is not here.",
        "graph_open": "A question mark stands where it is not sure that one text has it from the other.",
        "graph_apart": "Behind the upright line stand texts that nothing dates closely; their order is not known.",
        "node_rest": "{n} more, see the table",
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
        "states_title": "States of one item",
        "states_title_of": "States of one item ({item} of {all})",
        "states_label": "The states of item {item} of family {number}, in order as far as it is known",
        "state_more": "{n} more",
        "state_fewer": "{n} fewer",
        "state_even": "as many words",
        "state_open": "order undetermined",
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
        "relation_leaning": "Leaning: {earlier} came before {later}",
        "relation_open": "Whether {a} or {b} came first is undetermined",
        "relation_percent": "{percent} for {name}",
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
        "relation_even": "even chances",
        "reason": "{document} {says}",
        "reason_quoted": "{document} {says} {quote}",
        "settle": "What would settle it: a date for {names}.",
        "settle_otherwise": "What would settle it: an outside record of when these texts appeared.",
        "reverse_day": (
            "What would change this: proof that the later text was written first, or the earlier one after {day}."
        ),
        "strong": "strong",
        "moderate": "moderate",
        "slight": "slight",
        "side_by_side": "side by side",
        "evidence": "evidence",
        "the_other": "the other: {name}",
        # documents
        "documents_none": "There are no documents.",
        "column_document": "Document",
        "column_written": "Written",
        "column_words": "Words",
        "column_copied": "Copied, not credited",
        "column_used": "Source of",
        "column_mix": "What it is made of",
        "column_from": "Shared with",
        "column_family": "Family",
        "documents_caption": "All documents that were read",
        "and_more": "and {n} more",
        "in_short": "{family}, {documents}: {says}",
        "in_short_more": "{says} and {n} more",
        "taken_none": "—",
        "taken_from": "from {name}",
        "taken_perhaps": "as in the earlier {name}",
        "taken_open": "order undetermined: {name}",
        "taken_form": "one form, filled in anew: {name}",
        "taken_both": "{most}; {rest}",
        "mix_copied": "copied {percent}",
        "mix_quoted": "quoted and credited {percent}",
        "mix_paraphrased": "paraphrase {percent}",
        "mix_boilerplate": "boilerplate {percent}",
        "mix_original": "original {percent}",
        "mix_none": "no words",
        "made_of": '{words}: <span class="mix">{mix}</span>',
        "texts_about": (
            "The number after a tag leads to the note beside it: where the passage comes from, who had it first, how "
            "sure that is and why. A tag without a number has the note of the last number before it. "
            '<a href="#legend">Reading the marks</a>'
        ),
        "texts_none": "No text is shown on this page.",
        "bands": "Documents by how much of them is copied without credit",
        "band": "{low}–{high}\u00a0%",
        "band_none": "0\u00a0%",
        "pages": "Pages:",
        "map_whole": "This text",
        "map_from": "from {name}",
        "map_perhaps": "as in the earlier {name}",
        "map_open": "shared with {name}",
        "map_to": "to {name}",
        "map_to_perhaps": "as in the later {name}",
        # controls
        "filter": "Filter",
        "filter_has": "With",
        "filter_any": "anything",
        "filter_copied": "copied passages",
        "filter_edited": "edited copies",
        "filter_paraphrased": "paraphrases",
        "filter_quoted": "credited quotations",
        "filter_none": "nothing reused",
        "filter_kind": "Kind",
        "filter_found": "Gate",
        "filter_findings": "only with findings",
        "filter_errors": "with errors",
        "filter_warnings": "with warnings",
        "filter_notes": "with notes",
        "set_aside": "Set aside in the shares and marks",
        "set_aside_quotes": "quotations",
        "set_aside_furniture": "boilerplate",
        "set_aside_short": "matches under",
        "set_aside_words": "words",
        "theme": "Theme:",
        "theme_system": "as the system",
        "theme_light": "light",
        "theme_dark": "dark",
        "open_all": "Open all",
        "close_all": "Close all",
        "keys": "Shortcuts",
        "keys_on": "Single-key shortcuts on",
        "facts": "Facts",
        "fact_file": "File",
        "fact_publisher": "Publisher",
        "fact_byline": "Byline",
        "fact_url": "Address",
        "fact_kind": "Kind",
        "fact_license": "Licence",
        "fact_embargo": "Embargo",
        "fact_family": "Family",
        "fact_read": "Read as",
        "fact_repeats": "Repeats itself",
        "fact_identical": "Identical to",
        "fact_unseen": "Not seen",
        "unseen_hints": "Soft hyphens inside words: {n}. They only hint where a word may break, and are left out here.",
        "unseen_credentials": "It carries content credentials (C2PA), which were not checked.",
        "repeats": "{n} passages stand in it more than once",
        "doubtful": "{encoding}, with doubts: {percent} of its characters could not be read",
        "dating": "Why this date",
        "dating_none": "Nothing in the text or around it tells when it was written.",
        "dating_stated": "It states its date, {date}, {where}.",
        "dating_file_time": "Its file was last changed on {date}. That tells nothing of when it was written.",
        "dating_earliest": "Not written before {date}: {quote}",
        "dating_latest": "Not written after {date}: {quote}",
        "dating_earliest_soft": "Points to {date} or later: {quote}",
        "dating_latest_soft": "Points to {date} or earlier: {quote}",
        "dating_capture": "Not written after {date}: by then it had been fetched from where it stands on the web.",
        "dating_bare": "(words not shown)",
        "dating_year_from": "(the year from {name})",
        "dating_block": "The part that begins {quote} is dated by itself: {written}.",
        "dating_conflict": "Conflict: {says}",
        "gap": "… {sentences} not shown …",
        "text_empty": "This document has no words.",
        "text_withheld": (
            "This report carries no text. The passages are listed by their place, in characters from the start."
        ),
        "passages_caption": "Passages of {name}",
        "column_place": "Characters",
        "column_passage": "Passage",
        "column_origin": "Origin",
        "original": "Original",
        "note": "Note {number}",
        # notes
        "credit_named": "source named",
        "credit_unnamed": "source not named",
        "credit_named_quoted": "quoted, source named",
        "credit_named_unquoted": "source named, quotation marks missing",
        "credit_unnamed_quoted": "in quotation marks, source not named",
        "credit_unnamed_unquoted": "source not named, no quotation marks",
        "credit_words": "It names the source: {quotes}.",
        "credit_wrong": "It credits {names}, which is not where the words come from: {quotes}.",
        "another": "another text",
        "credit_in_part": "source named for a part of it only",
        "why_run": "{n} words in a row are the same.",
        "why_chance": "Short and ordinary wording: chance is possible.",
        "why_against": "What speaks against it: {reason}",
        "retold_source": "In {name}",
        "retold_here": "Here",
        "note_from": "from {source}",
        "note_from_missing": "from {source}, which is not in this collection",
        "note_also": "also in {source}",
        "note_first": "later in {names}",
        "note_order": "{when} · {sure} {position}",
        "note_order_open": "{when} · order undetermined",
        "note_first_open": "also in {names}",
        "why": "Why",
        "why_shared": "What is shared: {parts}.",
        "why_changed": "{changes} inside: see them side by side.",
        "why_before": "{earlier} {confidence} came first ({percent}). {reason}",
        "why_before_leaning": "{earlier} may have come first ({confidence}, {percent}). {reason}",
        "why_open": "Which of the two came first cannot be told; it is the text nearest to this one. {reason}",
        "why_elsewhere": "Also in {names}.",
        "go_passage": "passage in the source",
        "go_passage_open": "passage there",
        "go_compare": "side by side",
        "go_order": "why this order",
        "go_order_open": "why the order is open",
        # comparisons
        "compare_about": (
            "Two documents at a time, the earlier on the left where that is known. What is the same in both stands "
            "once, across the columns; words that differ are marked: "
            "<del>only in the earlier</del>, <ins>only in the later</ins>, or, where the order is open, "
            '<b class="only">only in one of them</b>. Upper and lower case, spaces, what is not seen, and which kind '
            "of quotation mark or dash stands do not count."
        ),
        "material": "Changes that matter",
        "compare_none": "There is nothing to compare: no two different texts have passages in common.",
        "compare_title": "{earlier} and {later}",
        "compare_known": "{earlier} {confidence} came first ({percent}).",
        "compare_known_leaning": "{earlier} may have come first ({confidence}, {percent}).",
        "compare_open": "Which came first is undetermined ({chances}), so neither is called the source of the other.",
        "compare_summary": "{stretches} with {words} of {later}",
        "compare_one": "One stretch",
        "compare_many": "{n} stretches",
        "column_earlier": "Earlier: {name}",
        "column_later": "Later: {name}",
        "column_either": "{name} (order undetermined)",
        "column_relation": "Relation",
        "in_both": "in both, not counted",
        "only_here": "only in the other text",
        "not_shown": "… {words} not shown …",
        "moved": "moved",
        "alike": "{percent} alike",
        "shared_bold": "shared words in bold",
        "changed": "{what}: {before} became {after}",
        "changed_added": "{what}: {after} was added",
        "changed_dropped": "{what}: {before} was left out",
        "differs": "{what}: {before} here, {after} there",
        "differs_added": "{what}: {after} in one of them only",
        "differs_dropped": "{what}: {before} in one of them only",
        "differs_bare": "{what} differs",
        "too_long": "too long to mark the words that differ",
        "characters": "characters {start}–{end}",
        "earlier": "Earlier",
        "later": "Later",
        # the gate
        "gate": "Gate",
        "findings": "Findings",
        "gate_fail": "Gate: fails.",
        "gate_pass": "Gate: passes.",
        "gate_incomplete": "Gate: incomplete.",
        "chip_fail": "Fails",
        "chip_pass": "Passes",
        "chip_incomplete": "Incomplete",
        "gate_title": "{page} ({verdict}, {findings})",
        "line_tool": "provenance {version}",
        "line_policy": "policy {name}",
        "line_built_in": "the built-in policy",
        "line_baseline": "baseline {name}",
        "line_now": "as of {date}",
        "line_digests": "Digests in full",
        "line_policy_digest": "Policy",
        "line_baseline_digest": "Baseline",
        "gate_found": "{levels} in {documents} of {all}.",
        "gate_found_none": "No new findings in {all}.",
        "gate_start": "Start with {finding}.",
        "gate_finding": "{rule} in {document}",
        "gate_unread": "{files} could not be read, so what they hold was not checked.",
        "gate_limit": "A limit was reached, so some texts were not compared in full.",
        "gate_no_claim": "A pass is not claimed.",
        "gate_run": "See the run notes",
        "gate_set_aside": "Not counted: {parts}.",
        "suppressed_n": "{n} suppressed",
        "known_n": "{n} known from the baseline",
        "look": "What needs a look",
        "look_more": "{findings} in all; each is in the table below, with how to settle it.",
        "read_in_context": "Read in context",
        "compare_link": "Compare",
        "settle_link": "How to settle it",
        "findings_about": "The most severe come first. Open one for the rule, the passages and how to settle it.",
        "findings_table": "Table of findings",
        "findings_left": "{findings} more are not listed on this page; the JSON and SARIF reports list all.",
        "column_level": "Level",
        "column_rule": "Rule",
        "column_found": "What was found",
        "column_limit": "Limit",
        "column_state": "State",
        "column_reason_given": "Reason given",
        "column_owner": "Owner",
        "column_expires": "Expires",
        "state_new": "new",
        "state_known": "known",
        "finding_more": "Rule, passages and how to settle it",
        "rule_claims": "The rule",
        "rule_matters": "Why",
        "rule_misleads": "When it misleads",
        "finding_measured": "Measured",
        "finding_page": "Page of the file",
        "measured": "{value} ({base})",
        "measured_limit": "{value} ({base}); the limit is {limit}",
        "finding_passages": "Passages",
        "passage_from": "from {name}, {date}",
        "passages_left": "and {n} more in the text",
        "finding_settle": "How to settle it",
        "finding_suppress": "Or answer for it",
        "suppress_about": (
            "Copy this into the policy and fill in why it is accepted, who answers for it, and until which day."
        ),
        "suppressed_title": "Suppressed ({n})",
        "known_title": "Known from baseline ({n})",
        "gate_notes": "Notes of the gate",
        "findings_none": "No findings. The policy has {rules}.",
        # run notes
        "unread_title": "Files that could not be read",
        "unread_none": "Every file that was tried could be read.",
        "column_file": "File",
        "column_reason": "Reason",
        "column_todo": "What to do",
        "doubtful_title": "Files read with doubts",
        "steps_title": "What each step let through",
        "steps_about": "If something you expected is missing, this shows where it was lost.",
        "limits_title": "What a limit left out",
        "limits_none": "No limit was reached.",
        "settings_title": "Settings that differ from the defaults",
        "settings_none": "None.",
        "column_setting": "Setting",
        "column_value": "Value",
        "column_default": "Default",
        "skipped": "{files} in the folder {verb} passed over, because no reader claims {pronoun}.",
        "boilerplate_title": "Boilerplate found in several documents",
        "boilerplate_in": "in {documents}",
        # the foot
        "made_by": (
            "Made by provenance {version}. This page is one file, holds everything it shows, and asks the network for"
            " nothing."
        ),
        "made_by_folder": "Made by provenance {version}. These pages ask the network for nothing.",
    }
)

KEYS: Final = (
    ("/", "filter the documents"),
    ("j", "next mark of the open text"),
    ("k", "the mark before"),
    ("o", "open or close its note"),
    ("c", "side by side with its source"),
    ("?", "this list"),
)

SCRIPT: Final = MappingProxyType(
    {
        "all_open": "All panels are open.",
        "all_closed": "All panels are closed.",
        "not_here": "This link points to something that is not in this report.",
        "rows": "{n} of {all} documents shown",
        "copy_link": "Copy link",
        "print_this": "Print this document",
        "zoom_in": "Zoom in",
        "zoom_out": "Zoom out",
        "zoom_fit": "Fit",
        "copied": "Link copied.",
        "copy_suppression": "Copy suppression",
        "suppression_copied": "Suppression copied: fill in reason, owner and expires.",
        "suppression_by_hand": "The suppression is selected; copy it from there.",
        "copy_by_hand": "The link is in the address bar; copy it there.",
        "sort": "sort by {column}",
        "keys_on": "Shortcuts are on.",
        "keys_off": "Shortcuts are off.",
        "c": "copied {n}\u00a0%",
        "q": "quoted and credited {n}\u00a0%",
        "p": "paraphrase {n}\u00a0%",
        "b": "boilerplate {n}\u00a0%",
        "o": "original {n}\u00a0%",
        "less": "less than 1\u00a0%",
        "of": "of {n} words",
        "aside": "{n} words set aside in all",
    }
)
"""What the script says; its blanks are filled there."""


def said(key: str, **values: str | int) -> str:
    """A sentence of the catalogue as plain text, its blanks filled."""
    return SAYS[key].format(**values)
