#!/usr/bin/env bash
# 改代码时随手运行：bash scripts/check.sh。规则、类型、导入方向，和不用数据库、不用浏览器的测试；一分半钟以内。
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/setup.sh
source scripts/steps.sh

python_packages requirements-test.lock

read_source
step "测试：不用数据库的" tests "$PYTHON" -m pytest --quiet --without-database --numprocesses auto --maxprocesses 4 --dist worksteal
conclude
