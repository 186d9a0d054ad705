"""Documents to check: small papers in the outline of 天心区, made up."""

from __future__ import annotations

from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader

CONSISTENT = {
    **{f"expenditure.total.{column}": "150.00" for column in ("budget", "adjusted", "final")},
    **{f"expenditure.basic.{column}": "100.00" for column in ("budget", "adjusted", "final")},
    **{f"expenditure.project.{column}": "50.00" for column in ("budget", "adjusted", "final")},
    **{f"expenditure.special.{column}": "1" for column in ("budget", "adjusted")},
    "expenditure.special.final": "0.9",
    **{f"expenditure.{row}.assets": "0" for row in ("total", "basic", "project", "special")},
    **{f"three_public.{row}.{column}": "0" for row in ("abroad", "vehicle", "reception", "total") for column in ("budget", "final")},
    "staff.total.posts": "8",
    "staff.total.actual": "8",
}


TEXTS = {
    "management": "资金由区级财政拨付，支付须经两级审批。",
    "rationality": "目标与职责相符，指标可以衡量。",
    "output": "全年办结事项一千件，按期率百分之九十九。",
    "summary": "全年任务按计划完成",
}


def row(key: str, **values: str) -> Row:
    numbers = ("amount", "final", "count")
    return Row(key, {name: Figure.of(value) if name in numbers else value for name, value in values.items()})


def paper(
    projects: tuple[Row, ...] = (),
    functions: tuple[Row, ...] = (),
    texts: dict[str, str] | None = None,
    lists: dict[str, tuple[Row, ...]] | None = None,
    **changed: str,
) -> Document:
    """A consistent paper, with texts, lists and cells changed; cells by fact id (dots written as double underscores)."""
    cells = CONSISTENT | {name.replace("__", "."): value for name, value in changed.items()}
    rows = {
        "projects": projects or (row("p1", name="培训", final="20"), row("p2", name="运行", final="30")),
        "functions": functions or (row("f1", name="一般公共服务支出", amount="110"), row("f2", name="住房保障支出", amount="40")),
    }
    figures = {place: Figure.of(value) for place, value in cells.items() if value}
    return Document(
        outline_loader.load_outline("tianxin-2018"),
        2018,
        "某中心",
        fields={"year": "2018"},
        texts=TEXTS | (texts or {}),
        lists=rows | (lists or {}),
        figures=figures,
    )
