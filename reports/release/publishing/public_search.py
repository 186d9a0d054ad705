"""What an anonymous reader may look for: standing publications by year, district, unit and words. Four queries for any number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from departments.models import District
from reports.models import Publication

A_PAGE = 50
YEAR = re.compile("[1-9][0-9]{3}")
LONGEST = 50  # characters of a search


@dataclass
class PublicSearch:
    """What the address asks for; what is no year and no district is as if not asked for."""

    asked: dict[str, str]

    @cached_property
    def years(self) -> list[int]:
        standing = Publication.objects.standing().order_by("-year")
        return list(standing.values_list("year", flat=True).distinct())

    @cached_property
    def districts(self) -> list[District]:
        standing = Publication.objects.standing().values("report__department__district")
        return list(District.objects.filter(pk__in=standing).order_by("name"))

    @property
    def year(self) -> int | None:
        """As asked for, whether anything of it is public or not."""
        asked = self.asked.get("year", "")
        return int(asked) if YEAR.fullmatch(asked) else None

    @property
    def is_empty_year(self) -> bool:
        return self.year is not None and self.year not in self.years

    @property
    def district(self) -> District | None:
        return next((district for district in self.districts if str(district.pk) == self.asked.get("district")), None)

    @property
    def words(self) -> str:
        return self.asked.get("q", "").replace("\0", "").strip()[:LONGEST]

    @property
    def found(self) -> QuerySet[Publication]:
        chosen = Publication.objects.standing().order_by("-year", "unit", "pk")
        if self.year:
            chosen = chosen.filter(year=self.year)
        if self.district:
            chosen = chosen.filter(report__department__district=self.district)
        for word in self.words.split():
            chosen = chosen.filter(Q(unit__icontains=word) | Q(text__icontains=word))
        return chosen.select_related("report__department__district").defer("document", "text", "hidden")

    @cached_property
    def page(self) -> Page[Publication]:
        return Paginator(self.found, A_PAGE).get_page(self.asked.get("page"))
