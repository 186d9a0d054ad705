#!/usr/bin/env bash
# 编辑稿经 LibreOffice 打开：每页 22 行、每行 28 字，页数与 PDF 相差不过一页，文字一字不差，六十行的表每页有表头（参数：存图片的文件夹）。
# LibreOffice looks at the files here and nowhere else; it is no part of the project.
set -euo pipefail
source scripts/setup.sh
system_packages libreoffice-writer-nogui poppler-utils

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export PERFEVAL_VAR=$folder/var PYTHONPATH=.
say "正在载入示范区县"
"$PYTHON" manage.py migrate --verbosity 0
"$PYTHON" manage.py demo >/dev/null 2>&1
"$PYTHON" -m scripts.word_pages "$folder" "$@"
