"""What the words around a date make likely: never firm, never against a rule that knows, and not by its figures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.dating.english import ENGLISH
from provenance.dating.expressions import Expression, expressions
from provenance.dating.grammar.governor import governor
from provenance.dating.grammar.judgement import Judgement
from provenance.dating.grammar.setting import Setting, read_setting
from provenance.dating.grammar.tense import judge
from provenance.dating.grammar.wording import by_wording, clues
from provenance.dating.tables import DEFAULT, LANGUAGES
from provenance.dating.words import Words, read_words
from provenance.model import Bound, Strength
from provenance.settings import Settings

SILENT = replace(ENGLISH, clues={})
"""A language of which nothing was learned."""
OPENINGS = ("The council", "Sales of the mill", "A photo of the pier", "Analysts", "He is the only rower, with a win")
VERBS = ("", "met", "will meet", "would meet", "was to meet", "said the vote", "expects a loss", "announced talks")
LEADS = ("", "on", "in", "for", "by", "from", "since", "the")
DATES = ("3 May", "3 May 2012", "May 2012", "2012")
ENDS = (".", ", the board said.", " and ends in the autumn.", " if it is approved.")
SENTENCES = st.tuples(*map(st.sampled_from, (OPENINGS, VERBS, LEADS, DATES, ENDS))).map(
    lambda parts: " ".join(filter(None, parts[:-1])) + parts[-1]
)


def heard(sentence: str) -> tuple[Words, Expression]:
    (one,) = expressions(sentence, LANGUAGES[DEFAULT].dates, Settings().dating)
    return read_words(sentence, 0, len(sentence), ENGLISH), one


def told(sentence: str) -> Judgement:
    words, one = heard(sentence)
    return judge(words, one, sentence, one.start, is_title=False, is_open=False, is_credited=False)


def by_rule(sentence: str) -> Judgement:
    words, one = heard(sentence)
    unlearned = replace(words, language=SILENT)
    return judge(unlearned, one, sentence, one.start, is_title=False, is_open=False, is_credited=False)


def setting(sentence: str) -> tuple[Setting, Expression]:
    words, one = heard(sentence)
    return read_setting(words, one, sentence, one.start, is_title=False, is_open=False), one


def named(sentence: str) -> set[str]:
    read, one = setting(sentence)
    return set(clues(read, one, governor(read)))


@given(SENTENCES)
def test_what_is_likely_is_soft_and_stands_only_where_no_rule_knows(sentence: str) -> None:
    now, before = told(sentence), by_rule(sentence)
    if now.cue != "wording":
        assert now == before
    else:
        assert now.strength is Strength.SOFT
        assert before.bound is None or (before.strength is Strength.SOFT and now.bound is not before.bound)


@given(SENTENCES, st.sampled_from([("3 May", "17 May"), ("2012", "2019")]))
def test_the_figures_of_a_date_are_no_clue(sentence: str, figures: tuple[str, str]) -> None:
    assert named(sentence) == named(sentence.replace(*figures))


def test_another_year_of_the_sentence_is_one() -> None:
    words = "Sales of the mill, 2,000 crowns after {} in the year {}."
    found = []
    for years in (("1986", "1990"), ("1990", "1986")):
        sentence = words.format(*years)
        one = expressions(sentence, LANGUAGES[DEFAULT].dates, Settings().dating)[0]
        read = read_setting(
            read_words(sentence, 0, len(sentence), ENGLISH), one, sentence, one.start, is_title=False, is_open=False
        )
        found.append({clue for clue in clues(read, one, None) if clue.startswith("years")})
    assert found == [{"years after"}, {"years before"}]


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks were to begin on March 3.",
        "The work would be completed on 1 May.",
        "A decision may come on 9 July.",
        "The feast is held every year on 16 August.",
        "The fiscal year ends on December 31.",
    ],
)
def test_what_a_rule_knows_to_be_open_stays_open(sentence: str) -> None:
    assert told(sentence).bound is None


def test_a_firm_bound_stands_whatever_its_words_make_likely() -> None:
    read, one = setting("The council met on 3 May 2012.")
    firm = Judgement("past", Bound.EARLIEST, Strength.HARD, "past-event", 0, 0, dates_year=False)
    against = replace(
        read.words, language=replace(ENGLISH, clues=dict.fromkeys(named("The council met on 3 May."), -999))
    )
    assert by_wording(read._replace(words=against), one, firm) is firm


def test_every_clue_that_was_learned_weighs_something() -> None:
    assert all(ENGLISH.clues.values())
    assert list(ENGLISH.clues) == sorted(ENGLISH.clues)
