#!/usr/bin/env bash
# 测试里抽样的例子全部试一遍：核对规则的性质、不予公开的内容、反复试密码、大名单、任意输入（每种数据库约半小时）。
set -euo pipefail
source scripts/setup.sh
export PERFEVAL_LONG=1
tried=(tests/reports/domain/checks/test_properties.py tests/reports/release/publishing/test_redaction.py
    tests/departments/test_throttling.py tests/departments/lists/test_lists.py tests/reports/web/views/test_any_input.py)
"$PYTHON" -m pytest -q "${tried[@]}" "$@"
"$PYTHON" scripts/postgres.py "$PYTHON" -m pytest -q "${tried[@]}" "$@"
