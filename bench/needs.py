# needs.py - the list of needs of a network with many contributions and with few.
import sqlite3
import statistics

from program import NETWORK, ROUNDS, copy_base, get, serve, wrk

MANY, FEW = 1_000_000, 1_000
BASE = 1 << 50  # ids above those of the demonstration


def fill(path, n):
    """n people say one sentence each; every sentence stands behind one of the network's needs. The most voices of a need."""
    base = sqlite3.connect(path)
    with base:
        network = base.execute("SELECT id FROM network WHERE slug = ?", (NETWORK,)).fetchone()[0]
        activity, workshop = base.execute("SELECT id, workshop_id FROM activity WHERE network_id = ? AND kind = 'ideas'",
                                          (network,)).fetchone()
        needs = [row[0] for row in base.execute("SELECT id FROM need WHERE network_id = ? ORDER BY id", (network,))]
        base.executemany("INSERT INTO participant (id, network_id, origin, joined_at) VALUES (?, ?, 'import', 0)",
                         ((BASE + i, network) for i in range(n)))
        base.executemany("INSERT INTO contribution (id, network_id, activity_id, participant_id, words, language, state, origin, "
                         "said_at, version) VALUES (?, ?, ?, ?, ?, 'en', 'shown', 'import', 0, 1)",
                         ((BASE + i, network, activity, BASE + i, f"Sentence {i}") for i in range(n)))
        # Counted already (marks 0): what is measured is the list, not the job that counts.
        base.executemany("INSERT INTO need_evidence (network_id, need_id, contribution_id, activity_id, workshop_id, least, "
                         "marks, added_at) VALUES (?, ?, ?, ?, ?, 1, 0, 0)",
                         ((network, needs[i % len(needs)], BASE + i, activity, workshop) for i in range(n)))
        for need in needs:
            voices = base.execute("SELECT count(DISTINCT c.participant_id) FROM need_evidence AS e JOIN contribution AS c "
                                  "ON c.id = e.contribution_id WHERE e.network_id = ? AND e.need_id = ?", (network, need)).fetchone()[0]
            base.execute("UPDATE need SET voices = ?, public_voices = ? WHERE id = ?", (voices, voices, need))
        said = base.execute("SELECT count(*) FROM contribution WHERE network_id = ?", (network,)).fetchone()[0]
        most = base.execute("SELECT max(voices) FROM need WHERE network_id = ?", (network,)).fetchone()[0]
    base.close()
    return said, most


def measure_list(folder, results):
    path, said = f"/networks/{NETWORK}/needs", {}
    for name, n in (("needs-many", MANY), ("needs-few", FEW)):
        copy_base(folder, f"{name}.db")
        said[name] = fill(f"{folder}/{name}.db", n)
    with serve(folder, "--page-cache", "off", db="needs-many.db") as many, \
            serve(folder, "--page-cache", "off", db="needs-few.db") as few:
        for server, name in ((many, "needs-many"), (few, "needs-few")):
            if f"{said[name][1]:,} voices" not in get(server.port, path)[2].decode():
                raise SystemExit(f"The list of needs does not say {said[name][1]:,} voices.")
        rounds = [(wrk(many.port, path), wrk(few.port, path)) for _ in range(ROUNDS)]
    ratio = statistics.median(few / many for many, few in rounds)
    slow, fast = (statistics.median(each) for each in zip(*rounds, strict=True))
    results.add("list of needs with 1,000,000 contributions / with 1,000, page cache off: time",
                f"{ratio:.2f} ({slow:,.0f} / {fast:,.0f} a second)", "<= 1.5", ratio <= 1.5,
                f"{said['needs-many'][0]:,} and {said['needs-few'][0]:,} contributions, all of them evidence; the list says the "
                f"{said['needs-many'][1]:,} and {said['needs-few'][1]:,} voices of the rows, no answer but 200")
