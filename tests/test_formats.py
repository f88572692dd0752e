"""The formats for other tools: each read back by a well-kept reader of it, hostile names and texts among them."""

from __future__ import annotations

import csv as standard_csv
import io
import json as standard_json
import re
import shutil
import subprocess
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import jsonschema
import networkx as nx
import pyarrow.parquet
import pytest
from harbour import FORUM, GONE, JOINED, PLAN, STORY, harbour
from hypothesis import given
from hypothesis import strategies as st
from pace import PATIENCE
from prov.model import ProvDerivation, ProvDocument, ProvEntity

from provenance.cli import main
from provenance.errors import ReportError
from provenance.model import Alignment, Comparison, Dating, Edge, EdgeType, Inputs, Match, Report, Span, Verdict
from provenance.readers.discover import discover
from provenance.reports import FORMATS, SUFFIXES
from provenance.reports.dot import quoted
from provenance.reports.graph import connected, graph
from provenance.reports.graphml import legal
from provenance.reports.json import json
from provenance.reports.markdown import MAX_ROWS, code
from provenance.reports.mermaid import label
from provenance.reports.reading import parse
from provenance.reports.schema import schema
from provenance.reports.tables import COLUMNS, rows
from provenance.settings import ReadSettings
from provenance.withheld import without_text

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "＝1+1",
    "\t=1",
    'a"b\\"; x [label="<b>"]',
    "a|b`c``d\n# e",
    "]]></data><script>window.pwned=1</script>",
    "\x00\x01\x1b]0;x\x07\u202e\ud800\ufffe",
    "\r\x7f\x85\x9b2J\xad\u200b\u2028\u2066\ufeff",
    "%%{init: {}}%% click n1 call x()",
    "../../etc/passwd#1?x=y",
    "",
]


def page(name: str, report: Report) -> bytes:
    (only,) = FORMATS.load(name)(report)
    content: bytes = only.content
    return content


def hostile(text: str) -> Report:
    """The harbour's report with a document and all titles called by somebody's idea of a joke."""
    report: Report = renamed(harbour(), text)
    return replace(report, documents=tuple(replace(document, title=text) for document in report.documents))


def renamed(value: Any, name: str) -> Any:
    """A value of the model in which a document has another name, wherever it is named."""
    if is_dataclass(value) and not isinstance(value, type):
        inner = {each.name: renamed(getattr(value, each.name), name) for each in fields(value)}
        return replace(value, **inner)
    if isinstance(value, tuple):
        return tuple(renamed(each, name) for each in value)
    return name if value == STORY else value


# --------------------------------------------------------------------------- all of them


@pytest.mark.parametrize("name", sorted(set(SUFFIXES.values())))
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_document_is_called_every_format_is_written(name: str, text: str) -> None:
    assert page(name, hostile(text))


@pytest.mark.parametrize("name", sorted(set(SUFFIXES.values()) - {"github"}))  # no commands to print
def test_an_empty_report_is_written_in_every_format(name: str) -> None:
    assert page(name, Report("1.0", {}, Inputs(0)))


@pytest.mark.parametrize("name", sorted(set(SUFFIXES.values()) - {"html"}))
def test_a_report_without_text_shows_no_sentence_of_a_document(name: str) -> None:
    shown = page(name, without_text(harbour())).decode("utf-8", "replace")
    sentences = [
        sentence
        for document in harbour().documents
        for sentence in re.split(r"[.\n]", document.text or "")
        if len(sentence.split()) >= 5
    ]
    assert [sentence for sentence in sentences if sentence in shown] == []


@pytest.mark.parametrize("name", sorted(set(SUFFIXES.values()) - {"parquet"}))
def test_no_format_passes_on_what_commands_a_terminal(name: str) -> None:
    shown = page(name, hostile("a\x1b]0;x\x07 \x9b2J \x7f\x0c\x0bz")).decode()
    assert re.findall("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", shown) == []


@pytest.mark.parametrize("name", ["graphml", "dot", "mermaid", "junit", "sarif"])
def test_no_drawing_and_no_finding_turns_the_direction_of_writing(name: str) -> None:
    shown = page(name, hostile("a\u202egpj.exe \u2066x")).decode()
    assert re.findall("[\u202a-\u202e\u2066-\u2069]", shown) == []


# --------------------------------------------------------------------------- tables


def table(report: Report) -> list[dict[str, str]]:
    return list(standard_csv.DictReader(io.StringIO(page("csv", report).decode(), newline="")))


def test_a_table_has_a_row_for_every_match() -> None:
    assert [row["match"] for row in table(harbour())] == ["M1", "M2"]


def test_markdown_counts_the_documents_of_a_family_that_have_no_row() -> None:
    report = harbour()
    one = next(each for each in report.documents if each.family)
    copies = tuple(replace(one, id=f"{number}.txt") for number in range(MAX_ROWS))
    left = sum(each.family == one.family for each in report.documents)
    told = page("markdown", replace(report, documents=(*report.documents, *copies))).decode()
    assert f"\n{left} more documents are in the full report.\n" in told


def test_a_row_names_the_earlier_document_and_quotes_both() -> None:
    row = table(harbour())[0]
    text = next(each.text for each in harbour().documents if each.id == PLAN) or ""
    assert (row["earlier"], row["later"]) == (PLAN, STORY)
    assert row["a_text"] == text[int(row["a_start"]) : int(row["a_end"])]


def test_where_the_order_is_undetermined_no_document_is_earlier() -> None:
    row = table(harbour())[1]
    assert (row["verdict"], row["earlier"], row["later"]) == ("undetermined", "", "")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_of_a_table_begins_as_a_formula(text: str) -> None:
    cells = [cell for row in table(hostile(text)) for cell in row.values()]
    assert [
        cell for cell in cells if re.match(r"""["' ]*[=+@＝＋－＠\t\r-]""", cell) and not cell.startswith("'")
    ] == []


def test_parquet_holds_the_same_rows_typed() -> None:
    read = pyarrow.parquet.read_table(io.BytesIO(page("parquet", harbour())))
    assert tuple(read.column_names) == COLUMNS
    assert read.column("a_start").to_pylist() == [row.a_start for row in rows(harbour())]
    assert read.schema.field("similarity").type == "double"


# --------------------------------------------------------------------------- graphs


def drawn(report: Report) -> nx.DiGraph[str]:
    read = nx.read_graphml(io.BytesIO(page("graphml", report)))
    assert isinstance(read, nx.DiGraph)
    return read


def test_networkx_reads_every_document_and_every_edge() -> None:
    read = drawn(harbour())
    edges = sum(len(family.edges) for family in harbour().families)
    missing = sum(len(family.missing) for family in harbour().families)
    assert read.number_of_nodes() == len(harbour().documents) + missing
    assert read.number_of_edges() == edges > 0


def test_an_edge_leads_from_the_source_to_the_one_who_has_it() -> None:
    read = drawn(harbour())
    named = {read.nodes[source]["name"] + " > " + read.nodes[target]["name"] for source, target in read.edges}
    assert f"{GONE} > {FORUM}" in named


def test_what_is_known_of_a_node_is_typed() -> None:
    read = drawn(harbour())
    gone = next(values for _, values in read.nodes(data=True) if values["name"] == GONE)
    assert (gone["missing"], gone["grade"]) == (True, "required")
    assert isinstance(gone["words"], int)


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=range(len(HOSTILE) - 1))
def test_networkx_reads_any_title_back(text: str) -> None:
    read = drawn(hostile(text))
    assert {values["label"] for _, values in read.nodes(data=True) if not values["missing"]} == {legal(text)}


@pytest.fixture(scope="module")
def graphviz() -> str:
    program = shutil.which("dot")
    if program is None:
        pytest.skip("needs Graphviz: the program `dot`")
    return program


@pytest.mark.parametrize("text", ["Plan", *HOSTILE], ids=range(len(HOSTILE) + 1))
def test_graphviz_draws_the_lineage(graphviz: str, text: str) -> None:
    run = subprocess.run(
        [graphviz, "-Tjson"], input=page("dot", hostile(text)), capture_output=True, check=True, timeout=PATIENCE
    )
    objects = standard_json.loads(run.stdout)["objects"]
    assert len(objects) == sum(node.family is not None for node in graph(harbour()).nodes)


@given(st.text())
def test_a_string_of_dot_ends_where_it_should(text: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\\n]|\\["\\])*"', quoted(text))


@given(st.text())
def test_a_label_of_mermaid_has_no_character_that_acts(text: str) -> None:
    assert re.fullmatch(r"(?:[ 0-9A-Za-z\u00c0-\u024f.,:/_-]|#\d+;)*", label(text))


def open_order() -> Report:
    """The harbour's first link where it is not known which of the two texts was first."""
    report = harbour()
    unknown = replace(report.relations[0], p_a_first=0.55, verdict=Verdict.UNDETERMINED)
    families = tuple(replace(each, first=None, p_first=None) for each in report.families)
    return replace(report, relations=(unknown, *report.relations[1:]), families=families)


@pytest.mark.parametrize(
    ("name", "told", "is_open"),
    [
        ("dot", '[label="derived 0.93"]', '[label="order undetermined", style="dashed", dir="none"]'),
        ("mermaid", "-->|derived|", "-.-|order undetermined|"),
        ("graphml", '"edge-ordered">true<', '"edge-ordered">false<'),
        ("prov", '"p:ordered":true', '"p:ordered":false'),
    ],
)
def test_a_drawing_does_not_say_who_has_it_from_whom_where_the_order_is_open(
    name: str, told: str, is_open: str
) -> None:
    known, unknown = (page(name, report).decode().replace('": ', '":') for report in (harbour(), open_order()))
    assert told in known
    assert is_open not in known
    assert is_open in unknown


def test_a_drawing_without_a_link_says_so() -> None:
    without = tuple(replace(each, edges=()) for each in harbour().families)
    assert "No text is known to draw on another" in page("mermaid", replace(harbour(), families=without)).decode()


@pytest.mark.parametrize("name", ["dot", "mermaid", "markdown"])
def test_a_day_and_an_open_range_are_told_as_such(name: str) -> None:
    day = Dating("2024-05-07", "2024-05-07")
    documents = tuple(replace(each, dating=day) if each.id == PLAN else each for each in harbour().documents)
    told = page(name, replace(harbour(), documents=documents)).decode()
    assert "2024-05-07" in told
    assert "2024-05-07 to" not in told
    assert "from 2024-05-14" in told
    assert "…2" not in told


def test_what_would_reorder_a_title_is_visible_in_a_string_of_dot() -> None:
    assert quoted("up\u202edown\x00") == '"up[U+202E]down[U+0000]"'


def test_a_drawing_of_too_many_documents_keeps_the_most_linked_and_says_so() -> None:
    report = harbour()
    star = tuple(Edge(PLAN, each.id, 0.9, EdgeType.DERIVED) for each in report.documents if each.id != PLAN)
    family = replace(report.families[0], edges=star)
    kept, left_out = connected(graph(replace(report, families=(family,))), 3)
    assert PLAN in [node.name for node in kept.nodes]
    assert (len(kept.nodes), left_out) == (3, len(star) - 2)


# --------------------------------------------------------------------------- PROV, annotations, Markdown


def test_prov_reads_entities_and_derivations() -> None:
    document = ProvDocument.deserialize(content=page("prov", harbour()).decode(), format="json")
    assert len(list(document.get_records(ProvEntity))) == len(graph(harbour()).nodes)
    assert len(list(document.get_records(ProvDerivation))) == len(graph(harbour()).links)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_prov_reads_any_title(text: str) -> None:
    assert ProvDocument.deserialize(content=page("prov", hostile(text)).decode(), format="json")


def annotated(report: Report) -> list[dict[str, Any]]:
    content = standard_json.loads(page("annotations", report))
    items: list[dict[str, Any]] = content["items"]
    return items


def test_an_annotation_quotes_the_words_at_its_position() -> None:
    texts = {"./" + document.id: document.text or "" for document in harbour().documents}
    for each in annotated(harbour()):
        words, place = each["target"]["selector"]
        text = texts[each["target"]["source"]]
        assert text[place["start"] : place["end"]] == words["exact"]
        assert text[: place["start"]].endswith(words["prefix"])


def test_every_reused_passage_has_one_annotation_with_a_name_of_its_own() -> None:
    reused = [p for d in harbour().documents for p in d.passages if p.kind.value in ("copied", "paraphrased")]
    assert len({each["id"] for each in annotated(harbour())}) == len(reused) > 0


def test_a_source_is_a_relative_reference_that_stays_in_the_folder() -> None:
    report = hostile("http://evil.example/?q=#x")
    assert {each["target"]["source"] for each in annotated(report)} <= {
        "./http%3A//evil.example/%3Fq%3D%23x",
        "./" + FORUM,
        "./" + JOINED,
    }


@given(st.text())
def test_a_code_span_ends_where_it_should(text: str) -> None:
    shown = code(text)
    fence = re.match("`+", shown)
    assert fence
    assert shown.endswith(fence.group())
    inner = shown[fence.end() : -fence.end()]
    assert not any(len(run) == fence.end() for run in re.findall("`+", inner))
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)\|", shown)


# --------------------------------------------------------------------------- schema, notebook


def test_the_schema_is_one_and_the_report_keeps_to_it() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    for report in (harbour(), without_text(harbour()), Report("1.0", {}, Inputs(0))):
        (written,) = json(report)
        jsonschema.Draft202012Validator(schema()).validate(standard_json.loads(written.content))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("matches", 0, "kind"), "stolen"),
        (("relations", 0, "p_a_first"), "high"),
        (("families", 0, "edges", 0, "type"), 1),
        (("documents", 1, "passages", 0, "start"), None),
        (("matches", 0, "segments", 0, "a"), [1]),
        (("schema",), "provenance-report/2"),
    ],
    ids=str,
)
def test_the_schema_refuses_what_is_no_report(place: tuple[Any, ...], value: object) -> None:
    (written,) = json(harbour())
    content = standard_json.loads(written.content)
    inner = content
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert not jsonschema.Draft202012Validator(schema()).is_valid(content)


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=range(len(HOSTILE) - 1))
def test_a_notebook_shows_nothing_that_acts(text: str) -> None:
    report = hostile(text)
    shown = report._repr_html_() + "".join(family._repr_html_() for family in report.families)
    assert "<script" not in shown
    assert set(re.findall(r"</?([a-z]+)", shown)) <= {"p", "table", "thead", "tbody", "tr", "th", "td", "span"}


def test_a_notebook_shows_both_sides_of_a_comparison() -> None:
    match: Match = harbour().matches[0]
    texts = {document.id: document.text or "" for document in harbour().documents}
    alignment = Alignment(Span(0, 1), Span(0, 1), match.kind, match.similarity, match.segments)
    shown = Comparison((alignment,), texts[PLAN], texts[STORY])._repr_html_()
    assert "will run all year" in shown
    assert shown.count("<tr>") == 1 + len(match.segments)


def test_a_family_of_undetermined_order_says_so_and_names_the_likeliest() -> None:
    shown = harbour().families[1]._repr_html_()
    assert "Which of them came first cannot be told" in shown
    assert f"The likeliest is {FORUM} (61\u00a0%), which is too little to go on." in shown


@pytest.mark.parametrize("suffix", ["html", "json", "md"])
def test_a_report_that_lies_in_the_folder_is_not_read_as_a_text(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.txt").write_text("One text.", "utf-8")
    harbour().save(tmp_path / f"report.{suffix}")
    assert [each.id for each in discover([tmp_path], ReadSettings()).inputs] == ["a.txt"]


def test_a_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert standard_json.loads(capsys.readouterr().out) == schema()


@pytest.mark.parametrize(
    ("version", "advice"), [("provenance-report/0", "run `provenance trace`"), ("provenance-report/2", "upgrade")]
)
def test_a_report_of_another_version_says_what_to_do(version: str, advice: str) -> None:
    with pytest.raises(ReportError) as raised:
        parse(page("json", harbour()).replace(b"provenance-report/1", version.encode()))
    assert advice in (raised.value.hint or "")
