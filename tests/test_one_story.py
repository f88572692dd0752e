"""One report, one story: what the page, the terminal, Markdown, tables and drawings state is what the JSON states."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import cascades
import pytest
from harbour import harbour
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.cli import main
from provenance.counting import words_of
from provenance.duplicates import groups
from provenance.model import CopyRelation, Kind, RelationType, Verdict, confidence, pair_of, sureness
from provenance.passages.nouns import shares
from provenance.phrasing import fraction, percent
from provenance.reports.csv import csv as as_csv
from provenance.reports.graph import graph
from provenance.reports.html import html
from provenance.reports.markdown import MAX_FAMILIES, markdown
from provenance.reports.reading import parse
from provenance.reports.sources import mainly, standing
from provenance.reports.strings.nouns import COUNTED, GRADES
from provenance.reports.undecided import Voice
from provenance.reports.views import anchors
from provenance.reports.views.graph import implied
from provenance.reports.views.lookup import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Relation, Report, TracedDocument
    from provenance.reports.views.lookup import Lookup

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Told:
    """A report, its page, and its other outputs as they are read by a person."""

    report: Report
    page: str
    markdown: str
    saved: Path
    lookup: Lookup

    def row(self, anchor: str) -> str:
        """The words of the row of a table that has an anchor."""
        (found,) = re.findall(rf'<tr[^>]* id="{re.escape(anchor)}"[^>]*>(.*?)(?=<tr|</table>)', self.page, re.DOTALL)
        return words(found)

    def verdict(self, anchor: str) -> str:
        """The words of the verdict in whose panel an anchor stands; nothing where the page leaves it out."""
        before, found, _ = self.page.partition(f'<p id="{anchor}"')
        head = before.rpartition("<summary>")[2].partition("</summary>")[0]
        return words(head) if found else ""


def words(markup: str) -> str:
    """What a reader sees of some markup, spaces as they are spoken."""
    return " ".join(unescape(_TAGS.sub(" ", markup)).replace("\u00a0", " ").split())


def made(folder: Path, name: str) -> Report:
    """The report of a name: the harbour, a sample, or a simulated cascade."""
    if name == "harbour":
        return harbour()
    if (SAMPLES / name).is_dir():
        return provenance.trace([SAMPLES / name])
    cascades.write(folder / "texts", int(name.rpartition(" ")[2]), cascades.Setting())
    return provenance.trace([folder / "texts"])


@pytest.fixture(
    scope="module",
    params=["harbour", "council", "company", "wire", "newsroom", "cascade 70000", "cascade 70006", "cascade 70020"],
)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Reports of many kinds, each in all its outputs; what they are held against is what the JSON holds."""
    folder = tmp_path_factory.mktemp("told")
    report = made(folder, request.param)
    (page,) = html(report)
    (short,) = markdown(report)
    saved = folder / "report.json"
    report.save(saved)
    return Told(parse(saved.read_bytes()), page.content.decode(), short.content.decode(), saved, look_up(report))


def explained(told: Told, relation: Relation, capsys: pytest.CaptureFixture[str]) -> str:
    """What the terminal says of two documents."""
    assert main(["explain", str(told.saved), relation.a, relation.b]) == 0
    return " ".join(capsys.readouterr().out.split())


def same_texts(report: Report) -> list[tuple[str, ...]]:
    """The documents of one text."""
    return [same for family in report.families for same in family.identical]


# --------------------------------------------------------------------------- documents


def test_the_list_states_words_shares_and_family_of_each_document(told: Told) -> None:
    for document in told.report.documents:
        row = told.row(anchors.row(document.id))
        assert f" {document.words:,} " in row
        shown = dict(re.findall(r"(copied|paraphrase|boilerplate|original) (less than 1 %|\d+ %)", row))
        quoted = re.search(r"quoted and credited (less than 1 %|\d+ %)", row)
        held = document.shares
        stated = {"paraphrase": held.paraphrased, "boilerplate": held.boilerplate, "original": held.original}
        stated |= {} if quoted else {"copied": held.copied}
        assert {kind: shown.get(kind) for kind in stated} == {
            kind: percent(share) if share else None for kind, share in stated.items()
        }
        number = [family.id for family in told.report.families].index(document.family) + 1 if document.family else 0
        assert row.endswith(f"Family {number}" if number else "—")


def test_markdown_states_the_shares_of_each_document(told: Told) -> None:
    shown = {family.id for family in told.report.families[:MAX_FAMILIES]}
    for document in told.report.documents:
        if document.family not in shown:
            continue
        (row,) = re.findall(rf"^\| `+ ?{re.escape(document.id)} ?`+ \|.*$", told.markdown, re.MULTILINE)
        assert f"| {percent(document.shares.copied)} | {percent(document.shares.paraphrased)} |" in row


def test_shares_are_those_of_the_words_that_passages_have(told: Told) -> None:
    for document in told.report.documents:
        if document.words and document.text is not None:
            copied = sum(words_of(document, each) for each in document.passages if each.kind is Kind.COPIED)
            assert document.shares.copied == pytest.approx(copied / document.words, abs=0.0002)


# --------------------------------------------------------------------------- pairs


def test_verdicts_are_stated_alike_on_the_page_and_by_explain(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    for relation in told.report.relations:
        p = sureness(relation.p_a_first)
        is_open = relation.verdict is Verdict.UNDETERMINED
        sure = "even chances" if is_open and p < 0.505 else percent(p)
        pair = {relation.a, relation.b}
        one_text = any(pair <= set(same) for same in same_texts(told.report))
        if not one_text and any(pair & set(same[1:]) for same in same_texts(told.report)):
            continue  # of copies the first is told of
        explain = explained(told, relation, capsys)
        panel = told.verdict(anchors.relation(relation.a, relation.b))
        for said in filter(None, (panel, explain)):
            assert sure in said
            assert ("undetermined" in said.lower()) is is_open or not is_open
            assert confidence(p).split()[-1] in said.lower()
        assert ("They share no text" in explain) is (not relation.share_of_a and not one_text)
        if relation.share_of_a and not one_text:
            assert f"share {percent(relation.share_of_a)} of" in explain


def test_the_table_of_matches_states_the_verdicts(told: Told) -> None:
    (page,) = as_csv(told.report)
    relations = {(each.a, each.b): each for each in told.report.relations}
    for row in csv.DictReader(io.StringIO(page.content.decode(), newline="")):
        relation = relations[row["a"], row["b"]]
        assert (row["verdict"], row["relation"]) == (relation.verdict.value, relation.type.value)
        assert (float(row["p_a_first"]), row["confidence"]) == (relation.p_a_first, confidence(relation.p_a_first))
        earlier = {Verdict.A_FIRST: relation.a, Verdict.B_FIRST: relation.b}.get(relation.verdict, "")
        assert row["earlier"] == earlier


# --------------------------------------------------------------------------- lineage


def test_a_missing_text_is_told_with_one_size_and_one_probability(told: Told) -> None:
    for missing in [missing for family in told.report.families for missing in family.drawn]:
        sure = f"{GRADES[missing.grade]} ({percent(missing.probability)})"
        size = f"at least {missing.words:,} words"
        row = told.row(anchors.missing(missing.id))
        assert f"{sure[:1].upper()}{sure[1:]}; {size}." in row
        assert size in told.markdown
        assert sure in told.markdown
        (node,) = [node for node in graph(told.report).nodes if node.name == missing.id]
        assert (node.words, node.grade) == (missing.words, missing.grade)
        assert size in (missing.name or size)


def test_links_are_told_as_sure_by_page_and_drawings(told: Told) -> None:
    drawn = graph(told.report)
    names = {node.key: node.name for node in drawn.nodes}
    links = {(names[link.source], names[link.target]): link.is_told for link in drawn.links}
    for family in told.report.families:
        for edge in family.edges:
            assert told.lookup.is_open(edge) is not links[edge.source, edge.target]


def test_no_line_of_the_drawing_is_unlike_what_is_believed_of_the_pair(told: Told) -> None:
    edges = {(edge.source, edge.target) for family in told.report.families for edge in family.edges}
    beside = {RelationType.COMMON_SOURCE, RelationType.TEMPLATE}
    types = {(each.a, each.b): each.type for each in told.report.relations}
    for family in told.report.families:
        for link in implied(told.lookup, family):
            assert (link.source, link.target) not in edges
            assert types.get(pair_of(link.source, link.target)) not in beside


def test_from_whom_a_text_has_its_words_is_told_alike_by_list_terminal_and_markdown(told: Told) -> None:
    pairs, lookup = standing(told.report), told.lookup
    voice = Voice(lambda key, **values: f"{key}:{'+'.join(map(str, values.values()))}", str, "&".join, percent)
    for document in told.report.documents:
        family = next((each for each in told.report.families if each.id == document.family), None)
        said = mainly(document, family, pairs, voice) if family else None
        for key, names in re.findall(r"taken_(from|perhaps|open|form):([^+;]+)", said or ""):
            for name in names.split("&"):
                assert name == "missing_text:" or key == kind_of(lookup, name, document)


def kind_of(lookup: Lookup, source: str, document: TracedDocument) -> str:
    """How the list of the page tells what a document has of another."""
    if source not in lookup.taken[document.id]:
        return "open"
    told = "from" if lookup.is_told(source, document.id) else "perhaps"
    return "form" if lookup.is_form(source, document.id) else told


# --------------------------------------------------------------------------- groups and findings


def test_dedupe_calls_one_text_and_one_form_what_the_report_calls_so(told: Told) -> None:
    assert all(document.text is not None for document in told.report.documents)
    types = {pair_of(each.a, each.b): each.type for each in told.report.relations}
    same = {frozenset(pair) for one in same_texts(told.report) for pair in pairs_of(one)}
    for group in groups(told.report).groups:
        for member in group.members:
            pair = pair_of(group.keep, member.document)
            if member.relation is CopyRelation.IDENTICAL:
                assert frozenset(pair) in same
            elif pair in types:
                assert (member.relation is CopyRelation.TEMPLATE) is (types[pair] is RelationType.TEMPLATE)


def pairs_of(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((a, b) for a in names for b in names if a < b)


# --------------------------------------------------------------------------- numbers


def test_no_percentage_of_the_page_is_all_or_nothing_unless_it_is(told: Told) -> None:
    """What is whole are shares of one kind and matches that are equal; nothing that is none is given a percentage."""
    page = told.page.partition("<main")[2].partition('<section id="method"')[0]
    body = words(re.sub(r'<dl class="bands">.*?</dl>', "", page, flags=re.DOTALL))
    assert not re.search(r"(?<!\d)0 %", body)
    wholes = {1.0} & {value for d in told.report.documents for value in (d.shares.copied, d.shares.original)}
    wholes |= {1.0} & {each.similarity for each in told.report.matches}
    wholes |= {1.0} & {share for each in told.report.relations for share in (each.share_of_a, each.share_of_b)}
    assert wholes or "100 %" not in body


PLURALS = "|".join(many.rpartition(" ")[2] for one, many in COUNTED.values() if many.endswith("s"))


def test_one_is_never_told_as_many(told: Told) -> None:
    for said in (words(told.page.partition("<main")[2]), told.markdown):
        assert not re.search(rf"(?<![\d.,–-])1 ({PLURALS})\b", said)


def test_what_the_gate_measured_is_stated_alike_by_page_and_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES / "newsroom")
    saved, shown = tmp_path / "r.json", tmp_path / "r.html"
    options = ["--policy", "provenance-policy.toml", "--now", "2026-03-01", "--fail-on", "never"]
    main(["check", ".", *options, "-o", str(saved), "-o", str(shown)])
    said = " ".join(capsys.readouterr().out.split())
    report = parse(saved.read_bytes())
    assert report.gate
    assert report.gate.new
    page = shown.read_text("utf-8")
    documents = {each.id: each for each in report.documents}
    for finding in report.gate.new:
        assert finding.message[1:] in said
        before, found, panel = page.partition(f' id="f-{finding.fingerprint[:12]}"')
        assert found
        row = words(panel.partition("</table>")[0].partition("<tbody>")[0])
        assert finding.level.value in words(before.rpartition("<tbody>")[2]).lower()
        assert finding.measured is None or finding.base in row
        if finding.unit == "share" and finding.measured is not None:
            assert f"{percent(finding.measured)} (" in row
        taken = [each for each in documents[finding.document].passages if each.match in finding.matches]
        if finding.rule == "unattributed-copy" and finding.measured is not None:
            size = documents[finding.document].words
            assert finding.base.startswith(f"{round(finding.measured * size):,} of {size:,} ")
            assert sum(words_of(documents[finding.document], each) for each in taken) >= round(finding.measured * size)


@given(st.lists(st.integers(0, 10**6), min_size=4, max_size=4))
def test_a_share_of_any_document_is_none_only_where_there_are_none(counts: list[int]) -> None:
    held = shares(*counts)
    found = (held.copied, held.paraphrased, held.original, held.boilerplate)
    assert sum(found) == pytest.approx(1.0 if any(counts) else 0.0)
    for share in found:
        assert 0.0 <= share <= 1.0
    assert sum(share > 0 for share in found) == sum(count > 0 for count in counts)
    assert (1.0 in found) is (sum(count > 0 for count in counts) == 1)


@given(st.floats(0, 1))
def test_a_fraction_is_all_or_nothing_only_where_it_was(share: float) -> None:
    assert (fraction(share) == 0, fraction(share) == 1) == (share == 0, share == 1)
    assert fraction(share) == pytest.approx(share, abs=0.0001)
