"""Outlines of invented counties, each for a part of the language, with a text that reads back."""

from pathlib import Path

from reports.domain.outlines import Outline, outline_loader

HERE = Path(__file__).parent


def load_county(outline_id: str) -> Outline:
    text = (HERE / f"{outline_id}.toml").read_text(encoding="utf-8")
    return outline_loader.parse_outline_text(outline_id, text, outline_loader.find_source("daxiang-2021").vocabulary)
