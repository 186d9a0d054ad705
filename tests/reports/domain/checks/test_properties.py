"""Whatever the figures: rounding never gives an E, a move beyond the envelope always does, a planted slip is in the hint."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.domain import checks
from reports.domain.checks import Outcome, evaluation, rounding
from reports.domain.checks.equations import Equation, build_equations
from reports.domain.checks.rules.single_fix import find_repairs
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import Outline, outline_loader
from tests.long_runs import count_examples
from tests.reports.domain.checks.papers import paper, row

uncounted = pytest.mark.no_cover  # counting lines would take longer than the hundreds of examples
EXACT = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-5))  # 万元 with five places
CENT = Decimal("0.01")
SUMS = ("C01", "C05", "C06", "C07")
COLUMNS = ("budget", "adjusted", "final")


def rounded(amount: Decimal) -> Figure:
    return Figure.of(amount.quantize(CENT))


def exact_paper(basics: list[Decimal], projects: list[Decimal], shares: list[int], parts: list[Decimal]) -> Document:
    """Every figure computed exactly and then rounded on its own, as bureaus do."""
    project = sum(projects, Decimal(0))
    values = {"three_public.total.final": sum(parts, Decimal(0)), "three_public.total.budget": sum(parts, Decimal(0))}
    for column, basic in zip(COLUMNS, basics, strict=True):
        values |= {f"expenditure.basic.{column}": basic, f"expenditure.project.{column}": project}
        values |= {f"expenditure.total.{column}": basic + project}
    for key, amount in zip(("abroad", "vehicle", "reception"), parts, strict=True):
        values |= {f"three_public.{key}.{column}": amount for column in ("budget", "final")}
    total = basics[-1] + project
    classes = [total * share / sum(shares) for share in shares]
    document = paper(
        projects=tuple(row(f"p{at}", name=f"项目{at}", final=str(amount.quantize(CENT))) for at, amount in enumerate(projects)),
        functions=tuple(row(f"f{at}", name=f"类别{at}", amount=str(amount.quantize(CENT))) for at, amount in enumerate(classes)),
    )
    return replace(document, figures={**document.figures, **{place: rounded(amount) for place, amount in values.items()}})


papers = st.builds(
    exact_paper,
    st.lists(EXACT, min_size=3, max_size=3),
    st.lists(EXACT, min_size=1, max_size=6),
    st.lists(st.integers(1, 1000), min_size=1, max_size=8),
    st.lists(EXACT, min_size=3, max_size=3),
)


@uncounted
@settings(max_examples=count_examples(400), deadline=None)
@given(papers)
def test_exact_values_rounded_on_their_own_never_must_be_fixed(document):
    broken = [finding for finding in checks.run(document) if finding.check in SUMS and finding.outcome is Outcome.MUST_FIX]
    assert broken == []


def sums(document: Document) -> list[Equation]:
    return [equation for equation in build_equations(document, document.outline.check) if equation.check.id in SUMS]


def with_figure(document: Document, place: str, amount: Decimal) -> Document:
    table, key, column = place.split(".")
    if table in document.outline.grids:
        return replace(document, figures={**document.figures, place: Figure.of(amount)})
    rows = (_with(one, column, amount) if one.key == key else one for one in document.rows(table))
    return replace(document, lists={**document.lists, table: tuple(rows)})


def _with(one: Row, column: str, amount: Decimal) -> Row:
    return replace(one, values={**one.values, column: Figure.of(amount)})


def amount_at(document: Document, place: str) -> Decimal:
    return document.figure(place).amount or Decimal(0)


@uncounted
@settings(max_examples=count_examples(300), deadline=None)
@given(papers, st.data())
def test_an_operand_moved_beyond_the_envelope_must_be_fixed(document, data):
    equation = data.draw(st.sampled_from(sums(document)))
    place = data.draw(st.sampled_from(equation.places))
    width = rounding.compute_envelope(document, equation.difference.terms.items())
    move = data.draw(st.sampled_from([-1, 1])) * (2 * width + CENT + data.draw(EXACT).quantize(CENT))
    moved = with_figure(document, place, amount_at(document, place) + move)
    found = [finding for finding in checks.run(moved) if finding.check == equation.check.id and finding.outcome is Outcome.MUST_FIX]
    assert any(place in finding.places for finding in found)


@lru_cache
def tree() -> Outline:
    """Sums over sums: every total of the columns is itself a part, so that most cells stand in two of them."""
    head = 'id = "tree"\nname = "提纲"\ntitle = "报告"\nnamespace = "t"\n'
    parts = ", ".join(f'{{ key = "{key}", label = "{label}" }}' for key, label in zip("abc", "甲乙丙", strict=True))
    columns = f'[{{ key = "total", label = "合计", parts = ["a", "b", "c"] }}, {parts}]'
    rows = columns.replace('"a"', '"x"').replace('"b"', '"y"').replace('"c"', '"z"')
    grid = f'[[grid]]\nkey = "t_sums"\nlabel = "表"\nrows = {rows}\ncolumns = {columns}\n'
    section = '[[section]]\nkey = "all"\nlevel = 1\nheading = "表"\n[[section.show]]\ntable = "t_sums"\n'
    text = f'{head}{grid}{section}[[check]]\nid = "C01"\ngrid = "t_sums"\n'
    return outline_loader.parse_outline_text("tree", text, outline_loader.find_source("tianxin-2018").vocabulary)


def consistent(cells: list[int]) -> Document:
    """A table whose rows and columns all add up to the last digit."""
    return table([[Decimal(cells[3 * at + other]).scaleb(-2) for other in range(3)] for at in range(3)])


def table(cross: list[list[Decimal]]) -> Document:
    """The table of three by three cells with its totals, each figure rounded on its own."""
    figures: dict[str, Decimal] = {}
    for key, line in zip("xyz", cross, strict=True):
        figures |= {f"t_sums.{key}.{column}": amount for column, amount in zip("abc", line, strict=True)}
        figures[f"t_sums.{key}.total"] = sum(line, Decimal(0))
    for column, line in zip("abc", zip(*cross, strict=True), strict=True):
        figures[f"t_sums.total.{column}"] = sum(line, Decimal(0))
    figures["t_sums.total.total"] = sum(map(sum, cross), Decimal(0))
    return Document(tree(), 2024, "某局", figures={place: rounded(amount) for place, amount in figures.items()})


@uncounted
def test_sums_of_rounded_values_hold():
    random = Random(9704)
    judged = 0
    while judged < count_examples(100_000):
        document = table([[Decimal(random.randrange(10**8)).scaleb(-5) for _ in range(3)] for _ in range(3)])
        found = [evaluation.check_equation(document, equation) for equation in sums(document)]
        assert Outcome.MUST_FIX not in {finding.outcome for finding in found if finding}
        judged += len(found)


def pattern(document: Document, place: str) -> frozenset[int]:
    """The sums that a cell stands in."""
    return frozenset(at for at, equation in enumerate(sums(document)) if place in equation.places)


CELLS = st.lists(st.integers(0, 10**7), min_size=9, max_size=9)
SLIP = st.integers(10, 10**6).flatmap(lambda size: st.sampled_from([size, -size])).map(lambda cents: Decimal(cents).scaleb(-2))


@settings(max_examples=count_examples(300), deadline=None)
@given(CELLS, SLIP, st.data())
def test_a_planted_slip_in_two_sums_is_the_hint_alone(cells, slip, data):
    whole = consistent(cells)
    place = data.draw(st.sampled_from(sorted(whole.figures)))
    found = checks.find_fixes(with_figure(whole, place, amount_at(whole, place) + slip))
    assert [(one.places, one.value) for one in found] == [((place,), amount_at(whole, place))]


@uncounted
@settings(max_examples=count_examples(300), deadline=None)
@given(papers, st.data())
def test_a_planted_slip_is_among_the_cells_that_share_its_sums(document, data):
    """Where other cells stand in exactly the same sums, no arithmetic can tell them apart."""
    document = settled(document)
    places = sorted({place for equation in sums(document) for place in equation.places})
    place = data.draw(st.sampled_from(places))
    move = data.draw(SLIP).quantize(CENT) * 10
    moved = with_figure(document, place, amount_at(document, place) + move)
    alike = {other for other in places if pattern(document, other) == pattern(document, place)}
    found = find_repairs(moved, sums(moved))
    named = {cell for one in found for cell in one.places}
    assert place in named
    assert named <= alike


def settled(document: Document) -> Document:
    """The paper with every total set to the sum of its parts, to the last digit."""
    for equation in (*sums(document), *sums(document)):
        (total,) = equation.right.terms
        amounts = {place: amount_at(document, place) for place in equation.left.terms}
        if total.startswith("expenditure.project") or equation.check.id == "C05":
            continue
        document = with_figure(document, total, equation.left.value(amounts))
    return _lists_settled(document)


def _lists_settled(document: Document) -> Document:
    for listing, column, total in (("projects", "final", "expenditure.project.final"), ("functions", "amount", "expenditure.total.final")):
        rows = document.rows(listing)
        rest = sum((amount_at(document, f"{listing}.{one.key}.{column}") for one in rows[1:]), Decimal(0))
        document = with_figure(document, f"{listing}.{rows[0].key}.{column}", amount_at(document, total) - rest)
    return document
