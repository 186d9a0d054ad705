"""The order of children that ECMA-376 (wml.xsd) asks for, of the elements that we write. Word calls a file with another order damaged."""

from __future__ import annotations

ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath"
    ),
    "tbl": "tblPr tblGrid tr",
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tblGrid": "gridCol",
    "tr": "tblPrEx trPr tc",
    "trPr": "cantSplit tblHeader",  # a choice: any order is right
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tcMar": "top left bottom right",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "tabs": "tab",
    "pBdr": "top left bottom right between bar",
    "settings": "writeProtection view zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "compat": "compatSetting",
    "fonts": "font",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "document": "background body",
    "r": "rPr t tab br",
}
MIXED = {"body", "p", "hyperlink", "fldSimple", "hdr", "ftr"}  # their children come in any order, but for pPr and the last sectPr
EMPTY = {"t"}


def list_wrong_orders(tree, name: str = "") -> list[str]:
    """Every element whose children stand in another order, or hold one that the schema does not know there."""
    found = []
    for element in tree.iter():
        tag = element.tag.rpartition("}")[2]
        children = [child.tag.rpartition("}")[2] for child in element]
        if tag in MIXED:
            wrong = "pPr" in children[1:] or "sectPr" in children[:-1]
        elif tag in ORDER:
            known = ORDER[tag].split()
            wrong = any(child not in known for child in children) or (tag != "r" and children != sorted(children, key=known.index))
        else:
            wrong = bool(children)
        if wrong:
            found.append(f"{name} {tag}: {' '.join(children)}")
    return found
