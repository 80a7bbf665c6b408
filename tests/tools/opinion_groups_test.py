#!/usr/bin/python3
# opinion_groups_test.py - `sempre groups` beside numpy and plain Python, on a conversation made here; and on the folders of Polis
# conversations named in SEMPRE_POLIS_FOLDERS (separated by colons), where that is set. Writes TAP. $SEMPRE: the program.
import csv
import json
import os
import random
import subprocess
import sys
import tempfile

import numpy as np

PROGRAM = os.environ["SEMPRE"]


def made_conversation(folder):
    """Three camps of people who vote on some of 40 statements; votes change, and some statements are moderated out."""
    chance = random.Random(7)
    moderated = {j: -1 if j % 9 == 4 else 1 for j in range(40)}
    with open(folder + "/comments.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("timestamp datetime comment-id author-id agrees disagrees moderated comment-body".split())
        for j, state in moderated.items():
            rows.writerow([1000 + j, "x", j, j % 5, 0, 0, state, f"Statement {j}"])
    with open(folder + "/votes.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("timestamp datetime comment-id voter-id vote".split())
        for i in range(260):
            for j in chance.sample(range(40), chance.randint(1, 40)):
                lean = (1 if (i % 3 + j) % 3 else -1) * (0 if j % 11 == 0 else 1)
                for time in range(chance.choice([1, 1, 1, 2])):
                    rows.writerow([5000 + time, "x", j, i, max(-1, min(1, lean + chance.choice([-1, 0, 0, 0, 1])))])


def read(folder):
    moderated, votes = {}, {}
    for row in csv.DictReader(open(folder + "/comments.csv", newline="")):
        moderated[int(row["comment-id"])] = int(row["moderated"])
    if os.path.exists(folder + "/votes.csv"):
        for row in csv.DictReader(open(folder + "/votes.csv", newline="")):
            key, time = (int(row["voter-id"]), int(row["comment-id"])), int(row["timestamp"])
            if key not in votes or votes[key][0] <= time:
                votes[key] = (time, int(row["vote"]))
    else:
        for row in csv.DictReader(open(folder + "/participants-votes.csv", newline="")):
            for name, value in row.items():
                if name.isdigit() and value != "":
                    votes[(int(row["participant"]), int(name))] = (0, int(value))
    return moderated, {key: value for key, (_, value) in votes.items()}


def check(folder):
    wrong = []

    def near(what, one, other, most=1e-8):
        difference = np.abs(np.asarray(one, float) - np.asarray(other, float)).max(initial=0)
        if not difference <= most:
            wrong.append(f"{what} differs by {difference}")

    found = json.loads(subprocess.run([PROGRAM, "groups", folder, "--format", "json"], check=True, capture_output=True).stdout)
    moderated, votes = read(folder)
    statements, people = sorted(moderated), sorted({person for person, _ in votes})
    if found["statements"] != [str(j) for j in statements] or [p["id"] for p in found["participants"]] != [str(i) for i in people]:
        return ["statements or participants are not those of the files"]
    column, row = {j: n for n, j in enumerate(statements)}, {i: n for n, i in enumerate(people)}
    matrix = np.full((len(people), len(statements)), np.nan)
    for (person, statement), value in votes.items():
        matrix[row[person], column[statement]] = value
    raw = matrix.copy()
    matrix[:, [column[j] for j in statements if moderated[j] < 0]] = 0
    voted = ~np.isnan(matrix)
    center = np.where(voted.any(0), np.nansum(matrix, 0) / np.maximum(voted.sum(0), 1), 0)
    filled = np.where(voted, matrix - center, 0)
    _, _, axes = np.linalg.svd(filled, full_matrices=False)
    near("center", found["center"], center)
    scale = np.sqrt(len(statements) / voted.sum(1))
    for axis in range(2):
        sign = np.sign(np.dot(axes[axis], found["components"][axis]))
        near(f"component {axis}", found["components"][axis], sign * axes[axis])
        near(f"projection {axis}", [p["xy"[axis]] for p in found["participants"]], sign * (filled @ axes[axis]) * scale, 1e-6)
    groups = np.array([-1 if p["group"] is None else p["group"] for p in found["participants"]])
    wrong += [f"group {g['id']} has another size" for g in found["groups"] if g["size"] != int((groups == g["id"]).sum())]
    enough = (~np.isnan(raw)).sum(1) >= min(7, len(statements))
    if enough.sum() >= 15 and ((groups >= 0) != enough).any():
        wrong.append("not those who voted on enough statements are grouped")

    def count(group, statement):
        cells = raw[groups == group, column[statement]]
        return (cells == 1).sum(), (cells == -1).sum(), (~np.isnan(cells)).sum()

    for statement in statements:
        product = 1
        for g in found["groups"]:
            agree, _, seen = count(g["id"], statement)
            product *= (agree + 1) / (seen + 2)
        near(f"consensus of {statement}", found["group_aware_consensus"][str(statement)], product)
    for g in found["groups"]:
        for one in g["representative"]:
            side, statement = 0 if one["for"] == "agree" else 1, int(one["statement"])
            here, seen = count(g["id"], statement)[side], count(g["id"], statement)[2]
            others = [count(o["id"], statement) for o in found["groups"] if o["id"] != g["id"]]
            there, there_seen = sum(o[side] for o in others), sum(o[2] for o in others)
            p = (here + 1) / (seen + 2)
            pooled = (here + 1 + there + 1) / (seen + 1 + there_seen + 1)
            z = ((here + 1) / (seen + 1) - (there + 1) / (there_seen + 1)) / (
                pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (there_seen + 1))) ** 0.5
            near("p_success", one["p_success"], p)
            near("p_test", one["p_test"], 2 * (seen + 1) ** 0.5 * ((here + 1) / (seen + 1) - 0.5))
            near("repness", one["repness"], p / ((there + 1) / (there_seen + 2)))
            near("repness_test", one["repness_test"], z)
            if moderated[statement] < 0:
                wrong.append("a statement that was moderated out stands for a group")
    if len(found["groups"]) < 2:
        wrong.append("no groups")
    return wrong


def main():
    with tempfile.TemporaryDirectory() as made:
        made_conversation(made)
        folders = [made] + [f for f in os.environ.get("SEMPRE_POLIS_FOLDERS", "").split(":") if f]
        print(f"1..{len(folders)}")
        failed = 0
        for number, folder in enumerate(folders, 1):
            wrong = check(folder)
            failed += bool(wrong)
            name = "a conversation made here" if folder == made else os.path.basename(folder)
            print(f"{'not ok' if wrong else 'ok'} {number} - groups: {name} comes out as numpy has it")
            for sentence in wrong[:10]:
                print("#", sentence)
    return failed > 0


sys.exit(main())
