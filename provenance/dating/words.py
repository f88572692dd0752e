"""A sentence as words with roles: what the reading of tense looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from provenance.dating.role import Role
from provenance.kernels import sentence_words

if TYPE_CHECKING:
    from provenance.dating.language import Language

BREAKS = frozenset(",;:()[]–—") | {"--"}
"""Marks that end a clause."""
OPENERS = frozenset({Role.CLAUSE, Role.BEFORE, Role.AFTER, Role.IF})
"""Words that begin one."""
AFTER_ABBREVIATIONS = frozenset({Role.WILL, Role.PAST})
"""These are no part of a name even with a capital, behind letters with points."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words and marks of a stretch of text, folded to lower case, with offsets into the whole text.

    Each is only equal to itself: what is asked of one again and again is remembered for it.
    """

    starts: list[int]
    ends: list[int]
    forms: list[str]
    roles: list[Role | None]
    is_capital: list[bool]
    breaks: list[bool]
    """Whether a clause ends at the mark or begins at the word."""
    language: Language

    def __len__(self) -> int:
        return len(self.forms)

    def role(self, index: int) -> Role | None:
        """The role at an index; None outside."""
        return self.roles[index] if 0 <= index < len(self.roles) else None

    def form(self, index: int) -> str:
        """The word at an index; empty outside."""
        return self.forms[index] if 0 <= index < len(self.forms) else ""

    def is_noun(self, index: int) -> bool:
        """Whether a word without a role stands there: for this grammar, a noun, a name or an adjective."""
        return 0 <= index < len(self.roles) and self.roles[index] is None and self.forms[index][0].isalpha()

    def is_gerund(self, index: int) -> bool:
        """Whether the word ends like a present participle."""
        form = self.form(index)
        return len(form) > 4 and form.endswith(self.language.gerund_ending)

    def determines(self, index: int) -> bool:
        """Whether the word opens a noun phrase: an article, a pronoun or a possessive."""
        if not 0 <= index < len(self.roles):
            return False
        role = self.roles[index]
        return role is Role.DETERMINER or (
            role is None and self.forms[index].endswith(self.language.possessive_endings)
        )


def read_words(text: str, start: int, end: int, language: Language) -> Words:
    """The words of `text[start:end]`."""
    starts, ends, forms, roles, capitals = sentence_words(
        text,
        start,
        end,
        language.known,
        language.will_endings + language.past_endings,
        partial(_by_ending, language),
        is_shouted=text[start:end].isupper(),  # then a capital makes no name
    )
    if "." in forms[3:-1]:
        for index in range(4, len(forms)):
            if capitals[index] and roles[index] is None and _follows_abbreviation(forms, index):
                roles[index] = role if (role := language.roles.get(forms[index])) in AFTER_ABBREVIATIONS else None
    for index in range(1, len(forms)):
        if (
            roles[index] is Role.IS
            and forms[index - 1][:1].isdigit()
            and language.clock.fullmatch(f"{forms[index - 1]} {forms[index]}")
        ):
            roles[index] = None  # 9 am
    breaks = [form in BREAKS or role in OPENERS for form, role in zip(forms, roles, strict=True)]
    if "(" in forms:
        for index in range(1, len(forms) - 1):
            if forms[index - 1] == "(" and forms[index + 1] == ")" and capitals[index]:
                breaks[index - 1] = breaks[index + 1] = False  # a short name: the Carers Trust (CT) held
    if Role.FROM in roles and language.as_word in forms:
        for index in range(len(forms) - 1):
            if forms[index] == language.as_word and roles[index + 1] is Role.FROM:
                breaks[index] = False  # as from 3 May
    if Role.BEFORE in roles:
        for index, role in enumerate(roles):
            if role is Role.BEFORE and index and forms[index - 1] in language.faced:
                breaks[index] = False
    return Words(starts, ends, forms, roles, capitals, breaks, language)


def _follows_abbreviation(forms: list[str], index: int) -> bool:
    """Whether two letters with points stand before a word: the U.S. Will. Some writers take it for a new sentence."""
    return forms[index - 3 : index : 2] == [".", "."] and len(forms[index - 2]) == len(forms[index - 4]) == 1


def _by_ending(language: Language, form: str, is_name: bool) -> Role | None:
    """The role of a word that is in no table. A name has no ending to read."""
    if len(form) < 4:
        return None
    if form.endswith(language.will_endings):
        return Role.WILL
    if form in language.not_pasts or is_name:
        return None
    prefix, hyphen, _ = form.rpartition("-")
    return Role.PAST if not hyphen or prefix in language.prefixes else None
