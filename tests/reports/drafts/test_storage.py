"""The map from facts to models covers the vocabulary, and only that."""

import tomllib

from reports.drafts.storage import LISTS, PROFILE
from reports.outlines import loader
from reports.shapes import Field, Listing

VOCABULARY = tomllib.loads((loader.HERE / loader.VOCABULARY).read_text(encoding="utf-8"))
NUMBERS = ("key", "position", "answers", "id", "report", "profile")


def test_every_field_of_the_vocabulary_has_a_column_of_the_profile() -> None:
    fields = [Field(**entry) for entry in VOCABULARY["field"]]
    assert {field.key for field in fields if not field.built_in} == set(PROFILE)


def test_every_list_of_the_vocabulary_has_a_model_with_its_texts() -> None:
    listings = [Listing(**entry) for entry in VOCABULARY["list"]]
    texts = {listing.key: tuple(field.key for field in listing.typed if not field.is_figure) for listing in listings}
    assert texts == {key: store.texts for key, store in LISTS.items()}


def test_every_column_of_a_model_is_a_text_of_its_list() -> None:
    columns = {key: tuple(f.name for f in store.model._meta.fields if f.name not in NUMBERS) for key, store in LISTS.items()}
    assert columns == {key: store.texts for key, store in LISTS.items()}
