"""Panels of the 年度概览 about money: 执行率, “三公”经费, and the figures that no sum holds."""

from __future__ import annotations

from reports.release.statistics import filing_progress, money, own_facts
from reports.web.admin.year.key_figures import MOST_LEFT_OUT, MOST_UNITS, YearFigures
from reports.web.admin.year.panel_tables import (
    UNIT,
    Chart,
    Panel,
    PanelCell,
    PanelColumn,
    make_amount_cell,
    make_change_cell,
    make_count_cell,
    make_long_cell,
    make_percent_cell,
    make_text_cell,
    make_unit_cell,
)

OWN_FIGURES = "只计已报送、审核中、待复审和已通过的报告，上年为同一批单位；填报中和退回修改中的数字单位还在改，不计入。"


def build_execution_panel(figures: YearFigures) -> Panel:
    columns = [PanelColumn("执行率", number=False), PanelColumn(f"{figures.year}年度", "this"), PanelColumn(f"{figures.last}年度", "last")]
    now, before = money.count_by_rate_band(figures.units), money.count_by_rate_band(figures.last_units)
    rows = [[make_text_cell(band), make_count_cell(now[band]), make_count_cell(before[band])] for band in now]
    sums = money.sum_execution(figures.units)
    note = f"执行率 = 支出合计决算数 ÷ 调整预算数。{_describe_execution_sums(sums, '调整预算')}{OWN_FIGURES}{_count_left_out(figures)}"
    note += _describe_own_lines(figures, "expenditure")
    return Panel("execution", "预算执行率分布", columns, rows, Chart("bar", "个单位"), note)


def _describe_execution_sums(sums: money.Sums, planned: str) -> str:
    if sums.rate is None:
        return ""
    return f"{sums.units} 个单位合计：{planned} {sums.planned:,.2f} 万元，决算 {sums.spent:,.2f} 万元，为 {sums.rate:.1f}%。"


def build_three_public_panel(figures: YearFigures) -> Panel:
    columns = [
        PanelColumn("业务股室", number=False),
        PanelColumn(f"{figures.year}年预算", "plan"),
        PanelColumn(f"{figures.year}年决算", "this"),
        PanelColumn(f"{figures.last}年决算", "last"),
        PanelColumn("决算比上年"),
    ]
    names = sorted({unit.desk for unit in figures.units}, key=lambda name: (name == filing_progress.NO_DESK, name))
    rows = [_build_three_public_cells(figures, name) for name in names]
    sums = _describe_execution_sums(money.sum_three_public(figures.units), "“三公”经费预算")
    note = f"单位：万元。{sums}{OWN_FIGURES}{_count_left_out(figures)}"
    note += _describe_own_lines(figures, "three_public")
    return Panel(
        "three-public", "“三公”经费（按股室）", columns, rows, Chart("bar", "万元"), note, total=_build_three_public_cells(figures, None)
    )


def _build_three_public_cells(figures: YearFigures, desk: str | None) -> list[PanelCell]:
    """One 股室; None: the whole district. A year in which nobody stated an amount shows none."""
    now = money.sum_three_public(unit for unit in figures.units if desk in (None, unit.desk))
    before = money.sum_three_public(unit for unit in figures.last_units if desk in (None, unit.desk))
    planned, spent = (now.planned, now.spent) if now.units else (None, None)
    last = before.spent if before.units else None
    return [
        make_text_cell(desk or "合计"),
        make_amount_cell(planned),
        make_amount_cell(spent),
        make_amount_cell(last),
        make_change_cell(spent, last),
    ]


def _describe_own_lines(figures: YearFigures, table: str) -> str:
    return own_facts.describe_own_lines(figures.outlines, table)


def _count_left_out(figures: YearFigures) -> str:
    return f"另有 {len(figures.left_out)} 个数与核对不符，没有计入，见下面的“没有计入的数”。" if figures.left_out else ""


def build_left_out_panel(figures: YearFigures) -> Panel | None:
    """Every figure that a must-fix finding names, in the words of the rule; None where there is none."""
    if not figures.left_out:
        return None
    columns = [
        UNIT,
        PanelColumn("数", number=False),
        PanelColumn("金额"),
        *(PanelColumn(label, number=False) for label in ("不符的核对", "核对情况")),
    ]
    rows = [
        [
            make_unit_cell(each.report, each.code, each.name),
            make_text_cell(f"{each.year} {each.label}"),
            make_amount_cell(each.amount),
            make_text_cell(f"{each.finding.label}（{each.finding.check}）"),
            make_long_cell(each.finding.message),
        ]
        for each in figures.left_out[:MOST_LEFT_OUT]
    ]
    beyond = len(figures.left_out) - len(rows)
    more = f"另有 {beyond} 个，见汇总表的“核对结果”。" if beyond else ""
    note = f"单位：万元。“必须修改”的核对结果指名的数不计入合计、执行率和分布；负责人说明后按原数报送的，也不计入。{more}"
    return Panel("left-out", "没有计入的数", columns, rows, note=note)


def build_lowest_panel(figures: YearFigures) -> Panel:
    columns = [UNIT, PanelColumn("调整预算"), PanelColumn("决算"), PanelColumn("执行率"), PanelColumn("上年执行率")]
    before = {unit.code: unit.rate for unit in figures.last_units}
    rows = [
        [
            make_unit_cell(unit.report, unit.code, unit.name),
            *map(make_amount_cell, (unit.adjusted, unit.final)),
            *map(make_percent_cell, (unit.rate, before.get(unit.code))),
        ]
        for unit in money.list_lowest_rates(figures.units, MOST_UNITS)
    ]
    return Panel("lowest", f"执行率最低的 {MOST_UNITS} 个单位", columns, rows, note="单位：万元。", empty="还没有单位报送预算和决算数。")


def build_overspent_panel(figures: YearFigures) -> Panel:
    columns = [UNIT, PanelColumn("预算"), PanelColumn("决算"), PanelColumn("超出"), PanelColumn("上年决算")]
    before = {unit.code: unit.three_final for unit in figures.last_units}
    rows = [
        [
            make_unit_cell(unit.report, unit.code, unit.name),
            *map(make_amount_cell, (unit.three_budget, unit.three_final)),
            make_change_cell(unit.three_final, unit.three_budget),
            make_amount_cell(before.get(unit.code)),
        ]
        for unit in money.list_overspent_units(figures.units, MOST_UNITS)
    ]
    return Panel("overspent", "“三公”经费超预算的单位", columns, rows, note="单位：万元。", empty="没有“三公”经费决算超过预算的单位。")
