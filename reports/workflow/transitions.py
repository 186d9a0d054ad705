"""The steps of a report as data, each with its rules and every word that is said of it.

The gate, buttons, confirmations, notices, docs/workflow.md and the tests derive from this table; the states stand in
reports/models/states.py, acts that change no state in reports/workflow/events.py.
"""

from __future__ import annotations

from departments.models import Role
from reports.models import Status
from reports.workflow import guards, permissions
from reports.workflow.approvals import conclude_review
from reports.workflow.effects import carry_scores, write_items, write_reason
from reports.workflow.events import ActWords
from reports.workflow.notices import messages, recipients
from reports.workflow.notices.notifications import AT_BUREAU, AT_DEPARTMENT, Notification, build_sentence
from reports.workflow.notices.notifications import TO_SIGN as TO_SIGN_PAGE
from reports.workflow.submissions import freeze_report
from reports.workflow.transition import Target, Transition

D, A, S, R = Status.DRAFT, Status.AWAITING_SIGNATURE, Status.SUBMITTED, Status.IN_REVIEW
C, B, P = Status.SECOND_REVIEW, Status.RETURNED, Status.APPROVED
CLERK, LEADER, REVIEWER, SECOND, MANAGER = Role.CLERK, Role.LEADER, Role.REVIEWER, Role.SECOND_REVIEWER, Role.MANAGER


WHERE_IT_CAME_FROM = Target((D, B), lambda attempt: Status(attempt.report.before_signature), "where it came from")
BY_OPEN_ITEMS = Target((B, D), lambda attempt: B if attempt.open_items else D, "returned if items are open, else draft")


TO_SIGN = (
    guards.signature_is_needed,
    guards.filling_in_has_begun,
    guards.deadline_is_not_locked,
    guards.required_is_filled,
    guards.musts_are_answered,
    guards.reading_is_answered,
    guards.paper_can_be_printed,
)
READY = (
    guards.filling_in_has_begun,
    guards.deadline_is_not_locked,
    guards.required_is_filled,
    guards.musts_are_answered,
    guards.reading_is_answered,
    guards.nothing_blocks,
    guards.findings_are_explained,
    guards.paper_can_be_printed,
)
RETURNED = (guards.items_say_something, guards.items_have_places)
PASSED_ON = (guards.second_review_is_needed, guards.scan_is_attached, permissions.is_not_own_work)
APPROVED = (guards.second_review_is_not_needed, guards.scan_is_attached, permissions.is_not_own_work)
CONFIRMED = (guards.scan_is_attached, permissions.is_another_person, permissions.is_not_own_work)

# Of acts that are taken from more than one place, by other people or under other rules.
SUBMITTING = ActWords(
    hint="报告报送财政局，并生成有编号的送审稿。财政局开始审核前可以撤回。",
    done="已报送财政局。编号、校验码和送审稿见下方。",
    pledge="我已看过报告全文，内容真实、数据无误，同意报送。",
    notification=Notification(recipients.list_handlers, "已报送，请审核：{paper}", messages.describe_submission, AT_BUREAU),
)
RETURNING = ActWords(
    hint="单位登录后看到这条意见，改好后再次报送。",
    done="已退回 {report.department.name}，单位登录后即可看到退回意见。",
    note="共同的退回意见（必填，每份报告都写这一条）",
    is_asked=True,
    in_bulk="已退回",
    notification=Notification(recipients.list_department, "财政局退回，请修改：{paper}", messages.describe_return, AT_DEPARTMENT),
)
APPROVING = ActWords(
    hint="审核通过后，报告不能再修改；确需修改时由管理员重新打开。",
    done="{report.department.name} 的报告已审核通过。",
    note="审核意见（可不填）",
    is_asked=True,
    in_bulk="已通过",
    notification=Notification(
        recipients.list_department, "审核通过：{paper}", build_sentence("财政局已审核通过，可以下载定稿。"), AT_DEPARTMENT
    ),
)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        "hand_over",
        "交签发",
        (D, B),
        A,
        (CLERK,),
        TO_SIGN,
        repeatable=True,
        words=ActWords(
            hint="交单位负责人审阅签发。签发前报告不能修改；负责人办理以前，您可以收回。",
            done="已交单位负责人签发。负责人办理以前，可以收回修改。",
            doubt="这些核对问题还没有处理。可以现在交签发，由负责人处理；也可以先改正或说明。",
            notification=Notification(
                recipients.list_leaders, "请签发：{paper}", build_sentence("填报人已填完报告，交您审阅签发。"), TO_SIGN_PAGE
            ),
        ),
    ),
    Transition(
        "give_back",
        "退给填报人",
        (A,),
        WHERE_IT_CAME_FROM,
        (LEADER,),
        (guards.reason_is_given,),
        words=ActWords(
            hint="报告退给填报人修改，填报人会看到您写的说明。",
            done="已退给填报人。",
            note="要修改什么（必填）",
            notification=Notification(
                recipients.list_clerks, "负责人退给您修改：{paper}", build_sentence("请修改后再交签发。", "要修改的"), AT_DEPARTMENT
            ),
        ),
    ),
    Transition(
        "take_back",
        "收回",
        (A,),
        WHERE_IT_CAME_FROM,
        (CLERK,),
        repeatable=True,
        words=ActWords(
            hint="负责人还没有办理，可以收回修改；改好后须重新交签发。",
            done="已收回，可以继续修改。",
            notification=Notification(
                recipients.list_leaders,
                "填报人收回了报告：{paper}",
                build_sentence("填报人在您办理以前收回修改，改好后会再交签发；现在不用办理。"),
                AT_DEPARTMENT,
            ),
        ),
    ),
    Transition("submit", "签发并报送", (A,), S, (LEADER,), READY, repeatable=True, effect=freeze_report, words=SUBMITTING),
    Transition(
        "submit",
        "报送",
        (D, B),
        S,
        (CLERK, LEADER),
        (guards.signature_is_not_needed, *READY),
        repeatable=True,
        effect=freeze_report,
        words=SUBMITTING,
    ),
    Transition(
        "withdraw",
        "撤回",
        (S,),
        BY_OPEN_ITEMS,
        (LEADER, CLERK),
        repeatable=True,
        words=ActWords(
            hint="财政局还没有开始审核，可以撤回修改；修改后须重新报送。",
            done="已撤回，可以继续修改。",
            notification=Notification(
                recipients.list_handlers, "单位撤回了报送：{paper}", build_sentence("单位在审核开始以前撤回，改好后会再次报送。"), AT_BUREAU
            ),
        ),
    ),
    Transition(
        "start_review",
        "开始审核",
        (S,),
        R,
        (REVIEWER, SECOND),
        repeatable=True,
        keeps_waiting=True,
        effect=carry_scores,
        words=ActWords(done="已开始审核。", in_bulk="已开始审核"),
    ),
    Transition(
        "pass_on",
        "提请复审",
        (R,),
        C,
        (REVIEWER,),
        PASSED_ON,
        repeatable=True,
        words=ActWords(
            hint="由另一名复审员确认通过，或者退回。",
            done="已提请复审。",
            note="给复审员的话（可不填）",
            in_bulk="已提请复审",
            notification=Notification(
                recipients.list_second_reviewers, "请复审：{paper}", build_sentence("审核员已提请复审，请另一名复审员确认。"), AT_BUREAU
            ),
        ),
    ),
    Transition(
        "send_back",
        "退回审核员",
        (C,),
        R,
        (SECOND,),
        (guards.reason_is_given,),
        words=ActWords(
            hint="退回后，由审核员再看一遍；理由记入办理记录。",
            done="已退回审核员。",
            notification=Notification(
                recipients.list_handlers, "复审员退回，请再审：{paper}", build_sentence("请再次审核。", "理由"), AT_BUREAU
            ),
        ),
    ),
    Transition("return", "退回", (R,), B, (REVIEWER, SECOND), RETURNED, effect=write_items, words=RETURNING),
    Transition("return", "退回", (C,), B, (SECOND,), RETURNED, effect=write_items, words=RETURNING),
    Transition("approve", "通过", (R,), P, (REVIEWER, SECOND), APPROVED, repeatable=True, effect=conclude_review, words=APPROVING),
    Transition("approve", "通过", (C,), P, (SECOND,), CONFIRMED, repeatable=True, effect=conclude_review, words=APPROVING),
    Transition(
        "reopen",
        "重新打开",
        (P,),
        B,
        (MANAGER,),
        (guards.reason_is_given,),
        effect=write_reason,
        words=ActWords(
            hint="重新打开后，单位可以修改并再次报送；理由会作为“必改”意见发给单位。",
            done="{report.department.name} 的报告已重新打开，单位可以修改后再次报送。",
            notification=Notification(
                recipients.list_department, "财政局重新打开，请修改：{paper}", messages.describe_reopening, AT_DEPARTMENT
            ),
        ),
    ),
)

ANSWERS, EXTENDERS, OF_BUREAU = (CLERK, LEADER), (MANAGER,), (REVIEWER, SECOND, MANAGER)
