"""Small Word and Excel files that hide something, and some that only look like it."""

from __future__ import annotations

from tests.reports.filing.attachments.files import SHEET, WORD, docx, package, packed, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MACROS = OLE + "_VBA_PROJECT".encode("utf-16-le")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
USUAL = "file:///C:\\Users\\a\\AppData\\Roaming\\Microsoft\\Templates\\Normal.dotm"
MAIN = f'<R><Relationship Type="{RELATIONS}/officeDocument" Target="x.xml"/></R>'
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def related(kind: str, target: str, mode: str = ' TargetMode="External"', **parts: bytes) -> bytes:
    """A Word file with one relation of its main part."""
    relation = f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/></Relationships>'
    return docx(**{"word/_rels/document.xml.rels": relation.encode(), **parts})


def embedding(content: bytes, name: str = "sheet.xlsx") -> bytes:
    return related("package", f"embeddings/{name}", "", **{f"word/embeddings/{name}": content})


def written(content: bytes) -> bytes:
    return docx(**{"word/document.xml": b"<w:document xmlns:w='w'>%b</w:document>" % content})


def typed(content_type: str, name: str = "word/data.bin", content: bytes = b"x") -> bytes:
    types = (
        f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}"/><Override PartName="/{name}" ContentType="{content_type}"/>'
    )
    return packed({"[Content_Types].xml": f"{types}</Types>".encode(), "word/document.xml": b"<d/>", name: content})


COPY = b'<Properties><property name="perfeval_report"/></Properties>'
REFUSED = {
    "an editing copy of ours": (docx(**{"docProps/custom.xml": COPY}), "编辑稿，不能作为附件报送"),
    "an editing copy that was saved again": (docx(**{"docprops/Custom.XML": COPY}), "编辑稿，不能作为附件报送"),
    "macros under another name": (docx(**{"word/media/image1.png": MACROS}), "文件里有宏"),
    "macros by their type": (typed("application/vnd.ms-office.vbaProject", "word/theme2.bin"), "文件里有宏"),
    "macros by the type of their extension": (
        packed({"[Content_Types].xml": b'<Types><Default Extension="bin" ContentType="x.VBAProject"/></Types>'}),
        "文件里有宏",
    ),
    "macros by their relation": (related("vbaProject", "x.bin", ""), "文件里有宏"),
    "a sheet of the old macros": (docx(**{"word/x.xml": b"<?xml version='1.0'?><xm:macrosheet/>"}), "文件里有宏"),
    "an object of an older program": (embedding(OLE, "oleObject1.bin"), "嵌有“word/embeddings/oleObject1.bin”"),
    "such an object somewhere else": (docx(**{"word/media/image1.emf": OLE}), "嵌有“word/media/image1.emf”"),
    "an object with macros": (embedding(MACROS, "x.doc"), "文件里有宏"),
    "an Excel file with macros inside": (embedding(docx(**{"xl/vbaProject.bin": b"x"})), "文件里有宏"),
    "an archive inside": (embedding(packed({"a.exe": b"MZ"}), "a.zip"), "不是 Word 或 Excel 文件"),
    "an object of an unknown kind": (embedding(b"\x01\x02\x03", "x.bin"), "嵌有“word/embeddings/x.bin”"),
    "a web page as a chunk": (related("aFChunk", "/word/x.html", "", **{"word/x.html": b"<b>x</b>"}), "嵌有“word/x.html”"),
    "a control": (related("control", "activeX/activeX1.xml", "", **{"word/activeX/activeX1.xml": b"<x/>"}), "嵌有“word/activeX"),
    "a program as a picture": (docx(**{"word/media/image1.png": b"MZ" + bytes(99)}), "藏有程序或压缩包“word/media/image1.png”"),
    "a RAR file as a picture": (docx(**{"word/media/image1.png": b"Rar!\x1a\x07"}), "藏有程序或压缩包"),
    "a PDF as a picture": (docx(**{"word/media/image1.png": b"%PDF-1.7"}), "嵌有“word/media/image1.png”"),
    "files four deep": (embedding(embedding(embedding(docx()))), "一层套一层"),
    "a template from the web": (
        related("attachedTemplate", "https://example.org/a.dotm"),
        "要从别的地方取内容：“https://example.org/a.dotm”",
    ),
    "a template of a shared folder": (related("attachedTemplate", "\\\\server\\a.dotm"), "要从别的地方取内容"),
    "the same as an address": (related("attachedTemplate", "file://server/a.dotm"), "要从别的地方取内容"),
    "the same with five slashes": (related("attachedTemplate", "file://///server/a.dotm"), "要从别的地方取内容"),
    "the same in escapes": (related("attachedTemplate", "%5c%5cserver%5ca.dotm"), "要从别的地方取内容"),
    "the same as the kernel writes it": (related("attachedTemplate", "\\??\\UNC\\server\\a.dotm"), "要从别的地方取内容"),
    "a program that is asked for figures": (written(b'<w:fldSimple w:instr=" ddeauto cmd.exe &quot;/k&quot;"/>'), "DDE"),
    "the same in pieces": (
        written(b"<w:fldChar w:fldCharType='begin'/><w:instrText>D</w:instrText><w:instrText w:x='1'>&#68;E cmd</w:instrText>"),
        "DDE",
    ),
    "the same far behind": (written(b"<w:t>x</w:t>" * 60_000 + b"<w:instrText>D<!-- x -->DEAUTO cmd</w:instrText>"), "DDE"),
    "the same in a workbook": (
        typed(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
            "xl/externalLinks/externalLink1.xml",
            b"<?xml version='1.0'?>" + b" " * 5_000 + b"<externalLink><ddeLink ddeService='cmd'/></externalLink>",
        ),
        "DDE",
    ),
    "the same under a type that says nothing": (
        typed("application/xml", "xl/e.xml", b"<x:externalLink><x:ddeLink/></x:externalLink>"),
        "DDE",
    ),
    "a picture from the web": (related("image", "http://example.org/a.png"), "要从别的地方取内容"),
    "an object from the web": (related("oleObject", "mhtml:http://example.org/a!x-usc:http://example.org/a"), "要从别的地方取内容"),
    "an address that does not say it is outside": (related("frame", "http://example.org/a", ""), "要从别的地方取内容"),
    "a frame in capitals": (related("FRAME", "HTTP://example.org/a", ' TargetMode="EXTERNAL"'), "要从别的地方取内容"),
    "letters that stand for gigabytes": (docx(**{"word/x.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "已损坏"),
    "the same in the list of contents": (packed({"[Content_Types].xml": b'<!DOCTYPE x [<!ENTITY a "b">]><Types/>'}), "已损坏"),
    "a list of contents that is no XML": (packed({"[Content_Types].xml": b"<Override" * 1_000}), "已损坏"),
    "elements without end": (packed({"[Content_Types].xml": b"<a>" * 1_000}), "已损坏"),
    "more types than any file": (packed({"[Content_Types].xml": b"<T>%b</T>" % (b"<a/>" * 250_000)}), "过于复杂"),
    "the same part in two spellings": (docx(**{"word/A.xml": b"<a/>", "WORD\\a.xml": b"<b/>"}), "已损坏"),
    "a main part of another kind": (
        package(
            {
                "_rels/.rels": f'<R><Relationship Type="{RELATIONS}/officeDocument" Target="x.xml"/></R>'.encode(),
                "word/document.xml": b"<d/>",
            }
        ),
        "不是完整的",
    ),
    "slides": (package({"ppt/p.xml": b"<p/>"}, SLIDES, "/ppt/p.xml"), "不是完整的"),
}

TAKEN = {
    "properties of somebody else": (docx(**{"docProps/custom.xml": b"<Properties/>"}), "DOCX"),
    "backslashes": (package({"xl\\workbook.xml": b"<w/>"}, SHEET, "/xl/workbook.xml"), "XLSX"),
    "another case of letters": (package({"Word/Document.xml": b"<w/>"}), "DOCX"),
    "a sheet behind a chart": (embedding(xlsx()), "DOCX"),
    "a sheet in a sheet": (embedding(embedding(docx())), "DOCX"),
    "slides in a text": (embedding(package({"ppt/p.xml": b"<p/>"}, SLIDES, "/ppt/p.xml"), "a.pptx"), "DOCX"),
    "a link to a web page": (related("hyperlink", "https://example.org"), "DOCX"),
    "a link to a shared folder": (related("hyperlink", "file:///\\\\server\\a.docx"), "DOCX"),
    "a text that says DDE": (written(b"<w:t>DDEAUTO cmd</w:t>"), "DOCX"),
    "a field that only says DDE": (
        written(
            b"<w:fldChar w:fldCharType='begin'/><w:instrText>MERGEFIELD </w:instrText><w:instrText>DDE </w:instrText>"
            b"<w:fldChar w:fldCharType='begin'/><w:instrText>DDEN</w:instrText><w:fldSimple w:instr='PAGE'/>"
        ),
        "DOCX",
    ),
    "a picture that was copied from the web": (
        written(b'<w:fldSimple w:instr="INCLUDEPICTURE &quot;https://example.org/a.png&quot;"/>'),
        "DOCX",
    ),
    "the usual template": (
        related("attachedTemplate", USUAL),
        "DOCX",
    ),
    "the usual template without a path": (related("attachedTemplate", "Normal.dotm"), "DOCX"),
    "figures of another workbook on this machine": (related("externalLinkPath", "file:///D:/2023/a.xlsx"), "DOCX"),
    "settings of a printer": (docx(**{"xl/printerSettings/printerSettings1.bin": bytes(220)}), "DOCX"),
    "a text that says vbaProject": (docx(**{"word/x.xml": b"<t>vbaProject macroEnabled macrosheet JavaScript</t>"}), "DOCX"),
    "a drawing with a document type": (typed("image/svg+xml", "word/media/a.svg", b'<?xml version="1.0"?><!DOCTYPE svg><svg/>'), "DOCX"),
}
