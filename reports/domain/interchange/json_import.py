"""JSON → Document, or everything that is wrong with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from reports.domain import editable_sentences
from reports.domain.document import Document, Row, Statement
from reports.domain.interchange import json_schema
from reports.domain.interchange.problems import BadInterchange, describe_problem_at, describe_validation_errors
from reports.domain.outlines import Outline
from reports.domain.scoring import grades

Raw = dict[str, Any]


def load_document(source: str | bytes | Raw, outline: Outline) -> Document:
    """The Document of the file under the outline. Raises BadInterchange with a sentence for each mistake."""
    raw = parse_source(source)
    if raw.get("outline") != outline.id:
        raise BadInterchange(
            [describe_problem_at(["outline"], f"文件属于提纲“{str(raw.get('outline', ''))[:50]}”，这份报告用的是“{outline.id}”")]
        )
    try:
        data = json_schema.build_type_adapter(outline).validate_python(raw)
    except ValidationError as failure:
        raise BadInterchange(
            describe_validation_errors(failure, json_schema.list_known_members(outline), json_schema.list_computed_cells(outline))
        ) from failure
    if found := [*_find_contradictions(outline, data), *_find_wrong_cuts(data)]:
        raise BadInterchange(found)
    return _build_loaded_document(outline, data)


def read_outline_id(source: str | bytes | Raw) -> str:
    """Which outline the file belongs to; "" when it does not say. Raises BadInterchange."""
    return str(parse_source(source).get("outline", ""))[:100]


def parse_source(source: str | bytes | Raw) -> Raw:
    if isinstance(source, dict):
        return source
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
        raw = json.loads(text, object_pairs_hook=_require_unique_names)
    except UnicodeDecodeError as error:
        raise BadInterchange([f"文件不是 UTF-8 编码（第 {error.start + 1} 个字节），请另存为 UTF-8。"]) from error
    except json.JSONDecodeError as error:
        raise BadInterchange([f"第 {error.lineno} 行第 {error.colno} 列：不是有效的 JSON，请检查引号、逗号和括号。"]) from error
    except RecursionError as error:
        raise BadInterchange(["文件嵌套过深，不是本系统的交换格式。"]) from error
    except BadInterchange:
        raise
    except ValueError as error:  # an integer of thousands of digits
        raise BadInterchange(["文件中有过长的数字，数字须写成带引号的文字。"]) from error
    if not isinstance(raw, dict):
        raise BadInterchange(["文件应是一个 JSON 对象 { … }。"])
    return raw


def _require_unique_names(pairs: list[tuple[str, Any]]) -> Raw:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twice = next(name for at_, name in enumerate(names) if name in names[:at_])
        raise BadInterchange([f"“{twice[:80]}”在同一个对象中出现了不止一次，请只保留一个。"])
    return dict(pairs)


def _find_contradictions(outline: Outline, data: Raw) -> Iterator[str]:
    lists = data.get("lists", {})
    keys = {name: [row["key"] for row in rows if row.get("key")] for name, rows in lists.items()}
    for name, found in keys.items():
        if twice := sorted({key for key in found if found.count(key) > 1}):
            yield describe_problem_at(["lists", name], f"行标识“{twice[0]}”出现了不止一次")
    for name, rows in lists.items():
        answered = keys.get(outline.lists[name].answers, [])
        for number, row in enumerate(rows):
            if row.get("answers") and row["answers"] not in answered:
                yield describe_problem_at(["lists", name, number, "answers"], f"没有行标识为“{row['answers']}”的行")
    for name, text in data.get("wordings", {}).items():
        if problem := editable_sentences.find_wording_problem(outline, name, text):
            yield describe_problem_at(["wordings", name], problem.rstrip("。"))


def _find_wrong_cuts(data: Raw) -> Iterator[str]:
    return (describe_problem_at(["grade_cuts"], problem.rstrip("。")) for problem in grades.find_cut_problems(data.get("grade_cuts", {})))


def _build_loaded_document(outline: Outline, data: Raw) -> Document:
    department = data["department"]
    built_in = {"year": str(data["year"]), "district": department.get("district", ""), "city": department.get("city", "")}
    return Document(
        outline=outline,
        year=data["year"],
        department=department["name"],
        code=department.get("code", ""),
        fields={**built_in, "department": department["name"], **_keep_filled_texts(data.get("fields", {}))},
        texts=_keep_filled_texts(data.get("texts", {})),
        lists={name: _build_rows(name, rows) for name, rows in data.get("lists", {}).items() if rows},
        figures={place: figure for place, figure in data.get("figures", {}).items() if not figure.is_blank},
        wordings=_keep_filled_texts(data.get("wordings", {})),
        statements=tuple(Statement(**entry) for entry in data.get("statements", [])),
        cuts=grades.parse_grade_cuts(data.get("grade_cuts", {})),
    )


def _keep_filled_texts(texts: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text}


def _build_rows(name: str, raw: list[Raw]) -> tuple[Row, ...]:
    taken = {row["key"] for row in raw if row.get("key")}
    return tuple(_build_row(name, row, taken) for row in raw)


def _build_row(name: str, raw: Raw, taken: set[str]) -> Row:
    values = {key: value for key, value in raw.items() if key not in ("key", "answers") and str(value)}
    return Row(raw.get("key") or _make_row_key(name, values, taken), values, raw.get("answers", ""))


def _make_row_key(name: str, values: Raw, taken: set[str]) -> str:
    """A key for a row that came without one: the same file gives the same keys, so return items find their row again."""
    words = "\0".join([name, *(f"{key}={value}" for key, value in sorted(values.items()))])
    digests = (hashlib.sha256(f"{words}\0{turn}".encode()).hexdigest()[:12] for turn in range(len(taken) + 1))
    key = next(digest for digest in digests if digest not in taken)
    taken.add(key)
    return key
