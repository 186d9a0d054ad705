"""What an anonymous reader may look for: standing publications by year, district, unit and words. Six queries for any number."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from departments.models import District
from reports.models import Publication, public_search_index

logger = logging.getLogger(__name__)

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
        """Those of which anything is public: for each one row of an index is looked for, and no paper is read."""
        public = Publication.objects.standing().filter(report__district=OuterRef("pk"))
        return list(District.objects.filter(Exists(public)).order_by("name"))

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
        asked = self.asked.get("district")
        return next((district for district in self.districts if str(district.pk) == asked), None) if asked else None

    @property
    def words(self) -> str:
        return self.asked.get("q", "").replace("\0", "").strip()[:LONGEST]

    @property
    def searched(self) -> list[str]:
        return [word for word in self.words.split() if len(word) > 1]

    @property
    def too_short(self) -> list[str]:
        """Words of one letter, which nearly every paper has: they are not looked for, and the page says so."""
        return [word for word in self.words.split() if len(word) == 1]

    @cached_property
    def is_index_whole(self) -> bool:
        """Whether the index holds every standing publication; else each of them is read, which is slow, and the page says so."""
        with suppress(DatabaseError), transaction.atomic():
            if public_search_index.count_indexed() == Publication.objects.standing().count():
                return True
        logger.error("公开查找的索引缺失或者不全，查找很慢。请运行 manage.py index_publications 重建。")
        return False

    def _match(self, word: str) -> Q:
        """The publications that have it in the name of the unit or in the text."""
        if self.is_index_whole:
            return Q(pk__in=RawSQL(*public_search_index.write_match(word)))  # noqa: S611 - the word is a parameter
        return Q(unit__icontains=word) | Q(text__icontains=word)

    @property
    def found(self) -> QuerySet[Publication]:
        chosen = Publication.objects.standing().order_by("-year", "unit", "pk")
        if self.year:
            chosen = chosen.filter(year=self.year)
        if self.district:
            chosen = chosen.filter(report__district=self.district)
        for word in self.searched:
            chosen = chosen.filter(self._match(word))
        if self.too_short and not self.searched:
            chosen = chosen.none()
        return chosen.select_related("report__department__district").defer("document", "text", "hidden")

    @cached_property
    def page(self) -> Page[Publication]:
        return Paginator(self.found, A_PAGE).get_page(self.asked.get("page"))
