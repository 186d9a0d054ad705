"""A disc that is really full: python -m benchmarks.full_disk, as root, for it mounts a small tmpfs.

SQLite: its file, the journal and the stored files lie on one tmpfs, filled to the last byte; then the same with PRAGMA max_page_count.
PostgreSQL: its tables lie in a tablespace on a tmpfs. Each step prints what was answered; exit status 1 where one is not as it must be.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.arguments import build_parser

SIZE, PASSWORD, WORDS = "40m", "桂花树下的石阶2024", "写了半个小时的一段话" * 4_900
SENTENCE = "磁盘满了"


@contextmanager
def small_disc() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=777", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path) -> Path:
    file = folder / "filler"
    with file.open("wb", buffering=0) as target:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while target.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return file


def fill_database() -> None:
    """Until the database itself says that it is full."""
    from django.db import DatabaseError, connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (text TEXT)")
        for size in (1_000_000, 100_000, 5_000, 500, 20):
            try:
                while True:
                    cursor.execute("INSERT INTO filler VALUES (%s)", [os.urandom(size // 2).hex()])
            except DatabaseError as error:
                print(f"          {size} more: {error.__class__.__name__}: {str(error).strip()[:80]}")


def steps(medium: Path, empty_again: object) -> list[bool]:
    """What a person meets, in order; `empty_again` gives room back."""
    from django.test import Client

    from departments.models import User
    from reports.models import Narrative, Report

    report, client = Report.objects.get(), Client()
    path = f"/reports/{report.pk}/sections/management/"
    typed = {":revision": "0", "narrative.management": WORDS, ":do": "save"}
    before = {file for file in medium.rglob("*") if file.is_file()}

    def told(name: str, expected: bool, seen: object) -> bool:
        print(f"{'holds' if expected else 'FAILS'}     {name}: {seen}")
        return expected

    login = client.post("/login/", {"username": "clerk", "password": PASSWORD})
    found = [told("login", login.status_code == 302, login.status_code)]
    read = [client.get(page).status_code for page in ("/", f"/reports/{report.pk}/", path, "/me/", "/public/", "/health/")]
    found.append(told("six pages are read", set(read) == {200}, read))
    page = client.post(path, typed)
    kept = (page.status_code, SENTENCE in page.content.decode(), WORDS in page.content.decode())
    found.append(told("a section: 507, the sentence, what was typed", kept == (507, True, True), kept))
    answer = client.post(path, typed, headers={"Accept": "application/json"})
    found.append(told("a save in the background", answer.status_code == 507, answer.content.decode()[:60]))
    found.append(told("nothing half written", not Narrative.objects.exclude(text="").filter(text__startswith=WORDS[:9]).exists(), "no row"))
    after = {file for file in medium.rglob("*") if file.is_file()} - before
    found.append(told("no file left", not after, sorted(map(str, after))))
    empty_again()  # type: ignore[operator]
    again = client.post(path, typed)
    found.append(told("with room the same post is saved", again.status_code == 302, again.status_code))
    found.append(told("last login is noted again", client.get("/me/").status_code == 200, User.objects.get(username="clerk").last_login))
    return found


def people() -> None:
    from django.core.management import call_command

    from departments.models import User
    from tests import builders

    call_command("migrate", verbosity=0)
    report = builders.report(builders.department())
    clerk = builders.clerk(report.department)
    clerk.set_password(PASSWORD)
    clerk.save()
    assert User.objects.count() == 1


def on_tmpfs(disc: Path) -> list[bool]:
    people()
    filler = fill(disc)
    return steps(Path(os.environ["PERFEVAL_VAR"]) / "media", filler.unlink)


def with_few_pages() -> list[bool]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_narrative")
        cursor.execute("DELETE FROM reports_sectionstate")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 3}")
        fill_database()
    room = "PRAGMA max_page_count = 1000000"
    return steps(Path(os.environ["PERFEVAL_VAR"]) / "media", lambda: connection.cursor().execute(room))


def in_tablespace(disc: Path) -> list[bool]:
    from django.db import connection

    place = disc / "tables"
    place.mkdir()
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        owner = Path(cursor.fetchone()[0]).stat()
        os.chown(place, owner.st_uid, owner.st_gid)
        cursor.execute(f"CREATE TABLESPACE small LOCATION '{place}'")
        cursor.execute(f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET default_tablespace = small')
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    people()
    fill_database()
    larger = ["mount", "-o", "remount,size=80m", str(disc)]  # TRUNCATE, too, would need room
    return steps(Path(os.environ["PERFEVAL_VAR"]) / "media", lambda: subprocess.run(larger, check=True))


def main() -> int:
    with small_disc() as disc:
        on_postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
        os.environ |= {"PERFEVAL_VAR": str(disc / "var"), "DJANGO_SETTINGS_MODULE": "perfeval.settings"}
        import django
        from django.conf import settings
        from django.db import connections

        django.setup()
        settings.ALLOWED_HOSTS = ["testserver"]
        print("PostgreSQL in a tablespace of", SIZE) if on_postgresql else print("SQLite and files on a disc of", SIZE)
        found = in_tablespace(disc) if on_postgresql else on_tmpfs(disc)
        if not on_postgresql:
            print("SQLite with PRAGMA max_page_count")
            found += with_few_pages()
        connections.close_all()
    return 0 if all(found) else 1


if __name__ == "__main__":
    build_parser("benchmarks.full_disk", __doc__).parse_args()
    sys.exit(main())
