# wapiti.py - a scanner for holes goes over all pages, as a coordinator and as somebody who takes part in a meeting.
import html
import http.client
import json
import os
import re
import signal
import subprocess
import urllib.parse
from pathlib import Path

from program import sempre, serve

MODULES = "cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,ssrf,xss,xxe"
CRAWL_SECONDS, MODULE_SECONDS, WHOLE_SECONDS = 60, 20, 420
# What would end the login of the scan or the meeting under it; and event streams, at which it waits for an end.
LEFT_OUT = ["*/events*", "/logout*", "/start-again*", "/account/logout-everywhere*", "/account/password*", "/people/*/disable*", "/people/*/take*",
            "/networks/*/mine/forget*", "/login*", "/display?set*"]
# Findings of which is known why they are none: part of what the scanner says, and the reason.
NO_FINDINGS = {
    "X-XSS-Protection is not set": "browsers have taken this filter out; it opened holes of its own (OWASP says: leave it out)",
    "Strict-Transport-Security is not set": "browsers ignore it on plain http, which this scan uses; with https it is sent",
    "Secure flag is not set": "browsers drop such cookies on plain http; with https it is set, and the prefix __Host- (operators_test.c)",
}


# Debian 12's wapiti (3.0.4) cannot leave addresses out on its own Python (3.11), which wants flags at the start of an expression.
START = ("import fnmatch, re; from wapitiCore.net import crawler; "
         "crawler.wildcard_translate = lambda pattern: re.compile(fnmatch.translate(pattern)); "
         "from wapitiCore.main.wapiti import wapiti_main; wapiti_main()")


class Visitor:
    """A browser without a page: cookies, and the token of the newest form."""

    def __init__(self, port):
        self.port, self.cookies, self.page = port, {}, ""

    def ask(self, method, path, fields=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        body = urllib.parse.urlencode(fields) if fields else None
        headers = {"Cookie": self.cookie(), "Accept-Language": "en"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, body, headers)
        answer = line.getresponse()
        self.page, self.head = answer.read().decode(), answer.headers
        for name, value in (each.split(";")[0].split("=", 1) for each in answer.headers.get_all("Set-Cookie") or []):
            self.cookies[name] = value
        line.close()
        return answer.status

    def post(self, path, **fields):
        token = re.search(r'name="token" value="([^"]*)"', self.page).group(1)
        return self.ask("POST", path, {"token": html.unescape(token), **fields})

    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def coordinator(port, told):
    visitor = Visitor(port)
    password = re.search(r"with the password (\S+)", told).group(1)
    assert visitor.ask("GET", "/login") == 200
    assert visitor.post("/login", name="coordinator-dithmarschen", password=password) == 303, "cannot sign in"
    return visitor


def participant(port, told):
    visitor = Visitor(port)
    code = re.search(r"join code (\w+)", told).group(1)
    assert visitor.ask("GET", f"/j/{code}") == 200
    assert visitor.post(f"/j/{code}") == 303, "cannot join"
    return visitor


def is_run_by_no_browser(visitor, finding):
    """A script that the scanner found again in a file to keep: plain text, an attachment, of no other type whatever it holds. The
    scanner looks at the words only; so the server is asked how it sends them."""
    place = re.search(r"XSS vulnerability found in http://[^/]+(/\S+) by", finding[2])
    if place is None or visitor.ask("GET", place.group(1)) != 200:
        return False
    head = visitor.head
    return (head["Content-Type"].startswith("text/plain") and head["X-Content-Type-Options"] == "nosniff"
            and (head["Content-Disposition"] or "").startswith("attachment"))


def scan(folder, name, visitor, starts):
    """What the scanner found: (kind, where, what), and how many addresses it knew."""
    base, report = f"http://127.0.0.1:{visitor.port}", Path(folder) / f"wapiti-{name}.json"
    arguments = ["/usr/bin/python3", "-c", START, "-u", f"{base}/", "--scope", "folder", "-m", MODULES, "-H", f"Cookie: {visitor.cookie()}",
                 "--max-scan-time", str(CRAWL_SECONDS), "--max-attack-time", str(MODULE_SECONDS), "--max-links-per-page", "60",
                 "--max-files-per-dir", "30", "-d", "6", "-t", "10", "-S", "normal", "--store-session", f"{folder}/wapiti-{name}",
                 "--store-config", f"{folder}/wapiti-config", "--endpoint", f"{base}/", "-f", "json", "-o", str(report),
                 "--no-bugreport", "--flush-session", "--color", "-v", "1"]
    for path in starts:
        arguments += ["-s", base + path]
    for path in LEFT_OUT:
        arguments += ["-x", base + path]
    with open(Path(folder) / f"wapiti-{name}.log", "wb") as log:
        process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, "HOME": folder})
        try:
            process.wait(WHOLE_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    if not report.exists():
        raise SystemExit(f"wapiti wrote no report: {(Path(folder) / f'wapiti-{name}.log').read_text()[-1500:]}")
    told = json.loads(report.read_text())
    found = [(kind, each["path"], each["info"]) for part in ("vulnerabilities", "anomalies")
             for kind, all_of_kind in told[part].items() for each in all_of_kind]
    return [each for each in found if not any(why in each[2] for why in NO_FINDINGS)], told["infos"]


def measure(folder, results):
    """One row: how many findings there are over both."""
    home = Path(folder) / "wapiti"
    home.mkdir()
    sempre("demo", "--db", f"sqlite:{home}/sempre.db")
    told = sempre("demo", "--show", "--db", f"sqlite:{home}/sempre.db")
    workshop = re.search(r"/console/(\w+)", told).group(1)
    code = re.search(r"join code (\w+)", told).group(1)
    found, asked = [], 0
    with serve(str(home)) as server:
        people = [
            ("coordinator", coordinator(server.port, told),
             ["/account", "/networks/dithmarschen", f"/console/{workshop}", "/networks/dithmarschen/people", "/networks/dithmarschen/needs"]),
            ("participant", participant(server.port, told), [f"/w/{code}", "/networks/dithmarschen/mine", "/display"]),
        ]
        for name, visitor, starts in people:
            findings, _ = scan(str(home), name, visitor, starts)
            found += [(name, *each) for each in findings if not is_run_by_no_browser(visitor, each)]
            assert visitor.ask("GET", starts[0]) == 200, f"the scan lost the {name}"
        asked = len(re.findall(r" request=", Path(server.log.name).read_text()))
        crashes = Path(server.log.name).read_text().count("server crashed")
    for each in found:
        print("wapiti:", *each, flush=True)
    results.add("findings of wapiti, signed in as coordinator and joined as participant", f"{len(found)}", "0",
                not found and crashes == 0, f"{asked} requests with {MODULES.count(',') + 1} kinds of attack; {crashes} crashes")
