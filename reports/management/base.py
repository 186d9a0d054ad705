"""What our commands have in common: whatever goes wrong is a sentence in Chinese and exit status 1, never English or a traceback."""

from __future__ import annotations

import logging
import re
import sys
from argparse import Namespace
from typing import Any, NoReturn

from django.core.checks import CheckMessage, run_checks
from django.core.management.base import BaseCommand, CommandError, CommandParser, handle_default_options
from django.db import DatabaseError, connections
from django.db.migrations.exceptions import MigrationSchemaMissing

from reports.management import argument_words
from reports.workflow.failures import explain_failure

NO_TABLES = re.compile(r"no such (table|column)|does not exist", re.IGNORECASE)
UNKNOWN = "没有办成：程序遇到没有料到的错误（{kind}）。请加上 --traceback 再运行一次，把显示的内容发给技术支持。"


class ReportCommand(BaseCommand):
    logs = False  # what goes on is written to the log: for a command that runs on and on

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = _refuse_arguments  # type: ignore[method-assign]
        argument_words.translate_help(parser)
        return parser

    def execute(self, *arguments: Any, **options: Any) -> str | None:
        """What differs from what was stored, a full disc, a database without tables: sentences too."""
        try:
            return super().execute(*arguments, **options)
        except CommandError:
            raise
        except Exception as error:
            sentence = describe_failure(error)
            if sentence is None or options.get("traceback"):
                raise
            raise CommandError(sentence) from error

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django's, without the name of a class before the sentence."""
        self._called_from_command_line = True
        asked_for_traceback = "--traceback" in argv
        logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)  # it tells in English what we tell once
        logging.disable(logging.NOTSET if self.logs else logging.INFO)
        try:
            options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
            handle_default_options(Namespace(**options))
            self.execute(*options.pop("args", ()), **options)
        except CommandError as refusal:
            if asked_for_traceback:
                raise
            self.stderr.write(str(refusal))
            sys.exit(refusal.returncode)
        except KeyboardInterrupt:
            self.stderr.write("已停止。")
            sys.exit(130)
        except Exception as error:
            if asked_for_traceback:
                raise
            self.stderr.write(UNKNOWN.format(kind=type(error).__name__))
            sys.exit(1)
        finally:
            logging.disable(logging.NOTSET)
            connections.close_all()

    def check(self, *_: Any, **__: Any) -> None:
        """What the machine lacks, in our words: warnings are told, an error keeps the command from running."""
        found = [message for message in run_checks() if not message.is_silenced()]
        wrong = [_describe_check(message) for message in found if message.is_serious()]
        for message in found:
            if not message.is_serious():
                self.stderr.write(f"提醒：{_describe_check(message)}")
        if wrong:
            raise CommandError("启动检查没有通过：\n" + "\n".join(wrong))


def describe_failure(error: Exception) -> str | None:
    """The sentence for a failure that a person can do something about; None for a mistake of ours."""
    if failure := explain_failure(error):
        return failure.sentence
    if isinstance(error, DatabaseError | MigrationSchemaMissing):
        if NO_TABLES.search(str(error)):
            return "数据库里还没有需要的表，请先运行 manage.py migrate。"
        return "数据库连不上或不能读写，请检查 DATABASE_URL 和数据库服务。"
    if isinstance(error, UnicodeError):
        return "文件或参数里有不能识别的字符，文件须是 UTF-8 编码的文本。"
    if isinstance(error, OSError):
        return f"不能读写“{error.filename}”，请检查文件名和权限。" if error.filename else "不能读写文件，请检查文件名、权限和磁盘空间。"
    return None


def _describe_check(message: CheckMessage) -> str:
    """Ours are Chinese; of Django's own the number is told, by which it is found."""
    if str(message.id).startswith(("reports.", "departments.", "perfeval.")):
        return f"{message.msg}{message.hint or ''}"
    return f"Django 的检查 {message.id} 没有通过，含义请看 Django 文档的 System check framework。"


def describe_argument_error(message: str) -> str:
    return argument_words.describe_error(message)


def _refuse_arguments(message: str) -> NoReturn:
    raise CommandError(describe_argument_error(message))
