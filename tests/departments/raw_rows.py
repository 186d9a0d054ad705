"""Rows as they may stand in a database from before a field had its one spelling."""

from django.db import connection

from departments.models import Department


def store_raw_name(department: Department, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE departments_department SET name = %s WHERE id = %s", [name, department.pk])
