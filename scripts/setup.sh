# Shared by start.sh and test.sh (sourced): system packages, the virtual environment, the locked dependencies.
# Needs nothing but bash and apt; a second run changes nothing and takes a second.

export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
PYTHON=.venv/bin/python

# Without libharfbuzz-subset0 a PDF takes many seconds instead of half a second, and nothing says why.
RUN_PACKAGES=(ca-certificates python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
# Without libatomic1 the browser driver fails with a message that does not name it.
TEST_PACKAGES=(chromium libatomic1 postgresql poppler-utils qpdf ghostscript)

say() { printf '\n【%s】%s\n' "$(date +%H:%M:%S)" "$*"; }

die() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$EUID" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "需要管理员权限来执行：$*。请用 root 运行本脚本，或先安装 sudo。"
    fi
}

missing_packages() {
    local name
    for name in "$@"; do
        dpkg-query -W -f='${Status}\n' "$name" 2>/dev/null | grep -q '^install ok installed$' || echo "$name"
    done
}

# The tests bring up a PostgreSQL of their own: the package need not start one for the whole machine.
without_main_cluster() {
    local conf=/etc/postgresql-common/createcluster.conf
    [ -e "$conf" ] && return
    as_root mkdir -p "${conf%/*}"
    echo "create_main_cluster = false" | as_root tee "$conf" >/dev/null
}

system_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -eq 0 ] && return
    command -v apt-get >/dev/null || die "本脚本只会用 apt 安装软件包。请自行安装：${missing[*]}"
    say "正在安装系统软件包：${missing[*]}"
    case " ${missing[*]} " in *" postgresql "*) without_main_cluster ;; esac
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null
}

# uv needs two seconds where pip needs half a minute, uv itself included.
# $1: the lock file.
install_by_uv() {
    local uv=${PYTHON%/*}/uv settings
    "$PYTHON" -m pip install --quiet --quiet --no-deps --require-hashes -r requirements-setup.lock || return
    settings=$("$PYTHON" scripts/uv_settings.py) || return
    mapfile -t settings <<<"$settings"
    env "${settings[@]}" "$uv" pip install --quiet --python "$PYTHON" --no-deps --require-hashes -r "$1"
}

install_by_pip() { "$PYTHON" -m pip install --quiet --quiet --no-deps --require-hashes -r "$1"; }

# A lock is complete. Resolved again (without --no-deps), it would fall as soon as something newer is published.
# $1: the lock file.
install_lock() {
    install_by_uv "$1" || {
        say "uv 不可用，改用 pip 安装（较慢，结果相同）"
        install_by_pip "$1"
    }
    "$PYTHON" -m pip check || die "$1 所列的软件包互不相容（见上）。请联系维护人员。"
}

# $1: the lock file; the stamp in .venv says which one was installed last.
python_packages() {
    local lock=$1 stamp
    stamp=$(sha256sum requirements-setup.lock requirements.lock "$lock")
    "$PYTHON" -c '' 2>/dev/null || {
        say "正在建立 Python 虚拟环境 .venv"
        /usr/bin/python3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' ||
            die "需要 Python 3.11 到 3.14，本机是 $(/usr/bin/python3 --version)。"
        /usr/bin/python3 -m venv --clear .venv
    }
    [ "$(cat ".venv/stamp-$lock" 2>/dev/null)" = "$stamp" ] && return
    say "正在按 $lock 安装 Python 依赖（逐个核对校验值）"
    install_lock "$lock"
    echo "$stamp" >".venv/stamp-$lock"
    # The test lock holds everything of the other one.
    sha256sum requirements-setup.lock requirements.lock requirements.lock >.venv/stamp-requirements.lock
}
