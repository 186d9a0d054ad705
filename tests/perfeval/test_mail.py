"""The address of the mail server, as it stands in the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from perfeval.mail import CONSOLE, SMTP, Mail, read_mail_settings

SENDER = "绩效自评 <jx@example.cn>"


def test_without_a_server_mails_go_to_the_console():
    assert (read_mail_settings("", "").backend, read_mail_settings("", SENDER).sender) == (CONSOLE, SENDER)


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("smtp+tls://jx:a%40b%2F@mail.example.cn", Mail(SMTP, "mail.example.cn", 587, "jx", "a@b/", "smtp+tls", SENDER)),
        ("smtps://jx:mima@mail.example.cn:994", Mail(SMTP, "mail.example.cn", 994, "jx", "mima", "smtps", SENDER)),
        ("smtp://10.0.0.5", Mail(SMTP, "10.0.0.5", 25, "", "", "smtp", SENDER)),
    ],
)
def test_a_server_is_read_from_its_address(url: str, made: Mail):
    assert read_mail_settings(url, SENDER) == made


@pytest.mark.parametrize("url", ["mail.example.cn", "http://mail.example.cn", "smtp://", "smtp://mail.example.cn:port"])
def test_a_wrong_address_is_a_sentence_without_the_password(url: str):
    with pytest.raises(ImproperlyConfigured, match="PERFEVAL_EMAIL_URL 应写作"):
        read_mail_settings(url, SENDER)


@pytest.mark.parametrize("sender", ["", "绩效自评", "a@example.cn\nBcc: b@example.cn"])
def test_a_server_needs_a_sender(sender: str):
    with pytest.raises(ImproperlyConfigured, match="PERFEVAL_EMAIL_FROM"):
        read_mail_settings("smtp://10.0.0.5", sender)
