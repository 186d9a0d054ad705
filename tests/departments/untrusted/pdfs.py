"""Small PDFs that hide something, each in its own way; and some that only look like it."""

from __future__ import annotations

import zlib

from tests.reports.filing.attachments.files import packed_objects, pdf

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def a_stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (dictionary, len(content), content)


def a_hidden(dictionary: bytes, content: bytes = b"4 0 " + SCRIPT) -> bytes:
    """An object stream, packed by Flate, whatever its dictionary says."""
    return pdf(a_stream(b"/N 1 /First 4 " + dictionary, zlib.compress(content)))


def with_file(name: bytes, content: bytes, packing: bytes = b"") -> bytes:
    """An embedded file, object 5 named by object 4."""
    specification = b"<< /Type /Filespec /F (%b) /UF (%b) /EF << /F 5 0 R /UF 5 0 R >> >>" % (name, name)
    return pdf(specification, a_stream(b"/Type /EmbeddedFile " + packing, content))


def with_file_in_objects(name: bytes, content: bytes) -> bytes:
    """The same, its specification in an object stream."""
    specification = b"4 0 << /F (%b) /EF << /F 5 0 R >> >>" % name
    return pdf(packed_objects(specification), a_stream(b"", content))


def a_packed_pdf(content: bytes) -> bytes:
    return with_file(b"a.pdf", zlib.compress(content), b"/Filter /FlateDecode")


REFUSED = {
    "a name with escaped letters of an object stream": (a_hidden(b"/Type /Obj#53tm /Filter /FlateDecode"), "有脚本"),
    "an object stream without a type": (a_hidden(b"/Filter /FlateDecode"), "有脚本"),
    "escaped everything": (a_hidden(b"/#54ype /#4fbjStm /#46ilter /Flate#44ecode"), "有脚本"),
    "an unknown filter": (a_hidden(b"/Type /ObjStm /Filter /LZWDecode"), "没有办法查看"),
    "two filters": (a_hidden(b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]"), "没有办法查看"),
    "Flate twice": (a_hidden(b"/Type /ObjStm /Filter [/FlateDecode/FlateDecode]"), "没有办法查看"),
    "a filter named twice": (a_hidden(b"/Type /ObjStm /Filter /FlateDecode /Filter /LZWDecode"), "没有办法查看"),
    "a filter named elsewhere": (a_hidden(b"/Type /ObjStm /Filter 7 0 R"), "没有办法查看"),
    "a predictor": (a_hidden(b"/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>"), "没有办法查看"),
    "content elsewhere": (a_hidden(b"/Type /ObjStm /F (objects.bin) /FFilter /FlateDecode"), "没有办法查看"),
    "damaged content": (pdf(a_stream(b"/Type /ObjStm /First 4 /Filter /FlateDecode", zlib.compress(SCRIPT)[:-9])), "没有办法查看"),
    "an object stream that is not packed": (pdf(a_stream(b"/Type /ObjStm /N 1 /First 4", b"4 0 " + SCRIPT)), "有脚本"),
    "an endless dictionary": (a_hidden(b"/Type /ObjStm /Filter /FlateDecode" + b" " * 70_000), "没有办法查看"),
    "an object in a string of an object stream": (pdf(packed_objects(b"4 1 (" + SCRIPT + b")")), "有脚本"),
    "an object in a string": (pdf(b"<< /Title (x) >> endobj (9 0 obj " + SCRIPT + b" endobj )"), "有脚本"),
    "an object in a comment": (pdf(b"<< /Title (x) >> endobj %9 0 obj " + SCRIPT), "有脚本"),
    "an object in a stream": (pdf(a_stream(b"", b"9 0 obj " + SCRIPT + b" endobj")), "有脚本"),
    "an object that begins with a comment": (pdf(b"<<>> endobj (\n9 0 %\nobj" + SCRIPT + b")"), "有脚本"),
    "a string that is left open in a stream's object": (pdf(a_stream(b"", b"9 0 obj << /A (") + b"\n% ) " + SCRIPT), "有脚本"),
    "a string that never ends": (pdf(b"<<>> endobj ( 9 0 obj " + SCRIPT), "有脚本"),
    "a stream that never ends": (pdf(b"<< /Length 9 >>\nstream\n" + SCRIPT), "有脚本"),
    "a script of a rendition": (pdf(b"<< /S /Rendition /OP 0 /JS (app.alert) >>"), "有脚本"),
    "a form with scripts of its own": (pdf(b"<< /XFA 9 0 R >>"), "动态表单"),
    "a program that is started": (pdf(b"<< /S/Launch/Win << /F (cmd.exe) >> >>"), "启动程序"),
    "a form that is sent": (pdf(b"<< /S /SubmitForm /F (https://example.org) >>"), "发送到别处"),
    "data from elsewhere": (pdf(b"<< /S /Import#44ata /F (a.fdf) >>"), "从别处导入数据"),
    "a script of a drawing in space": (pdf(b"<< /Type /3D /OnInstantiate 9 0 R >>"), "有脚本"),
    "a paper in a shared folder": (pdf(rb"<< /S /GoToR /F (\\\\server\\a.pdf) >>"), "从共享文件夹或网上取"),
    "the same as a file specification": (pdf(rb"<< /Type /Filespec /UF (\\\\server\\a\(1\).pdf) >>"), "从共享文件夹或网上取"),
    "the same in octal digits": (pdf(b"<< /F%\n(\\134\\134server\\134a) >>"), "从共享文件夹或网上取"),
    "the same in hexadecimal digits": (pdf(b"<< /#46 <5C5C 7365> >>"), "从共享文件夹或网上取"),
    "the same in UTF-16": (pdf(b"<< /F <FEFF005C005C0073> >>"), "从共享文件夹或网上取"),
    "the same with slashes": (pdf(b"<< /F (//server/a) >>"), "从共享文件夹或网上取"),
    "the same as an object of its own": (pdf(b"<< /S /GoToR /F 5 0 R >>", rb"(\\\\server\\a)"), "从共享文件夹或网上取"),
    "the same in an object stream": (pdf(packed_objects(rb"4 0 << /S /GoToE /F (\\\\server\\a) >>")), "从共享文件夹或网上取"),
    "such an object in an object stream": (pdf(packed_objects(rb"4 0 (\\\\server\\a)")), "从共享文件夹或网上取"),
    "a paper on the web": (pdf(b"<< /S /GoToR /F (http://example.org/a.pdf) >>"), "从共享文件夹或网上取"),
    "a program in a stream of a text": (with_file(b"a.exe:b", b"text"), "嵌有程序"),
    "a program before a zero": (with_file(b"a.exe\\000.txt", b"text"), "嵌有程序"),
    "settings that start a program": (with_file(b"a.SettingContent-ms", b"<a/>"), "嵌有程序"),
    "an embedded program by its name": (with_file(b"run.EXE", b"text"), "嵌有程序“run.EXE”"),
    "a name with a blank and a dot at its end": (with_file(b"run.js. ", b"text"), "嵌有程序"),
    "a name in octal digits": (with_file(b"run\\056bat", b"text"), "嵌有程序“run.bat”"),
    "a name in UTF-16": (pdf(b"<< /UF <FEFF0061002E007600620073> /EF << /F 5 0 R >> >>", a_stream(b"", b"x")), "嵌有程序“a.vbs”"),
    "an embedded program by its bytes": (with_file(b"report.txt", b"MZ" + bytes(99)), "嵌有程序“report.txt”"),
    "the same in object streams": (with_file_in_objects(b"report.txt", b"\x7fELF" + bytes(99)), "嵌有程序“report.txt”"),
    "a program packed": (with_file(b"report.txt", zlib.compress(b"MZ" + bytes(99)), b"/Filter /FlateDecode"), "嵌有程序"),
    "an embedded file that is packed twice": (with_file(b"report.txt", b"x", b"/Filter [/FlateDecode /FlateDecode]"), "没有办法查看"),
    "an embedded file of an unknown kind": (with_file(b"report.txt", b"\x00\x01\x02"), "嵌有“report.txt”"),
    "an embedded web page": (with_file(b"report.txt", b"\n<HTML><script>"), "嵌有“report.txt”"),
    "an embedded file without a name": (pdf(b"<< /EF << /F 5 0 R >> >>", a_stream(b"", b"x")), "没有办法查看"),
    "embedded files listed elsewhere": (pdf(b"<< /F (a.txt) /EF 5 0 R >>", b"<< /F 6 0 R >>", a_stream(b"", b"MZ")), "没有办法查看"),
    "an embedded PDF with a script": (with_file(b"a.pdf", pdf(SCRIPT)), "有脚本"),
    "a PDF in a PDF in a PDF in a PDF": (a_packed_pdf(a_packed_pdf(a_packed_pdf(pdf()))), "一层套一层"),
    "a password in an update": (pdf() + pdf(trailer=b"/Encrypt 9 0 R"), "加了密码"),
}

TAKEN = {
    "a text that says JavaScript": pdf(b"<< /Title (/JavaScript \\(/Launch\\) /SubmitForm) >>"),
    "a nested text": pdf(b"<< /Title (a (/JavaScript (/Launch)) b) >>"),
    "a page that says JavaScript": pdf(a_stream(b"", b"BT (About /JavaScript and objects) Tj /Launch ET")),
    "a comment that says JavaScript": pdf(b"<< >> % /JavaScript"),
    "a longer name": pdf(b"<< /JavaScriptFont 5 0 R /LaunchPad (x) >>"),
    "a text in an object stream": pdf(packed_objects(b"4 0 << /Title (/JavaScript) >>")),
    "an outline in an object stream": pdf(packed_objects(b"4 0 << /Type /Outlines /First 5 0 R /Last 5 0 R >>")),
    "a link to a web page": pdf(b"<< /S /URI /URI (https://example.org) >>"),
    "a link to another paper of the same folder": pdf(b"<< /S /GoToR /F (a.pdf) >>"),
    "a link whose address is an object of its own": pdf(b"<< /S /URI /URI 5 0 R >>", b"(https://example.org)"),
    "a link to a shared folder that a person clicks": pdf(rb"<< /S /URI /URI (file://server/a) >>"),
    "an annotation with its flags": pdf(b"<< /Type /Annot /F 4 >>"),
    "an embedded file with brackets in its name": with_file(b"a (1) (b).csv", b"text"),
    "an empty filter": pdf(a_stream(b"/Type /ObjStm /First 4 /Filter null", b"4 0 << >>")),
    "a predictor that does nothing": a_hidden(b"/Type /ObjStm /Filter [/FlateDecode] /DecodeParms << /Predictor 1 >>", b"4 0 << >>"),
    "a line end before the beginning": b"\r\n" + pdf(),
    "a byte order mark before the beginning": b"\xef\xbb\xbf" + pdf(),
    "an embedded text": with_file(b"data.json", "{“单位”: 1}".encode()),
    "an embedded text of an older system": with_file(b"data.csv", "单位,金额".encode("gb18030")),
    "an embedded list packed": with_file(b"data.xml", zlib.compress(b"<?xml version='1.0'?><a/>"), b"/Filter /FlateDecode"),
    "an embedded picture": with_file(b"photo.jpg", b"\xff\xd8\xff\xe0" + bytes(99)),
    "an embedded PDF": with_file(b"a.pdf", pdf()),
    "an embedded PDF with streams": with_file(b"a.pdf", pdf(a_stream(b"", b"BT ET"))),
    "a packed PDF in a packed PDF": a_packed_pdf(a_packed_pdf(pdf())),
}
