"""A department of district.toml → its report in the interchange format. Amounts in 万元."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from reports.demo import bureau
from reports.demo.required_facts import fill_required_facts

Entry = dict[str, Any]
Figures = dict[str, str]

# Shares of an ordinary department's expenditure by function, in per cent; the first class takes the rest.
FUNCTIONS = (("社会保障和就业支出", 8), ("卫生健康支出", 4), ("住房保障支出", 5))


def build_sample_report(entry: Entry, district: Entry, year: int) -> Entry:
    """The whole report of one department and year, with everything that its outline requires today."""
    outline = entry.get("outline", "tianxin-2018")
    department = {"code": entry["code"], "name": entry["name"], "district": district["name"], "city": district["city"]}
    if outline == "hunan-standard":
        return bureau.build_bureau_report(department, planted=entry.get("planted", False))
    build = _build_daxiang_parts if outline == "daxiang-2021" else _build_tianxin_parts
    head = {"format": "perfeval-report/1", "outline": outline, "year": year, "department": department}
    return fill_required_facts({**head, **build(entry, district, year)})


def _format_plain_amount(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _make_text_items(entry: Entry, key: str, default: list[str]) -> list[Entry]:
    return [{"text": text} for text in entry.get(key, default)]


def _build_tianxin_parts(entry: Entry, district: Entry, year: int) -> Entry:
    projects = [{"name": name, "final": final, "use": use, "organisation": how} for name, final, use, how in entry["projects"]]
    return {
        "fields": {
            "unit.name": entry["name"],
            "unit.superior": f"{district['name']}人民政府",
            "unit.funding": "全额拨款",
            "unit.management": "参照公务员法管理",
        },
        "texts": {key: _get_sample_prose(entry, district, key) for key in ("management", "rationality", "output", "summary")},
        "lists": {
            "leaders": [{"post": post, "count": str(count)} for post, count in entry.get("leaders", [["局长", 1], ["副局长", 2]])],
            "offices": [{"name": name} for name in entry.get("offices", ["办公室", "业务股", "财务股"])],
            "duties": _make_text_items(entry, "duties", _list_sample_duties(entry)),
            "key_tasks": [{"text": _replace_sample_year(text, year)} for text in entry["tasks"]],
            "goals": _make_text_items(
                entry, "goals", [f"按计划完成{entry.get('subject', '')}各项年度任务", "预算执行率不低于95%", "服务对象满意率不低于90%"]
            ),
            "functions": [{"name": name, "amount": amount} for name, amount in _list_function_classes(entry)],
            "projects": projects,
            "problems": _make_text_items(entry, "problems", ["部分绩效指标的量化程度还不够", "项目资金支出进度前慢后快"]),
            "suggestions": _make_text_items(entry, "suggestions", ["结合业务数据细化指标和目标值", "按月通报项目支出进度，督促及时结算"]),
        },
        "figures": _build_tianxin_figures(entry),
    }


def _build_tianxin_figures(entry: Entry) -> Figures:
    basic = Decimal(entry["basic"])
    project = sum((Decimal(line[1]) for line in entry["projects"]), Decimal(0))
    amounts = {"total": basic + project, "basic": basic, "project": project, "special": Decimal(0)}
    assets = dict(zip(("total", "basic", "project"), entry.get("assets", ["0", "0", "0"]), strict=True)) | {"special": "0"}
    budgets = {
        f"expenditure.{row}.{column}": _format_plain_amount(amount)
        for row, amount in amounts.items()
        for column in ("budget", "adjusted", "final")
    }
    posts, actual = entry["staff"]
    return {
        **budgets,
        **{f"expenditure.{row}.assets": amount for row, amount in assets.items()},
        **_build_three_public(entry.get("three_public", [["0", "0"], ["2.40", "2.10"], ["1.20", "0.85"]])),
        "staff.total.posts": str(posts),
        "staff.total.actual": str(actual),
    }


def _build_three_public(lines: list[list[str]]) -> Figures:
    """Budget and final of 出国, 公车, 接待, and their totals."""
    figures = {}
    for at, column in enumerate(("budget", "final")):
        for row, line in zip(("abroad", "vehicle", "reception"), lines, strict=True):
            figures[f"three_public.{row}.{column}"] = line[at]
        figures[f"three_public.total.{column}"] = _format_plain_amount(sum((Decimal(line[at]) for line in lines), Decimal(0)))
    return figures


def _list_function_classes(entry: Entry) -> list[tuple[str, str]]:
    if "functions" in entry:
        return [(name, amount) for name, amount in entry["functions"]]
    total = Decimal(entry["basic"]) + sum((Decimal(line[1]) for line in entry["projects"]), Decimal(0))
    parts = [(name, (total * share / 100).quantize(Decimal("0.01"))) for name, share in FUNCTIONS]
    rest = total - sum((amount for _, amount in parts), Decimal(0))
    return [("一般公共服务支出", _format_plain_amount(rest)), *((name, _format_plain_amount(amount)) for name, amount in parts)]


def _list_sample_duties(entry: Entry) -> list[str]:
    subject = entry.get("subject", "本单位业务")
    return [f"贯彻执行{subject}方面的法律法规和政策", f"拟订全区{subject}年度计划并组织实施", "承办区委、区政府交办的其他事项"]


def _get_sample_prose(entry: Entry, district: Entry, key: str) -> str:
    """The department's own text, else that of an ordinary department."""
    return str(entry.get(key, district["ordinary"][key])).replace("{name}", entry["name"])


def _replace_sample_year(text: str, year: int) -> str:
    return text.replace("2025", str(year))


def _build_daxiang_parts(entry: Entry, district: Entry, year: int) -> Entry:
    return {
        "fields": {"unit.name": entry["name"]},
        "texts": {key: _replace_sample_year(entry[key], year) for key in ("discipline", "results", "conclusion")},
        "lists": {
            "duties": _make_text_items(entry, "duties", []),
            "offices": [{"name": name} for name in entry["offices"]],
            "budget_units": [{"name": name} for name in entry["units"]],
            "key_tasks": [{"text": _replace_sample_year(text, year)} for text in entry["tasks"]],
            "problems": _make_text_items(entry, "problems", []),
            "suggestions": _make_text_items(entry, "suggestions", []),
        },
        "figures": _build_daxiang_figures(entry),
    }


def _build_daxiang_figures(entry: Entry) -> Figures:
    income = dict(zip(("fiscal", "superior", "institution", "business", "subordinates", "other"), entry["income"], strict=True))
    spent = {"basic": entry["basic"], "project": entry["project"], "remitted": "0", "business": "0", "subordinates": "0"}
    figures = {f"income.{row}.final": amount for row, amount in income.items()} | {"income.total.final": _sum_amounts(income.values())}
    figures |= {f"expenditure.{row}.final": amount for row, amount in spent.items()} | {
        "expenditure.total.final": _sum_amounts(spent.values())
    }
    for table, column in (("carryover", "opening"), ("carryover", "closing"), ("expenditure", "goal")):
        basic, project = entry[column]
        figures |= {
            f"{table}.basic.{column}": basic,
            f"{table}.project.{column}": project,
            f"{table}.total.{column}": _sum_amounts((basic, project)),
        }
    return figures


def _sum_amounts(amounts: Iterable[str]) -> str:
    return _format_plain_amount(sum((Decimal(amount) for amount in amounts), Decimal(0)))
