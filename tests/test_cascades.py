"""The simulator of cascades: what its truth says holds of the texts it writes."""

from __future__ import annotations

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "cascades.py"
SEEDS = range(12)


def loaded() -> Any:
    spec = spec_from_file_location("cascades", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["cascades"] = module
    spec.loader.exec_module(module)
    return module


cascades = loaded()
SHIFTED = cascades.Setting(shift=(0.35, 2.0), dated=0.4)
RELEASELESS = cascades.Setting(has_releases=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_gives_the_same_bytes_again(tmp_path: Path, seed: int) -> None:
    for name in ("once", "again"):
        cascades.write(tmp_path / name, seed, SHIFTED)
    assert contents(tmp_path / "once") == contents(tmp_path / "again")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_text_is_written_on_no_earlier_day_than_what_it_takes_from(seed: int) -> None:
    texts = {text.id: text for text in cascades.cascade(seed, SHIFTED)}
    assert [t.id for t in texts.values() for p in t.parents if texts[p].written > t.written] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_puts_every_parent_before_its_children(seed: int) -> None:
    place = {text.id: number for number, text in enumerate(cascades.cascade(seed, SHIFTED))}
    assert [t.id for t in cascades.cascade(seed, SHIFTED) for p in t.parents if place[p] >= place[t.id]] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_slot_is_left_open_in_a_text(seed: int) -> None:
    assert [t.id for t in cascades.cascade(seed, SHIFTED) if any(sign in t.written_out for sign in "{}<>[]|")] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_folder_without_releases_holds_none(tmp_path: Path, seed: int) -> None:
    cascades.write(tmp_path, seed, RELEASELESS)
    told = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert {document["genre"] for document in told["documents"]} & {"release", "wire"} == set()
    assert {path.name for path in tmp_path.glob("*.txt")} == {document["file"] for document in told["documents"]}


def test_a_tenth_of_the_stated_dates_is_wrong() -> None:
    wrong = stated = 0
    for seed in range(300):
        for text in cascades.cascade(seed, cascades.Setting(dated=1.0)):
            stated += 1
            head = text.written_out[:120]
            day = f"{text.written:%A} {text.written.day} {text.written:%B} {text.written.year}"
            wrong += text.written.isoformat() not in head and day not in head
    assert 0.08 < wrong / stated < 0.12
