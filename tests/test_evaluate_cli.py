"""`provenance evaluate`: what it prints and writes, and with which exit status it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from commands import process, refused
from harbour import PLAN, STORY, harbour
from knowing import answers_of

from provenance.cli.evaluate import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from commands import Run

ROOT = Path(__file__).resolve().parent.parent
COUNCIL = ROOT / "samples" / "council"


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the sample town."""
    place = tmp_path_factory.mktemp("council") / "report.json"
    done = process("trace", COUNCIL, "-o", place, "--quiet")
    assert done.returncode == 0
    return place


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A truth that the report by hand gives whole, and that report; the working directory is theirs."""
    monkeypatch.chdir(tmp_path)
    report = harbour()
    report.save("report.json")
    Path("truth.json").write_text(json.dumps(answers_of(report)), encoding="utf-8")
    return Path("truth.json"), Path("report.json")


def told(**changes: Any) -> None:
    """Writes the truth anew, with other answers."""
    answers = json.loads(Path("truth.json").read_text(encoding="utf-8"))
    Path("truth.json").write_text(json.dumps({**answers, **changes}), encoding="utf-8")


# --------------------------------------------------------------------------- the answer


def test_what_is_known_of_the_sample_town_holds(run: Run, council: Path) -> None:
    status, out, err = run("evaluate", COUNCIL / "truth.json", council)
    assert (status, err) == (0, "")
    assert out.startswith("Something is known of 12 documents. All that is demanded holds.\n")
    table = {line[2:27].strip(): line[27:].split() for line in out.split("\n") if re.match(r"  \w.*\d$", line)}
    assert table["pairs, strong"] == ["78", "78", "0", "0", "0"]
    assert table["hard negatives"][0] == "29"


@pytest.mark.shared
def test_what_is_known_of_the_five_documents_holds(run: Run, shared: Path, tmp_path: Path) -> None:
    texts = sorted((shared / "seeds").glob("*.txt"))
    assert run("trace", *texts, "-q", "-o", tmp_path / "report.json")[0] == 0
    assert run("evaluate", shared / "seeds" / "truth.json", tmp_path / "report.json")[0] == 0


def test_the_example_of_the_help_works(run: Run, council: Path, tmp_path: Path) -> None:
    shown = run("evaluate", "--help")[1]
    example = shown[shown.index("\n    {\n") : shown.index("\n    }\n") + len("\n    }\n")]
    assert json.loads(example) == json.loads(EXAMPLE)
    (tmp_path / "truth.json").write_text(example, encoding="utf-8")
    status, out, err = run("evaluate", tmp_path / "truth.json", council)
    assert (status, err) == (0, "")
    assert [line.split()[-5:] for line in out.split("\n") if re.search(r"\d$", line)] == [
        ["1", "1", "0", "0", "0"],
        ["1", "1", "0", "0", "0"],
        ["2", "2", "0", "0", "0"],
        ["1", "1", "0", "0", "0"],
    ]


def test_what_is_wrong_is_listed_with_places_and_words(
    places: tuple[Path, Path], run: Run, golden: Callable[[str, str], None]
) -> None:
    answers = json.loads(places[0].read_text(encoding="utf-8"))
    first, *others = answers["pairs"]
    told(
        pairs=[{**first, "label": "paraphrased"}, *others[:-1]],
        hard_negatives=[{**others[-1], "why": "words that everybody uses"}],
        order={"certain_pairs": [[STORY, PLAN]]},
        documents=[{"id": PLAN, "earliest": "2024-05-01", "latest": "2024-05-20"}],
        missing_ancestors=[{"children": [PLAN, STORY]}],
    )
    status, out, err = run("evaluate", *places)
    assert (status, err) == (1, "")
    golden("terminal/evaluate.txt", out)


def test_what_is_only_counted_is_listed_when_asked_for(places: tuple[Path, Path], run: Run) -> None:
    pair = {"doc_a": PLAN, "start_a": 0, "end_a": 30, "doc_b": "walks", "start_b": 0, "end_b": 30}
    told(pairs=[{**pair, "strength": "moderate"}], independent=[], complete=False)
    status, out, _ = run("evaluate", *places)
    assert (status, "Not demanded, and not right: 1." in out, "not found" in out) == (0, True, False)
    status, out, _ = run("evaluate", *places, "--verbose")
    assert (status, "pairs, moderate: not found" in out) == (0, True)


def test_of_many_faults_the_first_are_listed(places: tuple[Path, Path], run: Run) -> None:
    pair = {"doc_a": PLAN, "start_a": 0, "end_a": 30, "doc_b": "walks", "start_b": 0, "end_b": 30}
    told(pairs=[pair] * 60, independent=[], complete=False)
    status, out, _ = run("evaluate", *places, "-o", "scores.json")
    assert (status, out.count("not found")) == (1, 50)
    assert "And 10 more; -o scores.json has them all." in out
    assert len(json.loads(Path("scores.json").read_bytes())["faults"]) == 60


def test_hostile_words_reach_no_terminal(places: tuple[Path, Path], run: Run) -> None:
    evil = "\x1b[2J\u202eevil\ud800"
    answers = json.loads(places[0].read_text(encoding="utf-8"))
    told(hard_negatives=[{**answers["pairs"][0], "why": evil}], pairs=answers["pairs"][1:])
    out = run("evaluate", *places)[1]
    assert "\\x1b[2J[U+202E]evil[U+D800]" in out
    told(independent=[evil])
    status, out, err = run("evaluate", *places)
    assert (status, out) == (2, "")
    assert "\x1b" not in err
    assert "\u202e" not in err


# --------------------------------------------------------------------------- for programs


def test_scores_are_written_for_programs(places: tuple[Path, Path], run: Run) -> None:
    status, out, err = run("evaluate", *places, "-o", "scores.json")
    assert (status, err) == (0, "wrote scores.json\n")
    assert "All that is demanded holds" in out
    scores = json.loads(Path("scores.json").read_bytes())
    assert (scores["schema"], scores["holds"], scores["faults"]) == ("provenance-scores/1", True, [])
    assert [set(each) for each in scores["scores"]] == [{"topic", "known", "right", "wrong", "wide", "open"}] * len(
        scores["scores"]
    )
    assert run("evaluate", *places, "-o", "-", "--format", "json") == (0, Path("scores.json").read_text(), "")


def test_faults_are_written_whole(places: tuple[Path, Path], run: Run) -> None:
    answers = json.loads(places[0].read_text(encoding="utf-8"))
    told(pairs=[{**answers["pairs"][0], "label": "paraphrased"}, *answers["pairs"][1:]])
    status, out, _ = run("evaluate", *places, "-o", "-", "--format", "json")
    scores = json.loads(out)
    assert (status, scores["holds"]) == (1, False)
    (fault,) = scores["faults"]
    assert (fault["topic"], fault["outcome"], fault["is_demanded"]) == ("strong-pairs", "wrong", True)
    assert [place["document"] for place in fault["places"]] == [answers["pairs"][0][f"doc_{side}"] for side in "ab"]
    assert all(0 < len(place["quote"]) <= 80 for place in fault["places"])


def test_the_report_may_come_from_standard_input(places: tuple[Path, Path]) -> None:
    done = process("evaluate", places[0], "-", input=places[1].read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")


def test_quiet_says_nothing(places: tuple[Path, Path], run: Run) -> None:
    assert run("evaluate", *places, "--quiet") == (0, "", "")


# --------------------------------------------------------------------------- wrong use


def test_what_cannot_be_read_is_wrong_use(places: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    truth, report = places
    refused(run("evaluate", "nowhere.json", report), "nowhere.json", "No such file")
    refused(run("evaluate", tmp_path, report), "Is a directory")
    refused(run("evaluate", truth, "nowhere.json"), "nowhere.json")
    refused(run("evaluate", truth, truth), "truth.json", "not a provenance-report/1")
    refused(run("evaluate", report, report), "report.json", "schema cannot be 'provenance-report/1'")
    refused(run("evaluate", truth), "Missing argument")
    told(independent=["nobody"])
    refused(run("evaluate", truth, report), "truth.json: independent[0]", "nobody")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-o", "scores.csv"], "scores.csv"),
        (["-o", "-"], "--format json"),
        (["--format", "json"], "-o -"),
        (["-o", "-", "--format", "html"], "no format of scores called 'html'"),
        (["-o", "truth.json"], "truth.json"),
        (["-o", "report.json"], "report.json"),
    ],
)
def test_a_place_that_cannot_be_is_wrong_use(
    places: tuple[Path, Path], run: Run, options: list[str], words: str
) -> None:
    before = [place.read_bytes() for place in places]
    refused(run("evaluate", *places, *options), words)
    assert [place.read_bytes() for place in places] == before
