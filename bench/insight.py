# insight.py - how long the mathematics on votes and words takes: rankings from pairs; sentences that say nearly the same; which counts
# of a release stay hidden; fair shares of money on made-up elections, and on real ones where there are any.
#
# SEMPRE_PABULIB in the environment names a folder with Poland_Lodz_2022.pb and Poland_Warszawa_2025_Mokotow.pb.
import itertools
import json
import math
import os
import random
import re
import resource
import statistics
import subprocess
from pathlib import Path

from program import ROOT, SEMPRE

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


def write_sentences(path, n):
    """Sentences of 6 to 16 made-up words, common ones more often; every fifth is one from before with up to three changes."""
    chance = random.Random(1997)
    starts, middles = "b br d f g gr h k kl l m n p r s st t tr v w".split(), "a e i o u ai ei au ie aa".split()
    ends = ["", "", "n", "r", "s", "t", "l", "m", "nd", "rt", "st", "ng"]
    words = ["".join(chance.choice(starts) + chance.choice(middles) for _ in range(chance.choice([1, 1, 2, 2, 2, 3]))) + chance.choice(ends)
             for _ in range(6000)]
    weights, said = list(itertools.accumulate(1 / (i + 8) for i in range(len(words)))), []
    for i in range(n):
        sentence = chance.choices(words, cum_weights=weights, k=chance.randint(6, 16))
        if i % 5 == 4:
            sentence = list(said[chance.randrange(i)])
            for _ in range(chance.randint(0, 3)):
                place = chance.randrange(len(sentence))
                change = chance.randrange(4)
                if change == 0:
                    sentence[place] = chance.choice(words)
                elif change == 1:
                    sentence.insert(place, chance.choice(words))
                elif change == 2 and len(sentence) > 4:
                    del sentence[place]
                else:
                    sentence[place] = sentence[place] + chance.choice("aeist")
        said.append(sentence)
    with open(path, "w") as file:
        file.write("id,words\n")
        file.writelines(f'{i},"{" ".join(sentence).capitalize()}."\n' for i, sentence in enumerate(said))


def all_pairs(path, least):
    """Every pair that is alike enough, by the definition: each run of three letters of each sentence is looked for in all the others."""
    sets, places, pairs, first = [], {}, {}, {}
    for i, line in enumerate(path.read_text().splitlines()[1:]):
        plain = " " + re.sub("[^a-z]+", " ", line.split(",", 1)[1].lower()).strip() + " "
        runs = {plain[at:at + 3] for at in range(len(plain) - 2)}
        sets.append(runs)
        if first.setdefault(plain, i) != i:
            pairs[first[plain], i] = 1.0
            continue
        common = {}
        for run in runs:
            for j in places.get(run, ()):
                common[j] = common.get(j, 0) + 1
            places.setdefault(run, []).append(i)
        for j, shared in common.items():
            similarity = shared / (len(runs) + len(sets[j]) - shared)
            if similarity >= least:
                pairs[j, i] = similarity
    return pairs


def measure_duplicates(folder, results):
    """Nearest duplicates, reading, folding and writing the findings included; how many are found beside Python looking at all pairs."""
    small, whole, twice = (Path(folder) / f"sentences-{name}.csv" for name in ("small", "whole", "twice"))
    for path, n in ((small, 5_000), (whole, 100_000), (twice, 200_000)):
        write_sentences(path, n)
    wanted = all_pairs(small, 0.6)
    found = {(int(pair["one"]), int(pair["other"])): pair["similarity"] for pair in cpu_seconds(small, command="duplicates")[1]["pairs"]}
    assert all(abs(wanted.get(pair, 0) - similarity) < 1e-12 for pair, similarity in found.items())
    recall = len(found) / len(wanted)
    results.add("duplicates among 5,000 sentences, share of the pairs that Python finds by comparing all", f"{recall:.3f}", ">= 0.95",
                recall >= 0.95, f"{len(found)} of {len(wanted)} pairs, each as alike as Python says")
    taken = {}
    for path in (whole, twice):
        runs = [cpu_seconds(path, command="duplicates") for _ in range(REPEATS)]
        taken[path] = statistics.median(seconds for seconds, _ in runs)
        if path == whole:
            told = runs[0][1]
            results.add("duplicates among 100,000 sentences, CPU", f"{taken[path]:.2f} s", "<= 2 s", taken[path] <= 2,
                        f"{len(told['pairs']):,} pairs, {len(told['groups']):,} groups; reading, folding and writing included")
    results.add("growth of the duplicates, twice the sentences", f"{taken[twice] / taken[whole]:.2f}", "reported", None, "CPU")


def measure_release(workshops, statements, releases, needs, joined):
    """What bench/disclosure prints of one more release, by name; seconds are medians."""
    size = [str(number) for number in (workshops, statements, releases, needs, joined)]
    runs = []
    for _ in range(REPEATS):
        told = subprocess.run([ROOT / "build" / "bench" / "disclosure", *size], check=True, capture_output=True, text=True).stdout
        runs.append({name: float(value) for name, value in (part.split("=") for part in told.split())})
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def measure_disclosure(results):
    """Protecting one more release: a conversation, a network, one of twice as many workshops, and one in which every total is told."""
    def about(told):
        return (f"{told['cells']:,.0f} cells in {told['blocks']:,.0f} blocks, {told['small']:,.0f} small or kept back and "
                f"{told['withheld']:,.0f} withheld beside them; auditing everything takes {told['audit']:.3f} s")

    told = measure_release(1, 500, 20, 0, 0)
    results.add("one more release of 500 statements with 3 answers and totals after 20 earlier ones, CPU", f"{told['protect']:.3f} s", "<= 1 s",
                told["protect"] <= 1 and told["narrowed"] == 0, about(told))
    told = measure_release(20, 30, 5, 20, 0)
    results.add("one more release of 20 workshops of 30 statements, 20 needs over three of them each, after 5, CPU",
                f"{told['protect']:.3f} s", "<= 1 s", told["protect"] <= 1 and told["narrowed"] == 0, about(told))
    twice = measure_release(40, 30, 5, 40, 0)
    growth = twice["protect"] / told["protect"]
    results.add("growth of a release, twice the workshops", f"{growth:.2f}", "<= 2.5", growth <= 2.5, about(twice))
    told = measure_release(3, 10, 2, 4, 2)
    results.add("one more release of 3 workshops of 10 statements, told with all totals of answers, workshops and network, after 2, CPU",
                f"{told['protect']:.3f} s", "reported", None, about(told))
