# hall.py - a hall that votes: on SQLite and PostgreSQL, beside an import, and while the server is started anew.
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import conversation
from program import NETWORK, ROOT, Base, Postgres, family, sempre, serve

VOTERS = 200
STATEMENTS = 1000
CRASHES = 50
CODE = "BCDFG"


def build(folder):
    flags = ["-O2", "-Wall", "-Wextra", "-D_GNU_SOURCE", "-pthread"]
    subprocess.run(["cc", *flags, "-o", f"{folder}/voters", str(ROOT / "bench" / "voters.c")], check=True)
    subprocess.run(["cc", *flags, "-shared", "-fPIC", "-o", f"{folder}/slow_sync.so",
                    str(ROOT / "bench" / "slow_sync.c")], check=True)
    conversation.write(f"{folder}/hall", 50, STATEMENTS, votes=False)


class Hall:
    """A running workshop with 1,000 statements: a written conversation is read in and opened."""

    def __init__(self, folder, address, key=()):
        self.folder, self.base = folder, Base(address)
        sempre("demo", "--db", address, *key)
        sempre("import", "polis", f"{folder}/hall", "--network", NETWORK, "--db", address, *key)
        self.activity, workshop = self.base.ask("SELECT id, workshop_id FROM activity ORDER BY id DESC LIMIT 1")[0]
        self.show_results(False)
        self.base.ask(f"UPDATE activity SET state = 'running' WHERE id = {self.activity}",
                      f"UPDATE workshop SET state = 'open', join_code = '{CODE}', screen_secret = 'BCDFGHJKMNPQRSTVWXYZ', "
                      f"current_activity_id = {self.activity} WHERE id = {workshop}")

    def show_results(self, are_open):
        self.base.ask(f"UPDATE activity SET results_open = {int(are_open)} WHERE id = {self.activity}")

    def marks(self):
        return self.base.one(f"SELECT count(*) FROM mark WHERE activity_id = {self.activity}")

    def vote(self, server, seconds, meanwhile=None, again=False, rate=None, count=VOTERS):
        """What the voters measured, with `confirmed` and `stored`; `meanwhile` runs beside them. With a rate they vote so many
        times a second instead of at once, and end with `meanwhile`."""
        before = self.marks()
        voters = subprocess.Popen([f"{self.folder}/voters", str(server.port), CODE, str(count), str(seconds),
                                   *(["again"] if again else [str(rate)] if rate else [])],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

        def beside():
            meanwhile()
            if rate:
                voters.terminate()

        thread = threading.Thread(target=beside) if meanwhile is not None else None
        if thread is not None:
            thread.start()
        out, errors = voters.communicate()
        if thread is not None:
            thread.join()
        if voters.returncode != 0:
            raise SystemExit(f"The voters met errors: {out} {errors[:300]}")
        told = {name: float(value) for name, value in (part.split("=") for part in out.split())}
        told["confirmed"], told["stored"] = int(told["votes"]), self.marks() - before
        return told


def speed(told):
    return (f"{told['votes'] / told['seconds']:,.0f} a second, p50 {told['p50_us'] / 1000:.0f} ms, "
            f"p99 {told['p99_us'] / 1000:.0f} ms (vote and next page)")


def rows(told):
    """The check beside a figure, and whether it holds."""
    same = told["confirmed"] == told["stored"]
    return f"{told['confirmed']:,} confirmed, {told['stored']:,} rows" + ("" if same else ": NOT THE SAME"), same


class SlowDisk:
    """fsync and fdatasync of 10 ms in every process that gets this environment; counted."""

    def __init__(self, folder, name):
        self.counts = Path(folder) / f"{name}.syncs"
        self.counts.write_bytes(bytes(16))
        self.environment = {"LD_PRELOAD": f"{folder}/slow_sync.so", "SLOW_SYNC_COUNTS": str(self.counts)}

    def checkpoints(self):
        return int.from_bytes(self.counts.read_bytes()[8:16], "little")

    def is_in(self, server):
        maps = [Path(f"/proc/{i}/maps").read_text() for i in family(server.process.pid)]
        if not all("slow_sync.so" in text for text in maps):
            raise SystemExit("The slow disk is not simulated in every process of the server.")


def measure_sqlite(folder, results):
    hall, disk = Hall(folder, f"sqlite:{folder}/hall.db"), SlowDisk(folder, "hall")
    with serve(folder, environment=disk.environment, db="hall.db") as server:
        disk.is_in(server)
        before = disk.checkpoints()
        told = hall.vote(server, 10)
        checkpoints = disk.checkpoints() - before
        rate, (check, same) = told["votes"] / told["seconds"], rows(told)
        results.add("votes a second, SQLite, fsync and fdatasync of 10 ms, 200 voters", speed(told), ">= 3,000 a second",
                    rate >= 3000 and same and checkpoints > 0, f"{check}; {checkpoints} checkpoints meanwhile")
        hall.show_results(True)
        told = hall.vote(server, 5)
        hall.show_results(False)
        results.add("for comparison: the same with the results open on every phone", speed(told), "reported", None,
                    rows(told)[0])
    with serve(folder, db="hall.db") as server:
        told = hall.vote(server, 5)
    results.add("for comparison: votes a second, SQLite, on the disk of this machine", speed(told), "reported", None,
                rows(told)[0])
    return hall


def measure_postgres(folder, results):
    with Postgres() as postgres:
        key = ["--key", f"{folder}/postgres.key"] # there is no file of a database for it to lie beside
        hall = Hall(folder, postgres.address, key)
        with serve(folder, *key, db=postgres.address) as server:
            told = hall.vote(server, 10)
        is_durable = hall.base.one("SHOW fsync") == "on"
    check, same = rows(told)
    results.add("votes a second, PostgreSQL, fsync on, on the disk of this machine, 200 voters", speed(told), "reported",
                None if same and is_durable else False, check + ("; SHOW fsync says on" if is_durable else "; fsync is OFF"))


def measure_import_beside(folder, hall, results):
    """A million votes are read in by another process while the hall votes."""
    disk, imported = SlowDisk(folder, "beside"), {}

    def read_in():
        time.sleep(3)
        began = time.monotonic()
        imported["told"] = sempre("import", "polis", f"{folder}/many", "--network", NETWORK, "--db", hall.base.address,
                                  environment=disk.environment)
        imported["took"] = time.monotonic() - began

    before = hall.base.one("SELECT count(*) FROM mark") - hall.marks()
    with serve(folder, environment=disk.environment, db="hall.db") as server:
        told = hall.vote(server, 14, read_in)
    read = hall.base.one("SELECT count(*) FROM mark") - hall.marks() - before
    check, same = rows(told)
    wanted = conversation.MANY * conversation.STATEMENTS
    storing = float(imported["told"].splitlines()[0].split()[-2])
    results.add("the longest wait of a vote while 1,000,000 votes are read in, SQLite, fsync and fdatasync of 10 ms",
                f"{told['worst_us'] / 1e6:.1f} s, p99 {told['p99_us'] / 1000:.0f} ms; the import took {imported['took']:.1f} s, "
                f"of these {storing:.1f} s with the write lock", "no vote lost or refused",
                same and read == wanted and told["failures"] == 0, f"{check}, 0 refused; {read:,} rows read in")


def measure_restart(folder, hall, results):
    """SIGHUP twice under load: a new server process takes over, the old one ends what it has begun."""
    disk, servers = SlowDisk(folder, "restart"), []
    with serve(folder, environment=disk.environment, db="hall.db") as server:
        parent = server.process.pid

        def restart():
            servers.append(set(family(parent)))
            for _ in range(2):
                time.sleep(3)
                server.process.send_signal(signal.SIGHUP)
                time.sleep(1)
                servers.append(set(family(parent)))

        told = hall.vote(server, 9, restart)
    check, same = rows(told)
    fresh = sum(bool(after - before) for before, after in zip(servers, servers[1:]))
    results.add("a new server process twice under load, 200 voters: votes refused or without an answer",
                f"{told['failures']:.0f}; the longest time without a confirmed vote {told['pause_us'] / 1000:.0f} ms",
                "0", same and fresh == 2 and told["failures"] == 0,
                f"{check}; {fresh} new server processes; {told['sent_again']:.0f} requests sent again on a kept connection "
                "that was closed before it answered anything")


def measure_crash(folder, hall, results):
    """The server process is killed again and again while the hall votes; the parent starts the next one."""
    killed = []
    with serve(folder, db="hall.db") as server:
        def kill():
            for _ in range(CRASHES):
                time.sleep(1.1)  # below a second from its start the parent would think it broken for good
                killed.append(family(server.process.pid)[1])
                os.kill(killed[-1], signal.SIGKILL)

        told = hall.vote(server, CRASHES * 1.1 + 1, kill, again=True)
    check, same = rows(told)
    results.add(f"kill -9 of the server process {CRASHES} times while 200 vote: the longest time without a confirmed vote",
                f"{told['pause_us'] / 1000:.0f} ms", "<= 200 ms", same and len(set(killed)) == CRASHES and told["pause_us"] <= 200000,
                f"{check}; {len(set(killed))} processes killed; {told['sent_again']:.0f} requests sent again")
