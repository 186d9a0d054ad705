"""scripts/prove.sh finds a proof by its name, and says what there is."""

import subprocess

from django.conf import settings

ROOT = settings.BASE_DIR
PROOFS = sorted(file.stem for file in (ROOT / "scripts/proofs").iterdir() if file.suffix in {".sh", ".py"})


def prove(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "scripts/prove.sh", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_without_a_name_every_proof_is_listed_with_a_line() -> None:
    answer = prove()
    listed = [line.split(maxsplit=1) for line in answer.stdout.splitlines()[1:]]
    assert answer.returncode == 0
    assert [name for name, *_ in listed] == PROOFS
    assert all(len(words) == 2 for words in listed)


def test_an_unknown_name_is_answered_with_the_list() -> None:
    answer = prove("nonsense")
    assert answer.returncode == 1
    assert "没有名为“nonsense”的证明" in answer.stderr
    assert all(name in answer.stderr for name in PROOFS)


def test_a_name_leads_to_no_file_elsewhere() -> None:
    assert "没有名为“../setup”的证明" in prove("../setup").stderr


def test_what_follows_the_name_is_the_proofs() -> None:
    answer = prove("mutants", "--list", "gate.py")
    assert answer.returncode == 0
    assert {line.split(":")[0] for line in answer.stdout.splitlines()} == {"reports/workflow/gate.py"}
