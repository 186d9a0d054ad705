"""Word files made part by part, and a published text dressed up as one: automatic numbers, tables, a text box, tracked changes."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
SPACES = " ".join(f"xmlns:{prefix}={quoteattr(address)}" for prefix, address in NAMES.items())
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{WORD}.document.main+xml"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATED = ("numbering", "styles", "comments", "footnotes", "endnotes", "header", "footer")


def build(body: str, properties: Mapping[str, str] | None = None, main: str = MAIN, **parts: str) -> bytes:
    """`body`: inside of w:body; `parts`: inside of the root of each related part, as `numbering="<w:num …/>"`."""
    files = {"word/document.xml": wrap("document", f"<w:body>{body}</w:body>")}
    files |= {f"word/{name}1.xml": wrap({"header": "hdr", "footer": "ftr"}.get(name, name), inside) for name, inside in parts.items()}
    links = "".join(relate(name, NAMES["r"] + "/" + name, f"{name}1.xml") for name in parts)
    roots = relate("main", NAMES["r"] + "/officeDocument", "word/document.xml")
    if properties:
        files["docProps/custom.xml"] = write_properties(properties)
        roots += relate("custom", NAMES["r"] + "/custom-properties", "docProps/custom.xml")
    files |= {"_rels/.rels": list_relations(roots), "word/_rels/document.xml.rels": list_relations(links)}
    types = '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/xml"/>'
    types += f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    types += "".join(f'<Override PartName="/word/{name}1.xml" ContentType="{WORD}.{name}+xml"/>' for name in parts)
    files["[Content_Types].xml"] = f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>'
    return pack({name: f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode() for name, text in files.items()})


def pack(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # without the clock
    return made.getvalue()


def wrap(name: str, inside: str) -> str:
    return f"<w:{name} {SPACES}>{inside}</w:{name}>"


def relate(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'


def list_relations(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def write_properties(properties: Mapping[str, str]) -> str:
    kind = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
    each = (
        f'<property fmtid="{kind}" pid="{at}" name={quoteattr(name)}><vt:lpwstr>{escape(text)}</vt:lpwstr></property>'
        for at, (name, text) in enumerate(properties.items(), 2)
    )
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    return f'<Properties xmlns="{CUSTOM}" xmlns:vt="{types}">{"".join(each)}</Properties>'


def text(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def run(words: str, look: str = "") -> str:
    """A line break becomes a soft one."""
    lines = "<w:br/>".join("<w:tab/>".join(text(piece) if piece else "" for piece in line.split("\t")) for line in words.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{lines}</w:r>"


def paragraph(inside: str, number: str = "", level: int = 0, style: str = "", look: str = "") -> str:
    """`inside`: runs; a plain text becomes one."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    own += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    own += f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:p>{f'<w:pPr>{own}</w:pPr>' if own else ''}{inside if inside.startswith('<') else run(inside)}</w:p>"


def cell(inside: str, look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inside if inside.startswith('<') else paragraph(inside)}</w:tc>"


def row(*cells: str, look: str = "") -> str:
    made = (each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(made)}</w:tr>"


def table(*rows: str | Iterable[str]) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(each if isinstance(each, str) else row(*each) for each in rows)}</w:tbl>"


def text_box(inside: str) -> str:
    """As Word writes it: the new way, and the same once more for older programs."""
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="1800000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    graphic = f'<a:graphic><a:graphicData uri="{NAMES["wps"]}">{shape}</a:graphicData></a:graphic>'
    drawing = f'<w:drawing><wp:inline><wp:extent cx="5400000" cy="1800000"/><wp:docPr id="1" name="框"/>{graphic}</wp:inline></w:drawing>'
    old = f'<mc:Fallback><w:pict><v:shape style="width:425pt"><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>'
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>{old}</mc:AlternateContent></w:r>'


def comment(key: str, words: str) -> tuple[str, str]:
    """Where it stands in the body, and itself."""
    here = f'<w:commentRangeStart w:id="{key}"/><w:commentRangeEnd w:id="{key}"/><w:r><w:commentReference w:id="{key}"/></w:r>'
    return here, f'<w:comment w:id="{key}" w:author="甲" w:date="2026-01-01T00:00:00Z">{paragraph(words)}</w:comment>'


def inserted(words: str) -> str:
    return f'<w:ins w:id="1" w:author="甲">{run(words)}</w:ins>'


def deleted(words: str) -> str:
    return f'<w:del w:id="2" w:author="甲"><w:r><w:delText xml:space="preserve">{escape(words)}</w:delText></w:r></w:del>'


def field(code: str, result: str) -> str:
    marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = marks
    return f"{begin}<w:r><w:instrText>{escape(code)}</w:instrText></w:r>{separate}{run(result)}{end}"


def level(at: int, form: str, written: str, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/>{more}<w:numFmt w:val="{form}"/><w:lvlText w:val={quoteattr(written)}/></w:lvl>'


def abstract(key: str, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def number(key: str, of: str, overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def restart(start: int, at: int = 0) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


# ── A published text as a Word file ────────────────────────────────────────────────────────────────────────────
HAN = "一二三四五六七八九十"
# Beginning of a line → abstract list, as a person would have numbered it.
STYLES = (
    (re.compile("([一二三四五六七八九十])、"), "1", "chineseCounting", "%1、"),
    (re.compile("（([一二三四五六七八九十])）"), "2", "chineseCountingThousand", "（%1）"),
    (re.compile(r"\(([一二三四五六七八九十])\)"), "3", "japaneseCounting", "(%1)"),
    (re.compile("([1-9])、"), "4", "decimal", "%1、"),
)
BOXED, CHANGED, SOFT, EVERY = 0, 1, 2, 4  # of four plain lines, the one that is written so


class Dresser:
    """Lines of a text as paragraphs: numbers become automatic, every few lines one is written in a harder way."""

    def __init__(self) -> None:
        self.lists: list[str] = []
        self.plain = itertools.count(1)
        self.last: dict[str, tuple[int, str]] = {}

    def dress(self, line: str) -> str:
        bare = line.lstrip(" \t\u3000")
        for opening, key, *_ in STYLES:
            if found := opening.match(bare):
                value = HAN.index(found[1]) + 1 if found[1] in HAN else int(found[1])
                return paragraph(bare[found.end() :].lstrip(), self.count(key, value))
        return self.dress_plain(line, next(self.plain))

    def count(self, key: str, value: int) -> str:
        """The list that goes on with this value, else one of the same kind that begins there."""
        before, number_id = self.last.get(key, (0, ""))
        if value != before + 1 or not number_id:
            number_id = str(len(self.lists) + 1)
            self.lists.append(number(number_id, key, restart(value)))
        self.last[key] = (value, number_id)
        return number_id

    def dress_plain(self, line: str, at: int) -> str:
        words = line.strip()
        if len(words) < 12:
            return paragraph(f"\u3000\u3000{words}") if words else "<w:p/>"
        middle = len(words) // 2
        if at % EVERY == SOFT:
            return paragraph(run(f"\n{words}\n"))
        if at % EVERY == CHANGED:
            return paragraph(run(words[:middle]) + deleted("以前写的话") + inserted(words[middle:]))
        if at % EVERY == BOXED:
            return paragraph(text_box(paragraph(words)))
        return paragraph(run(words[:middle], '<w:rFonts w:ascii="仿宋_GB2312"/><w:sz w:val="32"/>') + run(words[middle:]))


def dress_text(published: str) -> bytes:
    """The text as a Word file that reads the same."""
    dresser = Dresser()
    body = "".join(iter_blocks(published.replace("\r\n", "\n").split("\n"), dresser))
    abstracts = "".join(abstract(key, level(0, form, written)) for _, key, form, written in STYLES)
    here, remark = comment("0", "请核对")
    last = paragraph(here + run(""))
    return build(body + last, numbering=abstracts + "".join(dresser.lists), comments=remark)


def iter_blocks(lines: list[str], dresser: Dresser) -> Iterator[str]:
    """Cells stand on lines of their own that begin with a tab, and an empty line between rows."""
    rows: list[str] = []
    for is_cells, group in itertools.groupby(lines, lambda line: line.startswith("\t")):
        own = list(group)
        if is_cells and (len(own) > 1 or rows):
            rows.append(make_row(own, dresser))
        elif not any(line.strip() for line in own):
            continue
        else:
            if rows:
                yield table(*rows)
                rows = []
            yield from map(dresser.dress, own)
    if rows:
        yield table(*rows)


def make_row(cells: list[str], dresser: Dresser) -> str:
    if len(cells) == 1:
        return row(cell(dresser.dress(cells[0]), '<w:gridSpan w:val="5"/>'))
    return row(*(cell(paragraph(each.strip() or "<w:r/>")) for each in cells))
