from __future__ import annotations

import sqlite3
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.db.backends.signals import connection_created


def allow_long_statements(connection: Any, **_: object) -> None:
    """SQLite takes far more than the 999 parameters that Django counts on, and a save of 300 rows stays one statement."""
    if connection.vendor == "sqlite":
        connection.features.max_query_params = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)


def install_county_rules(setting: str = "PERFEVAL_RULES", **_: object) -> None:
    """The rules that the setting names, when Django starts and whenever the setting changes. Raises ImproperlyConfigured."""
    from reports.domain.outlines.rule_declarations import RuleError
    from reports.domain.outlines.rule_discovery import install_rules

    if setting != "PERFEVAL_RULES":
        return
    try:
        install_rules(settings.PERFEVAL_RULES)
    except RuleError as error:
        raise ImproperlyConfigured(str(error)) from error


def install_county_outlines(setting: str = "PERFEVAL_OUTLINES", **_: object) -> None:
    """The folders that the setting names, as its rules."""
    from reports.domain.outlines.outline_loader import install_folders

    if setting == "PERFEVAL_OUTLINES":
        install_folders(settings.PERFEVAL_OUTLINES)


def install_owned_fonts(setting: str = "PERFEVAL_FONTS", **_: object) -> None:
    """The folders of fonts that the setting names, as its rules."""
    from reports.domain.typefaces import install_folders

    if setting == "PERFEVAL_FONTS":
        install_folders(settings.PERFEVAL_FONTS)


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "绩效自评"

    def ready(self) -> None:
        from departments import roles
        from reports.domain.rendering import system_checks  # noqa: F401  registers itself
        from reports.models import audited, following  # noqa: F401  listen
        from reports.web import admin  # noqa: F401  registers its pages; Django itself looks for reports.admin only
        from reports.workflow.notices import inbox

        for install in (install_county_rules, install_county_outlines, install_owned_fonts):
            install()
            setting_changed.connect(install)
        roles.ALONG["unread_notices"] = inbox.count_unread("user")
        connection_created.connect(allow_long_statements)
