# groups.py - how long opinion groups take, with the whole and after one more vote, how that grows, and the memory of ten million votes and
# ballots; on made-up conversations, and on real ones where there are any.
#
# SEMPRE_POLIS_FOLDERS in the environment names folders of Polis conversations, separated by colons.
import json
import os
import random
import subprocess
import sys
from pathlib import Path

from insight import cpu_seconds
from program import ROOT, SEMPRE


def write_conversation(path, people, statements, votes_of):
    """Three camps that part on two questions, and noise. `votes_of(chance, person)`: how many statements somebody votes on. Returns votes."""
    chance = random.Random(2021)
    stride = next(n for n in (7, 11, 13, 17) if statements % n)
    leans = [[1 if (j + camp) % 3 else -1 for j in range(statements)] for camp in range(3)]
    votes = 0
    with open(path, "w") as file:
        file.write("comment-id,voter-id,vote\n")
        for person in range(people):
            lean, start, n = leans[chance.choice((0, 0, 0, 1, 1, 2))], chance.randrange(statements), votes_of(chance, person)
            noise = iter(chance.choices((2, 1, 0, -1), (70, 5, 15, 10), k=n))
            places = ((start + i * stride) % statements for i in range(n))
            file.write("".join(f"{j},{person},{lean[j] if (said := next(noise)) == 2 else said}\n" for j in places))
            votes += n
    return votes


def measure_conversation(path, rounds, one_by_one):
    """What bench/opinions prints, by name."""
    told = subprocess.run([ROOT / "build" / "bench" / "opinions", path, str(rounds), str(one_by_one)], check=True, capture_output=True,
                          text=True).stdout
    return {name: float(value) for name, value in (part.split("=") for part in told.split())}


def add_conversation(path, name, results):
    told = measure_conversation(path, 5, 20)
    about = f"{told['people']:,.0f} people, {told['statements']:,.0f} statements, {told['votes']:,.0f} votes"
    results.add(f"opinion groups, {name}, from the votes to what stands for each group, CPU", f"{told['whole']:.4f} s", "<= 0.10 s",
                told["whole"] <= 0.10, f"{about}; {told['passes']:.0f} passes; reading the file takes {told['read']:.3f} s more")
    is_same = told["error"] <= 1e-6 and told["other_groups"] == 0
    results.add(f"opinion groups, {name}, after one more vote / the whole", f"{told['ratio']:.3f} ({told['update'] * 1000:.2f} ms)", "<= 0.1",
                told["ratio"] <= 0.1 and is_same,
                f"CPU, mean of 20 votes, median of 5 rounds; {told['update_passes'] / told['updates']:.1f} narrow passes each, the dearest "
                f"{told['worst'] * 1000:.1f} ms; beside a fresh start after each of {told['updates']:.0f} votes: axes differ by "
                f"{told['error']:.0e} at most, groups in {told['other_groups']:.0f} cases")
    return told


def add_numpy(path, told, results):
    """The same votes by numpy, in this run, where it is installed."""
    ran = subprocess.run(["/usr/bin/python3", ROOT / "bench" / "groups_numpy.py", path], capture_output=True, text=True,
                         env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    if ran.returncode:
        results.add("for comparison: the axes by numpy", "not measured", "reported", None, "python3-numpy is not installed")
        return
    other, ours = json.loads(ran.stdout), cpu_seconds(path, command="groups")[1]
    differ = max(abs(abs(a) - abs(b)) for one, two in zip(other["components"], ours["components"]) for a, b in zip(one, two))
    results.add("for comparison: only the axes and where people stand, by numpy's SVD, CPU", f"{other['seconds']:.2f} s", "reported", None,
                f"{other['seconds'] / told['whole']:.0f} times as long as our whole; entries of the axes differ by {differ:.0e} at most")


# Started by a small process of its own: the system counts for a program also what whoever started it held.
STARTER = """import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, used = os.wait4(pid, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss)"""


def peak_megabytes(command, path, *options):
    """Largest resident set of a run of the program."""
    told = subprocess.run([sys.executable, "-S", "-c", STARTER, SEMPRE, command, str(path), *options], capture_output=True, text=True,
                          check=True).stdout.split()
    if told[0] != "0":
        raise SystemExit(f"sempre {command} ended with {told[0]}")
    return int(told[1]) / 1024


def add_memory(results, what, megabytes, about):
    results.add(f"memory at its largest, {what}", f"{megabytes:.0f} MB", "<= 200 MB", megabytes <= 200, about)


def measure_groups(folder, results):
    path = Path(folder) / "votes.csv"
    write_conversation(path, 2_031, 896, lambda chance, person: min(896, 7 + int(chance.expovariate(1 / 108))))
    told = add_conversation(path, "a made-up county", results)
    add_numpy(path, told, results)
    for real in filter(None, os.environ.get("SEMPRE_POLIS_FOLDERS", "").split(":")):
        add_conversation(real, Path(real).name, results)
    taken = {}
    for people in (100, 1_000, 10_000, 100_000):
        votes = write_conversation(path, people, 200, lambda chance, person: 100)
        told = measure_conversation(path, 5 if people < 100_000 else 1, 0)
        taken[people] = told["whole"] / votes
    results.add("growth of opinion groups, 100 to 100,000 people with 100 votes each: time a vote",
                f"{taken[100_000] / taken[100]:.2f} ({' / '.join(f'{taken[n] * 1e9:.0f}' for n in taken)} ns)", "<= 1",
                taken[100_000] <= taken[100], f"CPU; 100, 1,000, 10,000 and 100,000 people, 200 statements; {told['passes']:.0f} passes at last")
    for form in ("text", "json"):
        add_memory(results, f"`sempre groups --format {form}`", peak_megabytes("groups", path, "--format", form),
                   f"{votes:,} votes of 100,000 people in a file of {path.stat().st_size / 1e6:.0f} MB")
    os.remove(path)


def write_ballots(path, voters, projects, marks):
    chance = random.Random(2024)
    with open(path, "w") as file:
        file.write("META\nkey;value\nbudget;1000000\nvote_type;approval\nPROJECTS\nproject_id;cost\n")
        file.write("".join(f"{p};{5_000 + 137 * p}\n" for p in range(projects)) + "VOTES\nvoter_id;vote\n")
        for voter in range(voters):
            file.write(f"{voter};{','.join(map(str, chance.sample(range(projects), marks)))}\n")


def measure_budget_memory(folder, results):
    path = Path(folder) / "ballots.pb"
    for voters, projects, marks in ((100_000, 250, 100), (2_000_000, 250, 5)):
        write_ballots(path, voters, projects, marks)
        add_memory(results, "`sempre budget --rule mes --completion none`", peak_megabytes("budget", path, "--completion", "none"),
                   f"{voters * marks:,} votes: {voters:,} ballots of {marks} of {projects} projects")
    os.remove(path)
