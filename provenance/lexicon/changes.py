"""How an English text says that something was changed, is not done yet, or was wrong, as data."""

from __future__ import annotations

import re

from provenance.lexicon.credit import ITEMS

CORRECTION_WORDS = frozenset(
    "corrected correcting correction corrections corrects corrigendum erratum refiled refiles rpt amended".split()
)
"""Words by which a text says that it repeats another and puts it right."""

CORRECTION_NOTES = re.compile(
    r"^[ \t*_#>(\[-]*(?:correction|clarification|corrected|erratum|corrigendum)\b(?=[\s*_]*[:.\u2013\u2014-])|"
    r"\b(?:an|the) (?:earlier|previous|original) version of this (?:article|story|report|post|page|release|piece)\b|"
    r"\bthis (?:article|story|report|post|page|release|piece) (?:has been|was) (?:corrected|amended)\b",
    re.MULTILINE,
)
"""Words by which a text says of itself that it puts something right, in lower case."""

CORRECTION_MARKS = ("correct", "clarification", "erratum", "corrigendum", "amended", "version of this")
"""Each of those notes has one of these, which are soon looked for."""

TAKEN_BACK = re.compile(
    r"\b(?:this|that|it|which) (?:was|is) (?:wrong|incorrect|untrue|false|not (?:true|correct|so|the case))\b|"
    r"\b(?:withdraws?|withdrew|retracts?|retracted)\b",
    re.IGNORECASE,
)
"""Words by which a note says that what it repeats does not hold."""

NOTICE_MARKS = (
    "correct", "clarif", "apolog", "erroneous", "wrong", "mistake", "misstate", "misspel", "misidentif", "in fact",
    "in error", "should have", "should read", "point out", "inaccura", "regret", "amended", "erratum", "set the record",
)  # fmt: skip
"""Each notice of correction has one of these, in lower case."""

OUR_ITEMS = re.compile(
    r"\b(?:this (?:news)?paper|our (?:[\w’'-]+ ){0,2}reports?|the report headlined|version of this \w+|articles?|"
    r"stor(?:y|ies)|column|feature|editorial|headline|caption|graphic|infographic|obituary|news brief|"
    r"apologi[sz]es? for)\b|\bwe(?: [a-z]+){0,2}(?= )",
    re.IGNORECASE,
)
"""What a notice of correction speaks of: something that the paper itself had."""

TOLD_BEFORE = re.compile(
    r"\b(?:said|saying|stated|stating|reported|reporting|claimed|claiming|suggested|suggesting|wrote|described|"
    r"referred to|gave|giving|given|listed|named|identified|misstated|misidentified|misspelled|misspelt|quoted|cited)\b"
    r"(?: (?:wrongly|incorrectly|erroneously|mistakenly|in error)\b)?"
    r"(?: (?:on|in|last) [\w ,]{1,30}? that\b| (?:that|as)\b)?",
    re.IGNORECASE,
)
"""Words behind which a notice tells what was said."""

PUT_RIGHT = re.compile(
    r"\b(?:in fact|this (?:was|is) (?:wrong|incorrect|untrue|false|an error|not (?:true|correct|so|the case))|"
    r"should (?:have (?:said|read|been|stated)|read)|the correct [\w ]{1,30}? (?:is|was)|"
    r"we (?:now )?(?:understand|accept) that|asked to point out|we are happy to make|set the record straight|"
    r"(?:regrets?|apologi[sz]es?)(?: to [\w ,.]{1,60}?)? for (?:the|this|our|any|an) "
    r"(?:error|mistake|confusion|distress)|"
    r"regrets? (?:the|this|our|any) (?:error|mistake)|we apologi[sz]e (?:to|for)|"
    r"it (?:is|was|will)\b[^.]{1,80}, not\b)",
    re.IGNORECASE,
)
"""Words by which a notice puts right what it repeats."""

ERRING = re.compile(
    r"\b(?:wrongly|incorrectly|erroneously|mistakenly|inaccurately|in error|"
    r"misstated|misidentified|misspelled|misspelt)\b",
    re.IGNORECASE,
)
"""Words by which a notice says that something was told wrongly."""

_MONTH, _WEEKDAY = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", "mon|tue|wed|thu|fri|sat|sun"

_DAY = (
    rf"(?:{_WEEKDAY})[a-z]{{0,6}}[.,]? (?:{_MONTH}|\d)|(?:{_MONTH})[a-z]{{0,6}}\.? \d|\d{{4}}[-/.]"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?(?:{_MONTH})|\d{{1,2}}[./]\d{{1,2}}[./]"
)

_CLOCK = r"\d{1,2}:\d\d|\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b|\d{1,2} \w{3,7} ago"

_CHANGED = "updated|corrected|amended|edited|revised|refiled|expanded"

CHANGE_NOTES = re.compile(
    r"^[^\w\n]{0,8}(?:(?:last )?(?:updated?|modified|revised|corrected|amended)(?: on| at|,)?"
    rf"(?=[ \t]{{0,3}}(?::|\(\D|{_DAY}|{_CLOCK}))"
    r"|(?:updates?|correction|corrections|clarification|erratum|errata|editor[’']?s?[’']? (?:note|update)s?)"
    r"(?: \([^)\n]{1,40}\))?[ \t]{0,3}[:—–-]"
    rf"|(?:(?:{_MONTH}|spring|summer|autumn|fall|winter)[a-z]{{0,6}}\.? "
    r"(?:\d{1,2},? )?)?(?:19|20)\d\d (?:update|correction)s?[ \t]{0,3}(?:[:—–-]|$)"
    rf"|(?:an? |the )?(?:{_CHANGED})(?:,? (?:and |& )?(?:{_CHANGED}))? "
    rf"(?:version|edition|draft|copy|{ITEMS})[ \t]{{0,3}}(?:[^\w\s]{{1,6}}|$|replac(?:es|ing)|supersed)"
    r"|(?:replaces|supersedes) (?:the|our|all|any|its|that|those) (?:\w+ ){0,3}"
    rf"(?:version|edition|draft|copy|one|{ITEMS})s?\b"
    r"|\((?:adds|updates|recasts|corrects|refiles|releads|rewrites) "
    r"|eds: (?:adds|updates|recasts|corrects|refiles|leads|rewrites)\b)"
    r"|\A[^\w\n]{0,8}(?:corrected|refiled|rpt|amended|updated|revised|update \d{1,2})"
    r"(?:\)[ \t]{0,3}[—–-]?|[ \t]{0,3}[—–:-])"
    rf"|\bthis (?:version|document|entry|memo|{ITEMS}) (?:was|has been) (?:later |since |last )?(?:{_CHANGED})\b"
    r"(?! (?:for|down|and condensed)\b)"
    rf"|\(the (?:{ITEMS}) (?:is|was|has been) (?:{_CHANGED})\b"
    rf"|\b(?:an|the) (?:earlier|previous|original|prior) version of this (?:document|{ITEMS})\b"
    rf"|\bthis (?:\w+ )?(?:version|document|edition|draft|memo|standard|{ITEMS}) (?:supersedes|replaces|obsoletes)\b"
    r"|\bthese (?:\w+ )?(?:rules|terms|conditions|by-?laws|regulations|guidelines|instructions|standards|statutes)"
    r" (?:replace|supersede)\b",
    re.MULTILINE,
)
"""Words in lower case by which a text says that it was changed, or that it stands in the place of an earlier one."""

CHANGE_MARKS = (
    *("updat", "modif", "revis", "correct", "amend", "edit", "clarif", "errat", "refile", "version of this"),
    *(
        "replaces",
        "replacing",
        "supersed",
        "obsoletes",
        "(adds",
        "(recasts",
        "(releads",
        "(rewrites",
        "eds: ",
        *(f"{what} replace" for what in ("rules", "terms", "laws", "tions", "lines", "ards", "utes")),
        "rpt",
        "expanded",
    ),
)
"""Each note of a change has one of these."""

STAGES = {
    **dict.fromkeys("draft interim preliminary provisional tentative".split(), 1),
    "final draft": 2,
    **dict.fromkeys("final definitive".split(), 3),
    **dict.fromkeys(("half-time", "half time", "halftime"), 1),
    **dict.fromkeys(("full-time", "full time", "fulltime"), 3),
}
"""What a text calls itself before it is done, and then: the higher the later. Those of one number are in no order."""

STAGED = (
    "report|version|text|release|edition|copy|statement|results|findings|order|rules?|agreement|plan|minutes|scores?"
)
"""What has a stage."""
