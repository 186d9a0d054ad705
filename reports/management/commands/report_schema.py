"""Prints the JSON Schema of the interchange format for an outline."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser

from reports.domain import interchange
from reports.management import arguments
from reports.management.base import ReportCommand


class Command(ReportCommand):
    help = "输出某个提纲的交换格式说明（JSON Schema）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("outline", metavar="OUTLINE", help="提纲编号，如 tianxin-2018")

    def handle(self, *_: Any, **options: Any) -> None:
        schema = interchange.build_json_schema(arguments.load_named_outline(options["outline"]))
        self.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2))
