"""A report within its budgets, and as a folder of pages: nothing dead, nothing silent, the same bytes."""

from __future__ import annotations

import json
import posixpath
import re
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from harbour import PLAN, harbour
from hostility import hostile
from large import large
from pages import PageReader, squeezed

from provenance.errors import OutputError
from provenance.model import Inputs, Page, Report
from provenance.output import check_place, save
from provenance.reports import FORMATS, format_of
from provenance.reports import folder as folders
from provenance.reports.folder import folder
from provenance.reports.html import html
from provenance.reports.json import json as as_json
from provenance.reports.links import Links
from provenance.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = Report(version="0", settings={}, inputs=Inputs(0))


def budgeted(report: Report, **chosen: object) -> Report:
    return replace(report, settings={**report.settings, "report": chosen})


def read(report: Report) -> PageReader:
    (page,) = html(report)
    return PageReader(page.content.decode())


TIGHT = {
    "one text": {"max_documents": 1},
    "one comparison": {"max_comparisons": 1},
    "one byte": {"max_bytes": 1},
    "one of each": {"max_documents": 1, "max_comparisons": 1, "max_bytes": 1},
}


@pytest.mark.parametrize("chosen", TIGHT.values(), ids=TIGHT)
@pytest.mark.parametrize("report", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_no_link_is_dead_whatever_a_budget_leaves_out(report: Report, chosen: dict[str, int]) -> None:
    page = read(budgeted(report, **chosen))
    assert {link[1:] for link in page.links if link.startswith("#")} <= page.ids.keys()


@pytest.mark.parametrize("chosen", TIGHT.values(), ids=TIGHT)
def test_what_is_left_out_is_announced(chosen: dict[str, int]) -> None:
    page = read(budgeted(harbour(), **chosen))
    assert "Not on this page" in page.words
    assert "-o FOLDER/" in page.words


def test_without_a_budget_reached_nothing_is_announced() -> None:
    assert "Not on this page" not in read(harbour()).words


def test_a_page_too_small_for_any_comparison_does_not_say_that_nothing_is_shared() -> None:
    page = read(budgeted(harbour(), max_bytes=1))
    assert "There is nothing to compare" not in page.words
    assert "comparisons are left out" in page.words


def test_a_part_of_a_page_is_kept_for_comparisons() -> None:
    report = large(40, 600)
    whole = len(next(html(report)).content)
    page = next(html(budgeted(report, max_bytes=whole * 2 // 3))).content
    assert 0 < page.count(b"data-document=") < 40
    assert 0 < page.count(b'class="pair"') < 24


def test_a_page_holds_a_thousand_texts_of_six_hundred_words_and_six_hundred_comparisons() -> None:
    content = next(html(large())).content
    assert len(content) <= Settings().report.max_bytes
    assert content.count(b"data-document=") == 1_000
    assert content.count(b'class="pair"') == 600


def test_the_texts_with_most_copied_words_are_kept() -> None:
    assert set(read(budgeted(harbour(), max_documents=2)).texts) == {"harbour-talk/4471.txt", "pages/joined.txt"}


def test_a_link_to_a_text_that_is_left_out_leads_to_its_row() -> None:
    page = read(budgeted(harbour(), max_documents=1))
    whole = read(harbour())
    missing = {each for each in whole.ids if re.fullmatch("d-[0-9a-f]{10}", each)} - page.ids.keys()
    assert len(missing) == 5
    assert all(f"#row-{each[2:]}" in page.links for each in missing)


def test_a_report_over_its_byte_budget_still_says_everything_but_texts_and_pairs() -> None:
    page = read(budgeted(harbour(), max_bytes=1))
    assert page.texts == {}
    assert "almost certainly the earliest" in page.words
    assert "3 files could not be read" in " ".join(page.words.split())


@pytest.mark.parametrize(
    ("anchor", "address"),
    [
        ("d-0123456789.p-aa", "#row-0123456789"),
        ("c-0123456789.aaaaaaaaaa", "#r-aaaaaaaaaa.0123456789"),
        ("row-bbbbbbbbbb", "#documents"),
        ("d-cccccccccc.n-1", "../doc/c.html#d-cccccccccc.n-1"),
        ("nothing", "#main"),
    ],
)
def test_a_link_leads_to_what_stands_for_its_target(anchor: str, address: str) -> None:
    here = frozenset(["row-0123456789", "r-aaaaaaaaaa.0123456789", "documents"])
    assert Links(here, {"d-cccccccccc": "doc/c.html"}, "../").address(anchor) == address


# --------------------------------------------------------------------------- the embedded result


@pytest.mark.parametrize("report", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_the_embedded_json_is_the_json_report(report: Report) -> None:
    report = budgeted(report, embed_json=True)
    (page,) = html(report)
    (content,) = re.findall(
        r'<script type="application/json" id="result">(.*?)</script>', page.content.decode(), re.DOTALL
    )
    (own,) = as_json(report)
    assert json.loads(content) == json.loads(own.content)
    assert not set("<>&") & set(content)


def test_json_is_embedded_only_if_asked_for() -> None:
    assert 'id="result"' not in next(html(harbour())).content.decode()


# --------------------------------------------------------------------------- the folder


@cache
def pages(name: str) -> dict[str, str]:
    report = {"harbour": harbour(), "hostile": hostile(), "nothing": EMPTY}[name]
    return {page.path: page.content.decode() for page in folder(report)}


@pytest.mark.parametrize("name", ["harbour", "hostile", "nothing"])
def test_every_link_of_every_page_has_its_target(name: str) -> None:
    found = pages(name)
    ids = {path: PageReader(page).ids.keys() for path, page in found.items() if path.endswith(".html")}
    dead = []
    for path in ids:
        for link in PageReader(found[path]).links:
            page, _, anchor = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), page)) if page else path
            if not link.startswith("http") and (target not in ids or (anchor and anchor not in ids[target])):
                dead.append((path, link))
    assert dead == []


@pytest.mark.parametrize("name", ["harbour", "hostile", "nothing"])
def test_ids_are_unique_on_every_page(name: str) -> None:
    assert all(
        set(PageReader(page).ids.values()) <= {1} for path, page in pages(name).items() if path.endswith(".html")
    )


def test_every_text_family_and_comparison_has_a_page_of_its_own() -> None:
    kinds = sorted(path.split("/")[0] for path in pages("harbour"))
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "assets": 2, "compare": 2, "doc": 6, "family": 2, "index.html": 1,
    }  # fmt: skip


def test_names_of_pages_are_of_our_own_making() -> None:
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9.]+|[a-z0-9-]+\.html", path) for path in pages("hostile"))


def test_each_text_stands_whole_on_its_page() -> None:
    found = {name: text for path, page in pages("harbour").items() for name, text in PageReader(page).texts.items()}
    for each in harbour().documents:
        assert squeezed(found[each.id]) == squeezed(each.text or "")


def test_pages_of_a_folder_have_one_style_and_one_script_from_the_folder() -> None:
    page = pages("harbour")["index.html"]
    assert "script-src &#39;self&#39;; style-src &#39;self&#39;" in page
    assert PageReader(page).elements["style"] == 0
    assert pages("harbour")["assets/report.js"]


def test_a_long_table_of_documents_is_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "ROWS", 4)
    found = {page.path: page.content.decode() for page in folder(harbour())}
    assert len(PageReader(found["documents-2.html"]).ids.keys() & _rows()) == 2
    assert 'href="documents-2.html"' in found["index.html"]
    assert 'href="index.html"' in found["documents-2.html"]


def _rows() -> set[str]:
    return {each for each in read(harbour()).ids if each.startswith("row-")}


def test_the_folder_is_the_same_twice() -> None:
    assert list(folder(harbour())) == list(folder(harbour()))


def test_a_path_with_a_slash_is_a_folder() -> None:
    assert format_of("lineage/") == "folder"
    assert FORMATS.load("folder") is folder


def test_a_folder_is_written_and_written_again_without_what_is_no_more(tmp_path: Path) -> None:
    place = f"{tmp_path}/out/"
    save(harbour(), place)
    first = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    save(replace(harbour(), documents=harbour().documents[:2], matches=(), relations=(), families=()), place)
    second = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    assert len(first) == 11
    assert len(second) == 3
    assert not list(tmp_path.rglob(".provenance-*"))


def test_killed_while_it_writes_a_run_leaves_the_old_page_or_the_new_one(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    place.write_bytes(b"old")
    (new,) = html(harbour())
    program = (
        f"import sys; sys.path[:0] = {sys.path!r}\nfrom harbour import harbour\nfrom provenance.output import save\n"
    )
    program += f"print('ready', flush=True)\nwhile True: save(harbour(), {str(place)!r})"
    for wait in (0.02, 0.05, 0.09):
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(wait)
            run.kill()
        assert place.read_bytes() in (b"old", new.content)


def test_a_folder_that_holds_other_things_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear sir", encoding="utf-8")
    with pytest.raises(OutputError, match="holds other things"):
        check_place(f"{tmp_path}/letters/")


def test_a_folder_of_inputs_is_not_written_to(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="this is an input"):
        check_place(f"{tmp_path}/", [tmp_path])


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="a file"):
        check_place(f"{tmp_path}/a/")


def test_other_peoples_pages_in_the_folder_stay(tmp_path: Path) -> None:
    place = f"{tmp_path}/out/"
    save(harbour(), place)
    own = tmp_path / "out" / "doc" / "mine.html"
    own.write_text("<p>mine", encoding="utf-8")
    save(harbour(), place)
    assert own.exists()


def test_a_document_has_the_same_anchor_in_the_folder_and_in_the_page() -> None:
    anchors = {each for each in read(harbour()).ids if re.fullmatch("d-[0-9a-f]{10}", each)}
    own = {
        each
        for page in pages("harbour").values()
        for each in PageReader(page).ids
        if re.fullmatch("d-[0-9a-f]{10}", each)
    }
    assert anchors == own
    assert PLAN in PageReader(pages("harbour")[f"doc/{_page_of(PLAN)}.html"]).texts


def _page_of(document: str) -> str:
    (found,) = (
        path
        for path, page in pages("harbour").items()
        if path.startswith("doc/") and document in PageReader(page).texts
    )
    return found[len("doc/") : -len(".html")]


def test_the_index_comes_last() -> None:
    assert [page.path for page in folder(harbour())][-1] == "index.html"
    assert isinstance(next(folder(harbour())), Page)
