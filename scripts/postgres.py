"""Runs a command with a PostgreSQL of its own: `postgres.py COMMAND…` finds it in DATABASE_URL.

A throw-away cluster from Debian's own binaries, in a fresh folder, on a free port, gone afterwards.
Safe for data it is not: fsync is off.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INSTALLED = Path("/usr/lib/postgresql")
SECONDS_TO_START = 60


def binaries() -> Path:
    """The folder with the newest initdb and postgres."""
    found = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    if not found:
        sys.exit("没有找到 PostgreSQL，请先安装：apt-get install postgresql")
    return found[-1].parent


def owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as Debian's user postgres."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait(server: subprocess.Popen[bytes], port: int) -> None:
    """Returns when the server takes connections; leaves when it has stopped or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("测试用的 PostgreSQL 没有启动成功，原因见上。")


@contextmanager
def folder() -> Iterator[Path]:
    """A fresh folder under /tmp: the user postgres cannot enter root's home."""
    path = Path(tempfile.mkdtemp(prefix="perfeval-postgres-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(path, account.pw_uid, account.pw_gid)
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of a running, empty server."""
    with folder() as path:
        data, port, bin_ = path / "data", free_port(), binaries()
        quiet = {"cwd": path, "stdout": subprocess.DEVNULL, **owner()}
        subprocess.run(
            [bin_ / "initdb", "-D", data, "-U", "perfeval", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], check=True, **quiet
        )
        options = [f"-cport={port}", "-clisten_addresses=127.0.0.1", f"-cunix_socket_directories={path}", "-clogging_collector=off"]
        unsafe = ["-cfsync=off", "-csynchronous_commit=off", "-cfull_page_writes=off", "-clog_min_messages=fatal"]
        # Its own session: Ctrl+C reaches the tests first, the server stops after them.
        server = subprocess.Popen([bin_ / "postgres", "-D", data, *options, *unsafe], start_new_session=True, stderr=sys.stderr, **quiet)
        try:
            wait(server, port)
            yield f"postgres://perfeval@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit(f"用法：{sys.argv[0]} 命令 [参数…]")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with cluster() as url:
        return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main())
