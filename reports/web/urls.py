"""Addresses of the pages for 填报人, 单位负责人 and the public."""

from django.urls import URLPattern, path

from reports.web.views import (
    attachment_pages,
    explanation_pages,
    home,
    notice_pages,
    overview,
    paper_downloads,
    public_pages,
    report_acts,
    sections,
    signing,
    verification_page,
)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("reports/<int:pk>/", overview.overview, name="report"),
    path("reports/<int:pk>/preview/", overview.preview, name="preview"),
    path("reports/<int:pk>/draft.pdf", paper_downloads.draft_pdf, name="draft_pdf"),
    path("reports/<int:pk>/act/<slug:name>/", report_acts.act, name="act"),
    path("reports/<int:pk>/explain/", explanation_pages.explain, name="explain"),
    path("rules/<int:pk>/", explanation_pages.rules, name="rules"),
    path("reports/<int:pk>/sign/", signing.sign, name="sign"),
    path("reports/<int:pk>/sections/<slug:key>/", sections.section, name="section"),
    path("reports/<int:pk>/sections/<slug:key>/totals/", sections.totals, name="section_totals"),
    path("reports/<int:pk>/sections/<slug:key>/carry/", sections.carry, name="section_carry"),
    path("reports/<int:pk>/attachments/", attachment_pages.attached, name="attachments"),
    path("reports/<int:pk>/scans/", attachment_pages.scanned, name="scans"),
    path("attachments/<int:pk>/", attachment_pages.fetch, name="attachment"),
    path("attachments/<int:pk>/remove/", attachment_pages.remove, name="attachment_remove"),
    path("signatures/", signing.signatures, name="signatures"),
    path("items/<int:pk>/answer/", report_acts.answer, name="answer"),
    path("notices/", notice_pages.listed, name="notices"),
    path("notices/read/", notice_pages.read_all, name="notices_read"),
    path("notices/<int:pk>/open/", notice_pages.follow, name="notice_open"),
    path("notices/<int:pk>/read/", notice_pages.read, name="notice_read"),
    path("public/", public_pages.index, name="public_index"),
    path("public/<slug:reference>/", public_pages.report, name="public_report"),
    path("public/<slug:reference>.pdf", public_pages.paper, name="public_paper"),
    path("public/<slug:reference>.json", public_pages.data, name="public_data"),
    path("verify/", verification_page.ask, name="verify_ask"),
    path("verify/<str:reference>/", verification_page.verify, name="verify"),
    path("submissions/<slug:reference>.pdf", paper_downloads.printout, name="printout"),
    path("submissions/<slug:reference>/final.pdf", paper_downloads.final_paper, name="final_paper"),
]
