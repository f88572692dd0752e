"""What the words around a date make likely where no rule tells, as learned from news whose day of writing is known.

`clues` names what stands around a date, and never its figures; a `Language` has the weights of the clues, which
`scripts/fit_tense` fits. Their sum is the log-odds that the date was over when its sentence was written. It counts
softly, and only where the rules know nothing of a date or softly say what the words make very unlikely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.governor import governor
from provenance.dating.grammar.judgement import Judgement, likely
from provenance.dating.grammar.questions import is_conditional, is_recurring, looks_forward
from provenance.dating.grammar.verbs import Sense
from provenance.dating.role import Role
from provenance.model import Bound, Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.dating.expressions import Expression
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.words import Words

MIN_OVER, MAX_COMING, MAX_DOUBTED = 175, -85, -350
"""Hundredths of log-odds from which a date is over, and below which it is to come; and is so against a soft rule."""
_UNTOLD = frozenset({"no-verb", "silent", "announced", "reported", "present", "purpose"})
"""The rules that know nothing of a date; what the others are silent of they know to be open."""
_OPEN = frozenset({Role.WILL, Role.WOULD, Role.WAS, Role.HAD})
"""What a verb that tells nothing has in a condition or a future of the past: would be opened, was to open."""
_ROLES = {role: name for name, role in vars(Role).items() if isinstance(role, Role)}
_SENSES = {sense: name for name, sense in vars(Sense).items() if isinstance(sense, Sense)}
_FIRST_YEAR, _LAST_YEAR = 1800, 2099
_NEAR, _APART = 2, 5
_EDGE = "^"


def by_wording(setting: Setting, one: Expression, told: Judgement) -> Judgement:
    """What is told of a date, or what its wording makes likely."""
    is_untold = told.cue in _UNTOLD if told.bound is None else _is_softly_over(told)
    is_read = not setting.is_title and not one.is_range and (one.month is not None or setting.dates_year)
    if not is_untold or not is_read or one.relative_year is not None:
        return told
    group = governor(setting)
    if group is not None and told.bound is None and _is_open(setting, group):
        return told
    odds = sum(filter(None, map(setting.words.language.clues.get, clues(setting, one, group))))
    if told.bound is None and odds >= MIN_OVER and not _is_spoken_of(setting, told):
        return likely(setting, group, is_over=True)
    return likely(setting, group, is_over=False) if odds <= (MAX_DOUBTED if told.bound else MAX_COMING) else told


def _is_softly_over(told: Judgement) -> bool:
    return told.bound is Bound.EARLIEST and told.strength is Strength.SOFT


def _is_spoken_of(setting: Setting, told: Judgement) -> bool:
    """Whether a date is rather that of what was spoken of, which is yet to come as often as not."""
    return told.cue == "announced" and (setting.lead is Role.FROM or looks_forward(setting.words))


def _is_open(setting: Setting, group: Group) -> bool:
    """Whether a verb leaves open by itself what became of its event, or tells of every year."""
    words = setting.words
    if group.sense is Sense.SILENT and not _OPEN.isdisjoint(words.roles[group.first : group.last + 1]):
        return True
    return is_conditional(words, group) or is_recurring(setting, group)


def clues(setting: Setting, one: Expression, group: Group | None) -> list[str]:
    """What stands around a date whose verb is `group`: the kind of each clue and what it is, as in `word will`."""
    words = setting.words
    known = zip(words.forms, words.roles, strict=True)
    tokens = [_token(words, at) if role is None else form for at, (form, role) in enumerate(known)]
    form = ("D" if one.day else "M") + "Y" * (one.year is not None) if one.month else "Y"
    lead = words.forms[setting.lead_at] if setting.lead is not None else _EDGE
    found = [f"form {form}", f"lead {lead}", f"lead {form} {lead}"]
    found += _beside(tokens, setting, form, lead)
    found += {f"word {token}" for token in (*tokens[: setting.lead_at], *tokens[setting.last + 1 :])}
    found += _roles(setting, form)
    found += _verb(setting, group, form, lead)
    found += _known(setting, form)
    return found + _years(words, one, setting) if one.year is not None else found


def _token(words: Words, at: int) -> str:
    """A word without a role as the clues tell it: all names are one, and so are all months, weekdays and figures."""
    form = words.forms[at]
    if form[0].isdigit():
        return "0000" if len(form) == 4 and form.isdigit() else "0"
    if form in words.language.months:
        return "MONTH"
    if form in words.language.weekdays:
        return "WEEKDAY"
    return "NAME" if words.is_capital[at] and at else form


def _beside(tokens: Sequence[str], setting: Setting, form: str, lead: str) -> list[str]:
    """The two words on either side of a date and its preposition."""
    edged = [_EDGE, _EDGE, *tokens, _EDGE, _EDGE]
    start = (setting.lead_at if setting.lead is not None else setting.first) + 2
    far, near = edged[start - 2 : start]
    after, beyond = edged[setting.last + 3 : setting.last + 5]
    return [
        f"before {near}",
        f"before2 {far}",
        f"before {form} {lead} {near}",
        f"after {after}",
        f"after2 {beyond}",
        f"after {form} {after}",
    ]


def _roles(setting: Setting, form: str) -> set[str]:
    """The roles of the words in the clause of a date and outside of it, on either side."""
    words = setting.words
    begin, end = setting.first, setting.last + 1
    while begin > 0 and not words.breaks[begin - 1]:
        begin -= 1
    while end < len(words) and not words.breaks[end]:
        end += 1
    found = set()
    for at, role in enumerate(words.roles):
        if role is not None and not setting.lead_at <= at <= setting.last:
            name = _ROLES[role]
            side = ("left" if at < setting.lead_at else "right") + " " * (not begin <= at < end)
            found |= {f"role {name}", f"role {form} {name}", f"role {side} {name}"}
    return found


def _known(setting: Setting, form: str) -> list[str]:
    """What the tables of the rules say of the noun before a date, and of the sentence."""
    words = setting.words
    language, noun = words.language, words.form(setting.lead_at - 1)
    kinds = {"happening": language.happenings, "appointment": language.appointments, "due": language.dues}
    found = [f"noun {kind}" for kind, nouns in kinds.items() if noun in nouns]
    return [*found, "ahead", f"ahead {form}"] if looks_forward(words) else found


def _verb(setting: Setting, group: Group | None, form: str, lead: str) -> list[str]:
    """The verb of a date: what it says, where it stands, and the word itself."""
    if group is None:
        return [f"verb {_EDGE}", f"verb {form} {_EDGE}", f"verb {form} {_EDGE} {lead}"]
    sense, verb = _SENSES[group.sense], setting.words.forms[group.last]
    is_behind = group.first > setting.last
    far = group.first - setting.last if is_behind else setting.lead_at - group.last
    distance = "near" if far <= _NEAR else "far" if far > _APART else "apart"
    side = f"{sense} {'right' if is_behind else 'left'}"
    return [
        f"verb {sense}",
        f"verb {side}",
        f"verb {side} {distance}",
        f"verb {form} {sense}",
        f"verb {form} {sense} {lead}",
        f"verb-form {verb}",
        f"verb-form {verb} {lead}",
    ]


def _years(words: Words, one: Expression, setting: Setting) -> list[str]:
    """Whether the sentence names years after or before that of a date."""
    others = [form for at, form in enumerate(words.forms) if not setting.first <= at <= setting.last]
    years = [int(form) for form in others if len(form) == 4 and form.isdecimal()]
    years = [year for year in years if _FIRST_YEAR <= year <= _LAST_YEAR]
    if not years:
        return ["years none"]
    own = one.year or 0
    return ["years after"] * (max(years) > own) + ["years before"] * (min(years) < own)
