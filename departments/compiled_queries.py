"""Queries of every page, whose SQL is made once and then run with the values at hand.

Django makes the SQL of a query anew whenever it is asked. For the joins and subqueries of a report's page that takes four to ten times
as long as the database's answer. A query here stays the ORM's, with its models, joins, converters and `select_related`; where a value
differs from one request to the next stands a `Parameter`. Whatever else is in the query is kept for good: no moment of the clock,
no list that grows, nothing of a person may stand in it. What the database answers is never kept.

    @compiled
    def _select_reports_of() -> QuerySet[Report]:
        return Report.objects.filter(department=Parameter("department")).select_related("cycle")

    _select_reports_of().fetch(department=7)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import CharField, Expression, IntegerField, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Found = QuerySet[Any, Any]
Row = TypeVar("Row")
Params = tuple[Any, ...]
MOST = 2**63 - 1  # that a column holds


class Parameter(Expression):
    """Stands in a query for a whole number, or for a text, that is known when the query is run."""

    def __init__(self, name: str, *, is_text: bool = False) -> None:
        super().__init__(CharField() if is_text else IntegerField())
        self.name = name

    def as_sql(self, *_: Any) -> tuple[str, Params]:
        return "%s", (self,)


class CompiledQuery(Generic[Row]):
    """A queryset with its SQL."""

    def __init__(self, queryset: QuerySet[Any, Row]) -> None:
        self.queryset = queryset
        self.compiler: SQLCompiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()

    def fetch(self, **values: Any) -> list[Row]:
        """Every row, as from the queryset. KeyError where a Parameter has no value. None for a number that no column holds."""
        if any(isinstance(value, int) and abs(value) > MOST for value in values.values()):
            return []
        compiler, query = self._make_compiler(values), copy(self.queryset.query)
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        asked, rows = cast("Any", self.queryset), cast("Any", QuerySet(self.queryset.model, query))
        rows._fields = asked._fields
        return list(asked._iterable_class(rows))

    def get(self, **values: Any) -> Row:
        """The first row. Raises the model's DoesNotExist."""
        found = self.find(**values)
        if found is None:
            raise self.queryset.model.DoesNotExist
        return found

    def find(self, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self.fetch(**values)), None)

    def _make_compiler(self, values: dict[str, Any]) -> SQLCompiler:
        """As if it had just made the SQL: of this thread's connection."""
        made, said = copy(self.compiler), (self.sql, _fill_params(self.params, values))
        made.connection = connections[DEFAULT_DB_ALIAS]
        made.as_sql = lambda *_, **__: said  # type: ignore[method-assign]
        return made


def compiled(build: Callable[..., QuerySet[Any, Row]]) -> Callable[..., CompiledQuery[Row]]:
    """The query that `build` makes of its arguments, compiled when it is first wanted; for arguments of a few known values."""

    @lru_cache
    @wraps(build)
    def compile_once(*chosen: Any) -> CompiledQuery[Row]:
        return CompiledQuery(build(*chosen))

    return compile_once


@dataclass(frozen=True)
class CompiledUnion:
    """Queries of one width as one; `sql` is empty where there is nothing to ask."""

    sql: str
    params: Params

    def run(self, **values: int) -> list[Params]:
        """All rows, in the order of kind, year and position. KeyError where a Parameter has no value."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, _fill_params(self.params, values))
            return sorted(cursor.fetchall(), key=lambda row: row[:3])


def compile_union(queries: list[Found]) -> CompiledUnion:
    """Their columns come as the database gives them: texts and whole numbers, which need no conversion."""
    if not queries:
        return CompiledUnion("", ())
    union = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    sql, params = union.query.get_compiler(connection=connection).as_sql()
    return CompiledUnion(sql, tuple(params))


def _fill_params(params: Iterable[Any], values: dict[str, Any]) -> Params:
    return tuple(values[each.name] if isinstance(each, Parameter) else each for each in params)
