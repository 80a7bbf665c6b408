#!/usr/bin/python3
# words_test.py - `sempre words` beside plain Python, which counts with sets. Writes TAP. $SEMPRE: the program.
import csv
import datetime
import io
import json
import os
import random
import re
import subprocess
import tempfile
from pathlib import Path

from tap import run_all, test

PROGRAM = os.environ["SEMPRE"]
LISTS = Path(__file__).resolve().parent.parent.parent / "content" / "stop_words"


def run(text, *options, code=0):
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        told = subprocess.run([PROGRAM, "words", file.name, *options], capture_output=True, text=True)
    assert told.returncode == code, f"exit code {told.returncode}, {told.stderr}"
    return told.stdout if code == 0 else told.stderr


def table(rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["timestamp", "author-id", "comment-body"])
    writer.writerows(rows)
    return text.getvalue()


def made_rows():
    chance = random.Random(5)
    words = "we need a Bus bus BUS on Sundays the children library open longer light at school and doctor helps 24 x".split()
    begin = datetime.datetime(2023, 11, 20, tzinfo=datetime.timezone.utc).timestamp()
    return [(int(1000 * (begin + chance.random() * 100 * 86400)), chance.randrange(40), " ".join(chance.choices(words, k=8)) + ".")
            for _ in range(400)]


def period(stamp, per):
    day = datetime.datetime.fromtimestamp(stamp / 1000, datetime.timezone.utc).date()
    if per == "week":
        day -= datetime.timedelta(days=day.weekday())
    return day.isoformat()[:{"year": 4, "month": 7, "week": 10, "day": 10}[per]]


def counted(rows, per):
    stop = set((LISTS / "en.txt").read_text().split("\n", 1)[1].split())
    people = {}
    for stamp, person, sentence in rows:
        for word in re.findall("[a-z]{2,}", sentence.lower()):
            if word not in stop:
                people.setdefault(word, {}).setdefault(period(stamp, per), set()).add(person)
    return people


@test
def words_are_counted_as_by_plain_python():
    rows = made_rows()
    for per in ("year", "month", "week", "day"):
        found = json.loads(run(table(rows), "--per", per, "--format", "json"))
        expected = counted(rows, per)
        assert found["sentences"] == 400 and found["people"] == len({person for _, person, _ in rows})
        assert found["periods"] == sorted({period(stamp, per) for stamp, _, _ in rows})
        assert {word["word"].lower() for word in found["words"]} == set(expected)
        for word in found["words"]:
            by_period = expected[word["word"].lower()]
            assert word["people"] == len(set.union(*by_period.values()))
            assert word["by_period"] == [len(by_period.get(name, ())) for name in found["periods"]]
        assert [word["people"] for word in found["words"]] == sorted((word["people"] for word in found["words"]), reverse=True)


@test
def text_and_csv_say_the_same():
    rows = [(1700000000, "a", "A bus"), (1700000000000, "b", "The bus and the library"), (1710000000000, "a", "Bus!")]
    told = run(table(rows), "--per", "month")
    assert "3 sentences by 2 people" in told and re.search(r"all +2023-11 +2024-03  word\n +2 +2 +1  bus\n +1 +1 +0  library\n", told)
    lines = list(csv.reader(io.StringIO(run(table(rows), "--per", "month", "--format", "csv"))))
    assert lines == [["word", "people", "2023-11", "2024-03"], ["bus", "2", "2", "1"], ["library", "1", "1", "0"]]
    assert list(csv.reader(io.StringIO(run(table(rows), "--most", "1", "--format", "csv")))) == [["word", "people"], ["bus", "2"]]
    many = [(1700000000000 + 86400000 * i, i, "A bus") for i in range(30)]
    assert "The last 8 of 30 periods" in run(table(many), "--per", "day")
    german = run("words\nWir brauchen einen Bus\nEin Bus nach Büsum\n", "--language", "de")
    assert "2 sentences by 2 people" in german and "     2  Bus\n" in german and "     1  Büsum\n" in german
    assert "0 sentences by 0 people" in run("words\n")


@test
def what_cannot_be_read_is_named():
    assert "'timestamp'" in run("words\nx\n", "--per", "day", code=2)
    assert "line 3" in run(table([(1, "a", "x"), ("soon", "a", "x")]), "--per", "day", code=2)
    assert "--per" in run("words\nx\n", "--per", "hour", code=2)
    assert "--language" in run("words\nx\n", "--language", "xx", code=2)
    for wrong in ("0", "1001", "x", ""):
        assert "--most" in run("words\nx\n", "--most", wrong, code=2)


run_all()
