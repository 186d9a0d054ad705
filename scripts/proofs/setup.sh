#!/usr/bin/env bash
# 两条命令在全新的副本里各要几秒：系统软件包之后，start.sh 的准备不超过 40 秒，test.sh 的不超过 60 秒。
set -euo pipefail
source scripts/setup.sh
SLOWEST_START=40 SLOWEST_TEST=60
TIMEFORMAT="（处理器：%U 秒）"
slow=()

# $1: seconds allowed, 0 for any; $2: what is measured; the rest: the command.
measure() {
    local allowed=$1 title=$2 begun=$SECONDS
    shift 2
    time "$@"
    say "$title：$((SECONDS - begun)) 秒$([ "$allowed" -eq 0 ] || echo "（不超过 $allowed 秒）")"
    [ "$allowed" -eq 0 ] || [ "$((SECONDS - begun))" -le "$allowed" ] || slow+=("$title")
}

unset DATABASE_URL PERFEVAL_PRODUCTION PERFEVAL_VAR PERFEVAL_OUTLINES
if [ -e .venv ]; then
    copy=$(mktemp -d)
    trap 'rm -rf "$copy"' EXIT
    git archive HEAD | tar -x -C "$copy"
    cd "$copy"
fi
measure 0 "系统软件包（启动）" system_packages "${RUN_PACKAGES[@]}"
measure "$SLOWEST_START" "start.sh 的准备" bash scripts/start.sh --setup-only
measure 0 "系统软件包（检查）" system_packages "${TEST_PACKAGES[@]}"
measure "$SLOWEST_TEST" "test.sh 的准备" bash scripts/test.sh --setup-only
[ "${#slow[@]}" -eq 0 ] || die "太慢：$(printf '%s；' "${slow[@]}")"
