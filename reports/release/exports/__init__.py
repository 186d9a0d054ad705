"""Selections of reports as files: 汇总表 as Excel, papers as ZIP. Who may have which report is decided before."""
