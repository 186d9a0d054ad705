"""What our commands have in common: a wrong argument gets a sentence and exit status 1, like every other refusal."""

from __future__ import annotations

import re
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.workflow.failures import explain_failure

# What argparse says, and what we say instead.
SENTENCES = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"argument (\S+): invalid int value: '(.*)'", r"参数 \1 的值“\2”不是整数"),
    (r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)", r"参数 \1 的值“\2”不可用，可用的有：\3"),
    (r"argument (\S+): expected one argument", r"参数 \1 后面缺少值"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (\S+): (.+)", r"参数 \1 不对（\2）"),
)


class ReportCommand(BaseCommand):
    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = _refuse_arguments  # type: ignore[method-assign]
        return parser

    def execute(self, *arguments: Any, **options: Any) -> str | None:
        """What differs from what was stored, and a full disc, are sentences too."""
        try:
            return super().execute(*arguments, **options)
        except Exception as error:
            failure = explain_failure(error)
            if failure is None:
                raise
            raise CommandError(failure.sentence) from error

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except CommandError as refusal:
            self.stderr.write(str(refusal))
            sys.exit(refusal.returncode)


def describe_argument_error(message: str) -> str:
    found = next((re.sub(pattern, words, message) for pattern, words in SENTENCES if re.fullmatch(pattern, message)), message)
    return f"{found}。用法请看 --help。"


def _refuse_arguments(message: str) -> NoReturn:
    raise CommandError(describe_argument_error(message))
