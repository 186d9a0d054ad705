"""What every benchmark says to --help: the text at the head of its file."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable


def build_parser(module: str, text: str | None) -> ArgumentParser:
    """`module`: its name, as `python -m` takes it; `text`: its docstring."""
    return ArgumentParser(prog=f"python -m {module}", description=text, formatter_class=RawDescriptionHelpFormatter)


def add_choices(parser: ArgumentParser, name: str, known: Iterable[str]) -> None:
    """Any of these, in the order in which they are named; all of them where none is."""
    names = list(known)
    # Not `choices`: before Python 3.12 an empty list of them is refused.
    parser.add_argument(
        name, nargs="*", type=_build_check(names), default=names, metavar=name.upper(), help="、".join(names) + "; else all"
    )


def _build_check(names: list[str]):
    def check(text: str) -> str:
        if text not in names:
            raise ValueError(text)
        return text

    return check
