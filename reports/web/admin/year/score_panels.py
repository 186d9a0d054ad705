"""Panels of the 年度概览 that tell how reports were judged: 得分, 等次, and what the checks found."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from reports.release.statistics import UNASSIGNED, finding_counts, score_distribution
from reports.web.admin.year.key_figures import MOST_CHECKS, MOST_OF_CHECK, YearFigures
from reports.web.admin.year.panel_tables import (
    Chart,
    Panel,
    PanelCell,
    PanelColumn,
    make_count_cell,
    make_long_cell,
    make_percent_cell,
    make_text_cell,
)

CHECK = "check"  # in the address, and the panel's name


def build_scores_panel(figures: YearFigures) -> Panel:
    columns = [
        PanelColumn("得分", number=False),
        PanelColumn(f"{figures.year}年度财政评分", "this"),
        PanelColumn(f"{figures.year}年度自评得分", "plan"),
        PanelColumn(f"{figures.last}年度财政评分", "last"),
    ]
    given = score_distribution.count_by_score_band(each.points for each in figures.passed)
    own = score_distribution.count_by_score_band(each.own for each in figures.passed)
    before = score_distribution.count_by_score_band(each.points for each in figures.last_passed)
    rows = (
        [[make_text_cell(band), make_count_cell(given[band]), make_count_cell(own[band]), make_count_cell(before[band])] for band in given]
        if any(given.values())
        else []
    )
    return Panel(
        "scores", "得分分布", columns, rows, Chart("bar", "个单位"), _describe_mean_scores(figures), empty="还没有审核通过并评分的报告。"
    )


def _describe_mean_scores(figures: YearFigures) -> str:
    now, before = score_distribution.compute_means(figures.passed), score_distribution.compute_means(figures.last_passed)
    sentences = ["只计审核通过的报告，上年为同一批单位。"]
    if now.units:
        sentences.append(
            f"{now.units} 个单位平均：财政评分 {now.points:.2f} 分，自评得分 {now.own:.2f} 分，相差 {now.points - now.own:+.2f} 分。"
        )
    if before.units:
        sentences.append(f"上年财政评分平均 {before.points:.2f} 分。")
    if unscored := sum(each.points is None for each in figures.passed):
        sentences.append(f"另有 {unscored} 个单位没有评分。")
    return "".join(sentences)


def build_grades_panel(figures: YearFigures) -> Panel:
    columns = [
        PanelColumn("等次", number=False),
        PanelColumn(f"{figures.year}年度", "this"),
        PanelColumn("占比"),
        PanelColumn(f"{figures.last}年度", "last"),
    ]
    now, before = (
        score_distribution.count_by_grade(figures.passed, figures.cuts),
        score_distribution.count_by_grade(figures.last_passed, {}),
    )
    whole = sum(now.values())
    rows = [
        [
            make_text_cell(name),
            make_count_cell(now.get(name, 0)),
            make_percent_cell(now.get(name, 0) / whole * 100),
            make_count_cell(before.get(name, 0)),
        ]
        for name in dict.fromkeys([*now, *before])
        if whole
    ]
    note = "按财政评分和审核通过时的等次分界，上年为同一批单位。"
    return Panel("grades", "等次", columns, rows, Chart("bar", "个单位"), note, empty="还没有评出等次的报告。")


def build_frequent_findings_panel(figures: YearFigures) -> Panel:
    papers = figures.checked.papers[figures.year]
    columns = [
        PanelColumn("核对内容", number=False),
        PanelColumn("编号", number=False),
        PanelColumn("结果", number=False),
        PanelColumn(f"{figures.year}年度", "this"),
        PanelColumn("占比"),
        PanelColumn("已说明"),
        PanelColumn(f"{figures.last}年度", "last"),
    ]
    rows = [
        _build_check_cells(figures, each, papers)
        for each in finding_counts.list_frequent_findings(figures.checked.found, figures.year, MOST_CHECKS)
    ]
    note = (
        "单位数和占已报送单位的比例，按最近一次报送时的核对结果，尾差和未能核对的不计；“已说明”是写了说明的条数的比例。"
        "退回修改中的单位不计，上年为全部单位。点核对内容看是哪些单位。"
    )
    return Panel(
        "frequent", f"最常见的 {MOST_CHECKS} 项核对结果", columns, rows, Chart("rows", "个单位"), note, empty="报送的报告没有核对出问题。"
    )


def _build_check_cells(figures: YearFigures, each: finding_counts.Frequent, papers: int) -> list[PanelCell]:
    numbers = [
        make_count_cell(each.units),
        make_percent_cell(each.units / papers * 100),
        make_percent_cell(each.explained / each.findings * 100),
        make_count_cell(each.last_units),
    ]
    return [
        make_text_cell(each.label, _link_to_check(figures, each.check)),
        make_text_cell(each.check),
        make_text_cell(each.outcome.label),
        *numbers,
    ]


def _link_to_check(figures: YearFigures, check: str) -> str:
    scope = figures.scope
    desk = {} if scope.desk is None else {"desk": "none" if scope.desk == UNASSIGNED else scope.desk}
    return f"?{urlencode({'district': scope.district, 'year': scope.year, **desk, CHECK: check})}#{CHECK}"


def build_check_panel(figures: YearFigures) -> Panel | None:
    """The departments that the check of the address found something in; None where it found nothing, or none is asked for."""
    listed = [each for each in figures.checked.of(figures.year) if each.check == figures.check]
    if not listed:
        return None
    columns = [PanelColumn(label, number=False) for label in ("单位", "核对情况", "单位说明")]
    rows = [
        [
            make_text_cell(f"{each.code} {each.name}", reverse("admin:reports_report_change", args=[each.report])),
            make_long_cell(each.message),
            make_long_cell(each.explained),
        ]
        for each in listed[:MOST_OF_CHECK]
    ]
    beyond = len(listed) - len(rows)
    note = f"另有 {beyond} 条，见汇总表的“核对结果”。" if beyond else ""
    return Panel(CHECK, f"{figures.check} {listed[-1].label}", columns, rows, note=note)
