# Shared by check.sh and test.sh (sourced): named steps, their seconds, and what failed in the end.

# What this machine is set to is no part of the project.
unset DATABASE_URL PERFEVAL_PRODUCTION PERFEVAL_OUTLINES PERFEVAL_RULES PERFEVAL_FONTS PERFEVAL_HOLIDAYS PERFEVAL_OFFICE_COMMAND PERFEVAL_URL PERFEVAL_HOSTS PERFEVAL_SECRET_KEY

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
export PERFEVAL_VAR=$logs/var
failed=()

# $1: what is checked, in Chinese; the rest: the command.
step() {
    local title=$1 begun=$SECONDS
    shift
    say "$title"
    "$@" || failed+=("$title")
    echo "（$((SECONDS - begun)) 秒）"
}

# Keeps pytest's closing line for the end.
tests() {
    local log=$logs/pytest-$RANDOM$RANDOM status=0
    "$@" 2>&1 | tee "$log" || status=$?
    grep -E '^=+ .*(passed|failed|error).* =+$' "$log" | tail -n 1 >>"$logs/summary" || true
    return "$status"
}

# What reads the source and needs neither database nor browser.
read_source() {
    step "代码规则（ruff）" .venv/bin/ruff check .
    step "代码格式（ruff format）" .venv/bin/ruff format --check .
    step "类型（mypy）" .venv/bin/mypy
    step "模板（djlint）" .venv/bin/djlint --quiet --lint templates
    step "导入方向（import-linter）" .venv/bin/lint-imports
    step "报告提纲" "$PYTHON" manage.py check_outlines
    step "办理流程图与流程表一致" "$PYTHON" -m scripts.draw_workflow --check
    step "核对说明与规则一致" "$PYTHON" -m scripts.draw_checks --check
    step "提纲说明与程序一致" "$PYTHON" -m scripts.draw_outlines --check
    step "结构图与导入一致" "$PYTHON" -m scripts.draw_architecture --check
    step "数据库结构与模型一致" "$PYTHON" manage.py makemigrations --check --dry-run
}

# Says what failed, and ends with 1 if anything did.
conclude() {
    [ "${#failed[@]}" -eq 0 ] || die "不通过：$(printf '%s；' "${failed[@]}")"
    echo "全部通过。"
}
