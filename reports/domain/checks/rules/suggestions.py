"""C31: every problem has a suggestion that answers it."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule
from reports.domain.shapes import Listing

MOST_NAMED = 5


@rule(
    "C31",
    name="每个问题都有对应的建议",
    severity="R",
    source="财政部门审核惯例",
    explanation="指明了对应哪个问题的逐条核对，没有指明的比较条数。",
    watches=(Watched.ANSWERS,),
)
def check_answered(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Every list that answers another: by pairs where rows name what they answer, else by their number."""
    for listing in document.outline.listing:
        if listing.answers and document.rows(listing.answers) and document.rows(listing.key):
            yield from _check_list(document, check, listing)


def _check_list(document: Document, check: Check, listing: Listing) -> Iterator[Finding]:
    asked, given = document.rows(listing.answers), document.rows(listing.key)
    answered = {row.answers for row in given if row.answers}
    places = (f"table.{listing.answers}", f"table.{listing.key}")
    names = document.outline.lists[listing.answers].label, listing.label
    if not answered:
        if len(asked) != len(given):
            words = f"{names[0]} {len(asked)} 条，{names[1]} {len(given)} 条，没有逐条对应，也未指明各对应哪个问题"
            yield report_finding(check, places, words)
        return
    open_ = [number for number, row in enumerate(asked, 1) if row.key not in answered]
    if open_:
        which = "、".join(str(number) for number in open_[:MOST_NAMED]) + (f" 等 {len(open_)}" if len(open_) > MOST_NAMED else "")
        yield report_finding(check, places, f"{names[0]}第 {which} 条没有对应的{names[1]}")
