"""The command line, as manage.py calls it: what keeps it from starting is a sentence, not a traceback."""

from __future__ import annotations

import difflib
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line, get_commands, load_command_class
from django.db import DatabaseError

OF_DJANGO = ("help", "version")
HELP: tuple[list[str], ...] = ([], ["help"], ["--help"], ["-h"])
OURS = ("reports", "departments", "perfeval")


def run_command_line(argv: list[str]) -> None:
    """Exits with status 1 and the sentence where a setting is wrong or there is no such command."""
    try:
        if unknown := describe_unknown_command(argv):
            sys.exit(unknown)
        if argv[1:] in HELP:
            print_commands()
            return
        execute_from_command_line(argv)
    except ImproperlyConfigured as wrong:
        sys.exit(str(wrong))
    except DatabaseError as broken:
        if "--traceback" in argv:
            raise
        sys.exit(f"数据库连不上或没有准备好，请检查 DATABASE_URL，并先运行 manage.py migrate（{type(broken).__name__}）。")


def print_commands() -> None:
    """Every command of ours with what it does; Django's own are named."""
    django.setup()
    known = get_commands()
    own = [name for name, app in sorted(known.items()) if app in OURS]
    width = max(map(len, own)) + 2
    for name in own:
        sys.stdout.write(f"{name:<{width}}{load_command_class(known[name], name).help}\n")
    sys.stdout.write(f"Django 的命令：{'、'.join(sorted(known.keys() - set(own)))}\n某个命令的用法：manage.py 命令 --help\n")


def describe_unknown_command(argv: list[str]) -> str:
    """The sentence for a command that is not there, with the nearest that is; "" for one that is."""
    name = argv[1] if len(argv) > 1 else "help"
    if name.startswith("-") or name in OF_DJANGO:
        return ""
    django.setup()  # raises what is wrong with the settings; a second time does nothing
    known = get_commands()
    if name in known:
        return ""
    near = difflib.get_close_matches(name, known, n=1)
    return f"没有命令“{name}”" + (f"，是不是想写“{near[0]}”？" if near else "。") + "全部命令请看 manage.py help。"
