"""The commands of the manual that make a backup, run with a database and a folder of their own: nobody else may read what they write."""

import re
import subprocess
from pathlib import Path

from django.conf import settings

MANUAL = (settings.BASE_DIR / "docs/deployment.md").read_text(encoding="utf-8")
BLOCK = next(block for block in re.findall(r"```bash\n(.*?)```", MANUAL, re.DOTALL) if "pg_dump" in block)


def test_only_the_owner_reads_a_backup(tmp_path: Path) -> None:
    (tmp_path / "var/media/exports").mkdir(parents=True)
    (tmp_path / "perfeval.env").write_text("PERFEVAL_PRODUCTION='1'\n")
    (tmp_path / "perfeval.env").chmod(0o644)
    places = {"/var/lib/perfeval": tmp_path / "var", "/etc/perfeval.env": tmp_path / "perfeval.env", "/backup": tmp_path / "backup"}
    commands = re.sub("|".join(places), lambda found: str(places[found[0]]), BLOCK)
    subprocess.run(["bash", "-euc", f"umask 022; sudo() {{ echo dump; }}\n{commands}"], check=True)
    made = sorted((tmp_path / "backup").iterdir())
    assert [file.suffix for file in made] == [".gz", ".dump", ".env"]
    assert {file.stat().st_mode & 0o777 for file in made} == {0o600}
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o700
