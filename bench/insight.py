# insight.py - how long the mathematics on votes takes: rankings from pairs; fair shares of money on made-up elections, and on real ones
# where there are any.
#
# SEMPRE_PABULIB in the environment names a folder with Poland_Lodz_2022.pb and Poland_Warszawa_2025_Mokotow.pb.
import json
import math
import os
import random
import resource
import statistics
import subprocess
from pathlib import Path

from program import SEMPRE

REPEATS = 5


def write_election(path, voters, projects, most_marks, money, dearest):
    """A town: some projects are much liked, costs span two orders of magnitude, people vote for 1 to most_marks of them."""
    chance = random.Random(2022)
    costs = [int(dearest * 100 ** -chance.random()) for _ in range(projects)]
    liked = [1 / (p + 3) for p in range(projects)]
    with open(path, "w") as file:
        file.write(f"META\nkey;value\nbudget;{money}\nvote_type;approval\nPROJECTS\nproject_id;cost\n")
        file.write("".join(f"P{p};{costs[p]}\n" for p in range(projects)))
        file.write("VOTES\nvoter_id;age;vote;sex;voting_method\n")
        for voter in range(voters):
            marks = set(chance.choices(range(projects), liked, k=chance.randint(1, most_marks)))
            file.write(f"{1401000000 + voter};{chance.randint(16, 90)};{','.join(f'P{p}' for p in sorted(marks))};F;internet\n")


def cpu_seconds(path, *options, command="budget"):
    """CPU seconds of one run, and what it found."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run([SEMPRE, command, str(path), "--format", "json", *options], check=True, capture_output=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, json.loads(told)


def measure_election(path):
    """Median CPU seconds of reading with a greedy rule, of what Equal Shares with add1u takes beyond that, and its outcome."""
    greedy, shares = [], []
    for _ in range(REPEATS):
        greedy.append(cpu_seconds(path, "--rule", "greedy")[0])
        seconds, outcome = cpu_seconds(path, "--rule", "mes", "--completion", "add1u")
        shares.append(seconds)
    return statistics.median(greedy), statistics.median(shares) - statistics.median(greedy), outcome


def add_rows(path, name, results, shares_target, read_target=None):
    read, shares, outcome = measure_election(path)
    about = f"{outcome['voters']:,} voters, {len(outcome['projects'])} projects"
    results.add(f"Equal Shares add1u, {name}, CPU", f"{shares:.3f} s", f"<= {shares_target:.2f} s" if shares_target else "reported",
                shares <= shares_target if shares_target else None,
                f"{about}; {outcome['raised']} steps, {len(outcome['winners'])} chosen; beyond reading the file")
    if read_target:
        results.add(f"reading the file, {name}, with start and greedy rule, CPU", f"{read:.3f} s", f"<= {read_target:.2f} s",
                    read <= read_target, about)
    return shares


def measure_budget(folder, results):
    city, twice, district = (Path(folder) / name for name in ("city.pb", "twice.pb", "district.pb"))
    write_election(city, 90_494, 160, 5, 6_112_868, 2_000_000)
    write_election(twice, 2 * 90_494, 160, 5, 2 * 6_112_868, 4_000_000)
    write_election(district, 7_625, 73, 15, 9_097_298, 1_800_000)
    one = add_rows(city, "a made-up city", results, 0.15, 0.10)
    two = add_rows(twice, "the same with everything twice", results, None)
    add_rows(district, "a made-up district", results, 1.0)
    results.add("growth of Equal Shares, twice the voters", f"{two / one:.2f}", "reported", None, "CPU, the two made-up cities")
    real = os.environ.get("SEMPRE_PABULIB")
    if real:
        add_rows(Path(real) / "Poland_Lodz_2022.pb", "Poland_Lodz_2022", results, 0.15, 0.10)
        add_rows(Path(real) / "Poland_Warszawa_2025_Mokotow.pb", "Poland_Warszawa_2025_Mokotow", results, 1.0)


def write_pairs(path, items, comparisons, *added):
    """Comparisons of two things drawn by lot; the one with the higher number wins more often."""
    chance = random.Random(1952)
    with open(path, "w") as file:
        file.write("winner,loser\n")
        for _ in range(comparisons):
            one, other = chance.sample(range(items), 2)
            is_won = chance.random() < 1 / (1 + math.exp((other - one) / 40))
            file.write(f"thing {one if is_won else other},thing {other if is_won else one}\n")
        file.write("".join(added))


def measure_ranking(folder, results):
    """What the scores take beyond reading: without a penalty and with a thing that always lost there are none to work out."""
    taken = {}
    for items, comparisons in ((200, 100_000), (200, 200_000), (400, 100_000)):
        pairs, read_only = Path(folder) / "pairs.csv", Path(folder) / "endless.csv"
        write_pairs(pairs, items, comparisons)
        write_pairs(read_only, items, comparisons, "thing 1,loser\n" * 5)
        whole, read = [], []
        for _ in range(REPEATS):
            seconds, found = cpu_seconds(pairs, "--alpha", "0.1", command="rank")
            whole.append(seconds)
            seconds, nothing = cpu_seconds(read_only, "--alpha", "0", command="rank")
            read.append(seconds)
        assert found["enough"] and len(found["ranking"]) == items and nothing["ranking"][0]["score"] is None
        taken[items, comparisons] = statistics.median(whole) - statistics.median(read)
        if comparisons == 100_000 and items == 200:
            results.add("ranking 200 things from 100,000 comparisons, CPU", f"{taken[items, comparisons]:.3f} s", "<= 0.05 s",
                        taken[items, comparisons] <= 0.05,
                        f"scores, errors and next pair; reading the file takes {statistics.median(read):.3f} s more")
    first = taken[200, 100_000]
    results.add("growth of the ranking, twice the comparisons / twice the things",
                f"{taken[200, 200_000] / first:.2f} / {taken[400, 100_000] / first:.2f}", "reported", None, "CPU, beyond reading")
