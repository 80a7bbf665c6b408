#!/usr/bin/env python3
# statistics_test.py - `sempre rank` and `sempre stats`: figures beside R's and beside plain Python, words, and what is broken in a file.
# usage: SEMPRE=build/sempre tests/tools/statistics_test.py
#
# R itself would cost `make test` 65 MB of packages; its figures stand here, from R 4.2.2, psych 2.2.9 and effectsize 0.8.3 (the
# commands are in src/insight/statistics_test.c, which compares the functions to the last digits).
import csv
import io
import json
import math
import os
import random
import subprocess
import tempfile

from tap import run_all, test

SEMPRE = os.environ["SEMPRE"]
FOLDER = tempfile.TemporaryDirectory()


def run(command, text, *options, code=0):
    path = os.path.join(FOLDER.name, "t.csv")
    with open(path, "w", newline="") as out:
        out.write(text)
    done = subprocess.run([SEMPRE, *command.split(), path, *options], capture_output=True, text=True, check=False)
    assert done.returncode == code, (command, done.returncode, done.stderr)
    return done.stdout if code == 0 else done.stderr


def figures(command, text, *options):
    return json.loads(run(command, text, "--format", "json", *options))


def near(one, other, most=1e-9):
    assert abs(one - other) <= most * max(1, abs(other)), (one, other)


def matches(found, **expected):
    for key, value in expected.items():
        if isinstance(value, float):
            near(found[key], value, 1e-6)
        else:
            assert found[key] == value, (key, found[key], value)


def lines(*rows):
    return "".join(",".join(str(field) for field in row) + "\n" for row in rows)


BEFORE, AFTER = [3, 4, 2, 5, 3, 4, 4, 2, 3, 5, 1, 3], [4, 4, 3, 5, 5, 4, 5, 2, 4, 4, 3, 4]
ONE, OTHER = [2.5, 3.1, 2.2, 4.0, 2.8, 3.6, 2.9, 3.3], [3.9, 4.4, 2.6, 5.1, 4.9, 4.2]
PAIRED = lines(("before", "after"), *zip(BEFORE, AFTER))
LONG = lines(("group", "value"), *[("one", x) for x in ONE], *[("other", x) for x in OTHER])


@test
def a_change_is_that_of_r():
    found = figures("stats paired", PAIRED)
    matches(found, statistic="paired", n=12, left_out=0, why=None, before_mean=3.25, after_median=4.0, difference=0.6666666666666666,
            difference_low=0.1026964162949127, difference_high=1.2306369170384204, t=2.6017745423519636, df=11.0,
            p_value=0.0246159780155096, cohens_d=0.751067616198811, cohens_d_low=0.0929422614798609, cohens_d_high=1.3833042685879664,
            hedges_g=0.698462697639207, rank_biserial=0.805555555555556)
    # columns of other names, people with an id, gaps
    again = figures("stats paired", lines(("id", "spring", "autumn"), *[(i, *row) for i, row in enumerate(zip(BEFORE, AFTER))],
                                          (90, "", 3), (91, 4, "NA")))
    assert again["t"] == found["t"] and again["left_out"] == 2


@test
def two_groups_are_those_of_r():
    found = figures("stats welch", LONG)
    matches(found, one_n=8, other_n=6, t=-2.7057511520876121, df=8.1154022243659458, p_value=0.0264876972827586,
            difference_low=-2.0968426999090015, cohens_d=-1.55573417384871, cohens_d_low=-2.756252566160920,
            hedges_g=-1.45607667862986, rank_biserial=-0.708333333333333, why=None)
    wide = lines(("one", "other"), *[(ONE[i], OTHER[i] if i < len(OTHER) else "") for i in range(len(ONE))])
    assert figures("stats welch", wide)["t"] == found["t"]


@test
def alpha_kappa_and_fisher_are_those_of_r():
    answers = [(4, 5, 4), (2, 3, 2), (5, 5, 4), (3, 3, 4), (1, 2, 2), (4, 4, 5), (3, 2, 3), (5, 4, 5)]
    matches(figures("stats alpha", lines(("a", "b", "c"), *answers)), people=8, questions=3, alpha=0.911337209302326,
            alpha_low=0.700325718696470, alpha_high=0.980709101595993, why=None)
    judged = list(zip("aabbccabcabcaabbccab", "aabcccabbabcbabaccab"))
    matches(figures("stats kappa", lines(("one", "other"), *judged)), n=20, categories=3, agreed=0.8, kappa=0.699248120300752,
            standard_error=0.134823095793878, kappa_low=0.434999708260558, kappa_high=0.963496532340946)
    counted = figures("stats fisher", "what,yes,no\nwith,10,3\nwithout,2,15\n")
    matches(counted, a=10, b=3, c=2, d=15, p_value=5.36724119143437e-04, why=None)
    assert abs(counted["odds_ratio"] - 21.3053312750167) < 0.06
    cases = [("with", "yes")] * 10 + [("with", "no")] * 3 + [("without", "yes")] * 2 + [("without", "no")] * 15
    assert figures("stats fisher", lines(("what", "came"), *cases))["p_value"] == counted["p_value"]
    assert figures("stats fisher", "yes,no\n12,0\n0,9\n")["odds_ratio"] is None  # without end


@test
def shares_are_those_of_r():
    rows = figures("stats wilson", "label,successes,n\nvillage,8,10\ntown,45,100\nfew,1,4\n")["rows"]
    matches(rows[0], label="village", share=0.8, wilson_low=0.490162471536642, wilson_high=0.943317848545625,
            exact_low=0.443904537692359, exact_high=0.974789273673167)
    matches(rows[1], wilson_low=0.356145379795120, exact_high=0.552719811226064)
    assert rows[2]["share"] is None and rows[2]["why"].startswith("Fewer than five answers")
    answered = figures("stats wilson", lines(("came",), *[(1,)] * 8, *[(0,)] * 2))["rows"][0]
    assert answered["label"] == "came" and answered["wilson_low"] == rows[0]["wilson_low"]


@test
def below_five_nothing_is_said():
    for command, text, words in (
            ("stats paired", "before,after\n1,2\n2,3\n3,5\n4,4\n", "Fewer than five people answered both times"),
            ("stats welch", "group,value\n", "fewer than five answers"),
            ("stats alpha", "a,b\n1,2\n2,1\n", "Fewer than five people answered every question"),
            ("stats alpha", "a\n1\n", "at least two questions"),
            ("stats kappa", "one,other\na,b\n", "Fewer than five cases"),
            ("stats fisher", "yes,no\n1,1\n1,1\n", "Fewer than five answers"),
            ("stats paired", lines(("before", "after"), *[(i, i + 1) for i in range(9)]), "All values are the same")):
        assert words in run(command, text), (command, words)
        found = figures(command, text)
        assert words in found["why"] and all(found.get(key) is None for key in ("p_value", "alpha", "kappa")), found
        rows = list(csv.reader(io.StringIO(run(command, text, "--format", "csv"))))
        assert words in rows[1][-1] and len(rows[0]) == len(rows[1])


@test
def words_come_first_in_the_text():
    assert "it changed by +0.67" in run("stats paired", PAIRED)
    assert "about 25 of 1,000 groups" in run("stats paired", PAIRED)
    assert "8 of 10 are 80.0 %" in run("stats wilson", "label,successes,n\nvillage,8,10\n")


@test
def broken_files_are_named_with_line_and_reason():
    for command, text, words in (
            ("stats paired", "before,after\n1,2\n3,x\n", "t.csv, line 3: 'x' in the column 'after' is not a number"),
            ("stats paired", "before,after\n1,2\n3,nan\n", "line 3: 'nan'"),
            ("stats paired", "before,after\n1,0x10\n", "line 2: '0x10'"),
            ("stats paired", "before,after\n1,1e999\n", "line 2: '1e999'"),
            ("stats paired", "a,b,c\n1,2,3\n", "line 1: there are 3 columns with values where 2 are needed"),
            ("stats paired", "a,b\n1\n", "line 2: there are 1 fields"),
            ("stats welch", "group,value\na,1\nb,2\nc,3\n", "line 4: 'c' is a third group"),
            ("stats wilson", "successes,n\n5,4\n", "line 2: There cannot be more"),
            ("stats wilson", "successes,n\n-1,4\n", "line 2: '-1'"),
            ("stats wilson", "came\n2\n", "line 2: '2'"),
            ("stats wilson", "came\n", "line 1: nothing stands below"),
            ("stats fisher", "a,b\nx,y\nx,z\nx,w\n", "line 4: 'w' is one category more"),
            ("stats fisher", "a,b\n1,2\n3,4.5\n", "line 3: '4.5'"),
            ("stats median", PAIRED, "Write which statistic"),
            ("rank", "winner\na\n", "line 1: the column 'loser' is missing"),
            ("rank", "winner,loser\na,b\nc,c\n", "line 3: 'c' is compared with itself"),
            ("rank", "winner,loser\na,\n", "line 2: the column 'loser' is empty"),
            ("rank", "", "line 1: the file is empty")):
        said = run(command, text, code=2)
        assert words in said, (words, said)
    for alpha in ("-1", "x", "", "nan", "1e9"):
        assert "Write --alpha" in run("rank", "winner,loser\na,b\n", "--alpha", alpha, code=2)
    many = lines(("winner", "loser"), *[(i, i + 1) for i in range(1000)])
    assert "line 1001: more than 1000 things" in run("rank", many, code=6)
    assert len(figures("rank", lines(("winner", "loser"), *[(i, i + 1) for i in range(999)]))["ranking"]) == 1000
    assert "Write --format" in run("rank", "winner,loser\na,b\n", "--format", "xml", code=2)


def scores_of(pairs, alpha):
    """The top of the penalised likelihood, by plain gradient steps."""
    names = sorted({name for pair in pairs for name in pair})
    score = dict.fromkeys(names, 0.0)
    for _ in range(20000):
        slope = {name: -2 * alpha * score[name] for name in names}
        for winner, loser in pairs:
            pull = 1 / (1 + math.exp(score[winner] - score[loser]))
            slope[winner] += pull
            slope[loser] -= pull
        step = 2 / len(pairs)
        for name in names:
            score[name] += step * slope[name]
        if max(map(abs, slope.values())) < 1e-10:
            return score
    raise AssertionError("does not settle")


@test
def a_ranking_is_that_of_plain_python():
    chance = random.Random(4)
    pairs = []
    for _ in range(150):
        one, other = chance.sample(range(7), 2)
        is_won = chance.random() < 1 / (1 + math.exp((other - one) / 2))
        pairs.append((f"thing {one if is_won else other}", f"thing {other if is_won else one}"))
    text = lines(("person", "winner", "loser"), *[(i % 20, *pair) for i, pair in enumerate(pairs)])
    for alpha in (0.05, 0.5):
        found = figures("rank", text, "--alpha", str(alpha))
        expected = scores_of(pairs, alpha)
        assert found["enough"] and found["people"] == 20 and found["comparisons"] == 150 and len(found["next"]) == 2
        assert [one["score"] for one in found["ranking"]] == sorted((one["score"] for one in found["ranking"]), reverse=True)
        for one in found["ranking"]:
            near(one["score"], expected[one["item"]], 1e-8)
            assert 0 < one["standard_error"] < 1
            assert one["wins"] == sum(winner == one["item"] for winner, _ in pairs)
        rows = list(csv.DictReader(io.StringIO(run("rank", text, "--alpha", str(alpha), "--format", "csv"))))
        assert [row["item"] for row in rows] == [one["item"] for one in found["ranking"]]
    assert "7 things, 150 comparisons by 20 people" in run("rank", text)
    shuffled = pairs[:]
    chance.shuffle(shuffled)
    assert figures("rank", lines(("winner", "loser"), *shuffled))["ranking"] == figures("rank", text)["ranking"]


@test
def too_few_comparisons_are_named():
    found = figures("rank", lines(("winner", "loser"), *[("a", "b")] * 6, *[("c", "d")] * 6))
    assert not found["enough"] and "only among themselves" in found["why"]
    text = lines(("winner", "loser"), *[("a", "b")] * 6)
    assert figures("rank", text)["enough"]
    endless = figures("rank", text, "--alpha", "0")
    assert endless["ranking"][0]["score"] is None and "alpha above 0" in endless["why"] and endless["next"] == []
    assert "alpha above 0" in run("rank", text, "--alpha", "0")
    odd = run("rank", 'winner,loser\n"x\ny",ä\nä,"x\ny"\n')
    assert "x y" in odd and "fewer than five times" in odd
    assert "at least two things" in run("rank", "winner,loser\n")


run_all()
