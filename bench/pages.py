# pages.py - pages beside nginx, memory, first visit and start.
import gzip
import hashlib
import re
import socket
import sqlite3
import statistics
import time

from program import NETWORK, ROUNDS, cache_hits, get, pss_mb, serve, serve_nginx, wrk

ENTRIES = 20
LANGUAGES = ("en", "de", "sv", "lv")


def crawl(port):
    """Every public page that can be reached from the start page, by its path."""
    todo, pages, not_pages = ["/"], [], []
    while todo and len(pages) < 200:
        path = todo.pop(0)
        status, headers, body = get(port, path)
        if status != 200 or not headers.get("Content-Type", "").startswith("text/html"):
            not_pages.append((path, status))
            continue
        pages.append(path)
        for link in re.findall(r'href="(/[^"#]*)', body.decode()):
            link = link.replace("&amp;", "&")
            if not link.startswith(("/display?", "/login?")) and link not in todo + pages + [p for p, _ in not_pages]:
                todo.append(link)
    return pages, not_pages


def with_twenty_members(db):
    """Members of other networks join until the measured page has its twenty entries."""
    base = sqlite3.connect(db)
    with base:
        network = base.execute("SELECT id FROM network WHERE slug = ?", (NETWORK,)).fetchone()[0]
        n = base.execute("SELECT count(*) FROM membership WHERE network_id = ?", (network,)).fetchone()[0]
        base.execute("INSERT INTO membership (network_id, organisation_id, coordinates, version) SELECT ?, o.id, 0, 1 "
                     "FROM organisation o WHERE o.id NOT IN "
                     "(SELECT organisation_id FROM membership WHERE network_id = ?) "
                     "ORDER BY o.id LIMIT ?", (network, network, ENTRIES - n))
        n = base.execute("SELECT count(*) FROM membership WHERE network_id = ?", (network,)).fetchone()[0]
    base.close()
    return n


def measure_page(folder, entries, results):
    path = f"/networks/{NETWORK}"
    with serve(folder, "--page-cache", "off") as plain, serve(folder) as cached:
        page = get(plain.port, path)[2]
        same = page == get(cached.port, path)[2] == get(cached.port, path)[2]
        with serve_nginx(folder, page) as nginx:
            same = same and get(nginx.port, "/page.html")[2] == page
            if not same or entries != ENTRIES:
                raise SystemExit(f"The three servers do not send the same bytes, or not {ENTRIES} entries ({entries}).")
            for encoding in (None, "gzip"):
                ratios = {"off": [], "on": []}
                rates = {"nginx": [], "off": [], "on": []}
                hits = cache_hits(cached.port)
                for _ in range(ROUNDS):
                    limit = wrk(nginx.port, "/page.html", encoding)
                    rates["nginx"].append(limit)
                    for name, server in (("off", plain), ("on", cached)):
                        rate = wrk(server.port, path, encoding)
                        rates[name].append(rate)
                        ratios[name].append(rate / limit)
                hits = cache_hits(cached.port) - hits
                digest = hashlib.sha256(page).hexdigest()[:8]
                for name, what, target in (("off", "public network page, page cache off / nginx", 0.30),
                                           ("on", "the same, from the page cache / nginx", 0.80)):
                    ratio = statistics.median(ratios[name])
                    results.add(what + (", gzip on both sides" if encoding else ""),
                                f"{ratio:.2f} ({statistics.median(rates[name]):,.0f} / "
                                f"{statistics.median(rates['nginx']):,.0f} a second)",
                                "reported" if encoding else f">= {target:.2f}",
                                None if encoding else ratio >= target and (name == "off" or hits > 0),
                                f"{len(page):,} same bytes (sha256 {digest}), {entries} entries, no answer but 200"
                                + (f", {hits:,} answers from the cache" if name == "on" else ""))


def measure_returning(folder, results):
    """A visitor who has the style sheet already (cookie c): the page links it, and no cookie is set."""
    path = f"/networks/{NETWORK}"
    with serve(folder) as server:
        cookie = get(server.port, path)[1].get("Set-Cookie", "").split(";")[0]
        if not cookie.startswith("c="):
            return
        page = get(server.port, path, cookie=cookie)[2]
        with serve_nginx(folder, page, "nginx-returning") as nginx:
            if get(nginx.port, "/page.html")[2] != page:
                raise SystemExit("nginx does not send the same bytes.")
            ratios, rates, hits = [], [], cache_hits(server.port)
            for _ in range(ROUNDS):
                limit = wrk(nginx.port, "/page.html", cookie=cookie)
                rates.append(wrk(server.port, path, cookie=cookie))
                ratios.append(rates[-1] / limit)
            hits = cache_hits(server.port) - hits
    results.add("for comparison: a second visit (cookie of the style sheet), page cache on / nginx",
                f"{statistics.median(ratios):.2f} ({statistics.median(rates):,.0f} a second)", "reported", None,
                f"{len(page):,} same bytes, no answer but 200, {hits:,} answers from the cache")


def wait_for_jobs(folder):
    """Until nothing is due any more, and the server has heard what was done."""
    base = sqlite3.connect(f"{folder}/sempre.db")
    until = time.monotonic() + 60
    while base.execute("SELECT count(*) FROM job WHERE due_at <= ?", (time.time() * 1000,)).fetchone()[0] > 0:
        if time.monotonic() > until:
            raise SystemExit("A job is not done within a minute.")
        time.sleep(0.1)
    base.close()
    time.sleep(2)


def measure_memory(folder, results):
    with serve(folder) as server:
        wait_for_jobs(folder)
        pages, others = crawl(server.port)
        for language in LANGUAGES[1:]:
            for path in pages:
                if get(server.port, path, language)[0] != 200:
                    raise SystemExit(f"{path} in {language} is not answered with 200.")
        time.sleep(1)
        mb, n = pss_mb(server.process.pid)
        hits = cache_hits(server.port)
        for path in reversed(pages): # the last ones asked for are there, the first ones made room for them
            get(server.port, path, LANGUAGES[-1])
        kept = cache_hits(server.port) - hits
        results.add("memory (PSS) idle after each public page in four languages", f"{mb:.1f} MB", "<= 20 MB",
                    mb <= 20 and kept > 0,
                    f"{len(pages)} pages x {len(LANGUAGES)} languages, all 200; {n} processes; asked again, {kept} "
                    f"of {len(pages)} come from the page cache"
                    + (f"; {len(others)} links led elsewhere" if others else ""))
        measure_streams(folder, server, results)
        measure_first_visit(server.port, pages, results)


def measure_streams(folder, server, results):
    base = sqlite3.connect(f"{folder}/sempre.db")
    row = base.execute("SELECT screen_secret FROM workshop WHERE state = 'open'").fetchone()
    base.close()
    kept, streams, alive = [], 0, 0
    for i in range(2000):
        is_stream = i < 1900
        path = f"/s/{row[0]}/events" if is_stream else "/networks"
        s = socket.create_connection(("127.0.0.1", server.port), timeout=5)
        kept.append(s)
        try:
            s.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
            answered = s.recv(65536).startswith(b"HTTP/1.1 200")
        except OSError:
            answered = False
        streams += is_stream and answered
        alive += (not is_stream) and answered
    time.sleep(1)
    mb, n = pss_mb(server.process.pid)
    is_whole = streams == 1900 and alive == 100
    results.add("memory (PSS) with 1,900 event streams and 100 keep-alive connections", f"{mb:.1f} MB", "<= 40 MB",
                is_whole and mb <= 40, f"{streams} streams and {alive} connections answered with 200; {n} processes")
    for s in kept:
        s.close()


def measure_first_visit(port, pages, results):
    biggest, whole = (0, ""), (0, "")
    for language in LANGUAGES:
        for path in pages:
            _, headers, body = get(port, path, language, "gzip")
            if headers.get("Content-Encoding") != "gzip":
                raise SystemExit(f"{path} does not come in gzip.")
            html = gzip.decompress(body).decode()
            total = len(body)
            parts = set(re.findall(r'(?:src|href)="(/[^"]+\.(?:css|js|svg|woff2))"', html))
            size = sum(len(get(port, part, language, "gzip")[2]) for part in parts)
            styles = sum(len(get(port, part, language, "gzip")[2]) for part in parts if part.endswith(".css"))
            biggest = max(biggest, (total + styles, f"{path} in {language}"))
            whole = max(whole, (total + size, f"{path} in {language}"))
    check = f"largest of {len(pages)} pages x {len(LANGUAGES)} languages"
    results.add("first visit, HTML and CSS, gzip", f"{biggest[0]:,} bytes", "<= 14,000 bytes", biggest[0] <= 14000,
                f"{biggest[1]}: {check}")
    results.add("first visit, everything without photos, gzip", f"{whole[0]:,} bytes", "<= 40,000 bytes",
                whole[0] <= 40000, f"{whole[1]}: {check}")


def measure_start(folder, results):
    times = []
    for _ in range(ROUNDS):
        with serve(folder) as server:
            times.append(server.start_ms)
    results.add("start to first answered request", f"{statistics.median(times):.0f} ms", "<= 100 ms",
                statistics.median(times) <= 100, f"/networks/{NETWORK} with 200, median of {ROUNDS} starts, "
                f"worst {max(times):.0f} ms")
