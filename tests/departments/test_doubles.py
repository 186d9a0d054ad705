"""Doubles are listed and never merged, by a command or by the migration."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from departments.doubles import find_doubles
from departments.models import Department


def store(table: str, column: str, pk: int, text: str) -> None:
    """Past the field, as an older version did."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [text, pk])


def departments(*codes_and_names: tuple[str, str], models: Any = apps) -> list[Department]:
    """`models`: those of the time."""
    district = models.get_model("departments", "District").objects.get_or_create(name="青禾区")[0]
    of_the_time = models.get_model("departments", "Department").objects
    return [of_the_time.create(district=district, code=code, name=name) for code, name in codes_and_names]


@pytest.mark.django_db
def test_the_command_names_what_stands_twice(capsys):
    odd, *_ = departments(("1", "甲"), ("099001", "乙局"), ("066001", "丙"), ("66001", "丁"))
    departments(("077", "测试局（本级）"), ("078", "测试局本级"))
    store("departments_department", "code", odd.pk, "099001\u200b")

    call_command("list_doubles")

    assert capsys.readouterr().out.splitlines() == [
        "青禾区｜预算编码只差写法｜099001\u200b 甲；099001 乙局",
        "青禾区｜预算编码只差前面的 0｜066001 丙；66001 丁",
        "青禾区｜单位同名｜077 测试局（本级）；078 测试局本级",
        f"单位（第 {odd.pk} 号）的“099001\u200b”应写作“099001”",
        "共 3 组可能重复，1 处写法不统一。请在工作台逐一核对：改名、停用或删除，由管理员决定。",
    ]


@pytest.mark.django_db
def test_the_command_says_that_there_is_nothing(capsys):
    departments(("001", "甲"), ("002", "乙"))

    call_command("list_doubles")

    assert (capsys.readouterr().out, list(find_doubles())) == ("没有发现重复。\n", [])


@pytest.fixture
def before(transactional_db: None) -> Iterator[Any]:
    """The database as it was before there was one spelling; its models."""
    yield MigrationExecutor(connection).migrate([("departments", "0008_login_attempts")]).apps
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_the_migration_spells_what_it_can_merges_nothing_and_goes_on(before: Any, caplog: pytest.LogCaptureFixture):
    first, second, third = departments(("1", "甲"), ("099001", "乙"), ("3", "丙"), models=before)
    store("departments_department", "code", first.pk, "099001\u200b")
    store("departments_department", "code", third.pk, "０９９００３")
    store("departments_department", "name", third.pk, "丙局 ")

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    found = dict(Department.objects.values_list("pk", "code"))
    assert found == {first.pk: "099001\u200b", second.pk: "099001", third.pk: "099003"}
    assert Department.objects.get(pk=third.pk).name == "丙局"
    assert [record.getMessage() for record in caplog.records if "list_doubles" in record.getMessage()] == [
        f"单位 {first.pk}：“099001\u200b”没有改成“099001”，请运行 list_doubles 查看"
    ]
