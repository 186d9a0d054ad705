"""Every address of the site, read from the URL resolver and the admin, filled in with the rows of a world."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.world import World

PLACEHOLDER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def routes() -> Iterator[tuple[str, str]]:
    """(name, route) of every page; an unnamed one is called by its route."""
    yield from _of(get_resolver().url_patterns, "", "")


def _of(patterns: list[Any], before: str, space: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _of(pattern.url_patterns, route, pattern.namespace or space)
        elif isinstance(pattern, URLPattern):
            name = f"{space}:{pattern.name}" if space and pattern.name else pattern.name or route
            yield name, route


def path(name: str, route: str, world: World, values: dict[str, str]) -> str:
    """The address with the rows of the world in it. Raises KeyError where nobody said what stands for a placeholder."""
    return "/" + PLACEHOLDER.sub(lambda found: _filled(name, found[1] or found[2], world, values), route.replace("^", "").replace("$", ""))


def _filled(name: str, placeholder: str, world: World, values: dict[str, str]) -> str:
    if placeholder == "outline_id":
        return world.report.outline.outline_id
    if placeholder == "year":
        return str(world.report.cycle.year)
    return values[placeholder] if placeholder in values else _value(name, placeholder, world)


def _value(name: str, placeholder: str, world: World) -> str:
    kind = KINDS.get(name) or next(kind for kind in world.objects if f"_{kind}_" in name or f"/{kind}/" in name)
    row = world.objects[kind]
    return str(row.reference if placeholder == "reference" else row.pk)  # type: ignore[attr-defined]


# Which row an address is about, where its name does not say.
KINDS = {
    **dict.fromkeys(
        (
            "report",
            "preview",
            "kept_values",
            "draft_pdf",
            "draft_word",
            "act",
            "words",
            "sign",
            "reading",
            "section",
            "section_totals",
            "section_fragments",
            "section_paste",
            "repair",
            "attachments",
            "scans",
        ),
        "report",
    ),
    "rules": "outline",
    "attachment": "attachment",
    "attachment_remove": "attachment",
    "notice_open": "notice",
    "notice_read": "notice",
    "public_report": "publication",
    "public_paper": "publication",
    "public_data": "publication",
    "public_years": "publication",
    "verify": "submission",
    "printout": "submission",
    "sent_word": "submission",
    "paper_state": "order",
    "kept_draft": "order",
    "admin:task_act": "order",
    "final_paper": "submission",
    "admin:export_download": "job",
    "admin:export_cancel": "job",
    "admin:export_retry": "job",
    "admin:bulk_result": "batch",
    "admin:reports_publication_report": "report",
    "admin:view_on_site": "report",
}
