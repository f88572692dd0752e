"""A check as it is run day by day: which baseline and policy hold, what has changed, what is left for the host."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from canal import OWN, TAKEN, check
from gates import judged

from provenance.cli import main
from provenance.cli.findings import MAX_NOTES, tell
from provenance.cli.terminal import Terminal
from provenance.pipeline import trace
from provenance.policy import parse
from provenance.reports import SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_told_of_an_accepted_finding_how_much_it_has_grown(newsroom: Path) -> None:
    story = newsroom / "stories" / "canal.txt"
    half = TAKEN.partition("\n\n")[2]
    story.write_text(f"{OWN}\n\n{half}\n", "utf-8")
    assert check("--baseline", "known.jsonl", "--update-baseline")[0] == 0
    story.write_text(f"{OWN}\n\n{half}\n\n{TAKEN.partition(chr(10) * 2)[0]}\n", "utf-8")
    status, gate = check("--baseline", "known.jsonl")
    (told,) = [note for note in gate["notes"] if "has grown" in note]
    assert (status, "press-release-uncredited in stories/canal.txt has grown from" in told) == (1, True)


def test_a_copy_of_an_accepted_story_is_new_also_where_it_alone_is_judged(newsroom: Path) -> None:
    story = newsroom / "stories" / "canal.txt"
    check("--baseline", "known.jsonl", "--update-baseline")
    story.rename(newsroom / "stories" / "moved.txt")
    assert check("--baseline", "known.jsonl", "--changed", "stories/moved.txt")[0] == 0
    story.write_bytes((newsroom / "stories" / "moved.txt").read_bytes())
    for more in ((), ("--changed", "stories/moved.txt")):
        status, gate = check("--baseline", "known.jsonl", *more)
        new = {(each["rule"], each["document"]) for each in gate["findings"] if each["state"] == "new"}
        assert (status, ("press-release-uncredited", "stories/moved.txt") in new) == (1, True)


def test_an_accepted_pair_of_stories_is_known_whichever_of_the_two_has_changed(newsroom: Path) -> None:
    one, other = newsroom / "stories" / "lamps.txt", newsroom / "stories" / "lanterns.txt"
    other.write_text(f"{one.read_text('utf-8')}They burn again.\n", "utf-8")
    policy = newsroom / "p.toml"
    policy.write_text('[rules.duplicate-story]\nlevel = "error"\nunless = []\nmin_containment = "50%"\n', "utf-8")
    told = ("--policy", policy.name, "--baseline", "known.jsonl")

    def of(*more: str) -> list[tuple[str, str]]:
        found = check(*told, *more)[1]["findings"]
        return [(each["document"], each["state"]) for each in found if each["rule"] == "duplicate-story"]

    assert of("--update-baseline") == [("stories/lanterns.txt", "new")]
    assert of() == [("stories/lanterns.txt", "known")]
    assert of("--changed", "stories/lamps.txt") == [("stories/lamps.txt", "known")]
    assert of("--changed", "stories/lanterns.txt") == [("stories/lanterns.txt", "known")]
    (newsroom / "stories" / "zeal.txt").write_bytes(other.read_bytes())
    assert of("--changed", "stories/zeal.txt") == [("stories/zeal.txt", "new")]


def test_the_summary_of_a_change_tells_of_what_has_changed_and_counts_the_rest(newsroom: Path) -> None:
    for name in ("goats", "geese"):
        (newsroom / "stories" / f"{name}.txt").write_text(
            f"Three {name} that left the farm at Marsh End on Sunday were found in the churchyard, asleep.\n"
        )
    told: dict[str, str] = {}
    for changed in ("canal", "lamps"):
        main(["check", ".", "-q", "--changed", f"stories/{changed}.txt", "-o", f"{changed}.md"])
        told[changed] = (newsroom / f"{changed}.md").read_text("utf-8")
    assert "inbox/trees.md" in told["canal"]
    assert "1 more family is in the full report." in told["canal"]
    assert "`stories/lamps.txt` shares no text" in told["lamps"]
    assert "2 more families are in the full report." in told["lamps"]
    assert "geese" not in told["canal"] + told["lamps"]


def test_the_baseline_is_no_text_to_be_read_in_whatever_state_it_is(newsroom: Path) -> None:
    place = newsroom / "provenance-baseline.jsonl"
    assert main(["baseline", "create", place.name, ".", "-q"]) == 0
    whole = place.read_text("utf-8")
    place.write_text(f"<<<<<<< HEAD\n{whole}=======\n>>>>>>> branch\n", "utf-8")
    assert main(["check", ".", "-q"]) == 2
    assert main(["baseline", "update", place.name, ".", "-q"]) == 0
    assert place.read_text("utf-8") == whole


def test_the_summary_says_how_many_were_judged(newsroom: Path) -> None:
    def told(changed: str) -> str:
        for _ in range(2):  # the second time only what has changed is read
            check("--changed", changed, "--cache", "c", "-o", "gate.md")
        return (newsroom / "gate.md").read_text("utf-8")

    number = sum(path.is_file() for place in ("inbox", "stories") for path in (newsroom / place).iterdir())
    judged = f"{number} documents read, 1 of them judged: those that have changed."
    assert f"{judged} It shares text with others." in (page := told("stories/canal.txt"))
    assert ["\n| `stories/canal.txt` |" in page, "\n| `inbox/trees.md` |" in page] == [True, False]
    assert "1 more document is in the full report." in page
    assert f"{judged} It shares no text with another." in told("stories/lamps.txt")


def test_a_folder_that_was_renamed_under_its_policy_is_told(newsroom: Path) -> None:
    (newsroom / "p.toml").write_text(
        '[kinds.press_release]\npaths = ["inbox/**"]\n[kinds.wire]\npaths = ["wire/**"]\n', "utf-8"
    )
    (newsroom / "wire").mkdir()
    (newsroom / "wire" / "a.txt").write_text("Nobody was hurt, and nobody said why.\n", "utf-8")
    notes = check("wire", "--policy", "p.toml")[1]["notes"]
    assert not [each for each in notes if "nothing lies at" in each]
    (newsroom / "wire").rename(newsroom / "agency")
    (told,) = check("agency", "--policy", "p.toml")[1]["notes"]
    assert told.startswith("kinds.wire: nothing lies at wire/**;")


def test_a_baseline_of_this_folder_needs_no_naming(newsroom: Path) -> None:
    assert check()[0] == 1
    assert main(["baseline", "create", "provenance-baseline.jsonl", "inbox", "stories", "-q"]) == 0
    assert check()[0] == 0
    assert check("--baseline", os.devnull)[0] == 1


@pytest.mark.parametrize("some", ["--since=HEAD", "--changed=stories/canal.txt"])
def test_a_baseline_is_not_made_from_some_documents_alone(
    newsroom: Path, some: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check("--baseline", "known.jsonl", "--update-baseline")
    before = (newsroom / "known.jsonl").read_bytes()
    assert main(["check", "inbox", "stories", "--baseline", "known.jsonl", "--update-baseline", some]) == 2
    assert "leave out --since and --changed" in capsys.readouterr().err
    assert (newsroom / "known.jsonl").read_bytes() == before


def test_a_baseline_that_cannot_be_written_is_told_before_anything_is_read(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provenance.pipeline.trace", lambda *_, **__: pytest.fail("the archive was read"))
    for command in (["check", "stories", "--update-baseline", "--baseline"], ["baseline", "create"]):
        assert main([*command, "nowhere/b.jsonl", *(["stories"] if command[0] == "baseline" else [])]) == 2


def test_a_policy_that_is_not_used_is_named(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "stories" / "provenance-policy.toml").write_text("[policy]\nfail_on = 'never'\n", "utf-8")
    assert main(["check", "stories"]) == 0
    out, err = capsys.readouterr()
    assert "not by stories/provenance-policy.toml: --policy stories/provenance-policy.toml" in err
    assert "Policy: the built-in one." in " ".join(out.split())
    assert main(["check", "stories", "--policy", "stories/provenance-policy.toml"]) == 0
    out, err = capsys.readouterr()
    assert ("not by" in err, "Policy: stories/provenance-policy.toml." in " ".join(out.split())) == (False, True)


@pytest.mark.parametrize(("given", "least"), [((), 12), (("--min-words", "30"), 30)])
def test_the_shortest_match_is_that_of_the_policy_unless_it_is_named(
    newsroom: Path, given: tuple[str, ...], least: int
) -> None:
    check(*given)
    assert json.loads((newsroom / "gate.json").read_bytes())["settings"]["align"]["min_words"] == least


@pytest.mark.parametrize(("named", "said"), [("stories", "a folder"), ("stories/cnaal.txt", "no such file")])
def test_what_is_no_file_has_not_changed(
    newsroom: Path, named: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = ["--changed", "stories/canal.txt", "--changed", named]
    assert main(["check", "stories", *changed]) == 2
    assert f"--changed {named}: {said}" in capsys.readouterr().err
    subprocess.run(["git", "init", "-q"], check=True)
    assert main(["check", "stories", *changed]) == 2  # git does not know it, either


@pytest.mark.parametrize("named", ["stories/gone/canal.txt", "notes.rst"])
def test_a_changed_file_that_was_removed_or_is_no_text_lets_the_others_be_judged(
    newsroom: Path, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom / "notes.rst").write_text("For us.\n", "utf-8")
    (newsroom / "stories" / "gone").mkdir()
    (newsroom / "stories" / "gone" / "canal.txt").write_text(OWN, "utf-8")
    me = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*me, "commit", "-qm", "a"], ["rm", "-rq", "stories/gone"]):
        subprocess.run(["git", *command], check=True)
    subprocess.run(["git", *me, "commit", "-qm", "b"], check=True)
    assert main(["check", "stories", "--changed", named]) == 0
    assert capsys.readouterr().err.startswith(f"{named}: no document here")


def test_whoever_sees_the_first_findings_is_told_how_to_accept_them(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*options: str) -> list[str]:
        main(["check", ".", *options])
        lines = capsys.readouterr().out.split("\n")
        return next((line.split() for line in lines if "--update-baseline" in line), [])

    (newsroom / "none.jsonl").write_text("", "utf-8")
    for options in (["--baseline", "none.jsonl"], ["--changed", "stories/canal.txt"], ["--fail-on", "never"]):
        assert not told(*options)
    assert main(["check", ".", *told()]) == 0
    assert main(["check", "."]) == 0


def test_whoever_sees_a_new_finding_later_is_told_how_to_let_it_pass(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["baseline", "create", "provenance-baseline.jsonl", ".", "-q"]) == 0
    capsys.readouterr()
    for copied, status in (False, 0), (True, 1):
        if copied:
            (newsroom / "stories" / "again.txt").write_bytes((newsroom / "stories" / "canal.txt").read_bytes())
        assert main(["check", "."]) == status
        assert ("-o gate.html has a suppression to copy" in capsys.readouterr().out.replace("\n", " ")) == copied


@pytest.mark.parametrize("how", [["baseline", "update"], ["baseline", "prune"], ["check"]], ids=" ".join)
@pytest.mark.parametrize("is_read", [False, True], ids=["unread", "mended"])
def test_what_was_accepted_in_a_text_that_cannot_be_read_now_stays_accepted(
    newsroom: Path, how: list[str], *, is_read: bool
) -> None:
    story, known = newsroom / "stories" / "canal.txt", newsroom / "known.jsonl"
    main(["baseline", "create", "known.jsonl", "."])
    before = known.read_bytes()
    story.write_bytes(OWN.encode() if is_read else b"\0")
    options = ["--baseline", "known.jsonl", "--update-baseline", "."] if how == ["check"] else ["known.jsonl", "."]
    assert main([*how, *options]) == (0 if is_read else 3)
    assert before
    assert known.read_bytes() == (b"" if is_read else before)


@pytest.mark.parametrize("place", ["stories", "inbox"], ids=["with findings", "without"])
def test_whatever_a_check_wrote_into_a_folder_the_next_finds_the_same_texts(newsroom: Path, place: str) -> None:
    def read() -> list[str]:
        return [each.id for each in trace([newsroom / place]).documents]

    before = read()
    outputs = [word for suffix in SUFFIXES for word in ("-o", f"{place}/report{suffix}")]
    main(["check", place, "-q", "--jobs", "1", "--baseline", f"{place}/b.jsonl", "--update-baseline", *outputs])
    assert read() == before
    (newsroom / place / "mine.github.txt").write_text("What we host where, and who has the key to it.\n", "utf-8")
    assert read() == sorted([*before, "mine.github.txt"])


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "ELSEWHERE"])
def test_places_are_told_from_where_the_host_has_put_the_repository(
    newsroom: Path, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(newsroom.parent))
    check("-o", "found.github.txt")
    place = f"{newsroom.name}/stories" if variable != "ELSEWHERE" else "stories"
    assert f"::error file={place}/canal.txt,line=" in (newsroom / "found.github.txt").read_text("utf-8")


def test_what_another_branch_has_done_since_is_no_change_of_this_one(newsroom: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments], check=True)

    lamps, story = newsroom / "stories" / "lamps.txt", newsroom / "stories" / "canal.txt"
    for arguments in (["init", "-qb", "main"], ["add", "."], ["commit", "-qm", "a"], ["checkout", "-qb", "topic"]):
        git(*arguments)
    lamps.write_text(lamps.read_text("utf-8") + "They burn again.\n", "utf-8")
    git("commit", "-qam", "ours")
    git("checkout", "-q", "main")
    story.write_text(f"{OWN} It rains.\n\n{TAKEN}\n", "utf-8")
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "topic")
    check("--since", "main")
    assert json.loads((newsroom / "gate.json").read_bytes())["inputs"]["steps"]["judged"] == 1


def test_of_many_notes_the_terminal_shows_some_and_counts_the_others() -> None:
    report = judged()
    assert report.gate
    for more in (0, 1, 7):
        notes = tuple(f"nobody uses number {number}" for number in range(MAX_NOTES + more))
        out = io.StringIO()
        told = replace(report, gate=replace(report.gate, notes=notes))
        tell(told, parse("", "p.toml"), Terminal(out, None, {}), is_accepted=False)
        assert out.getvalue().count("note: nobody") == MAX_NOTES
        assert (f"and {more} more note" in out.getvalue()) is (more > 0)


@pytest.mark.parametrize("told", ["9" * 17, "9" * 400, "soon", "1.5"])
def test_a_time_that_is_none_is_wrong_use_before_anything_is_read(
    newsroom: Path, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert newsroom.is_dir()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    monkeypatch.setattr("provenance.pipeline.trace", lambda *_, **__: pytest.fail("the archive was read"))
    assert main(["check", "stories"]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "paths"),
    [
        (".", ["."]),
        (".", ["stories", "inbox"]),
        ("stories", [".", "../inbox"]),
        ("inbox", ["../stories"]),
        ("..", ["room"]),
        ("..", ["link"]),
        ("..", ["link/stories"]),
        (".", ["../link/stories", "inbox"]),
        (".", ["stories/canal.txt", "inbox"]),
    ],
    ids=str,
)
@pytest.mark.parametrize("told", ["git", "named", "linked"])
def test_what_has_changed_is_judged_however_its_folder_is_called(
    tmp_path: Path, newsroom: Path, monkeypatch: pytest.MonkeyPatch, *, place: str, paths: list[str], told: str
) -> None:
    room = newsroom.with_name(f"{newsroom.name}-room") / "room"
    room.parent.mkdir()
    newsroom.rename(room)
    room.with_name("link").symlink_to(room)
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"]):
        git = ["git", "-C", str(room.parent), "-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run([*git, *arguments], check=True)
    story = room / "stories" / "canal.txt"
    story.write_text(f"{OWN} It rains.\n\n{TAKEN}\n", "utf-8")
    monkeypatch.chdir(room / place)
    how = {"git": ["--since=HEAD"], "named": ["--changed", str(story)]}
    how["linked"] = ["--changed", str(room.with_name("link") / "stories" / "canal.txt")]
    main(["check", *paths, "-q", "--jobs", "1", "-o", str(tmp_path.with_name("told.json")), *how[told]])
    assert json.loads(tmp_path.with_name("told.json").read_bytes())["inputs"]["steps"]["judged"] == 1


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are texts there")
@pytest.mark.parametrize("how", ["--since=HEAD", "--changed"])
def test_a_changed_file_whose_name_is_no_text_is_judged(newsroom: Path, how: str) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a", "--allow-empty"], check=True
    )
    name = os.fsencode(newsroom / "stories") + b"/caf\xe9.txt"
    (newsroom / "stories" / "canal.txt").rename(os.fsdecode(name))
    given = [how] if "=" in how else [how, os.fsdecode(name)]
    status = main(["check", "inbox", "stories", "-q", "--jobs", "1", "-o", "gate.json", *given])
    gate = json.loads((newsroom / "gate.json").read_bytes())["gate"]
    assert (status, "stories/caf%E9.txt" in {each["document"] for each in gate["findings"]}) == (1, True)


@pytest.mark.parametrize("is_added", [True, False], ids=["a submodule", "a repository not added"])
def test_a_repository_in_the_repository_is_no_folder_in_which_nothing_has_changed(
    newsroom: Path, capsys: pytest.CaptureFixture[str], *, is_added: bool
) -> None:
    def git(folder: str, *arguments: str) -> None:
        command = ["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
        subprocess.run(command, check=True, capture_output=True)

    for folder in (".", "stories") if is_added else ("stories", "."):
        git(folder, "init", "-q")
        git(folder, "add", "." if folder == "stories" else "inbox")
        git(folder, "commit", "-qm", "a")
    if is_added:
        git(".", "add", "stories")
        git(".", "commit", "-qm", "with stories")
        git("stories", "commit", "-qm", "b", "--allow-empty")
    assert newsroom.is_dir()
    assert main(["check", "inbox", "stories", "--since", "HEAD"]) == 2
    assert "changed in stories, a repository of its own" in capsys.readouterr().err
    assert main(["check", "inbox", "--since", "HEAD"]) == 0
