#!/usr/bin/env bash
# 启动：bash scripts/start.sh；只准备、不启动：bash scripts/start.sh --setup-only
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/setup.sh

port=${PERFEVAL_PORT:-8000}
address=127.0.0.1:$port

case "${1:-}" in
"" | --setup-only) ;;
*) die "用法：bash scripts/start.sh [--setup-only]" ;;
esac

if [ "${1:-}" != --setup-only ] && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    die "端口 $port 已被占用。请先停止占用它的程序，或换一个端口：PERFEVAL_PORT=8001 bash scripts/start.sh"
fi

system_packages "${RUN_PACKAGES[@]}"
python_packages requirements.lock

say "正在更新数据库结构"
"$PYTHON" manage.py migrate --verbosity 0
say "正在准备演示数据，账号如下（角色、账号、密码、姓名）"
"$PYTHON" manage.py demo

if [ "${1:-}" = --setup-only ]; then
    say "准备完毕。启动请运行：bash scripts/start.sh"
    exit
fi
say "请用浏览器打开 http://$address/ （演示账号见上；按 Ctrl+C 停止）"
# The worker makes long exports; it ends with the server, which takes over this process.
"$PYTHON" manage.py work --with-parent &
exec "$PYTHON" manage.py runserver --noreload "$address"
