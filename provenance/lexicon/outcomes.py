"""Cases that news leaves open and later closes, as data: how an English text says that one is open, and its end."""

from __future__ import annotations

import re
from typing import NamedTuple

_STILL = r"(?: (?:still|also|now|currently|yet|said to be|understood to be|believed to be|being treated)){0,2}"
_HAS = r"(?:has|have|had|was|were)(?: (?:now|since|also|today|yesterday|later|been|all|both|sadly|finally)){0,3}"
_CONVICTED = r"(?:jailed|imprisoned|sentenced|convicted|found (?:not )?guilty|cleared of|acquitted)"


class Case(NamedTuple):
    """One kind of case. `open`: words of a text for which it is open; `closed`: of one that tells how it ended.

    `marks`: words of which each of `open` and of `closed` has one, which are soon looked for. All in small letters.
    """

    open: re.Pattern[str]
    closed: re.Pattern[str]
    marks: tuple[tuple[str, ...], tuple[str, ...]]


CASES: tuple[Case, ...] = (
    Case(  # an injured person
        re.compile(
            rf"\b(?:remains?|is|are|was|were|listed){_STILL}(?: in (?:the )?[a-z’' ]{{2,40}})?"
            r" (?:in an? (?:[a-z-]+,? (?:but|and) )?(?:critical|serious|life-threatening)(?: but stable)? condition"
            r"|fighting for (?:his|her|their) (?:life|lives)|critically (?:ill|injured))\b"
        ),
        re.compile(
            rf"\b{_HAS} died\b(?! (?:out|down|away)\b)|\b(?:sadly|later) died\b"
            r"|\bdied (?:on|in|from|of|at|yesterday|today|last|this|overnight)\b"
            r"|\bmurder (?:investigation|inquiry|probe|charge)|\bdeath toll\b|\b(?:was|were) killed\b"
        ),
        (("condition", "fighting for", "critically"), ("died", "murder", "death toll", "killed")),
    ),
    Case(  # somebody who is sought
        re.compile(
            rf"\b(?:are|is){_STILL} (?:appealing for (?:\w+ )?(?:witnesses|information|help|anyone)|hunting|looking for"
            r"|searching for|trying to (?:trace|identify|find))\b"
            r"|\bappeal(?:s|ed)? for (?:witnesses|information)\b|\bno(?: |-)?(?:one has been arrested"
            r"|arrests (?:have|had) (?:yet )?been made)\b"
        ),
        re.compile(
            rf"\b{_HAS} (?:charged|remanded|{_CONVICTED})\b|\bcharged with\b|\bpleaded guilty\b|\bjailed for\b"
            r"|\bsentenced to\b"
        ),
        (
            ("appeal", "hunting", "looking for", "searching for", "trying to", "arrest"),
            ("charged", "remanded", "guilty", "jailed", "imprisoned", "sentenced", "convicted", "cleared", "acquitted"),
        ),
    ),
    Case(  # somebody who is held
        re.compile(
            r"\b(?:remains?|is|are)(?: being held (?:by|on|at a police)| in (?:police )?custody)\b|\bbeing questioned\b"
            r"|\b(?:released|freed) (?:on|under) (?:police )?(?:bail|investigation)\b"
        ),
        re.compile(rf"\b{_HAS} (?:charged|{_CONVICTED})\b|\bcharged with\b|\breleased without charge\b|\bjailed for\b"),
        (
            ("held", "custody", "questioned", "bail", "investigation"),
            ("charge", "jailed", "imprisoned", "sentenced", "convicted", "guilty", "cleared", "acquitted"),
        ),
    ),
    Case(  # a trial
        re.compile(
            r"\b(?:is|are) (?:due|expected|set|scheduled) to (?:appear|stand trial|be sentenced|go on trial)\b"
            r"|\bwill (?:appear (?:at|in|before)|stand trial|be sentenced|go on trial)\b"
            r"|\bthe (?:trial|hearing|case|inquest) continues\b|\bfor sentence\b"
        ),
        re.compile(rf"\b{_HAS} {_CONVICTED}\b|\bfound (?:not )?guilty\b|\bjailed for\b|\bsentenced to\b|\bacquitted\b"),
        (
            ("appear", "trial", "sentence", "continues"),
            ("jailed", "imprisoned", "sentenced", "convicted", "guilty", "cleared", "acquitted"),
        ),
    ),
    Case(  # somebody who is missing
        re.compile(
            r"\b(?:is|are|remains?|still) missing\b|\b(?:reported|been) missing (?:since|from)\b|\bhave you seen\b"
            r"|\bconcern(?:ed|s)?(?: (?:is|are) (?:growing|increasing))? for (?:his|her|their|the) "
            r"(?:welfare|safety|wellbeing|well-being)\b"
        ),
        re.compile(
            rf"\b{_HAS} (?:found|located|traced)(?! guilty| not guilty)\b|\bfound (?:safe|dead|alive|well)\b"
            r"|\bbody (?:of [^.\n]{2,40} )?(?:was |has been |had been )?(?:found|recovered|discovered)\b"
        ),
        (("missing", "have you seen", "concern"), ("found", "located", "traced", "recovered", "discovered")),
    ),
    Case(  # a fire
        re.compile(
            rf"\b(?:are|is|were|was){_STILL} (?:fighting|battling|tackling)\b|\b(?:is|are) still burning\b"
            r"|\b(?:is|are|remains?) out of control\b"
        ),
        re.compile(
            r"\b(?:brought|got)\b[^.\n]{0,60}\bunder control\b|\b(?:is|was|are|were) (?:now )?under control\b"
            r"|\b(?:was|has been|had been|were) (?:extinguished|put out|contained)\b"
        ),
        (
            ("fighting", "battling", "tackling", "burning", "out of control"),
            ("control", "extinguished", "put out", "contained"),
        ),
    ),
    Case(  # a road, a line, a bridge
        re.compile(
            r"\b(?:remains?|is|are)(?: still| currently)? (?:closed|blocked|shut)\b|\bis closed in both directions\b"
        ),
        re.compile(
            rf"\b{_HAS} (?:reopened|re-opened)\b|\b(?:reopened|re-opened) (?:at|on|to|after|shortly|this|just)\b"
        ),
        (("closed", "blocked", "shut"), ("opened",)),
    ),
    Case(  # a purchase
        re.compile(
            r"\b(?:is|are|remains?) (?:expected to (?:close|complete|be completed)"
            r"|subject to (?:\w+ )?(?:approvals?|conditions))\b"
            r"|\bhas agreed to (?:buy|acquire|sell)\b"
        ),
        re.compile(
            r"\b(?:has |have |had |today |announced )?complet(?:ed|ion of) (?:its|the|their) (?:\w+ )?"
            r"(?:acquisition|purchase|takeover|sale|merger)\b"
        ),
        (("expected to", "subject to", "agreed to"), ("complet",)),
    ),
)
