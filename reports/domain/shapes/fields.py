"""Fields (栏目): single values such as 单位名称, shown as label and value."""

from __future__ import annotations

from typing import Literal

from reports.domain.shapes.base import Definition

TEXT_LIMIT = 200  # characters, as DepartmentProfile keeps them


class Field(Definition):
    key: str
    label: str
    kind: Literal["text", "code", "phone"] = "text"
    hint: str = ""
    required: bool = True
    default: str = ""  # a pattern, used while the field is blank
    built_in: bool = False  # comes from the cycle or the district, never typed
    carry: bool = False  # may be taken over from last year
