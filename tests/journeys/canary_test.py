#!/usr/bin/env python3
# canary_test.py - somebody says a sentence, many places quote it, and they want to be forgotten: no file of the data has it any more, nor has a
# backup, and an older backup that is restored forgets it again. On SQLite and on PostgreSQL.
# usage: SEMPRE=build/sempre tests/journeys/canary_test.py
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

from phone import Phone
from server import PATIENCE, ROOT, SEMPRE, Postgres as PostgresServer, serve, wait_for

sys.path.insert(0, str(ROOT / "tests" / "tools"))
from tap import run_all, test  # noqa: E402

PROGRAMS = Path(os.environ.get("SEMPRE_POSTGRES_PROGRAMS", "/usr/lib/postgresql/15/bin"))
CANARY = "Kanarijputniņš Zzyzx dzied tikai svētdienas rītos pie tilta"


class Sqlite:
    def __init__(self, folder):
        self.path = folder / "sempre.db"
        self.address, self.data = f"sqlite:{self.path}", folder

    def ask(self, statement):
        base = sqlite3.connect(self.path, timeout=PATIENCE)
        with base:
            rows = base.execute(statement).fetchall()
        base.close()
        return rows[0][0] if rows else None

    def settle(self):
        pass

    def read_backup(self, path):
        return path.read_bytes()

    def end(self):
        pass


class Postgres(PostgresServer):
    """Recycled files of the write-ahead log keep what they held until they are used again: here the server deletes them."""

    def __init__(self, folder):
        super().__init__(folder)
        self.data = next(folder.glob("pg.*")) / "data"
        self.ask("ALTER SYSTEM SET wal_recycle = off")
        self.ask("SELECT pg_reload_conf()")

    def ask(self, statement):
        done = subprocess.run([PROGRAMS / "psql", "-qAtX", self.address, "-c", statement], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def settle(self):
        self.ask("CHECKPOINT")
        for _ in range(3):
            self.ask("SELECT pg_switch_wal()")
            self.ask("CHECKPOINT")

    def read_backup(self, path):
        return subprocess.run([PROGRAMS / "pg_restore", "-f", "-", path], check=True, capture_output=True).stdout


def files_with(folder, words):
    return [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file() and words.encode() in path.read_bytes()]


def sempre(base, folder, *words):
    return subprocess.run([SEMPRE, *words, "--db", base.address, "--key", str(folder / "key")], check=True, capture_output=True, text=True,
                          cwd=ROOT).stdout


def sign_in(address, name, password):
    team = Phone(address)
    assert team.ask("/login") == 200
    assert team.ask("/login", {"token": team.field("token"), "key": team.field("key"), "name": name, "password": password}) == 303, team.page
    return team


def erased(base, folder, log):
    """The server with the job of the night made due at once; ends when it is done."""
    base.ask("UPDATE job SET due_at = 0 WHERE kind = 'erase'")
    server, _ = serve(base.address, folder / "key", log)
    wait_for("the job of the night", lambda: "job kind=erase result=Done." in log.read_text())
    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0


def is_forgotten(kind):
    folder = Path(tempfile.mkdtemp(prefix="sempre-canary-"))
    outside = Path(tempfile.mkdtemp(prefix="sempre-backup-"))
    os.chmod(folder, 0o755)
    base, server = kind(folder), None
    try:
        told = sempre(base, folder, "demo")
        code, console = re.search(r"/j/(\w+)", told).group(1), re.search(r"(/console/\w+)", told).group(1)
        password = re.search(r"with the password (\S+) as", told).group(1)
        log = folder / "log"
        server, port = serve(base.address, folder / "key", log)
        address = f"http://127.0.0.1:{port}"
        phone = Phone(address)
        assert phone.join(code) == 303
        assert phone.say(code, CANARY) == 303
        line = base.ask(f"SELECT id FROM contribution WHERE words = '{CANARY}'")
        # The team quotes it: a need, an answer.
        network = base.ask(f"SELECT network_id FROM contribution WHERE id = {line}")
        base.ask(f"UPDATE text_variant SET words = '{CANARY}' WHERE text_id = (SELECT min(title_text_id) FROM need WHERE network_id = {network}) "
                 "AND is_source = 1")
        base.ask(f"UPDATE text_variant SET words = 'Kāds teica: {CANARY}. Paldies.' WHERE text_id = (SELECT min(text_id) FROM answer "
                 f"WHERE network_id = {network}) AND is_source = 1")
        slug = base.ask(f"SELECT slug FROM network WHERE id = {network}")
        team = sign_in(address, f"coordinator-{slug}", password)
        own = f"/networks/{slug}/mine"
        assert phone.ask(f"{own}/data") == 200 and CANARY in phone.page and "Zzyzx" in phone.page
        assert phone.ask(f"{own}/data.json") == 200
        assert [said["words"] for said in json.loads(phone.page)["said"]] == [CANARY]
        search = f"/networks/{slug}/search?" + urllib.parse.urlencode({"q": "zzyzx"})
        assert team.ask(search) == 200 and "Zzyzx" in team.page
        sempre(base, folder, "backup", str(outside / "before"))
        assert CANARY.encode() in base.read_backup(outside / "before")

        assert phone.ask(f"{own}/forget") == 200
        assert phone.ask(f"{own}/forget", {"token": phone.field("token"), "key": phone.field("key"), "words": "go"}) == 303
        for who in (phone, team):
            for path in (search, f"/networks/{slug}", f"/networks/{slug}/needs", f"/networks/{slug}/answers/sheet", console, f"/w/{code}"):
                assert who.ask(path) in (200, 303, 403, 404), path
                assert "Zzyzx" not in re.sub(r'value="[^"]*"', "", who.page), path  # but for what was typed into the field
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
        server = None
        due = int(base.ask("SELECT due_at FROM job WHERE kind = 'erase'"))
        assert 0 < due - time.time() * 1000 <= 24 * 3600 * 1000

        erased(base, folder, log)
        base.settle()
        assert files_with(base.data, "Zzyzx") == []
        assert files_with(folder, "Zzyzx") == []
        sempre(base, folder, "backup", str(outside / "after"))
        assert b"Zzyzx" not in base.read_backup(outside / "after")

        # The backup of before still has it. Restored, it forgets again what was forgotten since.
        listed = sempre(base, folder, "forgotten")
        assert len(listed.splitlines()) == 1 and listed.strip().endswith("go")
        told = sempre(base, folder, "restore", str(outside / "before"), "--overwrite")
        assert "forgotten again" in told, told
        assert int(base.ask(f"SELECT count(*) FROM contribution WHERE words = '{CANARY}'")) == 0
        for kept in folder.glob("*.before-restore-*"):
            kept.unlink()  # it is as clean as what it was made of
        erased(base, folder, log)
        base.settle()
        assert files_with(folder, "Zzyzx") == []
        # The same by a list, where the whole database was lost.
        (outside / "list").write_text(listed)
        told = sempre(base, folder, "forgotten", "--again", str(outside / "list"))
        assert told.startswith("0 of 1"), told
    finally:
        if server is not None and server.poll() is None:
            server.kill()
        base.end()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(outside)


for each in (Sqlite, Postgres):
    def one(kind=each):
        is_forgotten(kind)
    one.__name__ = f"canary: on {each.__name__.lower()} no file and no backup has the words of somebody who was forgotten"
    test(one)
run_all()
