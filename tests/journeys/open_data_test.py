#!/usr/bin/env python3
# open_data_test.py - the open data of the demonstration and of an imported conversation, by command and from the server: the package holds
# what it says, and is the same both ways; where the disk is full there is none. On SQLite and on PostgreSQL.
# usage: SEMPRE=build/sempre tests/journeys/open_data_test.py
import csv
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from server import ROOT, SEMPRE, Postgres, serve, wait_for

sys.path.insert(0, str(ROOT / "tests" / "tools"))
from open_data_check import Wrong, check

ODD = ['=HYPERLINK("http://example.org")', "-2+3", "@someone", 'She said "no", twice', "Ä, ß, ž and 日本", "ends with a quote\"", "a,b;c\td"]
PEOPLE, STATEMENTS = 60, 30


def polis(folder):
    """A conversation in which people vote at random; some statements have few votes, some are rejected."""
    chance = random.Random(7)
    folder.mkdir()
    with open(folder / "comments.csv", "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"])
        for i in range(STATEMENTS):
            words = ODD[i] if i < len(ODD) else f"Statement {i}"
            table.writerow([1500000000 + i, "", i, i, 0, 0, -1 if i % 10 == 9 else 1, words if i % 10 != 9 else f"Rejected {i}"])
    with open(folder / "votes.csv", "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["timestamp", "datetime", "comment-id", "voter-id", "vote"])
        for i in range(STATEMENTS):
            for voter in range(PEOPLE):
                if chance.random() < (0.05 if i % 3 == 0 else 0.6):
                    table.writerow([1500001000 + voter, "", i, voter, chance.choice([1, 1, 1, -1, 0])])
    return folder


class Place:
    """A database with a key and a folder of its own."""

    def __init__(self, folder, address):
        self.folder, self.address, self.key = folder, address, str(folder / "sempre.key")

    def run(self, *words, **more):
        return subprocess.run([SEMPRE, *words, "--db", self.address, "--key", self.key], capture_output=True, text=True, **more)

    def must(self, *words):
        done = self.run(*words)
        assert done.returncode == 0, f"sempre {' '.join(words)}: {done.stderr}"
        return done.stdout

    def export(self, slug, name):
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        said = self.must("export", "network", slug, str(path))
        assert said.startswith(f"{path}: {len(list(path.iterdir()))} files with "), said
        return path


def fetch(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as reply:
        return reply.read(), reply.headers["Content-Type"]


def download(port, slug, folder):
    """What a program does that knows only the address of datapackage.json."""
    base = f"/networks/{slug}/data/"
    folder.mkdir()
    whole, kind = fetch(port, base + "datapackage.json")
    assert kind == "application/json", kind
    (folder / "datapackage.json").write_bytes(whole)
    for name in [resource["path"] for resource in json.loads(whole)["resources"]] + ["README.md"]:
        (folder / name).write_bytes(fetch(port, base + name)[0])
    return folder


def same(one, other):
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in other.iterdir())
    for name in names:
        a, b = (one / name).read_text("utf-8"), (other / name).read_text("utf-8")
        if name == "datapackage.json":
            a, b = json.loads(a), json.loads(b)
            for package in (a, b):
                package.pop("created")
                package.pop("homepage", None)  # the server knows by which address it was asked
        if name == "README.md":
            a, b = ("\n".join(line for line in text.split("\n") if "/networks/" not in line) for text in (a, b))
        assert a == b, f"{name} differs between command and server"


def released(place):
    tables = check(place.export("liepaja", "liepaja"))
    voices = [row["voices_shown"] for row in tables["needs"]]
    return tables if tables["counts"] and "not_published" not in voices else None


def check_conversation(place):
    tables = check(place.export("talk", "talk"))
    said = {row["text"] for row in tables["statements"]}
    assert set(ODD) <= said, set(ODD) - said
    assert not [words for words in said if words.startswith("Rejected")], "a rejected statement is there"
    assert len(said) == STATEMENTS - STATEMENTS // 10
    shown = [row["shown"] for row in tables["counts"]]
    assert "number" in shown and "hidden" in shown, set(shown)
    return tables


def check_full_disk(place):
    """Every file may have 40,000 bytes: the table of translations does not fit."""
    path = place.folder / "full" / "data"
    path.parent.mkdir()

    def small():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))

    done = place.run("export", "network", "liepaja", str(path), preexec_fn=small, restore_signals=False)
    assert done.returncode == 8 and "translations" in done.stderr and "cannot be written: File too large" in done.stderr, done.stderr
    assert list(path.parent.iterdir()) == [], "something is left behind"


def check_checker(place):
    """A package with a fault is found out."""
    path = place.export("liepaja", "broken")
    table = path / "counts.csv"
    whole = table.read_bytes()
    table.write_bytes(whole.replace(b",\"hidden\",\r\n", b",\"hidden\",3\r\n", 1))
    try:
        check(path)
    except Wrong:
        return
    raise AssertionError("a file that was changed is taken for whole")


def journey(place):
    place.must("demo", "--content", str(ROOT / "content"))
    place.must("network", "add", "talk", "--title", "Talk", "--group", "All", "--place", "Here", "--country", "DE")
    place.must("import", "polis", str(polis(place.folder / "polis")), "--network", "talk")
    server, port = serve(place.address, place.key, place.folder / "log")
    try:
        wait_for("the release of the demonstration", lambda: released(place))
        wait_for("the release of the conversation", lambda: check(place.export("talk", "talk"))["counts"])
        for slug in [line.split("\t")[0] for line in place.must("network", "list").splitlines()]:
            check(place.export(slug, slug))
        check_conversation(place)
        for slug in ("liepaja", "talk"):
            got = download(port, slug, place.folder / f"{slug}-by-address")
            check(got)
            same(place.folder / slug, got)
        for path in ("/networks/liepaja/data/nothing.csv", "/networks/liepaja/data/needs.xml", "/networks/nowhere/data/needs.csv"):
            try:
                fetch(port, path)
                raise AssertionError(f"{path} is there")
            except urllib.error.HTTPError as error:
                assert error.code == 404, path
        check_full_disk(place)
        check_checker(place)
    finally:
        server.terminate()
        server.wait()


def main():
    print("1..2")
    failed = 0
    for n, name in enumerate(("SQLite", "PostgreSQL"), 1):
        folder = Path(tempfile.mkdtemp(prefix="sempre-open-"))
        postgres = Postgres() if name == "PostgreSQL" else None
        try:
            journey(Place(folder, postgres.address if postgres else f"sqlite:{folder}/sempre.db"))
            print(f"ok {n} - open data on {name}", flush=True)
        except (AssertionError, Wrong, OSError, subprocess.SubprocessError) as error:
            failed += 1
            print(f"not ok {n} - open data on {name}\n# " + str(error).replace("\n", "\n# "), flush=True)
        finally:
            if postgres:
                postgres.end()
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
