"""What a newsroom's CI runs: each piece is run here as its host would, in a repository with a history."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from pace import PATIENCE

from provenance.cli import main
from provenance.cli.examples import example_of, is_right
from provenance.cli.starter_files import policy_text
from provenance.policy import parse
from provenance.policy.schema import schema
from provenance.readers import SUFFIXES
from provenance.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

RELEASE = (
    "Nine hundred trees will be planted along the northern canal path before the end of March, after the largest "
    "public response to any consultation held in the town in twenty years. Volunteers from eleven schools will dig the "
    "first holes in the second week of January, weather permitting.\n"
)
STORY = "Canal walkers have grown used to mud this winter.\n\n" + RELEASE
OTHER = "The lamps on Cooper Street went out twice last week, and nobody at the depot would say why.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small newsroom under version control: a release, and a story that owes it nothing."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "stories").mkdir()
    (tmp_path / "inbox" / "trees.txt").write_text(RELEASE, "utf-8")
    (tmp_path / "stories" / "lamps.txt").write_text(OTHER, "utf-8")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    return tmp_path


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A folder with the command, for a PATH: as the installation puts it there."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "provenance").write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(root))} exec {shlex.quote(sys.executable)} -m provenance "$@"\n',
        "utf-8",
    )
    (folder / "provenance").chmod(0o755)
    return folder


@pytest.fixture
def run(repository: Path, tools: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command in the repository with the tool on its PATH."""

    def call(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", **variables}
        return subprocess.run(
            command, cwd=repository, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    return call


# --------------------------------------------------------------------------- rules


@pytest.mark.parametrize("rule", RULES.names())
def test_a_rule_objects_to_its_example_and_is_content_when_it_is_settled(rule: str) -> None:
    example = example_of(rule)
    assert example is not None
    assert is_right(example) == (True, True)


@pytest.mark.parametrize("rule", RULES.names())
def test_a_rule_has_a_manual_page(rule: str) -> None:
    page = RULES.load(rule).__doc__ or ""
    for section in ("*What it looks at.*", "*Why it matters.*", "*When it misleads.*", "*How to settle it.*"):
        assert section in page


def test_a_policy_is_explained_and_its_rules_are_tried(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    assert main(["policy", "check", "."]) == 0
    said = capsys.readouterr().out
    assert "press release   inbox/trees.txt" in said
    assert said.count("objects to its example") == len(RULES.names())


@pytest.fixture(scope="module")
def sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The gate of the sample newsroom."""
    place, folder = tmp_path_factory.mktemp("gate") / "gate.json", root / "samples" / "newsroom"
    policy = str(folder / "provenance-policy.toml")
    options = ["--policy", policy, "--now", "2026-03-01", "--quiet", "--jobs", "1", "-o", str(place)]
    assert main(["check", str(folder), *options]) == 1
    gate: dict[str, Any] = json.loads(place.read_text("utf-8"))["gate"]
    return gate


@pytest.mark.parametrize("part", ["findings", "suppressed"])
def test_in_the_sample_newsroom_every_rule_fires_once_and_is_once_suppressed(sample: dict[str, Any], part: str) -> None:
    assert sorted(finding["rule"] for finding in sample[part]) == sorted(RULES.names())


def test_in_the_sample_newsroom_every_suppression_is_used(sample: dict[str, Any]) -> None:
    assert sample["notes"] == []


# --------------------------------------------------------------------------- a policy to start from


def test_a_first_policy_fits_the_folder_and_keeps_to_the_schema(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    assert main(["init", "--quiet"]) == 0
    text = (repository / "provenance-policy.toml").read_text("utf-8")
    assert parse(text, "policy").kinds["press_release"].paths == ("inbox/**",)
    jsonschema.Draft202012Validator(schema()).validate(tomllib.loads(text))


def test_a_first_policy_says_what_the_built_in_one_does() -> None:
    written, built_in = parse(policy_text([]), "written"), parse("", "built-in")
    assert (written.gate, written.rules, written.own, written.credit) == (
        built_in.gate,
        built_in.rules,
        built_in.own,
        built_in.credit,
    )


def test_nothing_that_is_there_is_touched_and_what_belongs_into_it_is_printed(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    (repository / ".pre-commit-config.yaml").write_text("repos: []\n", "utf-8")
    assert main(["init", "--ci", "pre-commit", "--ci", "gitlab"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# to be put into .pre-commit-config.yaml:\n")
    assert "id: provenance-check" in out
    assert "kept .pre-commit-config.yaml, which is there already" in err
    assert "pre-commit install --hook-type pre-push" in err
    assert "include: .gitlab-ci.provenance.yml" in err
    assert (repository / "provenance-policy.toml").is_file()
    assert (repository / ".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"
    assert main(["init", "--quiet", "--ci", "gitlab"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_policy_is_kept_when_the_file_of_a_host_is_asked_for_later(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    policy = repository / "provenance-policy.toml"
    policy.write_text("schema = 1\n", "utf-8")
    assert main(["init", "--quiet"]) == 2
    assert main(["init", "--quiet", "--ci", "github"]) == 0
    assert policy.read_text("utf-8") == "schema = 1\n"
    assert (repository / ".github" / "workflows" / "provenance.yml").is_file()


def test_the_schema_of_a_policy_refuses_what_the_parser_refuses() -> None:
    for wrong in ('[policy]\nfail_on = "all"', "[rules.nothing]", "[rules.licence]\ngrace = 3", "[polcy]"):
        assert not jsonschema.Draft202012Validator(schema()).is_valid(tomllib.loads(wrong))


# --------------------------------------------------------------------------- GitHub


def action(root: Path) -> Path:
    return root / ".github" / "actions" / "check"


def test_the_action_fails_on_a_copied_release_and_shows_it_beside_the_line(
    repository: Path, run: Any, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (repository / "stories" / "canal.txt").write_text(STORY, "utf-8")
    told = tmp_path_factory.mktemp("host")
    done = run(
        "bash",
        str(action(root) / "check.sh"),
        GITHUB_ACTIONS="true",
        GITHUB_STEP_SUMMARY=str(told / "summary.md"),
        GITHUB_OUTPUT=str(told / "output"),
        SINCE="HEAD",
    )
    assert done.returncode == 1
    assert "::error file=stories/canal.txt,line=3," in done.stdout
    assert "Gate: fails." in (told / "summary.md").read_text("utf-8")
    assert (told / "output").read_text("utf-8") == "report=provenance-report\n"
    gate = json.loads((repository / "provenance-report" / "report.json").read_text("utf-8"))["gate"]
    assert gate["status"] == "fail"


def test_the_action_remembers_what_has_not_changed(
    repository: Path, run: Any, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache, script = str(tmp_path_factory.mktemp("host") / "cache"), str(action(root) / "check.sh")
    assert run("bash", script, CACHE=cache).returncode == 0
    (repository / "stories" / "canal.txt").write_text(STORY, "utf-8")
    assert run("bash", script, CACHE=cache, SINCE="HEAD").returncode == 1
    told = json.loads((repository / "provenance-report" / "report.json").read_text("utf-8"))
    assert told["inputs"]["steps"]["compared_against"] == 3


def test_the_action_keeps_its_cache_from_run_to_run(root: Path) -> None:
    steps = yaml.safe_load((action(root) / "action.yml").read_text("utf-8"))["runs"]["steps"]
    kept, check = (next(step for step in steps if step["name"] == name) for name in ("Remember", "Check"))
    assert kept["with"]["path"] == check["env"]["CACHE"] == "${{ inputs.cache }}"
    assert kept["with"]["key"].startswith(kept["with"]["restore-keys"])
    assert all(len(step["uses"].partition("@")[2]) == 40 for step in steps if "uses" in step)


def test_the_action_passes_where_nothing_is_copied(run: Any, root: Path) -> None:
    assert run("bash", str(action(root) / "check.sh")).returncode == 0


@pytest.mark.parametrize("name", ["PATHS", "POLICY", "BASELINE", "SINCE", "FAIL_ON", "CACHE"])
def test_no_input_of_the_action_is_ever_run(repository: Path, run: Any, root: Path, name: str) -> None:
    done = run("bash", str(action(root) / "check.sh"), **{name: "$(touch pwned); `touch pwned` -o x --help"})
    assert done.returncode == (0 if name == "CACHE" else 2)  # a file may be called like that
    assert not (repository / "pwned").exists()


def test_no_input_stands_in_a_command_of_the_action(root: Path) -> None:
    steps = yaml.safe_load((action(root) / "action.yml").read_text("utf-8"))["runs"]["steps"]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


# --------------------------------------------------------------------------- the files that `init` writes

HOSTS = {
    "github": (".github/workflows/provenance.yml", "vendor.github-workflows"),
    "gitlab": (".gitlab-ci.provenance.yml", "vendor.gitlab-ci"),
    "pre-commit": (".pre-commit-config.yaml", None),
}


def of_host(repository: Path, host: str) -> Any:
    return yaml.safe_load((repository / HOSTS[host][0]).read_text("utf-8"))


def commands(host: str, content: Mapping[str, Any]) -> list[str]:
    """The commands that a host's file runs, the installation apart."""
    if host == "github":
        steps = content["jobs"]["check"]["steps"]
        return [step["run"] for step in steps if "run" in step and not step["run"].startswith("pip ")]
    if host == "gitlab":
        return [line for line in content["provenance"]["script"] if not line.startswith("pip ")]
    (hook,) = content["repos"][0]["hooks"]
    return [shlex.join([*shlex.split(hook["entry"]), *hook["args"]])]


BASE = {
    "github": "SINCE",
    "gitlab": "CI_MERGE_REQUEST_DIFF_BASE_SHA",
    "pre-commit": "PRE_COMMIT_FROM_REF",
}
"""By what a host says since which revision a change is judged."""


def commit(repository: Path) -> None:
    git = ["git", "-C", str(repository), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["add", "inbox", "stories"], ["commit", "-qm", "more"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize("host", HOSTS)
def test_what_a_host_is_told_to_run_runs_and_fails_on_a_copied_release(repository: Path, run: Any, host: str) -> None:
    assert run("provenance", "init", ".", "--ci", host).returncode == 0
    (repository / "stories" / "canal.txt").write_text(STORY, "utf-8")
    first, *later = commands(host, of_host(repository, host))
    assert run("sh", "-c", first, FOLDER=".").returncode == 1
    assert all(run("sh", "-c", each).returncode == 0 for each in later)


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_said_to_be_next_lets_a_host_pass_what_is_there_today(repository: Path, run: Any, host: str) -> None:
    (repository / "stories" / "canal.txt").write_text(STORY, "utf-8")
    told = run("provenance", "init", ".", "--ci", host).stderr.partition("Next: ")[2].split("\n")
    asked = [shlex.split(line.partition("   ")[0]) for line in map(str.strip, told) if line.startswith("provenance ")]
    assert [(words[1], run(*words).returncode) for words in asked] == [("policy", 0), ("baseline", 0), ("check", 0)]
    first, *later = commands(host, of_host(repository, host))
    summary = repository / ".summary"
    assert run("sh", "-c", first, FOLDER=".").returncode == 0
    assert all(run("sh", "-c", each, GITHUB_STEP_SUMMARY=str(summary)).returncode == 0 for each in later)
    assert host != "github" or "Gate: passes" in summary.read_text("utf-8")


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_judges_only_what_a_change_brings_and_remembers_the_rest(repository: Path, run: Any, host: str) -> None:
    (repository / "stories" / "old.txt").write_text(STORY, "utf-8")
    commit(repository)
    assert run("provenance", "init", ".", "--ci", host).returncode == 0
    first = commands(host, of_host(repository, host))[0]
    assert run("sh", "-c", first, FOLDER=".").returncode == 1
    (repository / "stories" / "lamps.txt").write_text(OTHER + OTHER.replace("twice", "thrice"), "utf-8")
    again = run("sh", "-c", first, **{"FOLDER": ".", BASE[host]: "HEAD"})
    assert (again.returncode, "cache" in again.stderr) == (0, False)
    cache = repository / (".git/provenance-cache" if host == "pre-commit" else ".provenance-cache")
    cache.write_bytes(cache.read_bytes()[:-9])
    damaged = run("sh", "-c", first, **{"FOLDER": ".", BASE[host]: "HEAD"})
    assert (damaged.returncode, "cache is not used" in damaged.stderr) == (0, True)


@pytest.mark.parametrize("host", [host for host, (_, known) in HOSTS.items() if known])
def test_the_file_of_a_host_keeps_to_its_schema(repository: Path, run: Any, host: str) -> None:
    run("provenance", "init", ".", "--ci", host)
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", str(HOSTS[host][1]), HOSTS[host][0]]
    done = run(*checker)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_keeps_to_its_schema(run: Any, root: Path) -> None:
    place = str(action(root) / "action.yml")
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", place)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_for_pre_commit_runs_what_it_names(repository: Path, run: Any, root: Path) -> None:
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["pass_filenames"] is False
    command = [*shlex.split(hook["entry"]), *hook["args"]]
    assert run(*command).returncode == 0
    assert (repository / ".git" / "provenance-cache").is_file()
    (repository / "stories" / "canal.txt").write_text(STORY, "utf-8")
    assert run(*command).returncode == 1
    assert run(*command, PRE_COMMIT_FROM_REF="HEAD").returncode == 1
    commit(repository)
    assert run(*command, PRE_COMMIT_FROM_REF="HEAD").returncode == 0


def test_the_hook_for_pre_commit_runs_for_all_that_is_read_and_can_read_it(root: Path) -> None:
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [suffix for suffix in SUFFIXES if not re.search(hook["files"], f"stories/A{suffix.upper()}")] == []
    assert not re.search(hook["files"], "stories/a.png")
    extras = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert hook["additional_dependencies"] == extras["pdf"]


# --------------------------------------------------------------------------- baseline


def test_a_baseline_is_made_renewed_and_cleared(repository: Path, run: Any) -> None:
    (repository / "stories" / "canal.txt").write_text(STORY, "utf-8")
    assert run("provenance", "baseline", "create", "b.jsonl", ".").returncode == 0
    assert run("provenance", "check", ".", "--baseline", "b.jsonl").returncode == 0
    assert run("provenance", "baseline", "create", "b.jsonl", ".").returncode == 2
    (repository / "stories" / "canal.txt").write_text(OTHER.replace("twice", "thrice"), "utf-8")
    told = run("provenance", "check", ".", "--baseline", "b.jsonl")
    assert "is gone" in told.stdout
    assert run("provenance", "baseline", "prune", "b.jsonl", ".").returncode == 0
    assert (repository / "b.jsonl").read_bytes() == b""
    (repository / "stories" / "canal.txt").write_text(STORY, "utf-8")
    assert run("provenance", "baseline", "update", "b.jsonl", ".").returncode == 0
    assert run("provenance", "check", ".", "--baseline", "b.jsonl").returncode == 0


# --------------------------------------------------------------------------- what a person is told


def test_a_first_policy_takes_no_sender_of_releases_for_ourselves(repository: Path, run: Any) -> None:
    (repository / "inbox" / "trees.txt").rename(repository / "inbox" / "trees.md")
    release = (repository / "inbox" / "trees.md").read_text("utf-8")
    (repository / "inbox" / "trees.md").write_text(f"---\npublisher: Parks Board\n---\n{release}", "utf-8")
    assert run("provenance", "init").returncode == 0
    assert parse((repository / "provenance-policy.toml").read_text("utf-8"), "policy").own.origins == ()
    (repository / "stories" / "canal.txt").write_text(STORY, "utf-8")
    assert run("provenance", "check", ".").returncode == 1


@pytest.mark.parametrize(("named", "own"), [(2, ("Gazette",)), (1, ())])
def test_a_first_policy_takes_for_ourselves_whom_most_stories_name(
    repository: Path, run: Any, named: int, own: tuple[str, ...]
) -> None:
    for number in range(named):
        text = f"---\npublisher: Gazette\n---\n{OTHER.replace('twice', str(number))}"
        (repository / "stories" / f"{number}.md").write_text(text, "utf-8")
    assert run("provenance", "init").returncode == 0
    assert parse((repository / "provenance-policy.toml").read_text("utf-8"), "policy").own.origins == own


def test_a_check_of_what_has_changed_says_how_much_that_was(repository: Path, run: Any) -> None:
    assert "Judged 0 of 2 documents." in run("provenance", "check", ".", "--since", "HEAD").stdout
    (repository / "stories" / "canal.txt").write_text(STORY, "utf-8")
    for _ in range(2):  # by everything, then by what is remembered
        told = run("provenance", "check", ".", "--since", "HEAD", "--cache", "../cache", "-o", "../r.json")
        assert "Judged 1 of 3 documents." in told.stdout


def test_a_changed_file_that_is_no_document_is_told(repository: Path, run: Any) -> None:
    (repository / "notes.rst").write_text("For us.\n", "utf-8")
    told = run("provenance", "check", ".", "--changed", "stories/lamps.txt", "--changed", "notes.rst")
    assert (told.returncode, "notes.rst: no document here" in told.stderr) == (0, True)
    assert "lamps.txt: no" not in told.stderr
