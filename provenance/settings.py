"""Frozen settings, one class per stage. Every field ends in its unit; every default needs no reading.

Settings come in layers, each laid over the one before: `merge` takes a table of values, `merge_toml` the text of a
file, `assign` one `section.key` with its value as text. All three refuse what is unknown, of the wrong type or out of
range, and say where it stands. `check` looks at the whole.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from provenance.errors import SettingsError
from provenance.model import LEANING
from provenance.registry import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SAFE_ENCODINGS = frozenset(
    ["utf-8", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "mac-roman", "cp437", "cp850", "cp852", "cp866"]
    + [f"windows-{number}" for number in range(1250, 1259)]
    + [f"iso-8859-{number}" for number in (*range(1, 12), *range(13, 17))]
    + ["shift_jis", "cp932", "euc-jp", "gb2312", "gbk", "gb18030", "big5", "cp949", "euc-kr"]
)
"""Encodings that only turn bytes into characters. Others that Python knows (`utf-7`, `unicode_escape`) do more."""


def _choice(default: Any, *allowed: str) -> Any:
    """A field whose values come from a closed list."""
    return field(default=default, metadata={"allowed": allowed})


def _number(default: float, low: float, high: float) -> Any:
    """A field whose values lie between `low` and `high`, both allowed."""
    return field(default=default, metadata={"range": (low, high)})


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What is read, and how bytes become text. Also when files changed and came into git, on request.

    `include` and `exclude` are globs as those of a policy, but one without a slash is for a name at any depth, and each
    is for all below the folder that it names, too.
    """

    max_file_bytes: int = 20_000_000
    max_text_characters: int = 5_000_000
    fallback_encodings: tuple[str, ...] = ("windows-1252",)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    file_times: bool = False
    git_dates: bool = False


@dataclass(frozen=True, slots=True)
class SegmentSettings:
    """How a text is cut into passages."""

    max_passage_words: int = _number(60, 4, 10_000)


@dataclass(frozen=True, slots=True)
class SketchSettings:
    """How passages become keys. `permutations` must be `bands * band_rows`."""

    shingle_words: int = _number(5, 1, 50)
    permutations: int = _number(32, 1, 4096)
    bands: int = _number(8, 1, 1024)
    band_rows: int = _number(4, 1, 64)
    seed: int = _number(1, 0, 2**32 - 1)


@dataclass(frozen=True, slots=True)
class CandidateSettings:
    """Which documents are compared in full.

    In a bucket of more documents than the limit only some are paired. In a family of more documents than are compared
    whole, each is compared with the partners that share most with it.
    """

    max_bucket_documents: int = _number(100, 2, 10**9)
    max_whole_family_documents: int = _number(100, 2, 10**9)
    max_partners_per_document: int = _number(32, 1, 10**9)


@dataclass(frozen=True, slots=True)
class AlignSettings:
    """Where a stretch of reuse begins and ends. `min_words`: the shortest match that is reported."""

    min_words: int = _number(8, 1, 10_000)
    min_run_words: int = _number(8, 1, 10_000)
    min_extent_words: int = _number(20, 1, 10_000)
    max_gap_words: int = 45


@dataclass(frozen=True, slots=True)
class ClassifySettings:
    """What is copied and what is paraphrased: similarity and containment of folded words, 0 to 1."""

    min_copied_similarity: float = 0.90
    min_light_similarity: float = 0.60
    min_light_containment: float = 0.85
    min_boilerplate_documents: int = _number(20, 2, 10**9)


@dataclass(frozen=True, slots=True)
class DatingSettings:
    """How dates in the text are read. `first_year`, `last_year`: years outside are ignored as dates."""

    first_year: int = _number(1600, 1, 9999)
    last_year: int = _number(2100, 1, 9999)


@dataclass(frozen=True, slots=True)
class DirectionSettings:
    """When a verdict is given: the probability below which order is undetermined."""

    min_verdict_probability: float = LEANING


@dataclass(frozen=True, slots=True)
class LineageSettings:
    """How families are drawn."""

    max_parents: int = 4


@dataclass(frozen=True, slots=True)
class CreditSettings:
    """Where a credit counts: so many sentences before and after a passage; and what else counts as one.

    `phrases`: words that are credit wherever they stand near. `names`: other names of a publisher, as "Publisher=name".
    """

    window_sentences: int = _number(2, 0, 1000)
    phrases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What a report carries. `source_kinds`: the kinds of document that are only compared against.

    `text`: `full`; `matched`, which leaves of source documents the matched passages and a sentence around each; `none`.
    `max_...`: what one HTML page holds at most; `embed_json`: whether it holds the JSON as well.
    """

    text: str = _choice("full", "full", "matched", "none")
    source_kinds: tuple[str, ...] = ()
    max_documents: int = _number(1_000, 1, 10**9)
    max_comparisons: int = _number(600, 1, 10**9)
    max_bytes: int = _number(10_000_000, 1, 10**12)
    embed_json: bool = False


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How much is held in memory at once. None of it changes the result, and so no report carries it.

    `max_batch_bytes`: of texts and columns in one batch. `max_sort_bytes`: of rows that are sorted in memory; more are
    laid out in temporary files.
    """

    max_batch_bytes: int = _number(256_000_000, 1, 2**62)
    max_sort_bytes: int = _number(128_000_000, 1, 2**62)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. The section `engine` alone cannot change the result."""

    read: ReadSettings = field(default_factory=ReadSettings)
    segment: SegmentSettings = field(default_factory=SegmentSettings)
    sketch: SketchSettings = field(default_factory=SketchSettings)
    candidates: CandidateSettings = field(default_factory=CandidateSettings)
    align: AlignSettings = field(default_factory=AlignSettings)
    classify: ClassifySettings = field(default_factory=ClassifySettings)
    dating: DatingSettings = field(default_factory=DatingSettings)
    direction: DirectionSettings = field(default_factory=DirectionSettings)
    lineage: LineageSettings = field(default_factory=LineageSettings)
    credit: CreditSettings = field(default_factory=CreditSettings)
    report: ReportSettings = field(default_factory=ReportSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    now: str | None = None


# --------------------------------------------------------------------------- layers


def merge(settings: Settings, layer: Mapping[str, Any], place: Callable[[str], str]) -> Settings:
    """`settings` with the values of a nested table laid over them.

    `place` names, for a key such as `align.min_words`, where it was written. Raises `SettingsError`.
    """
    changed: dict[str, Any] = {}
    known = _types(Settings)
    for name, value in layer.items():
        if name not in known:
            raise _unknown(place(name), name, tuple(known))
        changed[name] = _merged(settings, name, value, place)
    return replace(settings, **changed)


def merge_toml(settings: Settings, text: str, where: str, table: tuple[str, ...] = ()) -> Settings:
    """`settings` with those of a TOML file laid over them: the whole file, or the table named by its keys."""
    import tomllib

    try:
        layer: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{where}: not TOML: {error}", hint="see https://toml.io") from error
    for name in table:
        layer = layer.get(name, {}) if isinstance(layer, dict) else {}
    if not isinstance(layer, dict):
        raise SettingsError(f"{where}: [{'.'.join(table)}] is not a table")
    return merge(settings, layer, lambda key: _place(text, where, key))


def assign(settings: Settings, key: str, text: str, where: str) -> Settings:
    """`settings` with one `section.name` set to what the text says: a number, yes or no, words split by commas."""
    section, dot, name = key.rpartition(".")
    owner = getattr(settings, section) if section in _types(Settings) else (None if dot else settings)
    if not is_dataclass(owner) or name not in _types(type(owner)) or is_dataclass(getattr(owner, name)):
        raise _unknown(where, key, _keys(settings))
    value = _from_text(text, _types(type(owner))[name], key, where)
    return merge(settings, {section: {name: value}} if section else {name: value}, lambda _: where)


def check(settings: Settings) -> Settings:
    """The same settings, if every value is of its type and range and they agree with one another."""
    checked = merge(settings, {**as_mapping(settings), "engine": asdict(settings.engine)}, lambda _: "settings")
    sketch, dating = settings.sketch, settings.dating
    if sketch.permutations != sketch.bands * sketch.band_rows:
        raise SettingsError(
            f"sketch.permutations is {sketch.permutations}, but bands * band_rows is {sketch.bands * sketch.band_rows}",
            hint="change the three together",
        )
    if dating.first_year > dating.last_year:
        raise SettingsError(f"dating.first_year {dating.first_year} is after dating.last_year {dating.last_year}")
    return checked


def as_mapping(settings: Settings) -> dict[str, Any]:
    """All that can change the result, as plain values for the report and the digest."""
    return {name: _plain(value) for name, value in asdict(settings).items() if name != "engine"}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _merged(owner: Any, name: str, value: Any, place: Callable[[str], str], prefix: str = "") -> Any:
    """The value of one field after a layer: a section merged field by field, or a checked value."""
    key, current = prefix + name, getattr(owner, name)
    if not is_dataclass(current):
        return _checked(type(owner), name, value, key, place(key))
    if not isinstance(value, dict):
        raise SettingsError(f"{place(key)}: {key} is a section", hint=f"write [{key}] and its settings below it")
    known = _types(type(current))
    for inner in value:
        if inner not in known:
            raise _unknown(place(f"{key}.{inner}"), f"{key}.{inner}", tuple(f"{key}.{each}" for each in known))
    return replace(current, **{each: _merged(current, each, value[each], place, f"{key}.") for each in value})  # type: ignore[type-var]


def _checked(section: type, name: str, value: Any, key: str, where: str) -> Any:
    """The value in its field's type. Raises `SettingsError` for a wrong type or one out of range."""
    kind = _types(section)[name]
    metadata = next(each.metadata for each in fields(section) if each.name == name)
    wanted = _WANTED[kind]
    if kind == (str | None) and isinstance(value, date):
        value = value.isoformat()[:10]
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if kind == tuple[str, ...] and isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = tuple(value)
    plain = tuple if kind == tuple[str, ...] else get_args(kind) or kind
    if not isinstance(value, plain) or (isinstance(value, bool) and kind is not bool):
        raise SettingsError(f"{where}: {key} must be {wanted}, not {value!r}", hint=_default(section, name))
    low, high = metadata.get("range", (0, 1) if kind is float else (0, 2**62))
    if kind in (int, float) and not low <= value <= high:
        raise SettingsError(
            f"{where}: {key} must lie between {low} and {high}, not {value!r}", hint=_default(section, name)
        )
    if value not in metadata.get("allowed", (value,)):
        allowed = ", ".join(metadata["allowed"])
        raise SettingsError(f"{where}: {key} must be one of {allowed}, not {value!r}", hint=_default(section, name))
    if name == "now":
        _check_day(value, where)
    if name == "fallback_encodings":
        _check_encodings(value, key, where)
    return value


def _default(section: type, name: str) -> str:
    """A hint that names what holds where nothing is set."""
    return f"the default is {_plain(getattr(section(), name))!r}"


_WANTED = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    str: "text",
    str | None: "text",
    tuple[str, ...]: "a list of texts",
}


def _check_day(value: Any, where: str) -> None:
    try:
        is_day = value is None or date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        raise SettingsError(f"{where}: now must be a day, not {value!r}", hint="write it as 2026-01-31")


def _check_encodings(names: tuple[str, ...], key: str, where: str) -> None:
    for name in names:
        if name not in SAFE_ENCODINGS:
            hint = nearest(name, tuple(sorted(SAFE_ENCODINGS)))
            raise SettingsError(f"{where}: {key} names an unknown encoding {name!r}", hint=hint)


def _from_text(text: str, kind: Any, key: str, where: str) -> Any:
    """What a text means for a field of that type; a text that cannot be one is left for the check to refuse."""
    if kind is int or kind is float:
        try:
            return kind(text)
        except ValueError:
            raise SettingsError(f"{where}: {key} must be {_WANTED[kind]}, not {text!r}", hint="such as 12") from None
    if kind is bool:
        return {"true": True, "yes": True, "false": False, "no": False}.get(text.strip().lower(), text)
    if kind == tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text or (None if kind == (str | None) else text)


def _types(section: Any) -> dict[str, Any]:
    """The type of each field of a section's class."""
    return get_type_hints(section)


def _keys(settings: Settings) -> tuple[str, ...]:
    """Every `section.name`, and the names that stand alone."""
    return tuple(
        f"{name}.{inner}" if inner else name
        for name in _types(Settings)
        for inner in (_types(type(getattr(settings, name))) if is_dataclass(getattr(settings, name)) else ("",))
    )


def _unknown(where: str, key: str, known: tuple[str, ...]) -> SettingsError:
    """The error for a setting that does not exist, with the nearest one that does."""
    return SettingsError(f"{where}: unknown setting {key!r}", hint=nearest(key, known))


def _place(text: str, where: str, key: str) -> str:
    """The file and, where the setting is found as `name = ` below its `[section]`, or as a `[section]`, that line."""
    section, _, name = key.rpartition(".")
    header = ""
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if words.startswith("["):
            header = words.strip("[] ").rpartition(".")[2]
        written = header if words.startswith("[") else words.partition("=")[0].strip().strip("\"'")
        if written == name and (not section or header == section):
            return f"{where}:{number}"
    return where
