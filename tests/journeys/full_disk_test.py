#!/usr/bin/env python3
# full_disk_test.py - a disk that is full again and again while people say something, on SQLite and on PostgreSQL.
# usage: SEMPRE=build/sempre tests/journeys/full_disk_test.py
#
# The disk is a small file system in memory, mounted where nobody else sees it (in a mount namespace of this test).
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from phone import Phone
from server import PATIENCE, ROOT, SEMPRE, Postgres as PostgresServer, serve, wait_for

sys.path.insert(0, str(ROOT / "tests" / "tools"))
from namespace import enter  # noqa: E402
from tap import run_all, test  # noqa: E402

PLACE = enter(__file__, "this account may not mount a small file system in a namespace of its own")
PSQL = Path(os.environ.get("SEMPRE_POSTGRES_PROGRAMS", "/usr/lib/postgresql/15/bin")) / "psql"
ROUNDS = 6


class Disk:
    def __init__(self, megabytes):
        self.at = Path(tempfile.mkdtemp(prefix="disk-", dir=PLACE))
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=1777", "tmpfs", str(self.at)], check=True)
        size = os.statvfs(self.at)
        assert size.f_blocks * size.f_frsize <= megabytes * 1024 * 1024, "the small file system is not small"  # it will be filled
        self.ballast = self.at / "ballast"

    def fill(self, but):
        """Takes all the room there is, and gives `but` bytes back."""
        with open(self.ballast, "ab", buffering=0) as out:
            size = 1024 * 1024
            while size >= 512:
                try:
                    out.write(b"x" * size)
                except OSError:
                    size //= 2
        os.truncate(self.ballast, max(0, self.ballast.stat().st_size - but))

    def make_room(self):
        self.ballast.unlink()

    def gone(self):
        subprocess.run(["umount", "-l", str(self.at)], check=True)
        self.at.rmdir()


class Sqlite:
    megabytes = 24

    def __init__(self, disk):
        self.path = disk.at / "sempre.db"
        self.address = f"sqlite:{self.path}"

    def ask(self, statement):
        base = sqlite3.connect(self.path)
        rows = base.execute(statement).fetchall()
        base.close()
        return rows[0][0]

    def end(self):
        assert self.ask("PRAGMA integrity_check") == "ok"


class Postgres(PostgresServer):
    megabytes = 160

    def __init__(self, disk):
        super().__init__(disk.at)

    def ask(self, statement):
        done = subprocess.run([PSQL, "-qAtX1", self.address, "-c", statement], check=True, capture_output=True, text=True)
        return int(done.stdout)


def is_clear(page, words):
    """In the reader's language it says that nothing was stored, and it gives back what was written."""
    return 'lang="lv"' in page and "Nekas netika saglab" in page and words in page


def speak_while_full(address, code, number):
    """Says ideas until one is refused; how many were confirmed, and the phone that shows the page of the refusal."""
    for confirmed in range(2000):
        if confirmed % 90 == 0:  # one person may say a hundred
            phone = Phone(address)
            if phone.join(code) != 303:
                return confirmed, None
        words = f"Doma {number} {confirmed} "
        status = phone.say(code, words + "par to, kas te trūkst " * 6)
        if status != 303:
            assert status == 500, (status, phone.page[-3000:])
            assert is_clear(phone.page, words), phone.page[-3000:]
            return confirmed, phone
    raise AssertionError("the disk is never full")


def goes_on(kind):
    folder, disk = Path(tempfile.mkdtemp(prefix="sempre-full-")), Disk(kind.megabytes)
    base, server = kind(disk), None
    try:
        told = subprocess.run([SEMPRE, "demo", "--db", base.address, "--key", str(folder / "key")], check=True,
                              capture_output=True, text=True, cwd=ROOT).stdout
        code = re.search(r"/j/(\w+)", told).group(1)
        count = lambda: base.ask("SELECT count(*) FROM contribution")
        log = folder / "log"
        server, port = serve(base.address, folder / "key", log)
        address = f"http://127.0.0.1:{port}"
        others, stored = Phone(address), count()
        assert others.join(code) == 303
        for number in range(ROUNDS):
            disk.fill(but=number * 12 * 1024)
            confirmed, phone = speak_while_full(address, code, number)
            stored += confirmed
            assert count() == stored
            assert others.ask(f"/w/{code}") == 200  # whoever reads goes on
            disk.make_room()
            if phone is not None:  # the page that refused sends it again, and once more by mistake
                fields = {name: phone.field(name) for name in ("token", "key", "at")}
                fields["words"] = re.search(r"<textarea[^>]*>([^<]*)", phone.page).group(1)
                wait_for("room", lambda: phone.ask(f"/w/{code}", fields) == 303)
                assert phone.ask(f"/w/{code}", fields) == 303
            else:
                wait_for("room", lambda: others.say(code, f"Doma {number} pēc tam") == 303)
            stored += 1
            assert count() == stored
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
        assert "crashed" not in log.read_text() and "AddressSanitizer" not in log.read_text(), log.read_text()[-2000:]
        assert count() == stored
    finally:
        if server is not None and server.poll() is None:
            server.kill()
        base.end()
        disk.gone()
        shutil.rmtree(folder)


for each in (Sqlite, Postgres):
    def one(kind=each):
        goes_on(kind)
    one.__name__ = f"full disk: on {each.__name__.lower()} nothing confirmed is lost, the page says so, and it goes on when there is room"
    test(one)
run_all()
