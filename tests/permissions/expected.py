"""What each address answers to whom. An address that stands nowhere here fails the build.

`get` and `post` hold a status for every person; a function of the report's state where it depends on it. `writes`: who may
change anything there at all; whoever else tries leaves the database as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reports.models import Status

Answer = int | Callable[[str], int]
Answers = dict[str, Answer]
DOOR = ("anonymous", "disabled")
DEPARTMENTS = ("clerk", "leader", "other clerk")
NOBODY: frozenset[str] = frozenset()
FILLS_IN = frozenset({"clerk", "leader"})
BUREAU = frozenset({"reviewer", "second reviewer", "manager"})
MANAGER = frozenset({"manager"})


@dataclass(frozen=True)
class Row:
    get: Answers
    post: Answers
    writes: frozenset[str] = NOBODY
    by_state: bool = False  # to be tried in every state of the report


def all_of(status: Answer, *, door: int = 302) -> Answers:
    """The same for everybody who is logged in."""
    people = (*DEPARTMENTS, "reviewer", "second reviewer", "manager", "stranger")
    return {**dict.fromkeys(people, status), **dict.fromkeys(DOOR, door)}


def desk(bureau: Answer, *, manager: Answer | None = None, stranger: Answer | None = None) -> Answers:
    """Inside the admin; who has no role at a 财政局 is led away."""
    given = {"manager": bureau if manager is None else manager, "stranger": bureau if stranger is None else stranger}
    return {**all_of(302), "reviewer": bureau, "second reviewer": bureau, **given}


def own(department: Answer, bureau: Answer = 404, *, other: Answer = 404, door: int = 302) -> Answers:
    """Pages of a report: its department, the 财政局 of its district, and everybody else."""
    return {**all_of(other, door=door), **dict.fromkeys(FILLS_IN, department), **dict.fromkeys(BUREAU, bureau)}


def sent(status: int) -> Callable[[str], int]:
    """For the 财政局: the live report, only while the department has it out of hand."""
    return lambda state: status if state in Status.with_the_bureau() else 404


EVERYBODY = all_of(200, door=200)
READ_ONLY = all_of(405, door=405)


def model(change: Answers, *, add: Answers, delete: Answers, kind: str, writes: frozenset[str] = NOBODY, listed: Answers) -> dict[str, Row]:
    """The six pages that Django's admin makes for a model; `kind`: app and model."""
    app, _, name = kind.partition("_")
    seen = desk(200, stranger=404)
    return {
        f"admin:{kind}_changelist": Row(listed, listed),
        f"admin:{kind}_add": Row(add, add),
        f"admin:{kind}_history": Row(seen, seen),
        f"admin:{kind}_delete": Row(delete, delete),
        f"admin:{kind}_change": Row(desk(200, stranger=404), change, writes),
        f"admin/{app}/{name}/<path:object_id>/": Row(desk(302), desk(302)),
    }


LIST, REFUSED, KEPT_BY_MANAGER = desk(200), desk(403), desk(403, manager=200)
ROW, NO_ROW = desk(200, stranger=404), desk(403, stranger=404)
ROW_OF_MANAGER = desk(403, manager=200, stranger=404)
DONE_BY_MANAGER = desk(403, manager=302, stranger=404)
LED = desk(302)  # Django's own way on to another page
POST_ONLY = desk(405)

ADMIN = {
    "admin:index": Row(LIST, LIST),
    "admin:login": Row(all_of(302), all_of(302)),
    "admin:logout": Row(all_of(302), all_of(302)),
    "admin:password_change": Row(desk(302), desk(302)),
    "admin:password_change_done": Row(LIST, POST_ONLY),
    "admin:autocomplete": Row(REFUSED, POST_ONLY),
    "admin:jsi18n": Row(LIST, POST_ONLY),
    "admin:view_on_site": Row(desk(404), desk(404)),
    "admin:app_list": Row(LIST, LIST),
    "admin/(?P<url>.*)$": Row(desk(404), desk(404)),
    "admin:dashboard": Row(LIST, POST_ONLY),
    **dict.fromkeys(("admin:league", "admin:briefing"), Row(desk(200, stranger=404), POST_ONLY)),
    "admin:league_export": Row(POST_ONLY, desk(200, stranger=404)),
    "admin:dashboard_export": Row(POST_ONLY, desk(404)),
    "admin:exports": Row(LIST, POST_ONLY),
    "admin:tasks": Row(desk(404), POST_ONLY),
    "admin:task_act": Row(POST_ONLY, desk(404)),
    "admin:export_make": Row(POST_ONLY, desk(404)),
    "admin:export_download": Row(desk(404), POST_ONLY),
    "admin:export_cancel": Row(POST_ONLY, desk(404, manager=302), MANAGER),
    "admin:export_retry": Row(POST_ONLY, desk(404, manager=302), MANAGER),
    "admin:next_report": Row(LED, POST_ONLY),
    "admin:reports_cycle_participants": Row(ROW, DONE_BY_MANAGER, MANAGER),
    "admin:reports_cycle_checks": Row(ROW_OF_MANAGER, DONE_BY_MANAGER),
    "admin:reports_cycle_outlines": Row(ROW, DONE_BY_MANAGER),
    "admin:reports_report_assign": Row(ROW, ROW),
    "admin:bulk": Row(desk(404), desk(404)),
    "admin:bulk_result": Row(desk(404, manager=200), desk(404, manager=200)),
    "admin:departments_department_import": Row(KEPT_BY_MANAGER, KEPT_BY_MANAGER),
    "admin:departments_user_import": Row(KEPT_BY_MANAGER, KEPT_BY_MANAGER),
    "admin:departments_user_reset_many": Row(desk(302, stranger=302), desk(302, stranger=302)),
    "admin:departments_user_reset": Row(ROW_OF_MANAGER, ROW_OF_MANAGER, MANAGER),
    "admin:reports_cycle_open": Row(POST_ONLY, desk(403, manager=200, stranger=404)),  # asks once, with the outline that it will use
    **dict.fromkeys((f"admin:reports_cycle_{act}" for act in ("copy", "approved")), Row(POST_ONLY, DONE_BY_MANAGER, MANAGER)),
    **model(NO_ROW, add=REFUSED, delete=NO_ROW, kind="reports_submission", listed=LIST),
    **model(NO_ROW, add=REFUSED, delete=NO_ROW, kind="reports_event", listed=LIST),
    **model(ROW_OF_MANAGER, add=KEPT_BY_MANAGER, delete=ROW_OF_MANAGER, kind="reports_cycle", listed=LIST),
    **model(ROW_OF_MANAGER, add=LIST, delete=ROW_OF_MANAGER, kind="reports_phrase", listed=LIST),
    **model(ROW_OF_MANAGER, add=KEPT_BY_MANAGER, delete=ROW_OF_MANAGER, kind="departments_desk", listed=LIST),
    **model(ROW_OF_MANAGER, add=KEPT_BY_MANAGER, delete=NO_ROW, kind="departments_department", listed=LIST),
    **model(ROW_OF_MANAGER, add=KEPT_BY_MANAGER, delete=NO_ROW, kind="departments_user", listed=LIST),
    **model(desk(403, manager=302, stranger=404), add=REFUSED, delete=NO_ROW, kind="departments_district", listed=LIST, writes=MANAGER),
}
ADMIN |= model(REFUSED, add=REFUSED, delete=REFUSED, kind="reports_outlineversion", listed=LIST)
ADMIN |= {f"admin:reports_outlineversion_{page}": Row(LIST, REFUSED) for page in ("change", "file")}  # it says nothing of a department
ADMIN["admin:reports_outlineversion_history"] = Row(LIST, LIST)
NO_ENTRY = desk(404, manager=403)
ADMIN |= model(NO_ENTRY, add=REFUSED, delete=NO_ENTRY, kind="departments_auditentry", listed=KEPT_BY_MANAGER)
ADMIN |= {
    "admin:departments_auditentry_change": Row(desk(404, manager=200), NO_ENTRY),
    "admin:departments_auditentry_history": Row(desk(404, manager=200), desk(404, manager=200)),
}
ADMIN |= model(NO_ENTRY, add=REFUSED, delete=NO_ENTRY, kind="reports_outboxmail", listed=KEPT_BY_MANAGER)
ADMIN |= {
    "admin:reports_outboxmail_change": Row(desk(404, manager=200), NO_ENTRY),
    "admin:reports_outboxmail_history": Row(desk(404, manager=200), desk(404, manager=200)),
    "admin:reports_outboxmail_again": Row(POST_ONLY, desk(404, manager=302), MANAGER),
}
ADMIN |= model(ROW, add=REFUSED, delete=NO_ROW, kind="reports_report", listed=LIST)
ADMIN |= model(desk(302, stranger=404), add=REFUSED, delete=NO_ROW, kind="reports_publication", listed=LIST)
ADMIN |= {
    "admin:reports_report_change": Row(ROW, desk(302, stranger=404), by_state=True),
    "admin:reports_report_items": Row(ROW, ROW),
    "admin:reports_publication_change": Row(desk(302, stranger=404), desk(302, stranger=404)),
    "admin:reports_publication_report": Row(ROW, ROW),
    "admin:reports_publication_withdraw": Row(desk(405, stranger=404), desk(302, stranger=404)),
}


def unless_approved(status: int) -> Callable[[str], int]:
    return lambda state: 404 if state == Status.APPROVED else status


def scoring(turn: str) -> Callable[[str], int]:
    """Saved in the own turn, else the page comes back with the sentence."""
    return lambda state: 302 if state == turn else 200


def second_scoring(state: str) -> int:
    return 302 if state in (Status.IN_REVIEW, Status.SECOND_REVIEW) else 200


EXTENSION = desk(404, manager=unless_approved(200))
ADMIN |= {
    "admin:reports_report_extend": Row(EXTENSION, EXTENSION, by_state=True),
    "admin:reports_report_scores": Row(
        ROW,
        {**desk(200, stranger=404), "reviewer": scoring(Status.IN_REVIEW), "second reviewer": second_scoring},
        BUREAU - MANAGER,
        by_state=True,
    ),
}


def being_written(state: str) -> int:
    return 200 if state in Status.editable() else 302


def to_be_signed(state: str) -> int:
    return 200 if state == Status.AWAITING_SIGNATURE else 302


OF_REPORT, TOLD = own(200, sent(200)), own(302, sent(302))  # TOLD: led back with what was done, or why not
NO_POST, POST_PAGE = all_of(405), own(405, 405, other=405)
SENTENCE, KEPT = all_of(405, door=405), own(302, sent(302), door=401)  # KEPT: what was typed comes back, and the way to the login
PAGES = {
    "health": Row(EVERYBODY, READ_ONLY),
    "health_ready": Row(all_of(503, door=503), READ_ONLY),  # no worker runs beside the tests
    "login": Row(all_of(302, door=200), all_of(302, door=200)),
    "logout": Row(all_of(200, door=302), all_of(302)),
    "password_change": Row(all_of(200), all_of(200)),
    "me": Row(all_of(200), all_of(200)),
    "notices": Row(all_of(200), NO_POST),
    "notices_read": Row(NO_POST, all_of(302), frozenset(all_of(302)) - frozenset(DOOR)),
    **dict.fromkeys(("notice_open", "notice_read"), Row(NO_POST, {**all_of(404), "clerk": 302}, frozenset({"clerk"}))),
    "home": Row({**all_of(302), **dict.fromkeys(("clerk", "other clerk"), 200)}, NO_POST),
    "signatures": Row(all_of(200), NO_POST),
    "rules": Row(all_of(200), NO_POST),
    **dict.fromkeys(
        ("report", "preview", "draft_word", "kept_values", "paper_state", "kept_draft"), Row(OF_REPORT, NO_POST, by_state=True)
    ),
    "draft_pdf": Row(OF_REPORT, NO_POST, FILLS_IN | BUREAU, by_state=True),  # a draft is kept under what stands on it
    "sign": Row({**own(302, sent(302)), "leader": to_be_signed}, NO_POST, by_state=True),
    "reading": Row(own(being_written, sent(302)), own(being_written, sent(302)), by_state=True),
    "act": Row(SENTENCE, KEPT, FILLS_IN, by_state=True),
    "words": Row(SENTENCE, KEPT, FILLS_IN, by_state=True),
    "repair": Row(SENTENCE, KEPT, FILLS_IN, by_state=True),
    "section": Row(OF_REPORT, own(409, sent(409), door=401), FILLS_IN, by_state=True),
    "section_fragments": Row(OF_REPORT, NO_POST, by_state=True),
    "section_totals": Row(POST_PAGE, OF_REPORT, by_state=True),
    "section_paste": Row(POST_PAGE, own(422, sent(422)), by_state=True),
    "attachments": Row(OF_REPORT, TOLD, FILLS_IN, by_state=True),
    "scans": Row(all_of(302), TOLD, FILLS_IN, by_state=True),
    "attachment": Row(own(200), NO_POST, by_state=True),
    "attachment_remove": Row(POST_PAGE, own(302), FILLS_IN, by_state=True),
    "printout": Row(own(200, 200), NO_POST, by_state=True),
    "sent_word": Row(own(200, 200), NO_POST, by_state=True),
    "final_paper": Row(own(200, 200), NO_POST, by_state=True),
    **dict.fromkeys(("help", "guide_picture"), Row(EVERYBODY, READ_ONLY)),
    **dict.fromkeys(("public_index", "public_report", "public_paper", "public_data", "verify_ask"), Row(EVERYBODY, READ_ONLY)),
    **dict.fromkeys(("public_feed", "public_year_csv", "public_year_json", "public_years"), Row(EVERYBODY, READ_ONLY)),
    "verify": Row(EVERYBODY, EVERYBODY),
}
EXPECTED = {**ADMIN, **PAGES}
