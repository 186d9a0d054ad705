"""One complete report for each built-in outline, in the interchange format. Every word and amount is invented; 万元."""

from typing import Any

Raw = dict[str, Any]


def rows(name: str, key: str, *texts: str) -> list[Raw]:
    """Rows of a list of one column, with keys that a test can name: d1, d2, …"""
    return [{"key": f"{key}{at}", name: text} for at, text in enumerate(texts, 1)]


def cells(grid: str, columns: str, **lines: str) -> dict[str, str]:
    """cells("expenditure", "budget final", total="3 4") → expenditure.total.budget, expenditure.total.final."""
    names = columns.split()
    return {
        f"{grid}.{row}.{column}": amount for row, amounts in lines.items() for column, amount in zip(names, amounts.split(), strict=True)
    }


TIANXIN: Raw = {
    "format": "perfeval-report/1",
    "outline": "tianxin-2018",
    "year": 2018,
    "department": {"code": "088001", "name": "云水区档案馆", "district": "云水区", "city": "长沙市"},
    "fields": {
        "unit.name": "云水区档案馆",
        "unit.superior": "云水区人民政府",
        "unit.funding": "全额拨款",
        "unit.management": "参照公务员法管理",
    },
    "texts": {
        "differences": "年中追加库房改造经费，决算数高于年初预算数。",
        "management": "项目资金来自区级财政拨款。\n支付须经办人、股室和馆长三级审批。",
        "rationality": "整体目标与本馆职责和年度计划相符，指标可以衡量。",
        "output": "全年接收档案一万二千卷，目标全部完成。",
        "summary": "全年工作按计划完成",
    },
    "lists": {
        "leaders": [{"key": "l1", "post": "馆长", "count": "1"}, {"key": "l2", "post": "副馆长", "count": "2"}],
        "offices": rows("name", "o", "办公室", "接收征集股", "保管利用股"),
        "duties": rows("text", "d", "接收和保管全区档案", "提供档案查阅服务"),
        "key_tasks": rows("text", "k", "完成老旧库房消防改造", "推进档案数字化二期", "办好档案开放日"),
        "goals": rows("text", "g", "数字化档案三万卷", "查阅满意率不低于95%"),
        "functions": [
            {"key": "f1", "name": "一般公共服务支出", "amount": "512.3"},
            {"key": "f2", "name": "社会保障和就业支出", "amount": "61.2"},
        ],
        "projects": [
            {"key": "p1", "name": "档案数字化二期", "final": "120.5", "use": "扫描和著录", "organisation": "公开招标后分批验收"},
            {"key": "p2", "name": "库房消防改造", "final": "48", "use": "更换灭火系统", "organisation": "由股室按月督办"},
        ],
        "problems": rows("text", "q", "数字化进度前慢后快", "部分指标不够量化"),
        "suggestions": [
            {"key": "s1", "text": "按季度下达扫描任务", "answers": "q1"},
            {"key": "s2", "text": "结合业务数据细化指标", "answers": "q2"},
        ],
    },
    "figures": {
        "staff.total.posts": "24",
        "staff.total.actual": "22",
        **cells(
            "expenditure",
            "budget adjusted final assets",
            total="530 573.5 573.5 12.6",
            basic="405 405 405 2.6",
            project="125 168.5 168.5 10",
            special="0 0 0 0",
        ),
        **cells("three_public", "budget final", abroad="0 0", vehicle="6 5.2", reception="2 1.35", total="8 6.55"),
    },
    "wordings": {},
    "statements": [],
}

DAXIANG: Raw = {
    "format": "perfeval-report/1",
    "outline": "daxiang-2021",
    "year": 2021,
    "department": {"code": "066003", "name": "云水区图书馆", "district": "云水区", "city": "长沙市"},
    "fields": {"unit.name": "云水区图书馆", "accounts.entity": "云水区图书馆"},
    "texts": {
        "discipline": "本馆严格执行财经纪律，年内未发现违规问题。",
        "results": "全年各项服务指标达到预期",
        "conclusion": "资金使用规范，综合评价为良好。",
    },
    "lists": {
        "duties": rows("text", "d", "收集和整理图书资料", "开展全民阅读服务"),
        "offices": rows("name", "o", "办公室", "采编部", "读者服务部"),
        "budget_units": rows("name", "u", "云水区图书馆本级"),
        "key_tasks": rows("text", "k", "新增馆藏八千册", "举办阅读活动六十场"),
        "problems": rows("text", "q", "流动书车线路偏少", "电子资源使用率不高"),
        "suggestions": [{"key": "s1", "text": "增开两条书车线路", "answers": "q1"}, {"key": "s2", "text": "培训读者使用电子资源"}],
    },
    "figures": {
        **cells("income", "final", total="300", fiscal="280", superior="10", institution="0", business="0", subordinates="0", other="10"),
        **cells("expenditure", "final goal", total="295 295", basic="200 200", project="95 95"),
        **cells("expenditure", "final", remitted="0", business="0", subordinates="0"),
        **cells("carryover", "opening closing", total="5 10", basic="1 2", project="4 8"),
    },
    "wordings": {},
    "statements": [],
}

PAPERS = {"tianxin-2018": TIANXIN, "daxiang-2021": DAXIANG}
