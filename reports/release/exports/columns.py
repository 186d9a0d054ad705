"""Headings and widths of the 汇总表. Amounts in 万元."""

from __future__ import annotations

from reports.release.exports.sheets import Column

WHO = [Column("预算编码", 12), Column("单位", 30), Column("业务股室", 14), Column("年度", 7, "year")]
DEPARTMENTS = [
    *WHO,
    Column("状态", 10),
    Column("报送截止", 17, "moment"),
    Column("首次报送时间", 17, "moment"),
    Column("最近报送时间", 17, "moment"),
    Column("逾期", 12),
    Column("报送次数", 9, "count"),
    Column("支出合计\n年初预算", 14, "amount"),
    Column("支出合计\n调整预算", 14, "amount"),
    Column("支出合计\n决算", 14, "amount"),
    Column("执行率\n决算÷调整预算", 14, "share"),
    Column("“三公”经费\n预算", 14, "amount"),
    Column("“三公”经费\n决算", 14, "amount"),
    Column("自评得分", 9, "amount"),
    Column("财政评分", 9, "amount"),
    Column("等次", 8),
    Column("审核通过时间", 17, "moment"),
]
FINDINGS = [
    *WHO,
    Column("报送次数", 9, "count"),
    Column("编号", 8),
    Column("核对内容", 30),
    Column("结果", 10),
    Column("核对情况", 70),
    Column("差额", 14, "amount"),
    Column("单位说明", 50),
    Column("按原数报送", 11),
]
PROBLEMS = [*WHO, Column("存在的问题", 60), Column("对应的改进建议", 60)]
ITEMS = [
    *WHO,
    Column("报送次数", 9, "count"),
    Column("位置", 40),
    Column("性质", 8),
    Column("意见", 60),
    Column("提出人", 10),
    Column("提出时间", 17, "moment"),
    Column("答复", 8),
    Column("答复内容", 60),
    Column("了结", 8),
]
NOTES = [
    "金额单位：万元。空格表示单位没有填；“不适用”“涉密”按单位所填列出；0 就是 0。",
    "填报中、待签发和已退回的报告，单位还可以修改，金额、核对结果、问题和建议不列出。",
    "首次报送时间：第一次报送（未撤回）的时间；“逾期”按这一次判断，退回后再次报送不算逾期。报送截止：延期的单位按延期后的时间。",
    "执行率 = 支出合计决算 ÷ 支出合计调整预算，两数都填列才计算。",
    "自评得分、财政评分和等次：审核通过时的结果，没有评分的提纲为空。",
    "核对结果：报送时系统按规则核对的结果和单位当时的说明；尾差在合理范围内的和因空格未能核对的不列出。",
]
