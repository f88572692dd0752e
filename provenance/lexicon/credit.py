"""How an English text names whose it is, and whom it has something from, as data."""

from __future__ import annotations

import re

RELEASE_MARKERS = re.compile(
    r"^[ \t*#-]*(?:ends|# ?# ?#|check against delivery|notes? (?:to|for) editors?|for immediate release|"
    r"(?:press|media|news) (?:release|contacts?|enquiries)|(?:cautionary (?:note|statement)s? (?:on|about|regarding) )?"
    r"forward[- ]looking statements?(?=[^\w\n]*(?:$|[:.—–-] ))(?:[:.—–-] [^\n]*)?"
    r"|(?:strictly )?(?:under )?embargo(?:ed)?(?: (?:until|till|to)\b|:)[^\n]{3,120}"
    r"|[^\W\d_][^\n]{2,60} [-–—|] (?:press|media|news) release"
    r"|this (?:press|media|news) release (?:contains|includes|may (?:contain|include)) [^\n]*"
    r"|(?:contacts?|for (?:interviews|media enquiries|further information|more information)[^\n:]{0,40})"
    r"(?::| contact) [^\n]*\b(?:investor|media|press|public) (?:relations|office|team|contact|enquiries)\b[^\n]*)"
    r"[ \t\r*:.-]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines that press releases carry and those who take them up leave out."""

RELEASED = re.compile(
    r"^[^\w\n]{0,4}(?:(?:speech|address|remarks|lecture|testimony|sermon|keynote)"
    r"(?: address| speech)? (?:(?:given|delivered|made) )?(?:of|by) |(?:doi\b|https?://doi\.org/)"
    r"|abstract[ \t]*(?:$|[.:]|[—–-] )|(?:neutral citation|issn)\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines of what releases are written about: a speech as it was given, a paper, a judgment."""

OF_RELEASE = re.compile(
    r"\b(?:(?:in|from|according to) (?:a|an|the|its|their|his|her) (?:\w+ )?(?:press|news|media) release"
    r"|(?:the|its|their) (?:press|news|media) release (?:says?|said|states?|stated|quotes?|quoted|adds?|added)"
    r"|copy of (?:the|its|this|our|such) (?:press|news|media) release)\b",
    re.IGNORECASE,
)
"""Words by which a text says that it has something from a release."""

PRESS_OFFICES = ("office", "team", "desk", "room", "centre", "center", "service", "release")
PRESS_OFFICE = re.compile(rf"[ ,:–-]{{1,3}}(?:press|media|news|communications)[ -]?(?:{'|'.join(PRESS_OFFICES)})$")
"""What stands behind the name of whoever issues a release, in small letters; and how it ends."""

ISSUED = (
    re.compile(
        r"^(?:[Tt]he )?(?P<name>[A-Z][^.,:;!?\n]{3,70}?) (?:is|are) (?:\w+ )?"
        r"(?:saddened|pleased|delighted|proud|sorry|excited|honou?red|thrilled) to (?:announce|share|report|confirm)\b",
        re.MULTILINE,
    ),
    re.compile(
        r"^(?:[Rr]esponse|[Ss]tatement|[Ss]ubmission|[Ee]vidence|[Cc]omments?) (?:of|from|by|on behalf of) (?:the )?"
        r"(?P<name>[A-Z][^.,:;!?\n]{3,70}?)(?= to\b| on\b|[,:]|$)",
        re.MULTILINE,
    ),
    re.compile(
        r"^(?:[Ss]peech|[Aa]ddress|[Rr]emarks|[Ll]ecture|[Tt]estimony|[Ss]ermon|[Kk]eynote(?: speech| address)?)"
        r" (?:(?:given|delivered|made) )?(?:of|by) (?:the [^,\n]{3,60}, )?"
        r"(?P<name>[A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){1,3})(?=,| to\b| at\b| on\b|$)",
        re.MULTILINE,
    ),
)
"""Lines that say whose announcement, answer or speech a text is."""

ISSUER_ENDS = re.compile(
    r" (?:mp|msp|mla|mep|qc|kc|phd|obe|mbe|cbe)$|"
    r"(?:,? (?:limited|ltd|plc|inc|corp|corporation|llc|llp|pllc|pvt|group|holdings)\.?)+$"
    r"|,? (?:(?:january|february|march|april|may|june|july|august|september|october|november|december) )?"
    r"(?:19|20)\d\d$",
    re.IGNORECASE,
)
"""What stands behind the name of an issuer: the form of a firm, the month of a report, a seat or degree."""

PAPER_WORDS = frozenset(
    """
    advertiser advocate argus bulletin chronicle courier daily dispatch echo examiner express gazette globe guardian
    herald independent inquirer journal leader mail mercury messenger mirror monitor news observer post press record
    register reporter sentinel standard star telegraph times tribune voice weekly wire
    """.split()
)
"""What papers and agencies are called by, at the end of their names."""

ITEMS = "article|story|post|piece|text|page|report|release|statement|column|interview|essay|notice|bulletin"
"""What a text calls itself."""

_ISSUES = "today|yesterday|tonight|this|last|monday|tuesday|wednesday|thursday|friday|saturday|sunday"

_CUT_FROM = "taken|adapted|excerpted|extracted|abridged"

_MATERIAL = "inputs|input|materials|material|files|reporting|copy"

_CAME_BY = "found|saw|spotted|came across|read|stole|borrowed|got"

_REACHES, _BY_WAY = ("comes", "came", "reaches us", "reached us"), "via|by way of|courtesy of"

_PASTING = "posting|pasting|copying|quoting|cutting and pasting|cut and paste|copy and paste"

_LINE = r"(?:^|\n)[^\w\n]{0,4}"

AGENCY_INITIALS = r"[A-Z][A-Z&.]{1,9}(?:-[A-Z]{1,3})?"
"""How agencies sign datelines in short, as a pattern: PTI, AFP, UPI-B."""

SMALL_AGENCIES = frozenset("afp ansa apa belga dapd dpa epd kna lusa sda sid stt".split())
"""Agencies that sign datelines in small letters: Leer (dpa/lni) -."""

AGENCY_NAMES: dict[str, tuple[str, ...]] = {
    "AP": ("Associated Press", "The Associated Press"),
    "PA": ("Press Association", "PA Media", "PA News Agency"),
    "UPI": ("United Press International",),
    "AFP": ("Agence France-Presse",),
    "PTI": ("Press Trust of India",),
    "CP": ("Canadian Press", "The Canadian Press"),
    "DPA": ("Deutsche Presse-Agentur", "DPA"),
    "EFE": ("Agencia EFE",),
    "ANP": ("Algemeen Nederlands Persbureau",),
}
"""Agencies that sign in short and are named in full, by their short names."""

OF_AGENCIES = re.compile(
    r"(?:(?:from|by|compiled from|combined) )?(?:(?:our|the) )?(?:(?:news )?wires?|wire (?:reports?|services?|sources)"
    r"|news services|(?:news )?agenc(?:ies|y reports))(?: reports?| services?)?|(?:mit |von )?agentur(?:en|material)"
    r"|agencias|agences|(?:avec )?(?:les )?agences|persbureaus|agenzie",
    re.IGNORECASE,
)
"""Lines that say that a text is of agencies, and not of which."""

WITH_AGENCIES = frozenset(
    """
    with by from and of the a in reporting contributed additional material staff reporter reporters wire report reports
    service via source mit und von der die redaktion quelle avec et de la el y con redacción redacciones fuente
    rédaction met en van redactie bron con com e della redazione fonte
    """.split()
)
"""Words in small letters that stand beside the name of an agency whose copy is printed."""

REPOST_MARKERS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (words, re.compile("|".join(patterns)))
    for words, *patterns in (
        (
            tuple(
                f"{when} {what}"
                for when in ("first", "originally", "previously")
                for what in ("publish", "post", "appear", "print", "aired", "broadcast")
            ),
            (
                rf"\b(?:this (?:{ITEMS}) )?(?:was )?"
                r"(?:first|originally|previously) (?:(?:publish|post|appear|print)ed|aired|broadcast)\b"
            ),
        ),
        (("version of this",), rf"\ba version of this (?:{ITEMS}) (?:was )?(?:appeared|ran|published|posted)\b"),
        (("crosspost", "cross-post"), r"\bcross-?posted (?:from|at|on|to)\b"),
        (
            ("republished", "reposted", "reprinted", "reproduced", "reblogged", "syndicated"),
            (
                r"\b(?:re(?:published|posted|printed|produced|blogged)|syndicated) (?:here )?(?:in full )?"
                r"(?:from|(?:with|by) (?:the )?(?:kind )?permission|courtesy|under)\b"
            ),
        ),
        (
            tuple(f"{word} from" for word in (*_CUT_FROM.split("|"), "comes")),
            rf"\bthis (?:{ITEMS}|excerpt|extract) (?:is |was |has been )?(?:{_CUT_FROM}|comes) from\b",
            rf"{_LINE}(?:{_CUT_FROM}) from\b",
        ),
        (
            ("source", "information from", "via", "h/t", "hat tip", "hat-tip"),
            (
                r"(?:^|\n)[ \t]{0,8}(?:(?:story |news |original )?source|information from|via|h/t|hat[ -]tip)"
                r"\s?:\s?\S"
            ),
        ),
        (
            tuple(f"{verb} {how}" for verb in _REACHES for how in _BY_WAY.split("|")),
            rf"\b(?:{'|'.join(_REACHES)}) (?:to (?:us|me) )?(?:{_BY_WAY})\b",
        ),
        (
            tuple(_PASTING.split("|")),
            rf"\b(?:{_PASTING}) (?:[^\W\d_][\w’'-]* ){{0,5}}from (?:the|a|an|their|its|our)\b",
        ),
        (("materials provided by", "provided by the"), r"\b(?:materials?|text|story) (?:is |was )?provided by\b"),
        (
            tuple(f"{what} {of}" for what in _MATERIAL.split("|") for of in ("from", "by")),
            rf"\bwith (?:additional |agency |some )?(?:{_MATERIAL}) (?:from|by)\b",
        ),
        (
            tuple(f"{verb} {what}" for verb in _CAME_BY.split("|") for what in ("this", "it", "the recipe")),
            rf"\b(?:{_CAME_BY}) (?:this|it|the recipe)(?: recipe| one)? (?:on|at|over (?:on|at)|in|from|via)\b",
        ),
        (
            ("\n> ", "\n>\t", "[quote"),
            r"\bfrom (?=[^\n.]{2,60}:?[ \t\r]{0,8}\n(?:[ \t\r]{0,8}\n)?(?:>[ \t]|\[quote))",
        ),
        (
            ("via ", "h/t", "hat tip", "hat-tip", "tip of the hat"),
            (
                r"(?:^\s{0,8}|\n[ \t\r]{0,8}\n[ \t]{0,8}|[(\[])"
                r"(?:via|(?:h/t|hat[ -]tip|tip of the hat)(?: to)?) (?=[^\n]{1,60}(?:\n|$))"
            ),
            r"\b(?:authored|written|posted|submitted) by [^\n,.]{1,60} via\b",
        ),
        (
            tuple(f"from {when}" for when in _ISSUES.split("|")),
            rf"{_LINE}from (?:{_ISSUES})\b(?=[^\n]{{1,60}}(?:\n|$))",
        ),
        (
            tuple(f"from {mark}" for mark in '*_"“‘'),
            rf"{_LINE}from (?=[*_\"“‘]{{1,2}}\w[^\n]{{1,80}}\n[ \t\r]{{0,8}}\n)",
        ),
        (
            (" wrote:", " writes:"),
            r"(?:^|\n)[> \t]{0,12}[^\n]{2,160}\b(?:wrote|writes):(?=[ \t\r]{0,4}\n(?:[> \t\r]{0,12}\n)?[> \t]{0,12}>)",
        ),
        (
            tuple(f"{has} {what} from" for has in ("have", "has", "had") for what in ("it", "this", "that")),
            r"\b(?:have|has|had) (?:it|this|that) from\b",
        ),
        (
            tuple(f"{verb} " for verb in ("read", "reading")),
            r"\b(?:read|reading) (?:about|of|what|all|more|how|that|the) [^\n.,;:!?]{1,40} (?:in|on|at)\b",
        ),
        (
            ("gone up on", "went up on", "put up on", "posted on", "published on", "put out by", "issued by"),
            (
                r"\b(?:this|it|the following) (?:has |was |is )?(?:just |now |been |only ){0,3}"
                r"(?:gone up|went up|put up|posted|published|issued|put out) (?:today |earlier |yesterday )?(?:on|by) "
                r"(?=(?:the|their|its|our|his|her)\b)"
            ),
        ),
        (
            ("copied", "pasted", "lifted", "pinched", "nicked", "swiped", "grabbed", "cribbed"),
            (
                r"\b(?:copied|pasted|lifted|pinched|nicked|swiped|grabbed|cribbed) (?:here )?from "
                r"(?:the|a|an|their|its|our)\b"
            ),
        ),
        (("courtesy of",), rf"{_LINE}courtesy of\b"),
        (
            ("read the ", "see the "),
            rf"\b(?:read|see) the (?:original|full|whole) (?:{ITEMS}) (?:here )?(?:at|on|in|from)\b",
        ),
        (("read more", "read the rest"), r"\bread (?:more|the rest) (?:here )?(?:at|on|in|from)\b"),
        (
            ("this was in", "this appeared in"),
            rf"\bthis (?:was|appeared) in (?=the |(?:{_ISSUES})(?:’s|'s)? )",
        ),
        (
            tuple(
                f"as {when}reported"
                for when in ("", "first ", "originally ", "previously ", "earlier ", "exclusively ")
            ),
            (
                r"\bas (?:(?:first|originally|previously|earlier|exclusively) )?reported "
                r"(?:(?:first|earlier|exclusively) )?(?:by|in|on)\b"
            ),
        ),
    )
)
"""Words in lower case by which a text says that it passes on another; each with words of which it needs one."""

CREDIT_PHRASES = re.compile(
    r"\b(?P<after>according to(?! (?:which|how|what|whether))|"
    r"(?:as )?(?:first |earlier )?(?:reported|revealed|announced) (?:by|in)|"
    r"(?:first|originally|previously) (?:published|posted|appeared|printed|aired|broadcast) (?:by|in|on|at)|"
    r"courtesy of|(?:copied|quoted|reproduced|reprinted|republished|reposted|adapted|excerpted) from|owed? to|"
    r"(?:researchers|scientists|academics|engineers|experts|economists|team) (?:at|from|of)|"
    r"h/t|hat tip(?: to)?)\b|"
    r"\b(?:in|from) (?:a|an|its|their|the|his|her) (?:(?:press|news|media|joint|written|prepared) )?"
    r"(?:statement|release|announcement)\b|"
    r"\b(?:the|a|its|their) (?:press|news|media) release\b|"
    r"\b(?:has |have |had )?issued (?:a|an|the|its|their) (?:\w+ ){0,3}"
    r"(?:warning|alert|notice|statement|advisory|bulletin|recall|update)\b",
)
"""Words, in lower case, by which a text credits where something comes from: whom, stands after or before them."""

CREDIT_MARKS = (
    *("according to", "reported", "revealed", "announced", "published", "posted", "appeared", "courtesy of"),
    *("copied from", "quoted from", "reproduced from", "owe to", "owed to", "statement", "release", "announcement"),
    *("reprinted from", "republished from", "reposted from", "adapted from", "excerpted from", "printed in"),
    *("printed by", "aired on", "aired by", "aired in", "broadcast on", "broadcast by", "broadcast in"),
    *("issued a", "issued the", "issued its", "issued their"),
    *("h/t", "hat tip", "researchers", "scientists", "academics", "engineers", "experts", "economists", "team "),
)
"""Each of those phrases has one of these, which are soon looked for; none goes on over the end of a line."""

CREDIT_GENERIC_STEMS = frozenset(
    """
    said say told add statement releas press news media announc announcement accord report publish post appear
    courtesi courtesy source sourc originally original first reproduc copi copy taken quot owe thank spokesman
    spokeswoman spokesperson txt here spoke also
    """.split()
)
"""Stems that name nobody in particular."""
