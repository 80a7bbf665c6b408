# keeping.py - votes while a large database is written into a backup.
import os
import sqlite3
import subprocess
import time

from hall import Hall, rows
from program import SEMPRE, Postgres, serve

ROWS, RATE, ALONE_SECONDS, AT_MOST_SECONDS = 1_000_000, 100, 6, 120
# Forms that were sent: a table that no other part of the program looks at as a whole. 1 KB a row that packs no better than words do.
FILL_SQLITE = ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO sent_form "
               "SELECT printf('f%08d', i), 'bench', hex(randomblob(430)), {now} FROM n")
FILL_POSTGRES = ("INSERT INTO sent_form SELECT 'f' || lpad(i::text, 8, '0'), 'bench', concat(encode(sha512((i || 'a')::bytea), 'hex'), "
                 + ", ".join(f"encode(sha512((i || '{x}')::bytea), 'hex')" for x in "bcdefg") + "), {now} "
                 "FROM generate_series(1, {rows}) AS i")


def fill_sqlite(path, now):
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA journal_mode=OFF") # the server goes back to WAL
    base.execute("PRAGMA synchronous=OFF")
    base.execute("PRAGMA cache_size=-65536")
    base.execute(FILL_SQLITE.format(rows=ROWS, now=now))
    base.close()
    os.sync()
    return os.path.getsize(path)


def fill_postgres(base, now):
    base.ask(FILL_POSTGRES.format(rows=ROWS, now=now))
    base.ask("CHECKPOINT")
    return base.one("SELECT pg_database_size(current_database())")


def measure_one(folder, name, hall, size, key, results):
    copy, made = f"{folder}/{hall.base.path and 'sqlite' or 'postgres'}.backup", {}

    def back_up():
        time.sleep(1)
        began = time.monotonic()
        ran = subprocess.run([SEMPRE, "backup", copy, "--db", hall.base.address, *key], capture_output=True, text=True)
        made.update(code=ran.returncode, took=time.monotonic() - began, told=ran.stdout + ran.stderr)

    with serve(folder, *key, db=hall.base.path and os.path.basename(hall.base.path) or hall.base.address) as server:
        alone = hall.vote(server, ALONE_SECONDS, rate=RATE)
        beside = hall.vote(server, AT_MOST_SECONDS, back_up, rate=RATE)
    if made["code"] != 0:
        raise SystemExit(f"The backup failed: {made['told']}")
    ratio = beside["p99_us"] / alone["p99_us"]
    rate = beside["votes"] / beside["seconds"]
    check, same = rows(beside)
    results.add(f"votes while a database of 1 GB is backed up, {name}, {RATE} a second: p99 / p99 without",
                f"{ratio:.2f} ({beside['p99_us'] / 1000:.1f} / {alone['p99_us'] / 1000:.1f} ms; worst {beside['worst_us'] / 1000:.0f} "
                f"/ {alone['worst_us'] / 1000:.0f} ms)", "<= 3",
                ratio <= 3 and same and size >= 1e9 and rate > 0.97 * RATE,
                f"{check}, {rate:.0f} a second; database of {size / 1e9:.2f} GB, backup of {os.path.getsize(copy) / 1e9:.2f} GB "
                f"made and read back in {made['took']:.1f} s")
    os.unlink(copy)


def measure_backup(folder, results):
    now = int(time.time() * 1000)
    hall = Hall(folder, f"sqlite:{folder}/large.db")
    size = fill_sqlite(hall.base.path, now)
    measure_one(folder, "SQLite", hall, size, [], results)
    os.unlink(hall.base.path)
    with Postgres() as postgres:
        key = ["--key", f"{folder}/large.key"]
        hall = Hall(folder, postgres.address, key)
        size = fill_postgres(hall.base, now)
        measure_one(folder, "PostgreSQL", hall, size, key, results)
