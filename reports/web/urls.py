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
    path("", home.show_home, name="home"),
    path("reports/<int:pk>/", overview.show_overview, name="report"),
    path("reports/<int:pk>/preview/", overview.show_preview, name="preview"),
    path("reports/<int:pk>/draft.pdf", paper_downloads.send_draft_pdf, name="draft_pdf"),
    path("reports/<int:pk>/act/<slug:name>/", report_acts.take_act, name="act"),
    path("reports/<int:pk>/explain/", explanation_pages.explain_finding, name="explain"),
    path("rules/<int:pk>/", explanation_pages.show_rules, name="rules"),
    path("reports/<int:pk>/sign/", signing.show_signing_page, name="sign"),
    path("reports/<int:pk>/sections/<slug:key>/", sections.show_section, name="section"),
    path("reports/<int:pk>/sections/<slug:key>/totals/", sections.show_totals, name="section_totals"),
    path("reports/<int:pk>/sections/<slug:key>/carry/", sections.carry_section_over, name="section_carry"),
    path("reports/<int:pk>/attachments/", attachment_pages.show_attachments, name="attachments"),
    path("reports/<int:pk>/scans/", attachment_pages.receive_scan, name="scans"),
    path("attachments/<int:pk>/", attachment_pages.send_attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", attachment_pages.remove_attachment, name="attachment_remove"),
    path("signatures/", signing.show_signatures, name="signatures"),
    path("items/<int:pk>/answer/", report_acts.answer_item, name="answer"),
    path("notices/", notice_pages.show_notices, name="notices"),
    path("notices/read/", notice_pages.read_all, name="notices_read"),
    path("notices/<int:pk>/open/", notice_pages.follow_notice, name="notice_open"),
    path("notices/<int:pk>/read/", notice_pages.mark_notice_read, name="notice_read"),
    path("public/", public_pages.show_public_index, name="public_index"),
    path("public/<slug:reference>/", public_pages.show_public_report, name="public_report"),
    path("public/<slug:reference>.pdf", public_pages.send_public_paper, name="public_paper"),
    path("public/<slug:reference>.json", public_pages.send_public_data, name="public_data"),
    path("verify/", verification_page.ask_for_reference, name="verify_ask"),
    path("verify/<str:reference>/", verification_page.show_verification, name="verify"),
    path("submissions/<slug:reference>.pdf", paper_downloads.send_printout, name="printout"),
    path("submissions/<slug:reference>/final.pdf", paper_downloads.send_final_paper, name="final_paper"),
]
