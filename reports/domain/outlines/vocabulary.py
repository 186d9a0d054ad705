"""An outline file over the vocabulary: it selects facts by key, relabels and orders them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reports.domain.outlines.errors import propose_nearest_name
from reports.domain.outlines.positions import Location
from reports.domain.outlines.rule_declarations import ID, is_ours

Raw = dict[str, Any]
Report = Callable[[Location, str], None]
ALL = "*"  # in a fact of one's own every row and column is one's own
KINDS = ("field", "text", "list", "grid")
STORED = ("number", "integer", True)  # settings that decide where a fact is kept
LINES = {"list": ("fields",), "grid": ("rows", "columns")}
NAMES = {"field": "栏目", "text": "文字", "list": "列表", "grid": "表格", "fields": "列", "rows": "行", "columns": "列"}


def merge_vocabulary(raw: Raw, vocabulary: Raw, report: Report) -> Raw:
    """The outline's raw data with every selected fact completed from the vocabulary."""
    namespace = str(raw.get("namespace", ""))
    facts = {kind: _merge_facts(kind, raw, vocabulary, namespace, report) for kind in KINDS if isinstance(raw.get(kind, []), list)}
    checks = raw.get("check", [])
    return {**raw, **facts, "check": _merge_checks(checks, vocabulary) if isinstance(checks, list) else checks}


def _merge_checks(entries: list[Any], vocabulary: Raw) -> list[Any]:
    """Name, severity, source and rule of a check come from the vocabulary, by its id."""
    known = {entry["id"]: entry for entry in vocabulary.get("check", [])}
    return [_check(entry, known) if isinstance(entry, dict) else entry for entry in entries]


def _check(entry: Raw, known: Mapping[str, Raw]) -> Raw:
    base = known.get(str(entry.get("id")), {})
    if any(entry.get(kind) for kind in ("grid", "balance", "same")):  # one number may stand for a rule and for what is declared beside it
        base = {name: value for name, value in base.items() if name != "rule"}
    elif not base:
        base = _stand_in(str(entry.get("rule", entry.get("id"))))
    return {**base, **entry}


def _stand_in(rule: str) -> Raw:
    """For a rule of a county that is not installed: the outline is read all the same, and every page names the rule."""
    is_county = ID.fullmatch(rule) and not is_ours(rule)
    return {"label": f"规则 {rule}", "severity": "W", "rule": rule} if is_county else {}


def _merge_facts(kind: str, raw: Raw, vocabulary: Raw, namespace: str, report: Report) -> list[Any]:
    known = {entry["key"]: entry for entry in vocabulary.get(kind, [])}
    return [_merge_fact(kind, index, entry, known, namespace, report) for index, entry in enumerate(raw.get(kind, []))]


def _merge_fact(kind: str, index: int, entry: Any, known: Mapping[str, Raw], namespace: str, report: Report) -> Any:
    if not isinstance(entry, dict) or not isinstance(entry.get("key"), str):
        return entry
    key = entry["key"]
    own = _is_own(key, namespace)
    if key not in known and not own:
        report(
            (kind, index, "key"), f"词汇表里没有{NAMES[kind]}“{key}”{propose_nearest_name(key, known)}{_advise_namespace(key, namespace)}"
        )
    base = known.get(key, {})
    _keep_storage_setting(entry, base, "built_in", (kind, index, "built_in"), report)
    given = [name for name in LINES.get(kind, ()) if name in entry]
    allowed = ALL if own else namespace
    lines = {name: _merge_lines(entry[name], base.get(name, []), allowed, (kind, index, name), report) for name in given}
    return {**base, **entry, **lines}


def _is_own(key: str, namespace: str) -> bool:
    return namespace == ALL or (bool(namespace) and key.startswith(f"{namespace}_"))


def _advise_namespace(key: str, namespace: str) -> str:
    """How the key of a fact, row or column of one's own has to begin."""
    if not namespace:
        return "；要自设，请先在文件开头写 namespace = “本地的字母简称”，键以它和下划线开头"
    return f"；自设的写作“{namespace}_{key}”"


def _merge_lines(entries: Any, base: list[Raw], namespace: str, location: Location, report: Report) -> Any:
    """Rows, columns or list fields: a bare key stands for the vocabulary's own."""
    if not isinstance(entries, list):
        return entries
    known = {line["key"]: line for line in base}
    return [_merge_line(entry, known, namespace, (*location, index), report) for index, entry in enumerate(entries)]


def _merge_line(entry: Any, known: Mapping[str, Raw], namespace: str, location: Location, report: Report) -> Any:
    given = {"key": entry} if isinstance(entry, str) else entry
    if not isinstance(given, dict):
        return entry
    key = str(given.get("key", ""))
    if key not in known and not _is_own(key, namespace) and not given.get("heading") and not given.get("formula"):
        kind = NAMES[str(location[-2])]
        report(location, f"词汇表里没有{kind}“{key}”{propose_nearest_name(key, known)}{_advise_namespace(key, namespace)}")
    if key in known and location[-2] == "fields":
        _keep_storage_setting(given, known[key], "kind", (*location, "kind"), report)
    return {**known.get(key, {}), **given}


def _keep_storage_setting(given: Raw, base: Raw, setting: str, location: Location, report: Report) -> None:
    """How a fact is stored follows from the vocabulary, so an outline cannot change it."""
    if setting in given and (given[setting] in STORED) != (base.get(setting) in STORED):
        report(location, f"“{given.get('key')}”的 {setting} 由词汇表规定，不能改")
