"""Excel workbooks, read and written without the program's own code."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def made(text):
    """CSV as a workbook: every cell a text within its row, as some hotlines' systems write them."""
    rows = "".join(
        f"<row r=\"{n}\">" + "".join(
            f"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{escape(cell)}</t></is></c>"
            for cell in row) + "</row>"
        for n, row in enumerate(csv.reader(io.StringIO(text)), 1))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("xl/workbook.xml",
                   f"<workbook xmlns:r=\"{REL}\"><sheets><sheet name=\"工单\" r:id=\"a\"/>"
                   "<sheet name=\"说明\" r:id=\"b\"/></sheets></workbook>")
        z.writestr("xl/_rels/workbook.xml.rels",
                   "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" "
                   "Target=\"worksheets/one.xml\"/></Relationships>")
        z.writestr("xl/worksheets/one.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    return out.getvalue()


def texts(e):
    return "".join(t.text or "" for t in e.findall(".//{*}t"))


def read(data):
    """The first sheet as CSV."""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        names = z.namelist()
        shared = []
        if "xl/sharedStrings.xml" in names:
            shared = [texts(si) for si in
                      ElementTree.fromstring(z.read("xl/sharedStrings.xml")).findall(".//{*}si")]
        sheet = ElementTree.fromstring(z.read("xl/worksheets/sheet1.xml"))
    out = io.StringIO()
    for row in sheet.findall(".//{*}row"):
        cells = []
        for c in row.findall("{*}c"):
            letters = re.match("[A-Z]+", c.get("r"))[0]
            column = 0
            for one in letters:
                column = column * 26 + ord(one) - 64
            cells += [""] * (column - 1 - len(cells))
            v = c.find("{*}v")
            said = texts(c) if v is None else v.text
            cells.append(shared[int(said)] if c.get("t") == "s" else said)
        csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
