"""The gate, end to end: a release that is printed without credit fails, and whatever settles it passes."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from canal import OWN, TAKEN, check

from provenance.cli import main
from provenance.gate import judge
from provenance.pipeline import trace
from provenance.policy import parse as parse_policy

if TYPE_CHECKING:
    from pathlib import Path


def test_a_release_that_is_printed_without_credit_fails(newsroom: Path) -> None:
    status, gate = check()
    assert (status, gate["status"]) == (1, "fail")
    assert ("press-release-uncredited", "stories/canal.txt") in [(f["rule"], f["document"]) for f in gate["findings"]]


def test_a_finding_points_at_the_passage_and_names_its_source(newsroom: Path) -> None:
    finding = next(f for f in check()[1]["findings"] if f["rule"] == "press-release-uncredited")
    text = (newsroom / "stories" / "canal.txt").read_text("utf-8")
    assert text[finding["start"] : finding["end"]] == finding["quote"]
    assert finding["source"] == "inbox/trees.md"
    assert text.split("\n")[finding["line"] - 1][finding["column"] - 1 :].startswith(finding["quote"][:20])


def test_a_baseline_accepts_what_is_there_and_a_fresh_copy_fails_again(newsroom: Path) -> None:
    assert check("--baseline", "known.jsonl", "--update-baseline")[0] == 0
    status, gate = check("--baseline", "known.jsonl")
    assert (status, {f["state"] for f in gate["findings"]}) == (0, {"known"})
    (newsroom / "stories" / "again.txt").write_text(f"Another story begins in other words.\n\n{TAKEN}\n", "utf-8")
    status, gate = check("--baseline", "known.jsonl")
    assert status == 1
    errors = {f["document"] for f in gate["findings"] if f["state"] == "new" and f["level"] == "error"}
    assert errors == {"stories/again.txt"}


def test_what_a_baseline_holds_of_a_document_that_was_not_read_is_not_called_gone(newsroom: Path) -> None:
    check("--baseline", "known.jsonl", "--update-baseline")
    (newsroom / "stories" / "canal.txt").rename(newsroom / "canal.txt")
    notes = check("--baseline", "known.jsonl")[1]["notes"]
    assert notes
    assert all("stories/canal.txt: no such document was read" in note and "is gone" not in note for note in notes)


def test_a_whole_copy_of_an_accepted_story_is_new(newsroom: Path) -> None:
    check("--baseline", "known.jsonl", "--update-baseline")
    story = (newsroom / "stories" / "canal.txt").read_text("utf-8")
    (newsroom / "stories" / "copy.txt").write_text(story, "utf-8")
    status, gate = check("--baseline", "known.jsonl")
    new = {(f["rule"], f["document"]) for f in gate["findings"] if f["state"] == "new"}
    assert status == 1
    assert ("press-release-uncredited", "stories/copy.txt") in new


def test_naming_the_issuer_mends_it(newsroom: Path) -> None:
    credited = "\n\n".join(f"In a press release, the Tidewell Parks Board said: {each}" for each in TAKEN.split("\n\n"))
    (newsroom / "stories" / "canal.txt").write_text(f"{OWN}\n\n{credited}\n", "utf-8")
    assert check()[0] == 0


def test_a_file_that_cannot_be_read_never_passes(newsroom: Path) -> None:
    (newsroom / "stories" / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    (newsroom / "stories" / "canal.txt").write_text(OWN, "utf-8")
    status, gate = check()
    assert (status, gate["status"]) == (3, "incomplete")


@pytest.mark.parametrize("is_whole", [True, False])
def test_the_terminal_says_that_a_pass_is_not_claimed_where_something_was_not_read_and_only_there(
    newsroom: Path, capsys: pytest.CaptureFixture[str], is_whole: bool
) -> None:
    (newsroom / "stories" / "canal.txt").write_text(OWN, "utf-8")
    (newsroom / "stories" / "broken.txt").write_bytes(b"whole" if is_whole else b"\x00\x01\x02" * 50)
    main(["check", "inbox", "stories", "--jobs", "1"])
    assert ("a pass is not claimed" in " ".join(capsys.readouterr().out.split())) is not is_whole


def test_findings_weigh_more_than_an_incomplete_run(newsroom: Path) -> None:
    (newsroom / "stories" / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    status, gate = check()
    assert (status, gate["status"]) == (1, "fail")


RELEASED = "press-release-uncredited"


def suppression(**fields: str) -> str:
    table = {
        "rule": "press-release-uncredited",
        "document": "stories/canal.txt",
        "reason": "Printed in full with permission",
        "owner": "desk@example.org",
        "expires": "2026-06-30",
    } | fields
    return "\n".join(["[[suppress]]", *(f'{key} = "{value}"' for key, value in table.items() if value)]) + "\n"


ALL = "".join(
    suppression(rule=rule)
    for rule in ("press-release-uncredited", "long-verbatim-run", "unattributed-copy", "missing-quotation-marks")
)


def test_a_suppression_holds_until_its_day(newsroom: Path) -> None:
    (newsroom / "p.toml").write_text(ALL, "utf-8")
    status, gate = check("--policy", "p.toml", "--now", "2026-06-30")
    assert status == 0
    assert {s["owner"] for s in gate["suppressed"]} == {"desk@example.org"}
    status, gate = check("--policy", "p.toml", "--now", "2026-07-01")
    assert status == 1
    assert any("ended on 2026-06-30" in note for note in gate["notes"])


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"owner": ""}, "lacks owner"),
        ({"reason": ""}, "lacks reason"),
        ({"expires": "soon"}, "no day"),
        ({"expires": "2029-01-01"}, "400 days"),
        ({"document": "stories/other.txt"}, "used by no finding"),
        ({"rule": "embargo"}, "used by no finding"),
        ({"fingerprint": "0" * 32}, "used by no finding"),
    ],
    ids=str,
)
def test_a_suppression_that_does_not_hold_says_why(newsroom: Path, fields: dict[str, str], told: str) -> None:
    (newsroom / "p.toml").write_text(suppression(**fields), "utf-8")
    status, gate = check("--policy", "p.toml", "--now", "2026-01-01")
    assert status == 1
    assert any(told in note for note in gate["notes"])


@pytest.mark.parametrize(("share", "is_told"), [("20%", True), ("100%", False)])
def test_it_is_told_where_more_findings_are_suppressed_than_the_policy_lets(
    newsroom: Path, share: str, is_told: bool
) -> None:
    (newsroom / "p.toml").write_text(f'[policy]\nmax_suppressed_share = "{share}"\n{ALL}', "utf-8")
    _, gate = check("--policy", "p.toml", "--now", "2026-06-30")
    number = len(gate["suppressed"])
    said = f"{number} of {number} findings are suppressed, more than the policy's {share.replace('%', ' %')}"
    assert (said in gate["notes"]) is is_told


def test_a_suppression_by_its_fingerprint_holds_for_that_finding_alone(newsroom: Path) -> None:
    (newsroom / "stories" / "again.txt").write_text(f"Another story begins in other words.\n\n{TAKEN[:250]}\n", "utf-8")
    before = check()[1]["findings"]
    one = next(each for each in before if each["rule"] == "press-release-uncredited")
    (newsroom / "p.toml").write_text(suppression(document="", fingerprint=one["fingerprint"]), "utf-8")
    gate = check("--policy", "p.toml", "--now", "2026-06-30")[1]
    alike = [each for each in before if (each["rule"], each["fingerprint"]) == (one["rule"], one["fingerprint"])]
    assert len(gate["suppressed"]) == len(alike) < len(before)
    assert gate["findings"] == [each for each in before if each not in alike]


def test_a_suppression_is_called_unused_only_where_everything_was_judged(newsroom: Path) -> None:
    (newsroom / "p.toml").write_text(suppression(document="stories/none.txt"), "utf-8")
    unused = "suppression 1 (press-release-uncredited) is used by no finding: remove it"
    assert unused in check("--policy", "p.toml", "--now", "2026-01-01")[1]["notes"]
    changed = ("--changed", "stories/canal.txt")
    assert check("--policy", "p.toml", "--now", "2026-01-01", *changed)[1]["notes"] == []


def test_an_override_raises_the_limit_in_its_place_only(newsroom: Path) -> None:
    (newsroom / "p.toml").write_text(
        '[[overrides]]\npaths = ["stories/**"]\n'
        "rules.press-release-uncredited.max_words = 500\n"
        'rules.press-release-uncredited.max_share_of_source = "100%"\n'
        'rules.long-verbatim-run.level = "off"\n',
        "utf-8",
    )
    status, gate = check("--policy", "p.toml")
    assert (status, gate["findings"]) == (0, [])


@pytest.mark.parametrize("levels", [("off", "note"), ("note", "off")])
def test_of_the_overrides_that_fit_a_document_the_last_one_holds(newsroom: Path, levels: tuple[str, str]) -> None:
    overrides = [
        f'[[overrides]]\npaths = ["{path}"]\nrules.press-release-uncredited.level = "{level}"\n'
        for path, level in zip(("stories/**", "stories/canal.txt"), levels, strict=True)
    ]
    (newsroom / "p.toml").write_text("".join(overrides), "utf-8")
    found = [each["level"] for each in check("--policy", "p.toml")[1]["findings"] if each["rule"] == RELEASED]
    assert found == [each for each in levels[1:] if each != "off"]


@pytest.mark.parametrize("kind", ["press_release", "Press-Release", "press release"])
def test_a_text_that_calls_itself_a_press_release_is_one_wherever_it_lies(newsroom: Path, kind: str) -> None:
    (newsroom / "inbox" / "trees.md").rename(newsroom / "stories" / "sent.md")
    text = (newsroom / "stories" / "sent.md").read_text("utf-8")
    (newsroom / "stories" / "sent.md").write_text(text.replace("---\n", f"---\nkind: {kind}\n", 1), "utf-8")
    found = {(each["rule"], each["source"]) for each in check()[1]["findings"]}
    assert ("press-release-uncredited", "stories/sent.md") in found


def test_a_check_says_whose_dates_cannot_be_read(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (newsroom / "stories" / f"{name}.md").write_text("---\ntitle: [A, B\ndate: 2026-01-05\n---\nWords.\n", "utf-8")
    main(["check", "stories", "--jobs", "1"])
    told = " ".join(capsys.readouterr().out.split())
    reason = "The front matter cannot be read and tells nothing."
    assert f"Dates in doubt: a.md: {reason} b.md: {reason}" in told
    (newsroom / "stories" / "b.md").unlink()
    main(["check", "stories", "--jobs", "1"])
    assert "Dates in doubt: a.md: The front matter cannot be read" in " ".join(capsys.readouterr().out.split())


def test_only_what_has_changed_since_a_revision_is_judged(newsroom: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments], check=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "stories")
    assert check("--since", "HEAD")[0] == 0
    (newsroom / "stories" / "again.txt").write_text(f"Another story begins in other words.\n\n{TAKEN}\n", "utf-8")
    status, gate = check("--since", "HEAD")
    assert status == 1
    assert {f["document"] for f in gate["findings"]} == {"stories/again.txt"}


@pytest.mark.parametrize("revision", ["nowhere", "--output=/tmp/x", ""])
def test_a_revision_that_git_does_not_know_is_an_error_not_a_pass(
    newsroom: Path, revision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    assert main(["check", "stories", f"--since={revision}"]) == 2
    assert f"cannot tell what has changed: no such revision: {revision}\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("p_first", "least", "is_found"),
    [(0.8, "weak", True), (0.8, "moderate", False), (0.9, "strong", False), (0.05, "moderate", False)],
)
def test_copying_is_claimed_only_with_the_confidence_that_the_policy_demands(
    newsroom: Path, p_first: float, least: str, is_found: bool
) -> None:
    (newsroom / "stories" / "canal.txt").unlink()
    for name, day, words in (("echo", "2025-03-04", TAKEN), ("post", "2025-03-09", f"{OWN}\n\n{TAKEN}")):
        text = f"---\ndate: {day}\npublisher: The {name}\n---\n{words}\n"
        (newsroom / "stories" / f"{name}.md").write_text(text, "utf-8")
    report = trace(["stories"])
    report = replace(report, relations=tuple(replace(each, p_a_first=p_first) for each in report.relations))
    gate = judge(report, parse_policy(f'[policy]\nmin_order_confidence = "{least}"\n', "p.toml")).gate
    assert gate
    found = {(each.rule, each.document) for each in gate.findings}
    assert (("unattributed-copy", "post.md") in found) is is_found
    is_told = any("order uncertain between echo.md and post.md" in note for note in gate.notes)
    assert is_told is (not is_found and p_first > 0.15)  # else it is certain, and the copy was first


def test_a_revision_that_git_does_not_know_is_told_before_anything_is_read(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    monkeypatch.setattr("provenance.pipeline.trace", lambda *_, **__: pytest.fail("the archive was read"))
    assert main(["check", "stories", "--since=nowhere"]) == 2


@pytest.mark.parametrize("changed", ["--since=HEAD", "--changed=stories/canal.txt"])
def test_what_has_changed_in_no_folder_at_all_is_wrong_use(newsroom: Path, changed: str) -> None:
    assert newsroom.is_dir()
    assert main(["check", changed]) == 2


def test_a_report_without_text_quotes_nothing_in_its_findings(newsroom: Path) -> None:
    check("--no-text")
    content = (newsroom / "gate.json").read_text("utf-8")
    assert "nine hundred trees" not in content


def test_the_terminal_says_how_many_of_how_many_documents_were_judged(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert newsroom.is_dir()
    main(["check", ".", "--jobs", "1", "--changed", "stories/canal.txt"])
    assert "Judged 1 of 3 documents." in capsys.readouterr().out


# --------------------------------------------------------------------------- credit that goes astray


LOAF = (
    "The bakery on Rope Lane has sold its last loaf after a hundred and twelve years, and the queue for it reached as "
    "far as the fish market and once around it."
)


@pytest.mark.parametrize(
    ("line", "fires"),
    [
        ("One of them was a bakery, the Northern Post reports.", True),
        ("One of them was a bakery, as the Ennis Echo was first to tell, and the Northern Post reports.", False),
        ("One of them was a bakery, the Ennis Echo reports.", False),
    ],
)
def test_credit_for_a_later_copy_is_told_unless_the_first_text_is_named_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, fires: bool
) -> None:
    texts = {
        "echo.md": ("2025-03-04", "Ennis Echo", "Hannah Oake gave it to the boy who had slept on the step."),
        "post.md": ("2025-03-24", "Northern Post", "The shop is to let, the oven included."),
    }
    for name, (day, publisher, more) in texts.items():
        (tmp_path / name).write_text(f"---\ndate: {day}\npublisher: {publisher}\n---\n{LOAF}\n\n{more}\n", "utf-8")
    own = f"---\ndate: 2025-05-30\n---\nShops close everywhere. {line}\n\n{LOAF}\n\nThe hat shop went in April.\n"
    (tmp_path / "story.md").write_text(own, "utf-8")
    monkeypatch.chdir(tmp_path)
    main(["check", ".", "--quiet", "--jobs", "1", "-o", "g.json"])
    gate = json.loads((tmp_path / "g.json").read_text("utf-8"))["gate"]
    told = [each["source"] for each in gate["findings"] if each["rule"] == "wrong-credit"]
    assert told == (["echo.md"] if fires else [])
