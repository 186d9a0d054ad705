"""The map from facts to models covers the vocabulary, and only that."""

import tomllib

from departments.models import Kind
from reports.domain.outlines import outline_loader
from reports.domain.shapes import Field, Listing
from reports.filing.drafts.storage import LISTS, PARTICULARS, PROFILE

VOCABULARY = tomllib.loads((outline_loader.HERE / outline_loader.VOCABULARY).read_text(encoding="utf-8"))
NUMBERS = ("key", "position", "answers", "is_gone", "id", "report")


def test_every_field_of_the_vocabulary_is_a_particular_of_the_department() -> None:
    fields = [Field(**entry) for entry in VOCABULARY["field"]]
    assert {field.key for field in fields if not field.built_in} == PARTICULARS


def test_every_list_of_the_vocabulary_has_a_model_with_its_texts() -> None:
    listings = [Listing(**entry) for entry in VOCABULARY["list"]]
    texts = {listing.key: tuple(field.key for field in listing.typed if not field.is_figure) for listing in listings}
    assert texts == {key: (name,) for key, name in PROFILE.items()} | {key: store.texts for key, store in LISTS.items()}


def test_every_kind_of_profile_row_is_a_list_or_the_particulars() -> None:
    assert set(Kind.values) == {*PROFILE, Kind.PARTICULAR}


def test_every_column_of_a_model_is_a_text_of_its_list() -> None:
    columns = {key: tuple(f.name for f in store.model._meta.fields if f.name not in NUMBERS) for key, store in LISTS.items()}
    assert columns == {key: store.texts for key, store in LISTS.items()}
