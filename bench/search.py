# search.py - searching a network with a million contributions, on both databases.
import http.client
import random
import statistics
import time
import urllib.parse

from program import NETWORK, ROUNDS, Base, Postgres, copy_base, sempre, serve

MANY, BASE = 1_000_000, 1 << 50  # ids above those of the demonstration
WORDS = 30_000                   # as many different ones as a village uses; each sentence has five of them
PATIENCE = 3600


def word(number):
    """One of the words: letters, so that its stem is itself in every language."""
    letters = ""
    for _ in range(4):
        number, digit = divmod(number, 17)
        letters += "bdfgkmprtvwz"[digit % 12] + "ou"[digit // 12]
    return letters + "k"


def sentences():
    draw = random.Random(1)
    for i in range(MANY):
        some = " ".join(word(draw.randrange(WORDS)) for _ in range(5))
        # every second one has a bus, the others a train: each word is everywhere, and they never meet
        yield f"{'Buses' if i % 2 else 'Trains'} {some} {'xylophone' if i == 77 else 'village'}"


def fill(base):
    """The contributions go in beside the program, which then indexes them as it does those from before there was a search."""
    network = base.one(f"SELECT id FROM network WHERE slug = '{NETWORK}'")
    activity = base.one(f"SELECT min(id) FROM activity WHERE network_id = {network} AND kind = 'ideas'")
    person = base.one(f"SELECT min(id) FROM participant WHERE network_id = {network}")
    some = []
    for i, text in enumerate(sentences()):
        some.append(f"({BASE + i}, {network}, {activity}, {person}, '{text}', 'en', 'shown', 'import', 0, 1)")
        if len(some) == 500:
            base.ask("INSERT INTO contribution (id, network_id, activity_id, participant_id, words, language, state, origin, said_at, version) "
                     "VALUES " + ", ".join(some))
            some = []
    base.ask("INSERT INTO job (id, kind, payload, due_at, attempts, repeats) VALUES (3, 'index contributions', '0 0', 0, 0, 2) ON CONFLICT DO NOTHING")


def ask(port, typed, cookie):
    """Milliseconds of one search on a kept connection, and the page; the first is not counted."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    path, took = f"/networks/{NETWORK}/search?" + urllib.parse.urlencode({"q": typed}), []
    for _ in range(4 * ROUNDS + 1):
        began = time.monotonic()
        connection.request("GET", path, headers={"Accept-Language": "en", "Cookie": cookie})
        answer = connection.getresponse()
        page = answer.read().decode()
        took.append((time.monotonic() - began) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
    connection.close()
    return statistics.median(took[1:]), max(took[1:]), page


QUERIES = (("a rare word", "xylophone", "1 found"), ("a common word", "bus", "1,000 found among"), ("two words", "bus village", "found among"),
           ("two common words that never meet", "bus trains", "Nothing was found"), ("another ending and an accent", "xylóphones", "1 found"))


def measure(name, base, folder, db, results, *options):
    fill(base)
    began = time.monotonic()
    with serve(folder, "--page-cache", "off", *options, db=db) as server:
        while base.one("SELECT count(*) FROM job WHERE kind = 'index contributions'") > 0:
            if time.monotonic() - began > PATIENCE:
                raise SystemExit("The index is not made.")
            time.sleep(1)
        took = time.monotonic() - began
        indexed = base.one("SELECT count(*) FROM search_thing WHERE kind = 2")
        told = []
        for what, typed, says in QUERIES:
            middle, worst, page = ask(server.port, typed, "")
            if says not in page:
                raise SystemExit(f"The search for {what} ({typed}) does not say '{says}': {page[-1500:]}")
            told.append((middle, worst, what))
    middle, worst, what = max(told)
    each = "; ".join(f"{of}: {one:.1f} ms" for one, _, of in told)
    results.add(f"search in 1,000,000 contributions on {name}, page cache off: the slowest of {len(QUERIES)} kinds of query, median",
                f"{middle:.1f} ms ({what}; its slowest run {worst:.1f} ms)", "<= 30 ms", middle <= 30,
                f"{each}. {indexed:,} contributions in the index, made by the program's own job in {took:.0f} s")


def measure_search(folder, results):
    copy_base(folder, "search.db")
    measure("SQLite", Base(f"sqlite:{folder}/search.db"), folder, "search.db", results)
    with Postgres(seconds=2 * PATIENCE) as postgres:
        key = ["--key", f"{folder}/search.key"]
        sempre("demo", "--db", postgres.address, *key)
        measure("PostgreSQL", Base(postgres.address), folder, postgres.address, results, *key)
