# program.py - starts and ends the programs that the bench measures, and asks them.
import http.client
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEMPRE = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build" / "sempre")
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = int(os.environ.get("SECONDS", "3"))
NETWORK = "liepaja"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def get(port, path, language="en", encoding=None, cookie=None):
    """One request on its own connection: status, headers, body as it came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Accept-Language": language}
    if encoding:
        headers["Accept-Encoding"] = encoding
    if cookie:
        headers["Cookie"] = cookie
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def is_up(port, path):
    try:
        return get(port, path)[0] == 200
    except (OSError, http.client.HTTPException):
        return False


class Process:
    """A program of ours; ended by its own id."""

    def __init__(self, arguments, port, path, log, environment=None):
        self.port = port
        began = time.monotonic()
        self.log = open(log, "ab")
        self.process = subprocess.Popen(arguments, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL,
                                        env={**os.environ, **(environment or {})}, cwd=os.path.dirname(log))
        while not is_up(port, path):
            if self.process.poll() is not None or time.monotonic() - began > 30:
                self.end()
                raise SystemExit(f"{arguments[0]} does not answer; its log: {Path(log).read_text()[-800:]}")
            time.sleep(0.001)
        self.start_ms = (time.monotonic() - began) * 1000

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


def serve(folder, *options, environment=None, db="sempre.db"):
    """Sempre on a database: a file in the folder, or an address."""
    port = free_port()
    address = db if "://" in db else f"sqlite:{folder}/{db}"
    return Process([SEMPRE, "serve", "--db", address, "--listen", f"127.0.0.1:{port}", *options], port,
                   f"/networks/{NETWORK}", f"{folder}/serve-{port}.log", environment)


def serve_nginx(folder, page, name="nginx"):
    port = free_port()
    home = Path(folder) / name
    home.mkdir()
    (home / "page.html").write_bytes(page)
    os.chmod(folder, 0o755)
    (home / "nginx.conf").write_text(f"""
daemon off; worker_processes 2; pid {home}/pid; error_log {home}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log {home}/access.log; sendfile on; keepalive_requests 1000000000; gzip on; gzip_types text/html;
    client_body_temp_path {home}/a; proxy_temp_path {home}/b; fastcgi_temp_path {home}/c; uwsgi_temp_path {home}/d;
    scgi_temp_path {home}/e; default_type text/html; open_file_cache max=100;
    server {{ listen 127.0.0.1:{port}; root {home}; }}
}}
""")
    return Process(["nginx", "-e", f"{home}/error.log", "-c", f"{home}/nginx.conf"], port, "/page.html", f"{home}/log")


def wrk(port, path, encoding=None, cookie=None):
    """Requests a second of 64 keep-alive connections; any answer but 200 ends the bench."""
    arguments = ["wrk", "-t2", "-c64", f"-d{SECONDS}s", f"http://127.0.0.1:{port}{path}"]
    if encoding:
        arguments[1:1] = ["-H", f"Accept-Encoding: {encoding}"]
    if cookie:
        arguments[1:1] = ["-H", f"Cookie: {cookie}"]
    told = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"wrk met errors on port {port}: {told}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1))


def cache_hits(port):
    told = get(port, "/metrics")[2].decode()
    return int(re.search(r"^sempre_page_cache_hits_total (\d+)", told, re.M).group(1))


def family(pid):
    """The process and all below it. One that ends meanwhile, as those that do jobs do, has none."""
    ids = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                ids += family(int(child))
    except (FileNotFoundError, ProcessLookupError):
        pass
    return ids


def pss_mb(pid):
    """PSS of a process and all its children, MB; and how many they are."""
    ids = family(pid)
    kb = sum(int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{i}/smaps_rollup").read_text(), re.M).group(1)) for i in ids)
    return kb / 1000 * 1.024, len(ids)


class Base:
    """A database beside the program: what the page of figures says is counted in it."""

    def __init__(self, address):
        self.address = address
        self.path = address.removeprefix("sqlite:") if address.startswith("sqlite:") else None

    def ask(self, *statements):
        """Runs the statements in one transaction; the rows of the last, as tuples."""
        if self.path is not None:
            base = sqlite3.connect(self.path)
            with base:
                rows = [base.execute(statement).fetchall() for statement in statements][-1]
            base.close()
            return rows
        told = subprocess.run(["psql", "-qAtX1", "-F", "\t", "-v", "ON_ERROR_STOP=1", self.address,
                               *[part for statement in statements for part in ("-c", statement)]],
                              check=True, capture_output=True, text=True).stdout
        return [tuple(int(part) if re.fullmatch(r"-?\d+", part) else part for part in line.split("\t"))
                for line in told.splitlines()]

    def one(self, statement):
        return self.ask(statement)[0][0]


class Postgres:
    """A fresh PostgreSQL that stores like a real one; gone at the end."""

    def __init__(self, seconds=900):
        self.process = subprocess.Popen([str(ROOT / "tests" / "support" / "with-postgres"), "sh", "-c",
                                         f'echo "$SEMPRE_TEST_POSTGRES"; exec sleep {seconds}'], stdout=subprocess.PIPE,
                                        env={**os.environ, "SEMPRE_TEST_FSYNC": "on"}, text=True)
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            raise SystemExit("PostgreSQL does not start.")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def sempre(*arguments, environment=None):
    """Runs a command of the program; what it printed."""
    return subprocess.run([SEMPRE, *arguments], check=True, capture_output=True, text=True,
                          env={**os.environ, **(environment or {})}).stdout


def copy_base(folder, name):
    """A copy of the demonstration, which no server has open; its key goes with it."""
    for end in ("", ".key"):
        shutil.copyfile(f"{folder}/sempre.db{end}", f"{folder}/{name}{end}")


def allow_many_files():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192) if hard != resource.RLIM_INFINITY else 8192, hard))
