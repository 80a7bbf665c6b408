# power.py - the power is cut while people write: the disk as it may be left then, many times, and what the program finds on it.
import http.client
import os
import random
import re
import sqlite3
import struct
import subprocess
import threading
import time
from pathlib import Path

from program import ROOT, SEMPRE, Base, copy_base, serve

CUTS = 50
WRITERS = 20
WRITING_SECONDS = 6
SENTENCES_EACH = 10  # nobody may say very much
SECTOR = 512
WRITE, SYNC, CUT, SAID = 1, 2, 3, 4  # as bench/lost_writes.c; SAID: a sentence was confirmed
RECORD = struct.Struct("<IIQ16s")
CODE = "CDFGH"


class Writer(threading.Thread):
    """People who join, one after the other, and say some sentences each; what is confirmed is told in the log of the disk."""

    def __init__(self, name, port, log, end):
        super().__init__(daemon=True)
        self.me, self.port, self.log, self.end, self.said, self.trouble = name, port, log, end, 0, None

    def ask(self, method, path, body=None):
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        page = answer.read().decode()
        for value in answer.headers.get_all("Set-Cookie") or []:
            if value.startswith("v="):
                self.cookie = value.split(";")[0]
        return answer.status, page

    def run(self):
        try:
            self.write()
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.trouble = repr(error)

    def come_in(self):
        self.cookie = None
        page = self.ask("GET", f"/j/{CODE}")[1]
        self.ask("POST", f"/j/{CODE}", "token=" + re.search(r'name="token" value="([^"]+)"', page).group(1))

    def write(self):
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while time.monotonic() < self.end:
            if self.said % SENTENCES_EACH == 0:
                self.come_in()
            page = self.ask("GET", f"/w/{CODE}")[1]
            form = next(part for part in re.findall(r"<form.*?</form>", page, re.S) if 'name="words"' in part)
            hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
            words = f"{self.me} says {self.said}"
            fields = [f"{name}={value}" for name, value in hidden] + ["words=" + words.replace(" ", "+")]
            status, page = self.ask("POST", f"/w/{CODE}", "&".join(fields))
            if status != 303:
                told = " ".join(re.sub(r"<[^>]+>", " ", page[page.find("<main"):]).split())
                raise ValueError(f"a sentence was answered with {status}: {told[:200]}")
            os.write(self.log, RECORD.pack(SAID, len(words), 0, b"") + words.encode())
            self.said += 1


def read_log(path):
    data, at, records = path.read_bytes(), 0, []
    while at < len(data):
        kind, n, offset, end = RECORD.unpack_from(data, at)
        at += RECORD.size
        records.append((kind, offset, end.rstrip(b"\0").decode(), data[at:at + n]))
        at += n
    return records


def apply(content, kind, offset, data):
    if kind == CUT:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset:offset + len(data)] = data


class Disk:
    """What is on it for certain, and what was written since and may be there or not."""

    def __init__(self, base):
        self.synced, self.pending = {"": bytearray(base)}, {}

    def take(self, kind, offset, end, data):
        if kind == SYNC:
            for change in self.pending.pop(end, []):
                apply(self.synced.setdefault(end, bytearray()), *change)
        else:
            self.pending.setdefault(end, []).append((kind, offset, data))

    def cut_power(self, chance, path):
        """Writes the files as they may be left: of what was not synced any part, and of a write any sectors."""
        lost = 0
        for end in {**self.synced, **self.pending}:
            content = bytearray(self.synced.get(end, b""))
            for kind, offset, data in self.pending.get(end, []):
                if chance.random() < 0.5:
                    lost += 1
                elif kind == WRITE and chance.random() < 0.3:
                    for at in range(0, len(data), SECTOR):
                        if chance.random() < 0.5:
                            apply(content, WRITE, offset + at, data[at:at + SECTOR])
                    lost += 1
                else:
                    apply(content, kind, offset, data)
            Path(path + end).write_bytes(content)
        return lost


def measure_power_cut(folder, results):
    copy_base(folder, "power.db")
    path, log = f"{folder}/power.db", Path(folder) / "power.log"
    base = Base(f"sqlite:{path}")
    workshop, activity = base.ask("SELECT a.workshop_id, a.id FROM activity a JOIN workshop w ON w.id = a.workshop_id "
                                  "WHERE a.kind = 'ideas' AND w.state = 'open' ORDER BY a.id LIMIT 1")[0]
    base.ask(f"UPDATE activity SET state = 'running' WHERE id = {activity}",
             f"UPDATE workshop SET join_code = '{CODE}', current_activity_id = {activity} WHERE id = {workshop}")
    subprocess.run(["cc", "-O2", "-Wall", "-Wextra", "-D_GNU_SOURCE", "-shared", "-fPIC", "-o", f"{folder}/lost_writes.so",
                    str(ROOT / "bench" / "lost_writes.c")], check=True)
    before = Path(path).read_bytes()
    log.write_bytes(b"")
    with serve(folder, db="power.db", environment={"LD_PRELOAD": f"{folder}/lost_writes.so", "LOST_WRITES_BASE": path,
                                                  "LOST_WRITES_LOG": str(log)}) as server:
        told = os.open(log, os.O_WRONLY | os.O_APPEND)
        end = time.monotonic() + WRITING_SECONDS
        writers = [Writer(f"Writer {i}", server.port, told, end) for i in range(WRITERS)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        os.close(told)
    trouble = [writer.trouble for writer in writers if writer.trouble]
    if trouble:
        raise SystemExit(f"The writers met errors: {trouble[0]}")
    records, chance = read_log(log), random.Random(1)
    first = next(i for i, record in enumerate(records) if record[0] == SAID)
    moments = sorted(chance.sample(range(first, len(records)), CUTS))
    disk, confirmed, missing, twice, broken, lost, opened = Disk(before), set(), 0, 0, 0, 0, 0
    os.makedirs(f"{folder}/cut")
    for i, (kind, offset, end, data) in enumerate(records):
        if kind == SAID:
            confirmed.add(data.decode())
        else:
            disk.take(kind, offset, end, data)
        if not moments or i != moments[0]:
            continue
        moments.pop(0)
        left = f"{folder}/cut/sempre.db"
        for old in Path(f"{folder}/cut").iterdir():
            old.unlink()
        lost += disk.cut_power(chance, left)
        Path(left + ".key").write_bytes(Path(path + ".key").read_bytes())
        opened += subprocess.run([SEMPRE, "settings", "--db", f"sqlite:{left}"], capture_output=True).returncode == 0
        found, words = sqlite3.connect(left), []
        try:
            broken += found.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
            words = [row[0] for row in found.execute("SELECT words FROM contribution WHERE activity_id = ?", (activity,))]
        except sqlite3.DatabaseError:
            broken += 1
        found.close()
        missing += len(confirmed - set(words))
        twice += len(words) - len(set(words))
    said = sum(writer.said for writer in writers)
    results.add(f"the power is cut at {CUTS} moments while {WRITERS} people write: confirmed sentences that are missing", f"{missing}",
                "0, and the database is whole", missing == 0 and twice == 0 and broken == 0 and opened == CUTS and lost > 0,
                f"{said:,} sentences confirmed in all; the program opens {opened} of {CUTS}, {CUTS - broken} pass SQLite's integrity check, {twice} sentences are "
                f"there twice; {lost:,} writes that were not synced were lost or torn")
