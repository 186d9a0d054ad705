"""Headings and widths of the 汇总表. Amounts in 万元."""

from __future__ import annotations

from reports.release.exports.sheets import SheetColumn

WHO = [SheetColumn("预算编码", 12), SheetColumn("单位", 30), SheetColumn("业务股室", 14), SheetColumn("年度", 7, "year")]
DEPARTMENTS = [
    *WHO,
    SheetColumn("状态", 10),
    SheetColumn("报送截止", 17, "moment"),
    SheetColumn("首次报送时间", 17, "moment"),
    SheetColumn("最近报送时间", 17, "moment"),
    SheetColumn("逾期", 12),
    SheetColumn("报送次数", 9, "count"),
    SheetColumn("支出合计\n年初预算", 14, "amount"),
    SheetColumn("支出合计\n调整预算", 14, "amount"),
    SheetColumn("支出合计\n决算", 14, "amount"),
    SheetColumn("执行率\n决算÷调整预算", 14, "share"),
    SheetColumn("“三公”经费\n预算", 14, "amount"),
    SheetColumn("“三公”经费\n决算", 14, "amount"),
    SheetColumn("自评得分", 9, "amount"),
    SheetColumn("财政评分", 9, "amount"),
    SheetColumn("等次", 8),
    SheetColumn("审核通过时间", 17, "moment"),
]
FINDINGS = [
    *WHO,
    SheetColumn("报送次数", 9, "count"),
    SheetColumn("编号", 8),
    SheetColumn("核对内容", 30),
    SheetColumn("结果", 10),
    SheetColumn("核对情况", 70),
    SheetColumn("差额", 14, "amount"),
    SheetColumn("单位说明", 50),
    SheetColumn("按原数报送", 11),
]
FIELDS = [*WHO, SheetColumn("栏目", 24), SheetColumn("填的内容", 40), SheetColumn("数值", 14, "amount")]
PROBLEMS = [*WHO, SheetColumn("存在的问题", 60), SheetColumn("对应的改进建议", 60)]
ITEMS = [
    *WHO,
    SheetColumn("报送次数", 9, "count"),
    SheetColumn("位置", 40),
    SheetColumn("性质", 8),
    SheetColumn("意见", 60),
    SheetColumn("提出人", 10),
    SheetColumn("提出时间", 17, "moment"),
    SheetColumn("答复", 8),
    SheetColumn("答复内容", 60),
    SheetColumn("了结", 8),
]
NOTES = [
    "金额单位：万元。空格表示单位没有填；“不适用”“涉密”按单位所填列出；0 就是 0。",
    "填报中、待签发和已退回的报告，单位还可以修改，金额、核对结果、问题和建议、单独栏目不列出。",
    "首次报送时间：第一次报送（未撤回）的时间；“逾期”按这一次判断，退回后再次报送不算逾期。报送截止：延期的单位按延期后的时间。",
    "执行率 = 支出合计决算 ÷ 支出合计调整预算，两数都填列才计算。",
    "自评得分、财政评分和等次：审核通过时的结果，没有评分的提纲为空。",
    "核对结果：报送时系统按规则核对的结果和单位当时的说明；尾差在合理范围内的和因空格未能核对的不列出。",
]
