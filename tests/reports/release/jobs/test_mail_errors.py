"""Every way a mail server fails has a Chinese sentence."""

import smtplib
import socket
import ssl

import pytest

from reports.release.jobs.mail_errors import describe_mail_error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            smtplib.SMTPRecipientsRefused({"a@b.cn": (550, b"User unknown")}),
            "邮件服务器不收这个地址，请核对邮箱（550 User unknown）",
        ),
        (
            smtplib.SMTPRecipientsRefused({"a@b.cn": (550, "用户不存在".encode("gb18030"))}),
            "邮件服务器不收这个地址，请核对邮箱（550 用户不存在）",
        ),
        (
            smtplib.SMTPAuthenticationError(535, b"authentication failed"),
            "邮件服务器不接受发件的账号或密码，请技术管理员检查 PERFEVAL_EMAIL_URL（535 authentication failed）",
        ),
        (smtplib.SMTPServerDisconnected("closed"), "邮件服务器中断了连接（SMTPServerDisconnected：closed）"),
        (ConnectionRefusedError(111, "refused"), "邮件服务器拒绝连接，端口不对或者没有启动（ConnectionRefusedError：[Errno 111] refused）"),
        (
            socket.gaierror(-2, "Name or service not known"),
            "找不到邮件服务器，主机名不对或者网络不通（gaierror：[Errno -2] Name or service not known）",
        ),
        (TimeoutError(), "连接邮件服务器超时（TimeoutError）"),
        (ssl.SSLError(1, "bad certificate"), "与邮件服务器的加密连接没有建立，证书或加密方式不对（SSLError：bad certificate）"),
        (ValueError("x"), "发送时出错（ValueError：x）"),
    ],
)
def test_what_went_wrong_is_told_in_chinese(error: Exception, sentence: str) -> None:
    assert describe_mail_error(error) == sentence
