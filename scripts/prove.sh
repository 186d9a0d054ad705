#!/usr/bin/env bash
# 列出各项证明：bash scripts/prove.sh；运行一项：bash scripts/prove.sh 名称 [参数]
# A proof takes minutes to hours, so it is run by hand; the suite holds a small sample of each.
# One is a file scripts/proofs/NAME.sh or NAME.py; the first line of its comment or docstring says what it proves.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/setup.sh

list_proofs() {
    local file
    for file in scripts/proofs/*.sh scripts/proofs/*.py; do
        [ -e "$file" ] || continue
        printf '%s\t%s\n' "$(basename "${file%.*}")" "$(sed -nE 's/^(# |""")(.*[^"])("""|)$/\2/p' "$file" | head -n 1)"
    done | sort | expand -t 12
}

name=${1:-}
if [ -z "$name" ]; then
    echo "用法：bash scripts/prove.sh 名称 [参数]。现有："
    list_proofs
    exit
fi
shift
export PYTHONPATH=.
name=${name//-/_}
case "$name" in
*[!a-z0-9_-]*) ;;
*)
    [ -e "scripts/proofs/$name.sh" ] && exec bash "scripts/proofs/$name.sh" "$@"
    if [ -e "scripts/proofs/$name.py" ]; then
        [ -x "$PYTHON" ] || die "请先准备环境：bash scripts/test.sh --setup-only"
        exec "$PYTHON" "scripts/proofs/$name.py" "$@"
    fi
    ;;
esac
die "没有名为“$name”的证明。现有："$'\n'"$(list_proofs)"
