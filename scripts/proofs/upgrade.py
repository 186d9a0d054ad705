"""升级：用以前的版本（提交号）装演示数据，换成现在的版本 migrate，比较每份报告的数据、核对结果、页面上的数和存件。

    bash scripts/prove.sh upgrade COMMIT              SQLite
    .venv/bin/python scripts/postgres.py bash scripts/prove.sh upgrade COMMIT     PostgreSQL

Both versions run the same probe in a shell of their own. It asks by command and by address only, so it knows no module of either.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PROBE = r"""
import hashlib, io, json, re, sys, tempfile
from pathlib import Path
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client

settings.ALLOWED_HOSTS = ["*"]
Report, User = apps.get_model("reports", "Report"), apps.get_model("departments", "User")
Submission, Publication = apps.get_model("reports", "Submission"), apps.get_model("reports", "Publication")
ALONE = ["/", "/notices/", "/signatures/", "/admin/", "/admin/dashboard/", "/admin/reports/report/", "/admin/reports/publication/"]
AMOUNT = re.compile(r"-?\d[\d,]*\.\d+")
found = {}

def ask(command, *words):
    out = io.StringIO()
    try:
        call_command(command, *words, stdout=out, stderr=io.StringIO())
    except SystemExit:
        pass
    return out.getvalue()

def export(words):
    with tempfile.TemporaryDirectory() as folder:
        ask("export_report", *words, "--format", "json", "--output", f"{folder}/report.json")
        return json.loads(Path(folder, "report.json").read_text())

def open_page(client, name, address):
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers["Content-Type"].startswith("text/html"):
        text = re.sub(r"(?s)<(script|style|head)\b.*?</\1>|<[^>]+>", " ", body.decode())
        found[f"{name} {address}"] = [answer.status_code, AMOUNT.findall(text)]
    else:
        found[f"{name} {address}"] = [answer.status_code, hashlib.sha256(body).hexdigest()]

reports = list(Report.objects.order_by("pk").select_related("department", "cycle"))
for report in reports:
    words = ["--department", report.department.code, "--year", str(report.cycle.year)]
    found[f"data {report.pk}"] = [report.status, export(words)]
    found[f"findings {report.pk}"] = json.loads(ask("check_report", *words, "--json"))
    for sent in Submission.objects.filter(report=report).order_by("number"):
        found[f"sent {report.pk} {sent.number}"] = export([*words, "--submission", str(sent.number)])
for user in User.objects.filter(is_active=True).order_by("username"):
    client = Client()
    client.force_login(user)
    for address in ALONE:
        open_page(client, user.username, address)
    for report in reports:
        for address in (f"/reports/{report.pk}/", f"/reports/{report.pk}/preview/", f"/admin/reports/report/{report.pk}/change/"):
            open_page(client, user.username, address)
manager = Client()
manager.force_login(User.objects.get(username="manager"))
for sent in Submission.objects.order_by("pk"):
    if sent.reference:
        open_page(manager, "manager", f"/submissions/{sent.reference}.pdf")
        open_page(manager, "manager", f"/submissions/{sent.reference}/final.pdf")
        open_page(Client(), "anybody", f"/verify/{sent.reference}/")
for row in Publication.objects.order_by("pk"):
    for ending in ("/", ".pdf", ".json"):
        open_page(Client(), "anybody", f"/public/{row.reference}{ending}")
Path(WRITE_TO).write_text(json.dumps(found, ensure_ascii=False, sort_keys=True))
"""


def run_manage(tree: Path, environment: dict[str, str], *words: str, text: str | None = None) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=tree, env=environment, input=text, text=True, check=True, stdout=sys.stderr)


def probe(tree: Path, environment: dict[str, str], file: Path) -> dict[str, Any]:
    run_manage(tree, environment, "shell", text=f"exec({f'WRITE_TO = {str(file)!r}' + chr(10) + PROBE!r})\n")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def list_differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [
        f"{key}\n    以前 {str(before.get(key))[:300]}\n    现在 {str(after.get(key))[:300]}"
        for key in before
        if before[key] != after.get(key)
    ]


def main() -> int:
    if len(sys.argv) != 2:
        sys.exit("用法：bash scripts/prove.sh upgrade 以前的提交号")
    with tempfile.TemporaryDirectory() as folder:
        old, environment = Path(folder, "old"), {**os.environ, "PERFEVAL_VAR": f"{folder}/var", "PYTHONPATH": ""}
        old.mkdir()
        archive = subprocess.run(["git", "archive", sys.argv[1]], cwd=ROOT, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", str(old)], input=archive, check=True)
        run_manage(old, environment, "migrate", "--verbosity", "0")
        run_manage(old, environment, "demo")
        before = probe(old, environment, Path(folder, "before.json"))
        run_manage(ROOT, environment, "migrate", "--verbosity", "0")
        after = probe(ROOT, environment, Path(folder, "after.json"))
    different = list_differences(before, after)
    print(*different, sep="\n")
    print(f"比较了 {len(before)} 项，不同的 {len(different)} 项。")
    return int(bool(different))


if __name__ == "__main__":
    sys.exit(main())
