#!/usr/bin/env python3
# confined_test.py - what a serving process may not do, tried from inside of it, on SQLite and on PostgreSQL.
# usage: SEMPRE=build/sempre SEMPRE_WITH_FAULTS=build/tests/sempre-with-faults tests/journeys/confined_test.py
#
# For builds without a sanitizer: with one nothing is confined.
import ctypes
import errno
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tools"))
from tap import run_all, test  # noqa: E402

SEMPRE = os.environ["SEMPRE"]
WITH_FAULTS = os.environ["SEMPRE_WITH_FAULTS"]
PROGRAMS = Path(os.environ.get("SEMPRE_POSTGRES_PROGRAMS", "/usr/lib/postgresql/15/bin"))
WITH_POSTGRES = ROOT / "tests" / "support" / "with-postgres"
PATIENCE = 30  # seconds; nothing takes that long unless it is broken
NET_CONNECTIONS, SCOPES = 4, 6  # versions of Landlock that can refuse them
LANDLOCK = ctypes.CDLL(None).syscall(444, None, 0, 1)  # landlock_create_ruleset: which version this kernel has


class Served:
    """A serving program, its log, and files outside of its data."""

    def __init__(self, address, folder, before):
        self.address = address
        self.folder, self.outside = Path(folder), Path(tempfile.mkdtemp(prefix="sempre-outside-"))
        subprocess.run([SEMPRE, "init", "--db", address, "--key", self.folder / "key"], check=True, stdout=subprocess.DEVNULL)
        if before is not None:
            before(self)
        self.process = subprocess.Popen([WITH_FAULTS, "serve", "--db", address, "--key", self.folder / "key", "--listen", "127.0.0.1:0"],
                                        stderr=subprocess.PIPE, text=True)
        self.lines = []
        self.reader = threading.Thread(target=lambda: self.lines.extend(iter(self.process.stderr.readline, "")))
        self.reader.start()
        self.base = "http://" + self.line(r"serving at http://(\S+)").group(1)
        self.listener = socket.create_server(("127.0.0.1", 0))

    def line(self, pattern, times=1):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = [m for m in (re.search(pattern, line) for line in list(self.lines)) if m]
            if len(found) >= times:
                return found[times - 1]
            time.sleep(0.01)  # between two looks at the log
        raise AssertionError(f"the log never said {pattern}:\n" + "".join(self.lines))

    def get(self, path, data=None):
        try:
            with urllib.request.urlopen(self.base + path, data, timeout=PATIENCE) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            return 0, ""  # no answer

    def ask(self, statement):
        if self.address.startswith("postgresql:"):
            subprocess.run([PROGRAMS / "psql", "-qAtX", self.address, "-c", statement], check=True, stdout=subprocess.DEVNULL)
            return
        base = sqlite3.connect(self.address.removeprefix("sqlite:"), timeout=PATIENCE)
        with base:
            base.execute(statement)
        base.close()

    def tried(self):
        return urllib.parse.urlencode({"outside": f"{self.listener.getsockname()[1]}{self.outside}/file"})

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(PATIENCE) == 0
        self.reader.join(PATIENCE)
        self.listener.close()
        for file in self.outside.iterdir():
            raise AssertionError(f"{file} was written")
        self.outside.rmdir()


def served_on(kind, what, before):
    """Runs `what` with a program on the named database; `before` it is served, that may be done to the database."""
    with tempfile.TemporaryDirectory(prefix="sempre-confined-") as folder:
        server = None
        address = f"sqlite:{folder}/sempre.db"
        if kind == "postgresql":
            server = subprocess.Popen([WITH_POSTGRES, "sh", "-c", 'echo "$SEMPRE_TEST_POSTGRES"; exec sleep 600'],
                                      stdout=subprocess.PIPE, text=True)
            address = server.stdout.readline().strip()
        served = Served(address, Path(folder), before)
        try:
            what(served)
        finally:
            served.end()
            if server is not None:
                server.terminate()
                server.wait(PATIENCE)
                server.stdout.close()


def results(text):
    return dict(re.findall(r"(\w+)=(\d+)", text))


def assert_refused(text):
    found = results(text)
    assert found["core"] == "0", "core dumps"
    for what in ("memory", "fork", "kill"):
        assert found[what] == str(errno.ENOSYS), f"{what}: {text}"
    if LANDLOCK >= 1:
        assert found["write"] == str(errno.EACCES), f"write: {text}"
    if LANDLOCK >= NET_CONNECTIONS or found["connect"] != str(errno.EACCES):
        assert found["connect"] in (str(errno.EACCES), str(errno.ENOSYS)), f"connect: {text}"


def attempts(served):
    served.line(r"confined: files=yes .* calls=yes" if LANDLOCK >= 1 else r"confined: .* calls=yes")
    assert_refused(served.get("/fault/confined?" + served.tried())[1])
    assert served.get("/fault/job", served.tried().encode())[0] == 200
    assert_refused(served.line(r"job tried: (.*)").group(1))


def killed(served):
    for number, path in enumerate(("program", "trace", "mount"), 1):
        assert served.get(f"/fault/{path}")[0] == 0, path
        served.line(rf"server crashed: signal={int(signal.SIGSYS)} ", number)
        until = time.monotonic() + PATIENCE
        while served.get("/healthz")[0] != 200 and time.monotonic() < until:
            pass
    assert served.get("/networks")[0] == 200


def again(served):
    """What a new server, started by SIGHUP from the confined parent, can still do: its work."""
    served.process.send_signal(signal.SIGHUP)
    until = time.monotonic() + PATIENCE
    children = lambda: set(Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split())
    while len(children()) != 1 and time.monotonic() < until:
        pass
    assert served.get("/networks")[0] == 200
    assert_refused(served.get("/fault/confined?" + served.tried())[1])


def status_of(pid):
    return dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)


def every_process(served):
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()
    for pid in [served.process.pid, *children]:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            status = status_of(f"{pid}/task/{thread.name}")
            assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2", f"thread {thread.name} of {pid}"


def older(served):
    """The database as a program left it that did not know the last step of the jobs."""
    served.ask("DROP INDEX job_once")
    served.ask("DELETE FROM migration WHERE feature = 'jobs' AND number = 2")


def copied(served):
    """The copy was made by a process that may start pg_dump; the job that deletes it may not, nor write anywhere else."""
    served.line(r"schema brought up to date: steps=1")
    name = "copies/postgres" if served.address.startswith("postgresql:") else "sempre.db"
    copy = served.folder / f"{name}.before-jobs-0002"
    assert copy.stat().st_size > 10000 and copy.stat().st_mode & 0o777 == 0o600
    os.utime(copy, (1, 1))
    served.ask("UPDATE job SET due_at = 0 WHERE kind = 'keep periods'")
    served.process.send_signal(signal.SIGHUP)
    served.line(r"periods .* copies=1")
    assert not copy.exists()


for kind in ("sqlite", "postgresql"):
    for name, what, before in (("a server and its jobs are refused what they need not", attempts, None),
                               ("who starts a program, looks into a process or mounts is ended and serving goes on", killed, None),
                               ("a new server by SIGHUP is confined and works", again, None),
                               ("every thread of every process is confined", every_process, None),
                               ("an older database is copied before it is changed, and the copy goes in time", copied, older)):
        def one(kind=kind, what=what, before=before):
            served_on(kind, what, before)
        one.__name__ = f"{name}, {kind}"
        test(one)
run_all()
