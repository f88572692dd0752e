"""What stands round an English text because of its kind, as data: lists, letterheads, references, standing clauses."""

from __future__ import annotations

import re

LIST_ENTRY = re.compile(r"[\W_]*+(?:\w[\w’'./%-]{0,23}:?|(?=\D{0,40}[0-9½¼¾])(?:[^\s.!?]+ ){1,4}[^\s.!?]+)[\W_]*+")
"""An entry of a list, as of what goes into a dish: five words at most with a figure among them, or a single word."""

LETTER_FIELDS = tuple(
    """
    from to cc bcc date sent subject reply-to message-id in-reply-to references list-id list-unsubscribe mime-version
    content-type content-transfer-encoding received return-path x-mailer user-agent organization newsgroups importance
    von an betreff datum gesendet
    """.split()
)
"""What stands before the colon in the head of a letter, in small letters."""

LETTER_MARKS = re.compile(
    r"[-_= ]{2,}(?:original|forwarded|weitergeleitete|ursprüngliche) (?:message|mail|nachricht)\b|"
    r"begin forwarded message:",
    re.IGNORECASE,
)
"""Lines by which programs say that a letter is quoted or passed on."""

_WORKS = (
    r"(?:(?:list of |selected |key |normative |informative |literature |general |notes and )?"
    r"(?:references|bibliography|reference list|works cited|works consulted|literature cited|literature|further reading"
    r"|citations|sources|sources cited|endnotes|footnotes|notes)(?: and (?:notes|further reading|sources))?"
    r"|literatur(?:verzeichnis)?|quellen|bibliographie|bibliografía|bibliografia|références)"
)

REFERENCE_HEADINGS = re.compile(
    rf"[\W_]*+(?:(?:[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,2}}|[ivx]{{1,4}}|[a-z])[.)]?\s{{1,8}})?{_WORKS}[\W_]*+$",
    re.IGNORECASE,
)
"""Headings of lists of the works that a text refers to, with or without a number."""

REFERENCE_OPENINGS = tuple(
    opening.replace("_", " ")
    for opening in "list sele key_ norm info lite gene note refe bibl work furt cita sour endn foot quel".split()
)
"""The first four letters of those without a number."""

PUBLISHED = re.compile(
    r"\b(?:pp?\. ?[0-9]|vol\.|eds?\.|doi\b|https?:|isbn\b|rfc ?[0-9]|press\b|journal\b|proceedings\b|thesis\b"
    r"|university\b)"
    r"|[0-9](?:\([0-9]{1,3}\))?[:,] ?[0-9]{1,5}[-–][0-9]{1,5}",
    re.IGNORECASE,
)
"""Words by which a list says where a work appeared."""

_DISCLAIMED = (
    r"(?:services?|software|(?:web ?)?site|app|content|materials?|products?|program|library|work|data|information)"
)

STANDING_CLAUSES = re.compile(
    r"(?:[\[(]?(?:[0-9]{1,4}|[a-z]|[ivx]{1,4})[\])]?[.)]?(?:[0-9]{1,2}\.?){0,3}[ \t]{1,8}){0,2}"
    r"(?:be it (?:therefore )?enacted by the (?:king|queen)['’]s most excellent majesty|be it enacted by the senate\b"
    r"|enacted by the parliament of\b"
    r"|this act (?:may be (?:cited|referred to) as|shall (?:be cited|come into (?:force|operation)|extend)"
    r"|comes into force|extends to|does not extend)\b"
    r"|short title\b|in this act,? (?:unless|except where|where) the context (?:otherwise requires|so admits)"
    rf"|th(?:e|is) {_DISCLAIMED} (?:is|are) (?:being )?provided (?:by [^.]{{1,80}} )?(?:on an )?[\"'“‘]*as[ -]is\b"
    r"|in no event (?:shall|will) \w|to the (?:maximum|fullest) extent (?:permitted|allowed) by\b"
    r"|permission is hereby granted, free of charge|the above copyright notice\b"
    r"|redistribution and use in source and binary forms"
    r"|(?:these|this) (?:terms|agreement)(?: of (?:use|service))? (?:shall be|are|is|will be) governed by\b"
    r"|the authors? (?:have |has )?declared? (?:that )?(?:(?:they|there) (?:have|has|is|are) )?no\b"
    r"|the present invention relates\b|(?:background|summary|field) of the invention|what is claimed is"
    r"|(?:brief|detailed) description of the (?:drawings|invention|preferred embodiments?)|detailed description\W*$"
    r"|while the (?:present |above )?invention has been\b|although the (?:present )?invention has been\b"
    r"|the (?:trustees|directors|governors) are responsible for (?:preparing|keeping|the preparation|the maintenance)\b"
    r"|they are (?:also )?responsible for (?:keeping|safeguarding|the maintenance)\b"
    r"|the (?:trustees|directors|governors) have (?:had (?:due )?regard|complied|paid due regard)\b"
    r"|this appliance (?:can be|is not intended|must not be|should not be|shall not) \w"
    r"|children (?:shall|should|must) not\b"
    r"|children should be supervised\b|if the (?:supply|power|mains) (?:cord|lead|cable) is damaged"
    r"|all (?:the )?characters (?:appearing )?in this\b|if you are not the (?:intended|named|addressee)\b"
    r"|this (?:e-?mail|message|communication)(?: and any \w+)?(?: transmitted with it)? (?:is|are|may be|contains?)"
    r" (?:[\w ]{1,20} )?(?:confidential|privileged|intended)\b"
    r"|this (?:[\w-]{1,12} ){0,2}(?:announcement|document|release|report|presentation|statement|update)"
    r" (?:contains|includes|may (?:contain|include)) (?:certain )?(?:statements [\w ,]{1,30})?forward[- ]looking\b"
    r"|it(?: is|['’]s) (?:a|an|my|such an?) (?:great |real |very great )?(?:pleasure|honou?r|privilege|joy) to\b"
    r"|apologies(?: (?:for absence|received))?\W*$|declarations? of interests?\W*$|matters arising\b"
    r"|(?:(?:approval|confirmation) of )?(?:the )?minutes of the (?:last|previous)\b|any other (?:urgent )?business\W*$"
    r"|(?:dates?|time)(?: and (?:time|place))? of (?:the )?next meeting\b"
    r"|a catalogue record for this book\b)",
    re.IGNORECASE,
)
"""Clauses that many texts have word for word because the law, an office or a licence wants them, with their numbers."""
