"""Word processors' files made in tests: containers with as little in them as a file needs."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PLACES = f'xmlns:w="{W}" xmlns:m="{M}" xmlns:mc="{MC}" xmlns:v="urn:v"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{address}:1.0"'
    for name, address in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "svg": "svg-compatible", "meta": "meta",
    }.items()
)  # fmt: skip


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP container."""
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", method) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return raw.getvalue()


def members(raw: bytes) -> dict[str, bytes]:
    """The members of a ZIP container."""
    with zipfile.ZipFile(BytesIO(raw)) as container:
        return {name: container.read(name) for name in container.namelist()}


def docx(body: str, *, core: str = "", **parts: str) -> bytes:
    """A Word document of that body; `parts` are the inner XML of `styles`, `footnotes` and `endnotes`."""
    near = "".join(f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    top = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    top += f'<Relationship Id="b" Type="{CORE}" Target="/docProps/core.xml"/>' if core else ""
    held = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{top}</Relationships>',
        "word/document.xml": f"<w:document {PLACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{near}</Relationships>',
    }
    held |= {f"word/{name}.xml": f"<w:{name} {PLACES}>{inner}</w:{name}>" for name, inner in parts.items()}
    held |= {"docProps/core.xml": f"<p {DC}>{core}</p>"} if core else {}
    return packed(held)


def odt(text: str, *, automatic: str = "", styles: str = "", meta: str = "") -> bytes:
    """An OpenDocument text of that text, with its own styles, the named ones and its properties."""
    automatic = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    body = f"<office:body><office:text>{text}</office:text></office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}>{automatic}{body}</office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
            "meta.xml": f"<office:document-meta {ODF} {DC}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:m"/>',
        }
    )


def word_paragraph(text: str) -> str:
    """A paragraph as Word writes it: tabs and line breaks are elements."""
    written = escape(text).replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f'<w:p><w:r><w:t xml:space="preserve">{written}</w:t></w:r></w:p>'


def open_paragraph(text: str) -> str:
    """A paragraph as LibreOffice writes it: tabs, line breaks and all spaces but single ones are elements."""
    written, before = "", " "
    for sign in text:
        written += {"\t": "<text:tab/>", "\n": "<text:line-break/>"}.get(sign) or (
            "<text:s/>" if sign == before == " " else escape(sign)
        )
        before = sign
    return f"<text:p>{written}</text:p>"


def rich(body: str, *, info: str = "", fonts: str = "") -> bytes:
    """An RTF file of that body, with what it says of itself and its fonts."""
    fonts = f"{{\\fonttbl{{\\f0\\fswiss\\fcharset0 Sans;}}{fonts}}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}{{\\info{info}}}\\pard {body}}}".encode("latin-1")


def rich_paragraph(text: str) -> str:
    """A paragraph as Word writes it: signs of the format and all that is not ASCII are escaped."""
    written = ""
    for sign in text:
        if named := {"\t": "\\tab ", "\n": "\\line ", "\\": "\\\\", "{": "\\{", "}": "\\}"}.get(sign):
            written += named
        elif sign.isascii():
            written += sign
        else:
            units = sign.encode("utf-16-le")
            numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
            written += "".join(f"\\u{number}?" for number in numbers)
    return f"{written}\\par\n"
