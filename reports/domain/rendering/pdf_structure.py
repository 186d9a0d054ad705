"""What WeasyPrint 70 leaves out of a tagged PDF, put in before it is written: what a head of a table heads, and the attached data once.

PDF/UA-1 asks every TH for its Scope; PDF/A-3 lets a file stand in /AF once. A test reads both back (test_pdf_structure.py).
"""

from __future__ import annotations

from typing import Any


def complete_structure(_document: Any, pdf: Any) -> None:
    """WeasyPrint's finisher: called with the whole PDF in memory."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            element["A"]["Scope"] = "/Column" if _stands_in_head(pdf, element) else "/Row"
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _stands_in_head(pdf: Any, element: Any) -> bool:
    """Whether the cell belongs to the table's head; a TH of the body heads its row."""
    while element["S"] not in ("/THead", "/TBody", "/Table", "/Document"):
        element = pdf.objects[int(element["P"].split()[0])]
    return bool(element["S"] == "/THead")
