#!/usr/bin/python3
# duplicates_test.py - `sempre duplicates` beside plain Python, which compares all with all: on sentences made here, and on the comments of
# the Polis folders named in SEMPRE_POLIS_FOLDERS (separated by colons), where that is set. Writes TAP. $SEMPRE: the program.
import csv
import io
import json
import os
import random
import subprocess
import tempfile
import unicodedata

from tap import run_all, test

PROGRAM = os.environ["SEMPRE"]
LETTERS = {"en": "", "de": "äöü", "sv": "åäöéà", "lv": "āčēģīķļņšūž"}


def run(text, *options, code=0):
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        told = subprocess.run([PROGRAM, "duplicates", file.name, *options], capture_output=True, text=True)
    assert told.returncode == code, f"exit code {told.returncode}, {told.stderr}"
    return told.stdout if code == 0 else told.stderr


def plain(text, language):
    """What plain_words.h says, in other words."""
    bare = ""
    for sign in unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()):
        parts = sign if sign in LETTERS[language] else unicodedata.normalize("NFD", sign)
        bare += "".join(part for part in parts if part in LETTERS[language] or unicodedata.combining(part) < 200)
    bare = unicodedata.normalize("NFC", "".join(sign for sign in bare if sign not in "'’`ʼ\u00ad"))
    return " ".join("".join(sign if unicodedata.category(sign)[0] in "LMNS" else " " for sign in bare).split())


def pairs_of(sentences, language, least):
    found, first, sets = {}, {}, []
    for i, sentence in enumerate(sentences):
        words = plain(sentence, language)
        runs = {f" {words} "[at:at + 3] for at in range(len(words))}
        sets.append(runs)
        if first.setdefault(words, i) != i:
            if words:
                found[first[words], i] = 1.0
            sets[i] = set()
            continue
        for j in range(i):
            common = len(runs & sets[j])
            if common and common / len(runs | sets[j]) >= least:
                found[j, i] = common / len(runs | sets[j])
    return found


def table(sentences):
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["id", "words"])
    rows.writerows(enumerate(sentences))
    return text.getvalue()


def made_sentences():
    chance = random.Random(11)
    words = "Wir brauchen einen Bus am Sonntag Kinder für alle Räume öffnen abends Café später länger Straße Hilfe beim Arzt mehr Licht".split()
    said = []
    for i in range(500):
        if i % 3 == 2:
            sentence = list(said[chance.randrange(i)])
            for _ in range(chance.randrange(3)):
                sentence[chance.randrange(len(sentence))] = chance.choice(words)
        else:
            sentence = [chance.choice(words) for _ in range(chance.randint(3, 14))]
        said.append(sentence)
    return [chance.choice([" ", "  ", ", "]).join(sentence) + chance.choice(["", ".", "!!"]) for sentence in said]


def check(sentences, language, least):
    expected = pairs_of(sentences, language, least)
    found = json.loads(run(table(sentences), "--language", language, "--least", str(least), "--format", "json"))
    pairs = {(int(pair["one"]), int(pair["other"])): pair["similarity"] for pair in found["pairs"]}
    for pair, similarity in pairs.items():
        assert abs(expected.get(pair, 0) - similarity) < 1e-12, f"{pair}: {similarity}, {expected.get(pair)}"
    assert len(pairs) >= 0.95 * len(expected), f"{len(pairs)} of {len(expected)}"
    groups = {}
    for one, other in pairs:  # what hangs together
        joined = groups.get(one, {one}) | groups.get(other, {other})
        groups.update((member, joined) for member in joined)
    assert {tuple(int(m["id"]) for m in group["members"]) for group in found["groups"]} == {tuple(sorted(g)) for g in groups.values()}
    return len(expected)


@test
def pairs_and_groups_are_those_of_plain_python():
    sentences = made_sentences()
    for language, least in (("de", 0.6), ("en", 0.6), ("de", 0.8)):
        assert check(sentences, language, least) > 50


@test
def accents_matter_where_they_make_a_letter():
    text = "words\nschön und fur\nschon und für\n"
    assert len(json.loads(run(text, "--format", "json"))["pairs"]) == 1
    assert json.loads(run(text, "--language", "de", "--format", "json"))["pairs"] == []


@test
def text_and_csv_say_the_same():
    text = 'comment-id,comment-body,votes\n7,"A bus, on Sundays!",1\n9,Something else,2\n12,a BUS on sundays,3\n'
    told = run(text)
    assert "3 sentences; 2 of them say nearly the same as others, in 1 group (" in told and "     7  A bus, on Sundays!" in told and "only people can say" in told
    rows = list(csv.DictReader(io.StringIO(run(text, "--format", "csv"))))
    assert [(row["group"], row["id"], row["text"], row["similarity"]) for row in rows] == [
        ("1", "7", "A bus, on Sundays!", "1"), ("1", "12", "a BUS on sundays", "1")]
    by_line = json.loads(run("text,x\nsame,1\n\nother,2\nsame,3\n", "--format", "json"))
    assert [(pair["one"], pair["other"]) for pair in by_line["pairs"]] == [("2", "5")]
    assert "0 of them say nearly the same as others, in 0 groups" in run("words\n")


@test
def what_cannot_be_read_is_named():
    assert "--column NAME" in run("a,b\nx,y\n", code=2)
    assert "'c'" in run("a,b\nx,y\n", "--column", "c", code=2)
    assert json.loads(run("a,b\nx y z,q\nx y z,r\n", "--column", "a", "--format", "json"))["pairs"][0]["similarity"] == 1
    for wrong in ("0", "0.2", "1.5", "x", "", "nan"):
        assert "--least" in run("words\nx\n", "--least", wrong, code=2)
    assert "--language" in run("words\nx\n", "--language", "xx", code=2)
    assert "line 3" in run("words,id\nx,1\ny\n", code=2)


@test
def comments_of_people_are_as_in_plain_python():
    for folder in filter(None, os.environ.get("SEMPRE_POLIS_FOLDERS", "").split(":")):
        with open(f"{folder}/comments.csv", newline="", encoding="utf-8") as file:
            sentences = [row["comment-body"] for row in csv.DictReader(file)]
        count = check(sentences, "en", 0.6)
        print(f"# {os.path.basename(folder)}: {len(sentences)} comments, {count} pairs")


run_all()
