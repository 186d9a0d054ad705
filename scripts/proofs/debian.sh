#!/usr/bin/env bash
# 在全新的 Debian 12 和 13 上，以 root 和有 sudo 的普通用户运行两条命令的准备，并计秒（需 root 和 debootstrap；参数为版本代号）。
# Systems of their own in a temporary folder, taken away afterwards. They reach the registries as this machine does.
set -euo pipefail
source scripts/setup.sh
[ "$EUID" -eq 0 ] || die "请用 root 运行。"
command -v debootstrap >/dev/null || die "请先安装 debootstrap。"

folder=$(mktemp -d)
chmod 755 "$folder"
failed=()
commit=$(git rev-parse HEAD)

remove_system() {
    ! mountpoint -q "$1/proc" || umount "$1/proc"
    rm -rf --one-file-system "$1"
}

clean_up() {
    local system
    for system in "$folder"/*; do [ ! -e "$system" ] || remove_system "$system"; done
    rmdir "$folder"
}
trap clean_up EXIT

# $1: the system's folder. Proxies, certificates and mirrors of this machine; no service may start.
connect() {
    apt-config dump | grep '^Acquire::' >"$1/etc/apt/apt.conf.d/90machine" || true
    [ ! -e /etc/pip.conf ] || cp /etc/pip.conf "$1/etc/pip.conf"
    mkdir -p "$1/usr/local/share/ca-certificates"
    cp -a /usr/local/share/ca-certificates/. "$1/usr/local/share/ca-certificates/"
    cp -L /etc/resolv.conf /etc/hosts "$1/etc/"
    printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
    chmod 755 "$1/usr/sbin/policy-rc.d"
}

# $1: the system's folder; $2: user; the rest: the command, in that user's copy of the project.
inside() {
    local system=$1 user=$2 home
    shift 2
    home=$(awk -F: -v user="$user" '$1 == user { print $6 }' "$system/etc/passwd")
    chroot --userspec="$user" "$system" env -i HOME="$home" USER="$user" LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        DEBIAN_FRONTEND=noninteractive bash -c 'cd ~/perfeval 2>/dev/null || cd /; exec "$@"' inside "$@"
}

# $1: the system's folder. A person who may use sudo.
add_person() {
    inside "$1" root apt-get update -qq
    inside "$1" root apt-get install -qq -y --no-install-recommends sudo >/dev/null
    inside "$1" root useradd --create-home --shell /bin/bash person
    echo "person ALL=(ALL) NOPASSWD: ALL" >"$1/etc/sudoers.d/person"
}

# $1: release; $2: root or person.
try_both_commands() {
    local system=$folder/$1-$2 home=/root
    cp -a "$folder/$1" "$system"
    mount -t proc proc "$system/proc"
    [ "$2" = root ] || { add_person "$system" && home=/home/person; }
    mkdir "$system$home/perfeval"
    git archive "$commit" | tar -x -C "$system$home/perfeval"
    inside "$system" root chown -R "$2:" "$home/perfeval"
    inside "$system" "$2" bash scripts/proofs/setup.sh
}

[ $# -gt 0 ] || set -- bookworm trixie
for release in "$@"; do
    say "正在建立 $release"
    debootstrap --variant=minbase "$release" "$folder/$release" >"$folder/log" 2>&1 || { tail -n 20 "$folder/log"; die "建立 $release 失败。"; }
    connect "$folder/$release"
    for user in root person; do
        say "$release，$user"
        # Behind || a subshell would go on after a failure.
        set +e
        (set -e; try_both_commands "$release" "$user")
        status=$?
        set -e
        [ "$status" -eq 0 ] || failed+=("$release $user")
        remove_system "$folder/$release-$user"
    done
    remove_system "$folder/$release"
done
[ "${#failed[@]}" -eq 0 ] || die "不通过：$(printf '%s；' "${failed[@]}")"
say "全部通过。"
