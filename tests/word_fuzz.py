"""Word files that are damaged, absurd or hostile, made from one good file by rules; the same seed gives the same file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

from tests.word_files import pack

TAG = re.compile(r"<[^<>?!]+>")
VALUE = re.compile(r'w:(?:val|ilvl|numId|abstractNumId|fldCharType|id|type)="[^"]*"')
ODD_VALUES = (
    "",
    "-1",
    "0",
    "9",
    "99999999999999999999",
    "１",
    "x",
    "%1%9%0",
    "a" * 5_000,
    "begin",
    "separate",
    "end",
    "continue",
    "&#x4e00;",
)
ODD_TEXTS = (
    "&#x1e;",
    "&#x202e;",
    "〓" * 500,
    "\u2028",
    "\t\t\t",
    "]]&gt;",
    "&#55296;",
    "&amp;#0;",
    "1" * 3_000,
    "（" * 2_000,
    "万元，" * 1_000,
)
WRAPPERS = (
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "sdt",
    "hyperlink",
    "smartTag",
    "customXml",
    "tbl",
    "tr",
    "tc",
    "p",
    "r",
    "txbxContent",
    "ruby",
)
Parts = dict[str, str]
Change = Callable[[Parts, Random], None]


def _pick(parts: Parts, random: Random) -> str:
    """The body most often."""
    return "word/document.xml" if random.random() < 0.7 else random.choice(sorted(parts))


def change_tag(parts: Parts, random: Random) -> None:
    """A tag is left out, written twice, or put elsewhere."""
    name = _pick(parts, random)
    tags = list(TAG.finditer(parts[name]))
    if tags:
        found, other = random.choice(tags), random.choice(tags).start()
        text = parts[name][: found.start()] + parts[name][found.end() :]
        parts[name] = random.choice((text, text[:other] + found.group() + text[other:]))


def move_elements(parts: Parts, random: Random) -> None:
    """Whole elements are cut out, repeated or exchanged, so that the part stays well-formed."""
    name = "word/document.xml"
    found = list(re.finditer(r"<w:(p|tr|tc|tbl|r|pPr|numPr)(?: [^<>]*)?>(?:(?!</?w:\1[ >]).)*?</w:\1>", parts[name], re.DOTALL))
    if found:
        one, other = random.choice(found), random.choice(found)
        body = parts[name][: one.start()] + parts[name][one.end() :]
        parts[name] = random.choice(
            (body, parts[name].replace(one.group(), other.group(), 1), body.replace("</w:body>", one.group() * 40 + "</w:body>"))
        )


def wrap_elements(parts: Parts, random: Random) -> None:
    """Around a paragraph or run something that holds no such thing, once or deep."""
    name, kind, depth = "word/document.xml", random.choice(WRAPPERS), random.choice((1, 3, 60, 190, 5_000))
    found = list(re.finditer(r"<w:(p|r)(?: [^<>]*)?>(?:(?!<w:\1[ >]).)*?</w:\1>", parts[name], re.DOTALL))
    if found:
        one = random.choice(found)
        wrapped = f"<w:{kind}>" * depth + one.group() + f"</w:{kind}>" * depth
        parts[name] = parts[name][: one.start()] + wrapped + parts[name][one.end() :]


def change_value(parts: Parts, random: Random) -> None:
    name = _pick(parts, random)
    found = list(VALUE.finditer(parts[name]))
    if found:
        one = random.choice(found)
        written = f'{one.group().partition("=")[0]}="{random.choice(ODD_VALUES)}"'
        parts[name] = parts[name][: one.start()] + written + parts[name][one.end() :]


def change_text(parts: Parts, random: Random) -> None:
    name = "word/document.xml"
    places = [found.end() for found in re.finditer(r"<w:t(?: [^<>]*)?>", parts[name])]
    if places:
        at = random.choice(places)
        parts[name] = parts[name][:at] + random.choice(ODD_TEXTS) + parts[name][at:]


def drop_part(parts: Parts, random: Random) -> None:
    del parts[random.choice(sorted(parts))]


def exchange_parts(parts: Parts, random: Random) -> None:
    one, other = random.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]


def link_in_a_circle(parts: Parts, _: Random) -> None:
    """Styles that are based on each other, a list laid down by a style that names the list."""
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{each}"><w:basedOn w:val="{other}"/>{listed}</w:style>'
        for each, other in (("a", "b"), ("b", "a"))
    )
    parts["word/numbering1.xml"] = parts.get("word/numbering1.xml", "").replace("<w:lvl ", '<w:numStyleLink w:val="a"/><w:lvl ', 1)
    parts["word/styles1.xml"] = parts.get("word/styles1.xml", "").replace("</w:styles>", f"{styles}</w:styles>")


def multiply(parts: Parts, random: Random) -> None:
    """So many elements that an honest reader would work for minutes."""
    what = random.choice(
        ("<w:p/>", "<w:tbl>" + "<w:tr><w:tc/></w:tr>" * 50 + "</w:tbl>", "<w:p><w:r><w:t>一</w:t></w:r></w:p>", "<w:ins/>")
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        "</w:body>", what * random.choice((1_000, 30_000, 300_000)) + "</w:body>"
    )


CHANGES: tuple[Change, ...] = (
    change_tag, move_elements, wrap_elements, change_value, change_text, drop_part, exchange_parts, link_in_a_circle, multiply,
)  # fmt: skip
WEIGHTS = (3, 5, 5, 5, 5, 1, 1, 1, 1)


def make_fuzzed(good: bytes, seed: int) -> bytes:
    """The good file with some changes; a few have their bytes damaged as well."""
    random = Random(f"word {seed}")
    with zipfile.ZipFile(io.BytesIO(good)) as source:
        parts = {name: source.read(name).decode() for name in source.namelist()}
    for change in random.choices(CHANGES, WEIGHTS, k=random.randint(1, 6)):
        if "word/document.xml" in parts:
            change(parts, random)
    made = bytearray(pack({name: text.encode("utf-8", "surrogatepass") for name, text in parts.items()}))
    for _ in range(random.choice((0, 0, 0, 0, 0, 0, 1, 20))):
        made[random.randrange(len(made))] = random.randrange(256)
    return bytes(made[: random.randrange(len(made))] if random.random() < 0.03 else made)
