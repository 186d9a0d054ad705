"""Attacks on the login, simulated over HTTP: each is slowed, and nobody who works here is kept out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from departments import passwords, throttling
from departments.models import AuditEntry, LoginAttempt, User
from departments.models.audit import Act
from tests.long_runs import count_examples

pytestmark = pytest.mark.django_db

OWN = "桂花树下的石阶2024"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
OFFICE, OUTSIDE = "10.1.1.1", "203.0.113.9"
WRONG, WAITS, IN = 200, 429, 302


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as moving:
        yield moving


@pytest.fixture
def zhang():
    return User.objects.create_user("zhang", password=OWN, name="张三")


def attempt(name, password="wrong", address=OUTSIDE, browser=None):
    return (browser or Client()).post("/login/", {"username": name, "password": password}, REMOTE_ADDR=address)


def status(*args, **kwargs):
    return attempt(*args, **kwargs).status_code


def attack_name(name="zhang", times=20):
    """From as many addresses."""
    return [status(name, address=f"198.51.{number // 250}.{number % 250}") for number in range(times)]


def attack_from(address=OUTSIDE, names=100):
    """One password on many names."""
    return [status(f"name-{number}", address=address) for number in range(names)]


def fill_name(name="zhang", times=throttling.PER_NAME):
    """As such an attack leaves it behind."""
    LoginAttempt.objects.bulk_create(LoginAttempt(name=name, origin=f"198.51.100.{number}", succeeded=False) for number in range(times))


def fill_origin(address=OUTSIDE, names=throttling.PER_ADDRESS_IN_ALL):
    LoginAttempt.objects.bulk_create(LoginAttempt(name=f"name-{number}", origin=address, succeeded=False) for number in range(names))


def known_browser(name="zhang", address=OFFICE):
    """In which the person came in once, and left."""
    browser = Client()
    assert status(name, OWN, address, browser) == IN
    browser.post("/logout/")
    return browser


def test_one_name_from_500_addresses_waits_after_twenty(zhang):
    times = count_examples(500)
    assert attack_name(times=times) == [WRONG] * 19 + [WAITS] * (times - 19)
    assert status("zhang", OWN, "192.0.2.1") == WAITS


def test_a_name_that_nobody_has_waits_in_the_same_words(zhang):
    fill_name("zhang"), fill_name("nobody")
    pages = [attempt(name, address="192.0.2.1") for name in ("zhang", "nobody")]
    assert {page.status_code for page in pages} == {WAITS}
    assert pages[0].content == pages[1].content
    assert "这个账号最近一小时内输错密码的次数太多，请 15 分钟后再试。" in pages[0].content.decode()
    assert pages[0].headers["Retry-After"] == "901"


def test_the_wait_of_a_name_ends_after_15_minutes_whoever_goes_on_trying(zhang, clock):
    fill_name()
    clock.shift(timedelta(minutes=10))
    assert "请 5 分钟后再试" in attempt("zhang").content.decode()
    clock.shift(timedelta(minutes=5))
    assert status("zhang", OWN, "192.0.2.1") == IN


def test_within_the_hour_one_more_failure_lets_the_name_wait_again(zhang, clock):
    fill_name()
    clock.shift(timedelta(minutes=15))
    assert [status("zhang", address=f"192.0.2.{number}") for number in (1, 2)] == [WAITS, WAITS]
    clock.shift(timedelta(minutes=61))
    assert status("zhang") == WRONG


def test_a_browser_that_knows_the_name_passes_while_the_name_is_attacked(zhang):
    browser = known_browser()
    fill_name()
    assert status("zhang", OWN, "192.0.2.7", browser) == IN


def test_a_browser_that_knows_another_name_does_not_pass(zhang):
    User.objects.create_user("li", password=OWN)
    browser = known_browser("li")
    fill_name()
    assert status("zhang", OWN, OFFICE, browser) == WAITS


def test_a_cookie_that_was_not_signed_here_does_not_pass(zhang):
    browser = known_browser()
    fill_name()
    browser.cookies["perfeval_browser"] = browser.cookies["perfeval_browser"].value[:-2] + "xx"
    assert status("zhang", OWN, OFFICE, browser) == WAITS


def test_a_browser_that_knows_the_name_is_not_locked_by_a_neighbour_at_its_address(zhang):
    browser = known_browser()
    assert [status("zhang", address=OFFICE) for _ in range(5)] == [WRONG] * 4 + [WAITS]
    assert status("zhang", OWN, OFFICE, browser) == IN


def test_a_stolen_cookie_gives_five_tries_in_15_minutes_from_all_addresses(zhang, clock):
    browser = known_browser()
    tries = [status("zhang", address=f"198.51.100.{number}", browser=browser) for number in range(20)]
    assert tries == [WRONG] * 4 + [WAITS] * 16
    clock.shift(timedelta(minutes=15))
    assert status("zhang", OWN, OFFICE, browser) == IN


def test_a_cookie_passes_for_half_a_year(zhang, clock):
    browser = known_browser()
    clock.shift(timedelta(days=181))
    fill_name()
    assert status("zhang", OWN, OFFICE, browser) == WAITS


def test_one_password_on_500_names_is_slowed_and_finds_nobody(zhang):
    names = max(count_examples(500), throttling.PER_ADDRESS_IN_ALL + 20)
    assert attack_from(names=names) == [WRONG] * 99 + [WAITS] * (names - 99)
    assert status("zhang", OWN) == WAITS
    assert LoginAttempt.objects.count() == throttling.PER_ADDRESS_IN_ALL


def test_the_wait_of_an_address_ends_after_15_minutes(zhang, clock):
    fill_origin()
    assert "请 15 分钟后再试" in attempt("zhang", OWN).content.decode()
    clock.shift(timedelta(minutes=15))
    assert status("zhang", OWN) == IN


def test_the_wait_of_one_address_leaves_the_others(zhang):
    fill_origin()
    assert status("zhang", OWN, OFFICE) == IN


def test_right_passwords_pass_at_the_address_of_an_attack(zhang):
    User.objects.create_user("li", password=OWN)
    known_browser("zhang", OFFICE)
    fill_origin(OFFICE, names=150)
    assert status("li", OWN, OFFICE) == IN  # who was never here before
    fill_origin(OFFICE)
    assert status("zhang", OWN, OFFICE) == IN  # who was, in another browser


def test_an_address_that_waits_does_not_tell_who_came_in_from_it(zhang):
    known_browser("zhang", OFFICE)
    fill_origin(OFFICE)
    pages = {name: [attempt(name, address=OFFICE).content for _ in range(6)] for name in ("zhang", "nobody")}
    assert pages["zhang"] == pages["nobody"]
    assert "您所在的网络最近一小时内输错密码的次数太多，请 15 分钟后再试。" in pages["zhang"][0].decode()


def test_an_office_of_sixty_clerks_who_mistype_comes_in(clock):
    """Each three times wrong before the first one gets it right, all behind one address, none of them ever here before."""
    clerks = [f"clerk-{number}" for number in range(count_examples(60))]
    for name in clerks:
        User.objects.create_user(name, password=OWN)
    for _ in range(3):
        [attempt(name, address=OFFICE) for name in clerks]
    assert {status(name, OWN, OFFICE) for name in clerks} == {IN}


def test_slips_are_forgiven_when_the_right_password_follows(zhang):
    for _ in range(10):
        assert [status("zhang", address=OFFICE) for _ in range(4)] == [WRONG] * 4
        assert status("zhang", OWN, OFFICE) == IN
    assert list(LoginAttempt.objects.values_list("name", "origin", "succeeded")) == [("zhang", OFFICE, True)]


def test_the_addresses_of_one_ipv6_network_are_one_origin(zhang):
    fill_origin("2001:db8:0:1::/64", names=98)
    answers = [status(f"name-{number}", address=f"2001:db8:0:1::{number:x}") for number in range(98, 101)]
    assert answers == [WRONG, WAITS, WAITS]
    assert status("zhang", address="2001:db8:0:2::1") == WRONG


@pytest.mark.parametrize(
    ("address", "origin"),
    [("10.0.0.1", "10.0.0.1"), ("::ffff:10.0.0.1", "10.0.0.1"), ("2001:db8::1", "2001:db8::/64"), ("unix:", "unix:"), (None, "")],
)
def test_where_an_address_belongs(address, origin):
    assert throttling.find_origin(address) == origin


def test_behind_the_proxy_its_own_word_counts(zhang, settings):
    settings.PRODUCTION = True
    fill_origin(names=98)
    for number in range(2):
        Client().post("/login/", {"username": f"name-{number}", "password": "wrong"}, headers={"X-Forwarded-For": f"{number}, {OUTSIDE}"})
    answer = Client().post("/login/", {"username": "zhang", "password": "wrong"}, headers={"X-Forwarded-For": f"6.6.6.6, {OUTSIDE}"})
    assert answer.status_code == WAITS


def test_a_new_password_from_the_manager_lifts_the_wait_of_the_name(zhang):
    fill_name()
    assert status("zhang", passwords.reset_password(zhang), OFFICE) == IN


def test_what_is_refused_stands_in_the_log_with_the_reason(zhang):
    attack_name(times=21)
    [reached, refused] = AuditEntry.objects.filter(act=Act.LOCKED_OUT).order_by("pk")
    assert (reached.target, reached.detail, refused.detail) == (
        "zhang",
        refused.detail,
        "这个账号最近一小时内输错密码的次数太多，请 15 分钟后再试。",
    )
    assert AuditEntry.objects.filter(act=Act.LOGIN_FAILED).count() == 21


def test_failures_are_forgotten_after_an_hour_and_successes_after_half_a_year(zhang, clock):
    known_browser()
    fill_origin(names=30)
    clock.shift(timedelta(minutes=61))
    attempt("nobody")
    assert sorted(LoginAttempt.objects.values_list("name", flat=True)) == ["nobody", "zhang"]
    clock.shift(timedelta(days=181))
    throttling.forget_attempts()
    assert not LoginAttempt.objects.exists()


@pytest.mark.parametrize(("before", "more"), [(10, 60), (101, 60)], ids=["as usual", "while the address waits"])
def test_an_attempt_costs_the_same_queries_however_many_were_before(before, more):
    fill_origin(names=before)
    first = count_queries("somebody")
    fill_origin(names=more)
    assert count_queries("anybody") == first


def count_queries(name):
    with CaptureQueriesContext(connection) as asked:
        attempt(name)
    return len(asked)
