"""Ground of every definition that comes from an outline file: frozen, and nothing unknown is accepted."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
