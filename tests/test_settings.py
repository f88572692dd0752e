"""Settings: layers laid over one another, and what is refused at the door."""

from __future__ import annotations

import codecs
import json
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING

import pytest

from provenance.cli.configuration import configured
from provenance.errors import SettingsError
from provenance.settings import SAFE_ENCODINGS, Settings, as_mapping, assign, check, merge_toml

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = Settings()
KEYS = [
    f"{section.name}.{each.name}"
    for section in fields(Settings)
    if is_dataclass(getattr(DEFAULT, section.name))
    for each in fields(getattr(DEFAULT, section.name))
]


def toml(text: str) -> Settings:
    return merge_toml(DEFAULT, text, "provenance.toml")


# --------------------------------------------------------------------------- one layer


def test_the_defaults_pass_their_own_check() -> None:
    assert check(DEFAULT) == DEFAULT


def test_a_file_changes_what_it_names_and_nothing_else() -> None:
    expected = replace(DEFAULT, align=replace(DEFAULT.align, min_words=12))
    assert toml("[align]\nmin_words = 12\n") == expected


def test_a_table_of_a_larger_file_can_hold_the_settings() -> None:
    text = "[tool.other]\nx = 1\n[tool.provenance.align]\nmin_words = 12\n"
    assert merge_toml(DEFAULT, text, "pyproject.toml", ("tool", "provenance")).align.min_words == 12


def test_a_file_without_the_table_changes_nothing() -> None:
    assert merge_toml(DEFAULT, "[tool]\nx = 1\n", "pyproject.toml", ("tool", "provenance")) == DEFAULT


@pytest.mark.parametrize("key", KEYS)
def test_every_setting_can_be_assigned_what_it_is(key: str) -> None:
    section, _, name = key.partition(".")
    value = getattr(getattr(DEFAULT, section), name)
    text = ",".join(value) if isinstance(value, tuple) else str(value)
    assert assign(DEFAULT, key, text, "--set") == DEFAULT


def test_a_list_is_split_at_commas() -> None:
    assert assign(DEFAULT, "read.exclude", "a*, b", "--set").read.exclude == ("a*", "b")


def test_a_day_may_be_a_date_of_toml() -> None:
    assert toml("now = 2026-01-31").now == "2026-01-31"


def test_a_whole_number_will_do_for_a_share() -> None:
    assert toml("[classify]\nmin_copied_similarity = 1").classify.min_copied_similarity == 1.0


# --------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[align]\nmin_word = 12", "provenance.toml:2: unknown setting 'align.min_word'"),
        ("[algn]\nmin_words = 12", "provenance.toml:1: unknown setting 'algn'"),
        ("[sketch]\nseed = 1\n[align]\nseed = 12", "provenance.toml:4: unknown setting 'align.seed'"),
        ("min_words = 12", "provenance.toml:1: unknown setting 'min_words'"),
        ("[align]\n\nmin_words = 'many'", "provenance.toml:3: align.min_words must be a whole number, not 'many'"),
        ("[align]\nmin_words = true", "provenance.toml:2: align.min_words must be a whole number, not True"),
        ("[align]\nmin_words = 1.5", "provenance.toml:2: align.min_words must be a whole number, not 1.5"),
        ("[align]\nmin_words = 0", "provenance.toml:2: align.min_words must lie between 1 and 10000, not 0"),
        ("[read]\nmax_file_bytes = -1", "provenance.toml:2: read.max_file_bytes must lie between"),
        ("[classify]\nmin_copied_similarity = 1.5", "provenance.toml:2: classify.min_copied_similarity must lie"),
        ("[classify]\nmin_copied_similarity = nan", "provenance.toml:2: classify.min_copied_similarity must lie"),
        ("[report]\ntext = 'some'", "provenance.toml:2: report.text must be one of full, matched, none, not 'some'"),
        ("[read]\ninclude = 'a'", "provenance.toml:2: read.include must be a list of texts, not 'a'"),
        (
            "[read]\nfallback_encodings = ['utf-7']",
            "provenance.toml:2: read.fallback_encodings names an unknown encoding",
        ),
        ("align = 12", "provenance.toml:1: align is a section"),
        ("now = '31 January'", "provenance.toml:1: now must be a day"),
        ("now = '20260131'", "provenance.toml:1: now must be a day"),
        ("[align", "provenance.toml: not TOML"),
    ],
)
def test_a_bad_file_is_refused_with_the_line(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        toml(text)
    assert caught.value.message.startswith(message)


def test_an_unknown_setting_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(SettingsError) as caught:
        assign(DEFAULT, "align.min_word", "12", "--set")
    assert "'align.min_words'" in caught.value.hint


@pytest.mark.parametrize("key", ["align", "", ".", "now.x", "align.", ".now", "align.min_words.x", "__class__.x"])
def test_a_key_that_names_no_setting_is_refused(key: str) -> None:
    with pytest.raises(SettingsError, match="unknown setting"):
        assign(DEFAULT, key, "12", "--set")


def test_settings_that_contradict_one_another_are_refused() -> None:
    with pytest.raises(SettingsError, match="permutations"):
        check(assign(DEFAULT, "sketch.bands", "16", "--set"))


def test_settings_made_in_python_are_checked_too() -> None:
    with pytest.raises(SettingsError, match="min_words"):
        check(replace(DEFAULT, align=replace(DEFAULT.align, min_words=0)))


# --------------------------------------------------------------------------- all layers


def test_later_layers_win(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.provenance.align]\nmin_words = 2\nmin_run_words = 2\nmax_gap_words = 2"
    )
    (tmp_path / "provenance.toml").write_text("[align]\nmin_run_words = 3\nmax_gap_words = 3\n[sketch]\nseed = 3")
    environment = {
        "PROVENANCE_ALIGN__MAX_GAP_WORDS": "4",
        "PROVENANCE_SKETCH__SEED": "4",
        "PROVENANCE_NOW": "2026-01-04",
    }
    settings = configured(
        tmp_path,
        environment,
        assignments=["sketch.seed=5", "now=2026-01-05"],
        options=[("--now", "now", "2026-01-06")],
    )
    align = settings.align
    assert (align.min_words, align.min_run_words, align.max_gap_words) == (2, 3, 4)
    assert (settings.sketch.seed, settings.now) == (5, "2026-01-06")


def test_the_nearest_file_above_counts(tmp_path: Path) -> None:
    (tmp_path / "provenance.toml").write_text("[align]\nmin_words = 9")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert configured(tmp_path / "a" / "b", {}).align.min_words == 9


def test_a_named_file_counts_instead_of_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "provenance.toml").write_text("[align]\nmin_words = 9")
    (tmp_path / "other.toml").write_text("[align]\nmax_gap_words = 9")
    align = configured(tmp_path, {}, file=str(tmp_path / "other.toml")).align
    assert (align.min_words, align.max_gap_words) == (DEFAULT.align.min_words, 9)


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml"):
        configured(tmp_path, {}, file=str(tmp_path / "gone.toml"))


def test_an_unknown_variable_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"PROVENANCE_ALIGN__WORDS: unknown setting 'align\.words'"):
        configured(tmp_path, {"PROVENANCE_ALIGN__WORDS": "4"})


def test_an_assignment_without_a_value_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no value"):
        configured(tmp_path, {}, assignments=["align.min_words"])


def test_a_contradiction_may_be_solved_by_a_later_layer(tmp_path: Path) -> None:
    (tmp_path / "provenance.toml").write_text("[sketch]\nbands = 16")
    assert configured(tmp_path, {}, assignments=["sketch.band_rows=2"]).sketch.bands == 16


# --------------------------------------------------------------------------- for the report


def test_all_settings_that_can_change_a_result_can_be_told_as_json_and_read_back() -> None:
    told = json.loads(json.dumps(as_mapping(DEFAULT)))
    named = {f"{section}.{name}" for section in told if section != "now" for name in told[section]}
    assert named == {key for key in KEYS if not key.startswith("engine.")}


@pytest.mark.parametrize("name", sorted(SAFE_ENCODINGS))
def test_every_encoding_that_may_be_named_is_there(name: str) -> None:
    assert codecs.lookup(name)
