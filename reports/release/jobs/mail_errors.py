"""Why a mail did not go, in Chinese; what the server itself said stands behind it, for the technical administrator."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator

OTHER = "发送时出错"
SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPRecipientsRefused, "邮件服务器不收这个地址，请核对邮箱"),
    (smtplib.SMTPSenderRefused, "邮件服务器不接受发件人地址，请技术管理员检查 PERFEVAL_EMAIL_FROM"),
    (smtplib.SMTPAuthenticationError, "邮件服务器不接受发件的账号或密码，请技术管理员检查 PERFEVAL_EMAIL_URL"),
    (smtplib.SMTPHeloError, "邮件服务器不接受这台服务器的问候"),
    (smtplib.SMTPNotSupportedError, "邮件服务器不支持所设置的加密或登录方式"),
    (smtplib.SMTPDataError, "邮件服务器不接受邮件的内容"),
    (smtplib.SMTPConnectError, "邮件服务器拒绝连接"),
    (smtplib.SMTPServerDisconnected, "邮件服务器中断了连接"),
    (smtplib.SMTPException, "邮件服务器没有照办"),
    (ssl.SSLError, "与邮件服务器的加密连接没有建立，证书或加密方式不对"),
    (socket.gaierror, "找不到邮件服务器，主机名不对或者网络不通"),
    (TimeoutError, "连接邮件服务器超时"),
    (ConnectionRefusedError, "邮件服务器拒绝连接，端口不对或者没有启动"),
    (ConnectionError, "与邮件服务器的连接断了"),
    (UnicodeError, "邮箱地址里有邮件服务器不认识的字符"),
    (OSError, "连不上邮件服务器"),
)


def describe_mail_error(error: BaseException) -> str:
    """邮件服务器不收这个地址，请核对邮箱（550 User unknown）。"""
    sentence = next((words for kind, words in SENTENCES if isinstance(error, kind)), OTHER)
    said = "；".join(dict.fromkeys(_read_answers(error)))
    return f"{sentence}（{said[:300]}）" if said else sentence


def _read_answers(error: BaseException) -> Iterator[str]:
    """What the server answered, by code and text; of another error what it says of itself."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        yield from (f"{code} {_decode(text)}" for code, text in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        yield f"{error.smtp_code} {_decode(error.smtp_error)}"
    else:
        yield f"{type(error).__name__}：{error}" if str(error) else type(error).__name__


def _decode(text: bytes | str) -> str:
    """Servers answer in UTF-8 or, in China, in GB 18030."""
    if isinstance(text, str):
        return text
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("gb18030", "replace")
