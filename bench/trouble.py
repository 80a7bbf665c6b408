# trouble.py - what a hall does not notice, or only as a wait: PostgreSQL is killed, a server of three is killed, slow clients.
import http.client
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from hall import CODE, Hall, rows
from program import ROOT, Process, family, free_port, serve

POSTGRES_KILLS = 10
SERVER_KILLS = 60
SLOW_CLIENTS = 2000
VOTERS = 50
PROGRAMS = "/usr/lib/postgresql/15/bin"


def children(parent):
    return [int(i) for i in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def server_process(parent):
    """The first child of a parent that is there; after a kill the next one comes at once."""
    while not (ids := children(parent)):
        time.sleep(0.001)
    return ids[0]


def as_owner(*arguments):
    """PostgreSQL refuses to run as root."""
    owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    return [*owner, *arguments]


class MortalPostgres:
    """A PostgreSQL that can be killed and started again on what it left."""

    def __init__(self, folder):
        self.home = Path(tempfile.mkdtemp(prefix="mortal-", dir=folder))
        os.chmod(folder, 0o755)
        if os.getuid() == 0:
            shutil.chown(self.home, "postgres", "postgres")
        subprocess.run(as_owner(f"{PROGRAMS}/initdb", "--locale=C", "-E", "UTF8", "--auth=trust", "--username=postgres", "-D",
                                f"{self.home}/data"), check=True, capture_output=True, cwd=self.home)
        self.address = f"postgresql:///postgres?host={self.home}&user=postgres"
        self.start()

    def start(self):
        self.log = open(self.home.parent / "mortal.log", "ab")
        self.process = subprocess.Popen(as_owner(f"{PROGRAMS}/postgres", "-D", f"{self.home}/data", "-k", str(self.home), "-c",
                                                 "listen_addresses=", "-c", "max_connections=200"),
                                        stdout=self.log, stderr=self.log, cwd=self.home)
        end = time.monotonic() + 60
        while subprocess.run([f"{PROGRAMS}/pg_isready", "-q", "-h", str(self.home)]).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit("PostgreSQL does not start again.")
            time.sleep(0.02)

    def kill(self):
        for i in [self.process.pid, *children(self.process.pid)]:
            try:
                os.kill(i, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


def measure_postgres_kill(folder, results):
    with MortalPostgres(folder) as postgres:
        key, gone, ready = ["--key", f"{folder}/mortal.key"], [], []
        hall = Hall(folder, postgres.address, key)
        with serve(folder, *key, db=postgres.address) as server:
            program = set(family(server.process.pid))

            def kill():
                for _ in range(POSTGRES_KILLS):
                    time.sleep(2)
                    gone.append(time.monotonic())
                    postgres.kill()
                    postgres.start()
                    ready.append(time.monotonic())

            told = hall.vote(server, POSTGRES_KILLS * 3.5, kill, again=True)
            stayed = program == set(family(server.process.pid))
        longest = max(after - before for before, after in zip(gone, ready))
    check, same = rows(told)
    results.add(f"kill -9 of PostgreSQL's server {POSTGRES_KILLS} times while 200 vote: the longest time without a confirmed vote",
                f"{told['pause_us'] / 1000:.0f} ms, of these PostgreSQL was away {longest * 1000:.0f} ms",
                "every confirmed vote is there, none twice; the program reconnects by itself",
                same and stayed and len(ready) == POSTGRES_KILLS,
                f"{check}; {len(ready)} kills; the program's processes {'stayed' if stayed else 'DID NOT STAY'}; "
                f"{told['sent_again']:.0f} requests sent again")


class Screen(threading.Thread):
    """The big screen of the hall on one server: follows its event stream, opens it again when it ends, as browsers do."""

    def __init__(self, port, path):
        super().__init__(daemon=True)
        self.port, self.path, self.seen, self.is_over = port, path, 0, False

    def run(self):
        while not self.is_over:
            try:
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                line.request("GET", self.path, headers={"Accept": "text/event-stream"})
                answer = line.getresponse()
                while not self.is_over and (text := answer.readline()):
                    self.seen += text.startswith(b"data:")
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)


def write_haproxy(folder, port, servers):
    """The backend of the example that is installed with the package; only its addresses differ."""
    example = (ROOT / "packaging" / "haproxy.cfg").read_text()
    backend = re.search(r"^backend sempre\n.*", example, re.M | re.S).group(0)
    for name, server in zip(("one", "two", "three"), servers):
        backend = re.sub(rf"(server {name} 127\.0\.0\.1:)\d+", rf"\g<1>{server.port}", backend)
    timeouts = "\n".join(line for line in example.splitlines() if line.strip().startswith("timeout"))
    path = Path(folder) / "haproxy.cfg"
    path.write_text(f"global\n    maxconn 8000\ndefaults\n    mode http\n{timeouts}\n"
                    f"frontend plain\n    bind 127.0.0.1:{port}\n    default_backend sempre\n{backend}")
    return path


def measure_three_servers(folder, results):
    killed = []
    with MortalPostgres(folder) as postgres:
        key = ["--key", f"{folder}/three.key"]
        hall = Hall(folder, postgres.address, key)
        secret = hall.base.one(f"SELECT screen_secret FROM workshop WHERE join_code = '{CODE}'")
        servers = [serve(folder, *key, db=postgres.address) for _ in range(3)]
        port = free_port()
        try:
            with Process(["haproxy", "-db", "-f", str(write_haproxy(folder, port, servers))], port, "/healthz",
                         f"{folder}/haproxy.log") as haproxy:
                screens = [Screen(server.port, f"/s/{secret}/events") for server in servers]
                for screen in screens:
                    screen.start()

                def kill():
                    for i in range(SERVER_KILLS):
                        time.sleep(1)
                        killed.append(server_process(servers[i % 3].process.pid))
                        os.kill(killed[-1], signal.SIGKILL)

                told = hall.vote(haproxy, SERVER_KILLS + 1, kill, again=True, count=VOTERS)
                before = [screen.seen for screen in screens]
                time.sleep(2)
                hall.vote(haproxy, 3, count=1)
                follow = sum(screen.seen > seen for screen, seen in zip(screens, before))
                for screen in screens:
                    screen.is_over = True
        finally:
            for server in servers:
                server.end()
    check, same = rows(told)
    results.add(f"3 servers on one PostgreSQL behind haproxy, one killed each second for a minute, {VOTERS} voters: the longest wait "
                "of a vote and its next page", f"{told['worst_us'] / 1000:.0f} ms, p99 {told['p99_us'] / 1000:.0f} ms", "<= 2,000 ms",
                same and told["worst_us"] <= 2000000 and len(set(killed)) == SERVER_KILLS and follow == 3,
                f"{check}; {len(set(killed))} processes killed; {follow} of 3 screens follow, having seen "
                f"{', '.join(str(seen) for seen in before)} changes; {told['sent_again']:.0f} requests sent again by voters")


def measure_slow_clients(folder, hall, results):
    with serve(folder, db="hall.db") as server:
        hall.vote(server, 2, count=VOTERS)
        alone = hall.vote(server, 8, count=VOTERS)
        slow = subprocess.Popen(["slowhttptest", "-c", str(SLOW_CLIENTS), "-H", "-r", "1000", "-i", "5", "-l", "30", "-p", "20", "-u",
                                 f"http://127.0.0.1:{server.port}/"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        connected, end = 0, time.monotonic() + 15
        while connected < SLOW_CLIENTS and time.monotonic() < end:
            time.sleep(0.2)
            told = subprocess.run(["ss", "-Htn", "state", "established", f"( sport = :{server.port} )"], capture_output=True,
                                  text=True).stdout
            connected = len(told.splitlines())
        beside = hall.vote(server, 5, count=VOTERS)
        slow.terminate()
        slow.communicate()
    check, same = rows(beside)
    ratio = beside["p99_us"] / alone["p99_us"]
    results.add(f"{SLOW_CLIENTS:,} clients that drip their headers (slowhttptest) beside {VOTERS} voters: p99 of a vote / without them",
                f"{ratio:.2f} ({beside['p99_us'] / 1000:.0f} ms / {alone['p99_us'] / 1000:.0f} ms)", "<= 2.0",
                same and ratio <= 2 and connected >= SLOW_CLIENTS, f"{check}; {connected:,} connections were open; "
                f"{beside['failures']:.0f} refused")
