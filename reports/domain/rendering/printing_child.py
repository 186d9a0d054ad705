"""What the child process does that prints for a site without a worker: it has no database and no settings but those it is told."""

from __future__ import annotations

import base64
import pickle
from pathlib import Path

from django.apps import apps
from django.conf import settings


def print_pickled(content: bytes, *, var: str, templates: list[str], fonts: list[str], language: str, zone: str) -> str:
    """`content`: pickled page, stamp and attachment, by the process that started this one. The PDF in base 64."""
    engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": templates}
    settings.configure(VAR=Path(var), TEMPLATES=[engine], LANGUAGE_CODE=language, TIME_ZONE=zone, USE_TZ=True)
    apps.populate([])
    from reports.domain import typefaces
    from reports.domain.rendering import pdf

    typefaces.install_folders(Path(folder) for folder in fonts)
    page, stamp, attachment = pickle.loads(content)  # noqa: S301 - from the process that started this one
    return base64.b64encode(pdf.print_pdf(page, stamp, attachment)).decode()
