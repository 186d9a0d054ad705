"""Reports made by hand for the printer: an invented bureau, texts of our own, long enough for eight pages."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from reports.domain.rendering.page_blocks import Block, Cell, FormTable, Note, Paragraph, ReportPage, SectionPage, Table
from reports.domain.rendering.pdf import PaperKind, Stamp

SHANGHAI = timezone(timedelta(hours=8))
MOMENT = datetime(2025, 3, 14, 16, 30, tzinfo=SHANGHAI)
DRAFT = Stamp(kind=PaperKind.DRAFT, number="", short_hash="", moment=MOMENT)
SUBMISSION = Stamp(kind=PaperKind.SUBMISSION, number="2024-088001-02", short_hash="9f3c01ab7d20", moment=MOMENT)
DATA = '{"年度": 2024}'.encode()

DUTY = (
    "我局负责全县城乡供水、防洪、灌溉和水土保持的规划、建设与管理；负责水资源的统一调度和节约保护；"
    "负责河道、水库和山塘的安全运行，组织指导水旱灾害防治工作；承办县委、县人民政府交办的其他事项。"
)
WORK = (
    "全年完成病险水库除险加固6座，整修渠道42.6公里，新增和恢复灌溉面积1.35万亩；新建农村供水管网118公里，"
    "让3.2万名群众用上了放心水；河长制巡查覆盖率达到100%，汛期没有发生一起垮坝和人员伤亡事故。"
)
FUNDS = (
    "项目资金实行专账核算、专款专用，按照“先申请、再审核、后支付”的程序拨付。我局制定了《专项资金管理细则》、《政府采购内部控制办法》和《合同管理规定》，"
    "每季度公开一次支付进度，年末请第三方机构对三个重点项目进行了审计，没有发现截留、挤占和挪用资金的情况。"
)
PROBLEM = (
    "预算编制还不够细，年中调整的项目有4个、金额86.4万元；个别指标难以量化，满意度调查的样本只有120份；"
    "部分山区工程受降雨影响，工期推迟了两个月。"
)


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in texts)


def section(level: int, title: str, *blocks: Block, hint: str = "") -> SectionPage:
    return SectionPage(key=title, level=level, title=title, hint=hint, blocks=blocks, place=f"section.{title}")


def report(*sections: SectionPage, contents: bool = False, line_pitch: str = "28.99") -> ReportPage:
    return ReportPage(
        title="云溪县水利局（2024年度）部门整体支出绩效自评报告",
        department="云溪县水利局",
        year=2024,
        sections=sections,
        contents=contents,
        line_pitch=line_pitch,
        keywords=("部门整体支出", "绩效自评", "2024"),
    )


def row(label: str, *figures: str, indent: bool = False) -> tuple[Cell, ...]:
    return (Cell(label, head=True, indent=indent), *(Cell(figure, "right") for figure in figures))


def heads(*labels: str) -> tuple[tuple[Cell, ...], ...]:
    corner, *others = labels
    return ((Cell(corner, "center"), *(Cell(label, "center", head=True) for label in others)),)


def expenditure() -> Table:
    return Table(
        place="table.expenditure",
        caption="表1　2024年度整体支出情况表",
        unit="单位：万元",
        head=heads("项目", "支出合计", "基本支出", "项目支出", "政府专项"),
        body=(
            row("年初部门预算", "2486.30", "1120.50", "1365.80", "0.00"),
            row("调整预算数", "2572.70", "1120.50", "1452.20", "0.00"),
            row("部门决算数", "2540.18", "1118.36", "1421.82", "0.00"),
            row("其中：资产购置支出", "36.40", "12.40", "24.00", "0.00", indent=True),
        ),
        widths=(0.28, 0.18, 0.18, 0.18, 0.18),
    )


def works(rows: int) -> Table:
    """A list of projects with three columns of money."""
    return Table(
        place="table.works",
        caption="表2　2024年度项目支出明细表",
        unit="单位：万元",
        head=heads("项目名称", "年初预算", "调整预算", "决算"),
        body=tuple(row(f"第{at}号山塘清淤扩容及渠道配套工程", f"{at * 3}.50", f"{at * 3}.80", f"{at * 3}.20") for at in range(1, rows + 1)),
        widths=(0.46, 0.18, 0.18, 0.18),
    )


def indicators(groups: int, each: int) -> Table:
    """指标 with the 一级指标 merged over its rows."""
    rule = Cell("按合格工程数占全部工程数的比例计分，扣完为止。")
    body = []
    for group in range(1, groups + 1):
        for at in range(1, each + 1):
            first = (Cell(f"第{group}类指标", "center", rowspan=each),) if at == 1 else ()
            body.append((*first, Cell(f"{group}.{at}　工程质量合格率"), Cell("10", "center"), rule))
    head = (tuple(Cell(label, "center", head=True) for label in ("一级指标", "三级指标", "分值", "评分标准")),)
    return Table("table.indicators", "表3　绩效指标评分表", "", head, tuple(body), (0.16, 0.3, 0.1, 0.44))


def contact() -> FormTable:
    pairs = (("填报单位", "云溪县水利局"), ("单位编码", "088001"), ("联系电话", "0700-1234567"), ("填报日期", "2025年3月14日"))
    return FormTable(tuple((Cell(label, "center", head=True), Cell(value)) for label, value in pairs))


def full_report(*, contents: bool = True, rows: int = 30) -> ReportPage:
    """Every kind of block, about ten pages."""
    return report(
        section(1, "一、部门概况"),
        section(2, "（一）部门基本情况", *paragraphs(DUTY, WORK, DUTY), hint="包括在职人员、内设机构和主要职责"),
        SectionPage("offices", 2, "", "", (Paragraph("我局内设办公室、规划建设股、河长制工作股、财务股。", lead="（二）内设机构设置。"),)),
        section(1, "二、部门整体支出管理及使用情况", Note("单位：万元")),
        section(2, "（一）2024年度整体支出情况", expenditure(), Paragraph(FUNDS)),
        section(2, "（二）项目支出情况", works(rows)),
        section(3, "1、项目资金管理情况", *paragraphs(FUNDS, PROBLEM)),
        section(3, "2、项目组织实施情况"),
        section(1, "三、部门整体支出绩效情况", *paragraphs(WORK, FUNDS, DUTY, WORK)),
        section(2, "（一）绩效指标完成情况", indicators(4, 6)),
        section(1, "四、存在的主要问题及改进措施", *paragraphs(PROBLEM, WORK, PROBLEM), contact()),
        contents=contents,
    )


def plain_report() -> ReportPage:
    """Prose and two grids, nothing that needs a second pass: eight pages, the size of a county's usual report."""
    return report(
        section(1, "一、部门概况"),
        section(2, "（一）部门基本情况", *paragraphs(DUTY, WORK, DUTY, WORK, DUTY, WORK)),
        section(2, "（二）整体支出情况", *paragraphs(FUNDS, WORK), hint="规模、用途和范围"),
        section(1, "二、部门整体支出管理及使用情况", Note("单位：万元")),
        section(2, "（一）2024年度整体支出情况", expenditure()),
        section(2, "（二）项目支出情况", works(6), *paragraphs(FUNDS, PROBLEM, FUNDS)),
        section(1, "三、部门整体支出绩效情况", *paragraphs(WORK, FUNDS, DUTY, WORK, FUNDS, DUTY, WORK, FUNDS, PROBLEM, DUTY)),
        section(1, "四、存在的主要问题及改进措施", *paragraphs(PROBLEM, WORK, PROBLEM, FUNDS, PROBLEM, DUTY, PROBLEM)),
        contents=True,
    )
