"""Addresses of the pages for 填报人, 单位负责人 and the public."""

from django.urls import URLPattern, path

from reports.views import acts, attachments, explaining, files, home, leader, notices, overview, public, sections, verify

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("reports/<int:pk>/", overview.overview, name="report"),
    path("reports/<int:pk>/preview/", overview.preview, name="preview"),
    path("reports/<int:pk>/draft.pdf", files.draft_pdf, name="draft_pdf"),
    path("reports/<int:pk>/act/<slug:name>/", acts.act, name="act"),
    path("reports/<int:pk>/explain/", explaining.explain, name="explain"),
    path("rules/<int:pk>/", explaining.rules, name="rules"),
    path("reports/<int:pk>/sign/", leader.sign, name="sign"),
    path("reports/<int:pk>/sections/<slug:key>/", sections.section, name="section"),
    path("reports/<int:pk>/sections/<slug:key>/totals/", sections.totals, name="section_totals"),
    path("reports/<int:pk>/sections/<slug:key>/carry/", sections.carry, name="section_carry"),
    path("reports/<int:pk>/attachments/", attachments.attached, name="attachments"),
    path("reports/<int:pk>/scans/", attachments.scanned, name="scans"),
    path("attachments/<int:pk>/", attachments.fetch, name="attachment"),
    path("attachments/<int:pk>/remove/", attachments.remove, name="attachment_remove"),
    path("signatures/", leader.signatures, name="signatures"),
    path("items/<int:pk>/answer/", acts.answer, name="answer"),
    path("notices/", notices.listed, name="notices"),
    path("notices/read/", notices.read_all, name="notices_read"),
    path("notices/<int:pk>/open/", notices.follow, name="notice_open"),
    path("notices/<int:pk>/read/", notices.read, name="notice_read"),
    path("public/", public.index, name="public_index"),
    path("public/<slug:reference>/", public.report, name="public_report"),
    path("public/<slug:reference>.pdf", public.paper, name="public_paper"),
    path("public/<slug:reference>.json", public.data, name="public_data"),
    path("verify/", verify.ask, name="verify_ask"),
    path("verify/<str:reference>/", verify.verify, name="verify"),
    path("submissions/<slug:reference>.pdf", files.printout, name="printout"),
    path("submissions/<slug:reference>/final.pdf", files.final_paper, name="final_paper"),
]
