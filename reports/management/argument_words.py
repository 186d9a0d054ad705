"""What argparse says, in Chinese: its refusals, and the frame of --help."""

from __future__ import annotations

import re
from typing import Any

from django.core.management.base import CommandParser, DjangoHelpFormatter

# What argparse says, and what we say instead.
SENTENCES = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"one of the arguments (.+) is required", r"缺少参数，须有其中一个：\1"),
    (r"argument (\S+): invalid int value: '(.*)'", r"参数 \1 的值“\2”不是整数"),
    (r"argument (\S+): invalid \S+ value: '(.*)'", r"参数 \1 的值“\2”不对"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"参数 \1 的值“\2”不可用，可用的有：\3"),
    (r"argument (\S+): expected one argument", r"参数 \1 后面缺少值"),
    (r"argument (\S+): expected at least one argument", r"参数 \1 后面缺少值"),
    (r"argument (\S+): expected (\d+) arguments?", r"参数 \1 后面须有 \2 个值"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"参数 \1 不带值，多写了“\2”"),
    (r"argument (\S+): not allowed with argument (\S+)", r"参数 \1 不能与 \2 同时用"),
    (r"ambiguous option: (\S+) could match (.+)", r"参数 \1 没有写全，可能是 \2"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (\S+): .+", r"参数 \1 的写法不对"),
)
OTHERWISE = "参数的写法不对"
HELP = {
    "help": "显示这段说明并退出",
    "version": "显示 Django 的版本并退出",
    "verbosity": "输出的详细程度：0 最少，1 一般，2 较多，3 最多",
    "settings": "设置所在的 Python 模块，如 perfeval.settings；一般不用写",
    "pythonpath": "加到 Python 路径里的文件夹；一般不用写",
    "traceback": "出错时显示程序的调用过程，供技术支持用",
    "no_color": "不用颜色",
    "force_color": "一定用颜色",
    "skip_checks": "不做启动检查",
}
GROUPS = {"positional arguments": "参数", "options": "选项", "optional arguments": "选项"}


class ChineseFormatter(DjangoHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def translate_help(parser: CommandParser) -> None:
    """The frame of --help: usage, headings, and what every command of Django's takes."""
    parser.formatter_class = ChineseFormatter
    for group in parser._action_groups:
        group.title = GROUPS.get(group.title or "", group.title)
    for action in parser._actions:
        action.help = HELP.get(action.dest, action.help)


def describe_error(message: str) -> str:
    found = next(
        (re.sub(pattern, words, message, flags=re.DOTALL) for pattern, words in SENTENCES if re.fullmatch(pattern, message, re.DOTALL)),
        OTHERWISE,
    )
    return f"{found}。用法请看 --help。"
