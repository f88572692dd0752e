"""The policy of a gate: what is refused, what kind of text a document is, and the files that it names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from canal import RELEASE, TAKEN, check

from provenance.cli import main
from provenance.errors import PolicyError
from provenance.model import Source
from provenance.policy import parse as parse_policy
from provenance.policy.kinds import Kinds

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import MakeDocument


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("[rules.unatributed-copy]\n", "did you mean 'unattributed-copy'"),
        ('[rules.unattributed-copy]\nmax_shar = "1%"\n', "did you mean 'max_share'"),
        ("[rules.unattributed-copy]\nmax_share = 0.1\n", "percentage"),
        ('[policy]\nfail_on = "all"\n', "one of error"),
        ("[polcy]\n", "did you mean 'policy'"),
        ('[rules.unattributed-copy]\napplies_to = ["storey"]\n', "did you mean 'story'"),
        ('[rules.press-release-uncredited]\nsources = ["press-release"]\n', "did you mean 'press_release'"),
        (
            '[[overrides]]\npaths = ["a/**"]\n[overrides.rules.licence]\nsources = ["agency"]\n',
            "overrides[1].rules.licence.sources: unknown kind 'agency'",
        ),
        ("[[licences]]\nuntil = 2027-01-01\n", "it lacks origin\n"),
        ('[[licences]]\norigin = "AFP"\nuntil = "soon"\n', "2027-06-30"),
        ('[[suppress]]\nrule = "licence"\ndocument = ["a"]\n', "suppress[1].document cannot be ['a']"),
        ('[[suppress]]\nrule = "licence"\nfingerprint = {}\n', "suppress[1].fingerprint cannot be {}"),
        ('[[suppress]]\nrule = "licence"\nreason = true\n', "suppress[1].reason cannot be True"),
        ("schema = 2\n", "schema = 1"),
        ("a = [", "toml.io"),
        ('[rules.duplicate-story]\nwithin = "ten years"\n', "14d"),
        ('[rules.licence]\non_missing = "shout"\n', "one of"),
    ],
    ids=str,
)
def test_a_broken_policy_never_passes_and_says_what_to_write(
    newsroom: Path, policy: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom / "p.toml").write_text(policy, "utf-8")
    assert main(["check", "stories", "--policy", "p.toml"]) == 2
    assert message in capsys.readouterr().err


# --------------------------------------------------------------------------- kinds


KINDS = """
[kinds.column]
metadata = { kind = "opinion", publisher = "Gazette" }
[kinds.wire]
origins = ["Coastwire"]
paths = ["agency/**"]
[kinds.press_release]
genres = ["release"]
paths = ["inbox/**"]
"""


@pytest.mark.parametrize(
    ("place", "source", "kind"),
    [
        ("a.txt", Source(), "story"),
        ("agency/a.txt", Source(), "wire"),
        ("inbox/a.txt", Source(), "press_release"),
        ("a.txt", Source(kind="Opinion", publisher="GAZETTE"), "column"),
        ("a.txt", Source(kind="opinion", publisher="Echo"), "story"),
        ("a.txt", Source(kind="opinion"), "story"),
        ("agency/a.txt", Source(kind="release"), "press_release"),
        ("inbox/a.txt", Source(publisher="coastwire"), "wire"),
        ("a.txt", Source(kind="release", publisher="Coastwire"), "wire"),
    ],
)
def test_what_a_document_says_of_itself_beats_where_it_lies(
    make_document: MakeDocument, place: str, source: Source, kind: str
) -> None:
    kinds = Kinds(parse_policy(KINDS, "p.toml").kinds)
    assert kinds.of(make_document("Words.", place, source=source)) == kind


# --------------------------------------------------------------------------- kinds that nobody looks at


@pytest.mark.parametrize(("wrong", "right"), [("stories", "story"), ("storey", "story"), ("wrie", "wire")])
def test_a_kind_called_nearly_as_one_that_rules_know_is_refused(wrong: str, right: str) -> None:
    with pytest.raises(PolicyError, match="no rule looks at") as raised:
        parse_policy(f'[kinds.{wrong}]\npaths = ["{wrong}/**"]\n', "p.toml")
    assert raised.value.hint == f"did you mean {right!r}?"


def test_a_kind_that_a_rule_names_may_be_called_anything() -> None:
    policy = '[kinds.stories]\npaths = ["stories/**"]\n[rules.licence]\napplies_to = ["stories"]\n'
    assert parse_policy(policy, "p.toml").kinds


def test_documents_of_a_kind_that_no_rule_looks_at_are_counted(newsroom: Path) -> None:
    policy = '[kinds.letters]\npaths = ["stories/**"]\n[kinds.press_release]\npaths = ["inbox/**"]\n'
    (newsroom / "p.toml").write_text(policy, "utf-8")
    status, gate = check("--policy", "p.toml")
    assert (status, gate["notes"]) == (0, ["no rule looks at documents of the kind letters: 2 documents"])


# --------------------------------------------------------------------------- files that a policy names


def test_what_an_own_author_wrote_is_ours_wherever_it_stands(newsroom: Path) -> None:
    (newsroom / "inbox" / "trees.md").unlink()
    (newsroom / "inbox" / "trees.md").write_text(f"---\npublisher: Guest\nauthor: Ida Brook\n---\n{RELEASE}", "utf-8")
    (newsroom / "staff.txt").write_text("Ann Lee\n\n IDA BROOK \n", "utf-8")
    assert "press-release-uncredited" in {finding["rule"] for finding in check()[1]["findings"]}
    (newsroom / "p.toml").write_text('[own]\nauthors_file = "staff.txt"\n', "utf-8")
    _, gate = check("--policy", "p.toml")
    assert "press-release-uncredited" not in {finding["rule"] for finding in gate["findings"]}


def test_words_in_a_file_of_the_policy_are_nobodys(newsroom: Path) -> None:
    (newsroom / "standing.txt").write_text(TAKEN, "utf-8")
    (newsroom / "p.toml").write_text('[[boilerplate]]\nfile = "standing.txt"\n', "utf-8")
    assert check("--policy", "p.toml")[0] == 0


def test_the_digest_of_a_policy_is_of_the_files_that_it_names(newsroom: Path) -> None:
    (newsroom / "p.toml").write_text('[own]\nauthors_file = "staff.txt"\n', "utf-8")
    (newsroom / "staff.txt").write_text("Ann Lee\n", "utf-8")
    before = check("--policy", "p.toml")[1]["policy_digest"]
    (newsroom / "staff.txt").write_text("Ann Lee\nIda Brook\n", "utf-8")
    assert check("--policy", "p.toml")[1]["policy_digest"] != before


def test_a_report_names_its_policy_and_its_baseline_but_not_where_on_the_machine_they_lie(newsroom: Path) -> None:
    (newsroom / "p.toml").write_text("", "utf-8")
    (newsroom / "b.jsonl").write_text("", "utf-8")
    _, gate = check("--policy", str(newsroom / "p.toml"), "--baseline", "./b.jsonl")
    assert (gate["policy"], gate["baseline"]) == ("p.toml", "./b.jsonl")
    assert str(newsroom) not in json.dumps(gate)


@pytest.mark.parametrize("name", ["none.txt", "../staff.txt", "/etc/hostname", "stories", "bad.txt"])
def test_a_policy_that_names_a_file_which_cannot_be_read_is_refused(
    newsroom: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (newsroom / "bad.txt").write_bytes(b"\xff\xfe\xff")
    (newsroom.parent / "staff.txt").write_text("Ann Lee\n", "utf-8")
    (newsroom / "p.toml").write_text(f'[own]\nauthors_file = "{name}"\n', "utf-8")
    assert main(["check", ".", "--quiet", "--policy", "p.toml"]) == 2
    assert "p.toml" in capsys.readouterr().err
