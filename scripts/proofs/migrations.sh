#!/usr/bin/env bash
# 已发布的数据库结构变动，带着旧数据前后各走一遍：SQLite 和 PostgreSQL。
set -euo pipefail
source scripts/setup.sh
"$PYTHON" -m pytest -q -m landed "$@"
"$PYTHON" scripts/postgres.py "$PYTHON" -m pytest -q -m landed "$@"
