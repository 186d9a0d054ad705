#!/usr/bin/env bash
# 测试走过的代码行和分支：不低于 90 %（SQLite，约二十分钟）。
set -euo pipefail
source scripts/setup.sh
exec "$PYTHON" -m pytest -q --numprocesses auto --maxprocesses 4 --dist worksteal --cov --cov-report=term "$@"
