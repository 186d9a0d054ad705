#!/usr/bin/env bash
# 全部检查：bash scripts/test.sh；只准备、不检查：bash scripts/test.sh --setup-only。
# 任何一步不通过，最后逐项列出并以 1 结束。
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/setup.sh

case "${1:-}" in
"" | --setup-only) ;;
*) die "用法：bash scripts/test.sh [--setup-only]" ;;
esac

system_packages "${RUN_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
python_packages requirements-test.lock
if [ "${1:-}" = --setup-only ]; then
    say "准备完毕。检查请运行：bash scripts/test.sh"
    exit
fi

source scripts/steps.sh

# One process for each core, each with its own database, files, server and browser;
# one that is done takes over from the other, so that both end together. More than four cost more than they save.
side_by_side=("$PYTHON" -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal)

production() {
    local key
    key=$("$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(60))')
    env PERFEVAL_PRODUCTION=1 PERFEVAL_SECRET_KEY="$key" PERFEVAL_HOSTS=perfeval.example.cn PERFEVAL_URL=https://perfeval.example.cn \
        DATABASE_URL="sqlite:///$PERFEVAL_VAR/perfeval.sqlite3" "$PYTHON" manage.py "$@"
}

read_source
step "正式环境设置" production check --deploy --fail-level WARNING
step "正式环境静态文件" production collectstatic --noinput --verbosity 0
step "测试：SQLite" tests "${side_by_side[@]}"
# What touches no database has just said what it says.
step "测试：PostgreSQL" tests "$PYTHON" scripts/postgres.py "${side_by_side[@]}" --with-database
# A browser waits as often as it works: with one process more than cores 39 tests took 85 s instead of 100.
step "测试：浏览器（Chromium）" tests "${side_by_side[@]}" --numprocesses "$(($(nproc) + 1))" -m e2e

say "结果（依次为 SQLite、PostgreSQL、浏览器）"
cat "$logs/summary"
conclude
