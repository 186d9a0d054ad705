#!/usr/bin/env python
"""The command line of the project: `python manage.py help`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")
    try:
        from perfeval.command_line import run_command_line
    except ImportError as missing:
        sys.exit(f"没有找到程序需要的库“{missing.name}”，请用安装时建立的 .venv/bin/python 运行。")
    run_command_line(sys.argv)


if __name__ == "__main__":
    main()
