"""What stands beside a text about it: front matter and sidecars. All of it hostile, none of it worth an error.

YAML is read event by event: no aliases, no tags, no depth beyond a few levels, every value a text.
"""

from __future__ import annotations

import json
import os
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from provenance.calendar import day_of
from provenance.errors import ReadError
from provenance.model import Period, Source, Stated
from provenance.readers.disk import load
from provenance.settings import DatingSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from provenance.model import Document

YEARS = DatingSettings()
"""The years in which texts are written, whatever a run takes for dates in them."""
MAX_VALUE = 500
"""Characters of one value that are kept."""

MAX_DEPTH = 8
MAX_SIDECAR_BYTES = 65_536
SIDECARS = (".meta.json", ".meta.yaml", ".meta.yml")

KINDS = {
    "front-matter": "front matter",
    "sidecar": "file beside it",
    "meta": "metadata",
    "header": "header of the e-mail",
}
"""What each kind of statement is called in a sentence."""

NAMES = {
    "date": ("date", "published", "publishedat", "publisheddate", "publishedtime", "datepublished", "pubdate",
             "publishdate", "publicationdate", "releasedate", "versioncreated", "firstcreated"),
    "title": ("title", "headline"),
    "language": ("lang", "language", "locale"),
    "publisher": ("publisher", "outlet", "site", "sitename", "publication", "newspaper", "organisation", "organization",
                  "copyrightholder"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "canonical", "canonicalurl", "link"),
    "kind": ("kind", "type", "genre"),
    "license": ("license", "licence", "usageterms"),
    "embargo": ("embargo", "embargoed", "embargoeduntil", "embargountil"),
}  # fmt: skip
"""The names under which each fact is written, in lower case without hyphens and underscores; the first found counts."""


_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:\s?[/–-]\s?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?")
_LAST_YEAR = 2050  # what lies farther ahead is what programs put where they have no date
_LINE = re.compile(
    r"""([A-Za-z][A-Za-z0-9_-]{0,99}):\ (?:"([ !#-\[\]-~À-ÖØ-öø-ÿ‘-”–—]+)"|"""
    r"""([A-Za-z0-9](?:[A-Za-z0-9 ,.'()/_-]*[A-Za-z0-9.)])?))\n"""
)
_ONE_A_LINE = re.compile(rf"(?:{_LINE.pattern})+")
"""A key and its value on each line, without any of the signs that mean more to YAML: read here, most are."""


_AS_PROSE = re.compile(
    r"""^([A-Za-z][\w-]*:[ \t]+)((?!["'\[{|>&*!\#]).*:(?:[ \t].*)?|"[^"\r\n]*"[ \t]*[^\s#].*|[@`%].*|"""
    r"""'(?:[^'\r\n]|'')*'[ \t]*[^\s#].*)(?<![ \t\r])""",
    re.MULTILINE,
)
"""A line whose value is written as prose is, with a colon, or words behind a quotation, which is no YAML."""


def from_yaml(text: str) -> dict[str, Any]:
    """A YAML mapping as nested texts. Empty for what is not a plain mapping: bad metadata is no error."""
    if _ONE_A_LINE.fullmatch(text):
        found: dict[str, Any] = {}
        for key, quoted, plain in _LINE.findall(text):
            found.setdefault(key, quoted or plain)
        return found

    import yaml

    # The compiled loader takes a fifteenth of the time, is not there everywhere, and reads some signs otherwise.
    is_plain = "\t" not in text and "\ufeff" not in text
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader) if is_plain else yaml.SafeLoader
    for written in (text, _AS_PROSE.sub(_quoted, text)):
        try:
            value = _built(yaml.parse(written, Loader=loader))
        except yaml.YAMLError:
            continue
        except (ValueError, RecursionError):
            break
        return value if isinstance(value, dict) else {}
    return {}


def _quoted(line: re.Match[str]) -> str:
    value = line[2].replace("'", "''")
    return f"{line[1]}'{value}'"


def from_toml(text: str) -> dict[str, Any]:
    """A TOML table, or an empty one."""
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def from_json(text: str) -> dict[str, Any]:
    """A JSON object, or an empty one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def is_sidecar(name: str) -> bool:
    """Whether a file describes its neighbour and is no text itself."""
    return name.lower().endswith(SIDECARS)


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a file beside a text says, and how it is written."""

    text: str
    suffix: str


def sidecars_of(path: str) -> Iterator[tuple[str, str]]:
    """Where a sidecar of a file may be, and its suffix: `story.txt.meta.json`, or `story.meta.json` for `story.txt`."""
    for stem in (path, os.path.splitext(path)[0]):  # noqa: PTH122 - names in any encoding
        for suffix in SIDECARS:
            yield stem + suffix, suffix


def beside(path: str) -> Sidecar | None:
    """The sidecar of a file, the first that can be read."""
    for place, suffix in sidecars_of(path):
        if not os.path.lexists(place):  # most texts have none, and to look is faster than to try
            continue
        try:
            return Sidecar(load(place, MAX_SIDECAR_BYTES).decode("utf-8-sig"), suffix)
        except (ReadError, UnicodeDecodeError):
            continue
    return None


def told_by(sidecar: Sidecar | None, document: Document) -> Document:
    """The document with what its sidecar says."""
    if sidecar is None:
        return document
    metadata = from_json(sidecar.text) if sidecar.suffix == ".meta.json" else from_yaml(sidecar.text)
    if not metadata and sidecar.text.strip(" \n\r\t{}"):
        return replace(document, notes=(*document.notes, "The file beside it cannot be read and tells nothing."))
    return described(document, metadata, kind="sidecar", reliability=0.95)


def described(document: Document, metadata: Mapping[str, Any], *, kind: str, reliability: float) -> Document:
    """The document with a mapping's title, language, source and date, where it gives them."""
    names = {squeezed(name): value for name, value in metadata.items()}
    found = {
        fact: _texts(next((names[each] for each in known if each in names), None)) for fact, known in NAMES.items()
    }
    single = {fact: texts[0] if texts else None for fact, texts in found.items()}
    old = document.source
    states = _stated(document, single["date"], kind, reliability)
    period = None if states else period_of(single["date"] or "", KINDS[kind])
    bad = (unread(KINDS[kind], single["date"]),) if single["date"] and not states and not period else ()
    source = Source(
        publisher=single["publisher"] or old.publisher,
        byline=tuple(found["byline"]) or old.byline,
        url=single["url"] or old.url,
        kind=single["kind"] or old.kind,
        license=single["license"] or old.license,
        embargo=single["embargo"] or old.embargo,
    )
    return replace(
        document,
        title=single["title"] or document.title,
        language=_language(single["language"]) or document.language,
        source=source,
        stated=document.stated + states,
        periods=(*document.periods, period) if period else document.periods,
        notes=document.notes + bad,
    )


def squeezed(name: object) -> str:
    """A name as `NAMES` has it: in lower case, without hyphens and underscores."""
    return str(name).lower().replace("-", "").replace("_", "")


def whole(text: str) -> str:
    """A text with U+FFFD for each half of a character that JSON may spell."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def day(text: str) -> str | None:
    """The ISO day that a date or a time says: ISO 8601, with slashes too, or as e-mails write it.

    None for a day that is none, or of a year in which nobody wrote what is read here: what programs put for no date.
    """
    from email.utils import parsedate

    try:
        known: date | None = date.fromisoformat(text.strip()[:10].replace("/", "-"))
    except ValueError:
        parts = parsedate(text)
        known = day_of(*parts[:3]) if parts else None
    return known.isoformat() if known and YEARS.first_year <= known.year <= YEARS.last_year else None


def period_of(text: str, where: str) -> Period | None:
    """The month, the year or the span that is given as a date: 1862, 1862-05, 1862/1864, 1862-1864, 1862-05-01/1862-07.

    None for what is none, or of years in which nobody wrote what is read here. `where` is told beside it.
    """
    found = _PERIOD.fullmatch(text.strip())
    if not found:
        return None
    begins, ends = found.groups()[:3], found.groups()[3:]
    first, last = _edges(*begins), _edges(*(ends if ends[0] else begins))
    if first is None or last is None or first[0] > last[1] or not YEARS.first_year <= int(found[1]) <= _LAST_YEAR:
        return None
    return Period("stated-period", first[0].isoformat(), last[1].isoformat(), text.strip(), where)


def _edges(year: str, month: str | None, day: str | None) -> tuple[date, date] | None:
    """The first and the last day of a year, of a month of it, or of a day of that."""
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    last = first.month if month else 12
    return first, date(first.year, last, monthrange(first.year, last)[1])


def unread(what: str, value: str) -> str:
    """A note on a date that is written where dates are, and is none."""
    return f"The {what} gives “{value[:40]}” as its date, which is no day."


def _stated(document: Document, value: str | None, kind: str, reliability: float) -> tuple[Stated, ...]:
    """The date as a statement, with its place where it stands in the document's own front matter."""
    known = day(value) if value else None
    if value is None or known is None:
        return ()
    span = document.front_matter if kind == "front-matter" else None
    start = document.text.find(value, span.start, span.end) if span else -1
    if start < 0:
        return (Stated(known, kind, reliability),)
    return (Stated(known, kind, reliability, start, start + len(value)),)


def _language(value: str | None) -> str | None:
    """The language of a tag such as `en-GB`."""
    tag = (value or "").replace("_", "-").partition("-")[0].lower()
    return tag if tag.isascii() and tag.isalpha() and len(tag) in (2, 3) else None


def _texts(value: Any) -> list[str]:
    """The texts in a value: one, or each of a list. Cut to a length, and without half characters."""
    return [text for each in (value[:20] if isinstance(value, list) else [value]) if (text := _text(each))]


def _text(value: Any) -> str:
    """A single value as text of one line; of a mapping its `name`. Empty where there is none."""
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, bool | dict | list):
        return ""
    text = whole(" ".join(str(value).split())[:MAX_VALUE])
    return "" if text in ("~", "null") else text


def _built(events: Iterator[Any]) -> Any:
    """The value that YAML events describe. Raises `ValueError` for aliases, anchors, tags, depth and odd keys."""
    root: list[Any] = []
    open_: list[Any] = [root]
    keys: list[str | None] = [None]
    for event in events:
        what = type(event).__name__
        if getattr(event, "anchor", None) or getattr(event, "tag", None) or len(open_) > MAX_DEPTH:
            raise ValueError(what)
        if what in ("MappingEndEvent", "SequenceEndEvent"):
            open_.pop()
            keys.pop()
        if what not in _MADE:
            continue
        value, top = _MADE[what](event), open_[-1]
        if isinstance(top, list):
            top.append(value)
        elif keys[-1] is not None:
            top.setdefault(keys[-1], value)
            keys[-1] = None
        elif isinstance(value, str):
            keys[-1] = value
        else:
            raise ValueError("a key that is no text")
        if not isinstance(value, str):
            open_.append(value)
            keys.append(None)
    return root[0] if root else None


_MADE: dict[str, Callable[[Any], Any]] = {
    "ScalarEvent": lambda event: event.value,
    "MappingStartEvent": lambda _: {},
    "SequenceStartEvent": lambda _: [],
}
