#!/usr/bin/env python3
# proxies_test.py - the examples for nginx and haproxy (packaging/), started as they are but for ports, names and certificate.
# usage: SEMPRE=build/sempre tests/journeys/proxies_test.py
import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

from server import PATIENCE, ROOT, SEMPRE, Postgres, serve, wait_for

sys.path.insert(0, str(ROOT / "tests" / "tools"))
from tap import run_all, skip, test  # noqa: E402

NAME = "sempre.example.org"
SERVERS = 3  # servers behind haproxy


def free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


def replaced(text, pairs):
    for old, new in pairs:
        assert old in text, f"the example has no {old!r}"
        text = text.replace(old, new)
    return text


class Browser:
    """Speaks TLS to the proxy from an address of its own, and keeps cookies."""

    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE

    def __init__(self, port, address="127.0.0.1"):
        self.port, self.address, self.cookies, self.page, self.head = port, address, {}, "", None

    def connect(self):
        line = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=PATIENCE, context=self.context,
                                           source_address=(self.address, 0))
        line.connect()
        return line

    def send(self, line, method, path, fields, more):
        body = None if fields is None else urllib.parse.urlencode(fields)
        headers = {"Host": NAME, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **more}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{NAME}"}
        line.request(method, path, body, headers)

    def ask(self, path, fields=None, **more):
        line = self.connect()
        self.send(line, "GET" if fields is None else "POST", path, fields, more)
        answer = line.getresponse()
        self.page, self.head = answer.read().decode(), answer.headers
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        line.close()
        return answer.status

    def field(self, name):
        return re.search(rf'name="{name}" value="([^"]*)"', self.page).group(1)

    def join(self, code):
        assert self.ask(f"/j/{code}") == 200
        assert self.ask(f"/j/{code}", {"token": self.field("token")}) == 303

    def say(self, code, words):
        assert self.ask(f"/w/{code}") == 200
        form = {name: self.field(name) for name in ("token", "key", "at")} | {"words": words}
        status = self.ask(f"/w/{code}", form)
        # A server that dies may reset a connection on which the form was just sent. Debian's haproxy does not repeat that; a person does.
        if status != 502:
            return status
        assert "load this page again" in self.page, self.page
        return self.ask(f"/w/{code}", form)


class Listener:
    """An event stream through the proxy; notes when something came."""

    def __init__(self, browser, path):
        self.line = browser.connect()
        browser.send(self.line, "GET", path, None, {"Accept": "text/event-stream"})
        self.socket = self.line.sock
        self.answer = self.line.getresponse()
        assert self.answer.status == 200, self.answer.status
        self.came = []
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self):
        try:
            while line := self.answer.readline():
                if re.match(rb"data: \d", line):
                    self.came.append(time.monotonic())
        except OSError:
            pass

    def end(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.thread.join(PATIENCE)


class House:
    """A demonstration programme, its servers, and what was started for them."""

    def __init__(self, address=None):
        self.folder = Path(tempfile.mkdtemp(prefix="sempre-proxies-"))
        self.folder.chmod(0o755)  # nginx serves as another account
        self.started = []
        self.address = address or f"sqlite:{self.folder}/sempre.db"
        told = self.command("demo")
        self.code = re.search(r"/j/(\w+)", told).group(1)
        self.screen = re.search(r"(/s/\w+)", told).group(1)
        self.command("settings", "address", f"https://{NAME}")
        self.command("settings", "trusted_proxies", "127.0.0.1")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-keyout",
                        self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem"], check=True, capture_output=True)

    def command(self, *words):
        done = subprocess.run([SEMPRE, *words, "--db", self.address, "--key", self.folder / "key"], cwd=ROOT, text=True,
                              capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *words):
        with open(self.folder / f"log{len(self.started)}", "wb") as log:
            self.started.append(subprocess.Popen(words, stdout=log, stderr=log, stdin=subprocess.DEVNULL))

    def serve(self, port=0):
        server, port = serve(self.address, self.folder / "key", self.folder / f"log{len(self.started)}", port)
        self.started.append(server)
        return server, port

    def end(self):
        for process in reversed(self.started):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
        for log in self.folder.glob("log*"):
            assert "AddressSanitizer" not in log.read_text(), log.read_text()
        subprocess.run(["rm", "-rf", self.folder], check=True)


def nginx(house, server_port):
    """The site as it is in packaging/, in a file that holds what Debian's nginx.conf would."""
    tls, plain = free_port(), free_port()
    site = replaced((ROOT / "packaging" / "nginx.conf").read_text(), [
        ("listen 80;", f"listen 127.0.0.1:{plain};"), ("    listen [::]:80;\n", ""), ("listen 443 ", f"listen 127.0.0.1:{tls} "),
        ("    listen [::]:443 ssl http2;\n", ""), ("127.0.0.1:8080", f"127.0.0.1:{server_port}"),
        ("/etc/letsencrypt/live/sempre.example.org", str(house.folder)), ("/var/log/nginx/sempre.log", str(house.folder / "errors")),
    ])
    paths = "".join(f"{kind}_temp_path {house.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = house.folder / "nginx.conf"
    config.write_text(f"daemon off;\npid {house.folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{paths}{site}\n}}\n")
    house.start("/usr/sbin/nginx", "-c", config, "-p", house.folder)
    return tls, plain


def haproxy(house, ports):
    tls, plain = free_port(), free_port()
    places = [(f"127.0.0.1:{8081 + i}", f"127.0.0.1:{port}") for i, port in enumerate(ports)]
    pem = house.folder / "sempre.pem"
    pem.write_text((house.folder / "fullchain.pem").read_text() + (house.folder / "privkey.pem").read_text())
    config = house.folder / "haproxy.cfg"
    config.write_text(replaced((ROOT / "packaging" / "haproxy.cfg").read_text(),
                               [("bind :80\n", f"bind 127.0.0.1:{plain}\n"), ("bind :443 ", f"bind 127.0.0.1:{tls} "),
                                ("crt /etc/haproxy/sempre.pem", f"crt {pem}"), *places]))
    checked = subprocess.run(["/usr/sbin/haproxy", "-c", "-f", config], capture_output=True, text=True, check=False)
    assert checked.returncode == 0 and "WARNING" not in checked.stderr, checked.stderr
    house.start("/usr/sbin/haproxy", "-db", "-f", config)
    return tls, plain


def answers(port):
    try:
        return Browser(port).ask("/healthz") == 200
    except OSError:
        return False


def serves(house, tls, plain):
    """What must pass through a proxy: pages, forms with cookies, event streams at once, the client's address."""
    wait_for("the proxy", lambda: answers(tls))
    line = http.client.HTTPConnection("127.0.0.1", plain, timeout=PATIENCE)
    line.request("GET", "/networks?a=b", headers={"Host": NAME})
    answer = line.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/networks?a=b")
    line.close()

    phone = Browser(tls, "127.0.0.2")
    assert phone.ask("/networks/dithmarschen") == 200 and "Dithmarschen" in phone.page
    assert phone.head["Strict-Transport-Security"]
    phone.join(house.code)
    assert "__Host-v" in phone.cookies  # the program knows that this is https
    screen = Listener(Browser(tls), house.screen + "/events")
    wait_for("the stream's beginning", lambda: screen.came)
    for number in range(3):
        before, sent = len(screen.came), time.monotonic()
        assert phone.say(house.code, f"A bench at the bus stop {number}") == 303
        wait_for("what was said, on the screen", lambda before=before: len(screen.came) > before)
        assert screen.came[-1] - sent < 5, "the stream is held back"
    screen.end()

    # what is too large gets the program's own page
    assert phone.ask(f"/w/{house.code}") == 200
    too_large = {"token": phone.field("token"), "at": phone.field("at"), "words": "x" * 200_000}
    status = phone.ask(f"/w/{house.code}", too_large)
    assert status == 422 and "Sempre</title>" in phone.page, (status, phone.page[:300])

    # who guesses codes is slowed down, others are not; and nobody is somebody else by saying so
    guesser, other = Browser(tls, "127.0.0.3"), Browser(tls, "127.0.0.4")
    status = 0
    for code in ("BB" + a + b + c for a in "BCD" for b in "23456789" for c in "FGHJKMNPQRST"):
        status = guesser.ask(f"/j/{code}", **{"X-Forwarded-For": f"203.0.113.{ord(code[4])}"})
        if status == 429:
            break
    assert status == 429, f"nobody is slowed down: {status}"
    for _ in range(SERVERS):  # behind haproxy: once at each server
        assert other.ask("/j/BBBBB") == 404

    # figures for operators are not for those who come through a proxy
    assert Browser(tls).ask("/metrics") == 404


@test
def nginx_in_front_of_one_server():
    house = House()
    try:
        serves(house, *nginx(house, house.serve()[1]))
    finally:
        house.end()


@test
def haproxy_in_front_of_three_servers_of_which_one_dies_and_comes_back():
    postgres, house = Postgres(), None
    try:
        house = House(postgres.address)
        servers = [house.serve() for _ in range(SERVERS)]
        tls, plain = haproxy(house, [port for _, port in servers])
        serves(house, tls, plain)
        # a server is gone in the middle of what people do: nobody waits long, and what was sent is there once
        phone = Browser(tls)
        phone.join(house.code)
        for number, (server, port) in enumerate(servers):
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(PATIENCE)
            for each in range(10):
                began = time.monotonic()
                status = phone.say(house.code, f"A bus on Sundays {number} {each}")
                assert status == 303, (status, number, each, phone.page[:300])
                assert time.monotonic() - began < 10, "somebody waited long"
            house.serve(port)
        said = house.command("export", "workshop", workshop_of(house), "--format", "csv")
        for number in range(SERVERS):
            for each in range(10):
                assert said.count(f"A bus on Sundays {number} {each}") == 1, (number, each, said[-500:])
    finally:
        if house is not None:
            house.end()
        postgres.end()


def workshop_of(house):
    return re.search(r"/console/(\w+)", house.command("demo", "--show")).group(1)


missing = [program for program in ("/usr/sbin/nginx", "/usr/sbin/haproxy") if not Path(program).exists()]
if missing:
    skip(f"{' and '.join(missing)} not installed: dev/install test")
run_all()
