"""年度概览: whether the rules of the checks are worth a reader's time. Asked for by its own link, for it reads every paper of the year."""

from __future__ import annotations

from reports.release.statistics import rule_effects
from reports.release.statistics.rule_effects import CHANGED, EXPLAINED, OPEN, PASSED, RETURNED, RuleEffect
from reports.web.admin.year.key_figures import YearFigures
from reports.web.admin.year.panel_tables import (
    Panel,
    PanelCell,
    PanelColumn,
    make_count_cell,
    make_long_cell,
    make_percent_cell,
    make_text_cell,
)
from reports.web.admin.year.score_panels import EFFECTS

FATES = ((CHANGED, "改了"), (EXPLAINED, "作了说明"), (RETURNED, "据此退回"), (PASSED, "原样通过"), (OPEN, "还没有结果"))


def build_rule_effects_panel(figures: YearFigures) -> Panel | None:
    """None where it is not asked for."""
    if not figures.effects_asked:
        return None
    columns = [
        PanelColumn("编号", number=False),
        PanelColumn("核对内容", number=False),
        *(PanelColumn(label) for _, label in FATES),
        PanelColumn("有作用的"),
        PanelColumn("建议", number=False),
    ]
    note = (
        "每条核对结果只计一次：以后报送时数字变了或不再有的算“改了”，同一位置有退回意见的算“据此退回”，审核通过时还在而没有说明的算“原样通过”。"
        "报送前就改好的没有记录。“有作用的”不计还没有结果的。建议只供参考，在年度任务的核对规则里调整。"
    )
    rows = [_build_cells(each) for each in rule_effects.load_rule_effects(figures.scope)]
    return Panel(EFFECTS, "各项核对规则的作用", columns, rows, None, note, empty="还没有报送的报告。")


def _build_cells(each: RuleEffect) -> list[PanelCell]:
    counts = [make_count_cell(each.fates[fate]) for fate, _ in FATES]
    return [make_text_cell(each.check), make_long_cell(each.label), *counts, make_percent_cell(each.share), make_long_cell(each.proposal)]
