#!/usr/bin/env python3
# pictures_test.py - what --picture writes: whole pages, sound SVG with titles and descriptions, the numbers as a table beside it.
# usage: SEMPRE=build/sempre tests/tools/pictures_test.py
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET

from tap import run_all, test

SEMPRE = os.environ["SEMPRE"]
FOLDER = tempfile.TemporaryDirectory()


def path_of(name, text=None):
    path = os.path.join(FOLDER.name, name)
    if text is not None:
        with open(path, "w", encoding="utf-8", newline="") as out:
            out.write(text)
    return path


def lines(*rows):
    return "".join(",".join(str(field) for field in row) + "\n" for row in rows)


def run(*words, code=0):
    done = subprocess.run([SEMPRE, *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, (words, done.returncode, done.stderr)
    return done.stdout if code == 0 else done.stderr


def page_of(*words):
    """The page that the command writes: every drawing is XML with a title and a description, unless it only decorates."""
    path = path_of(f"page{len(os.listdir(FOLDER.name))}.html")
    run(*words, "--picture", path)
    page = open(path, encoding="utf-8").read()
    assert page.startswith("<!DOCTYPE html>") and page.rstrip().endswith("</html>")
    assert not re.search(r'(?:href|src)="', page), "the page needs something else"
    assert "<table>" in page and "<caption" in page and ' style="' not in page
    drawings = []
    for text in re.findall(r"<svg.*?</svg>", page, flags=re.S):
        drawing = ET.fromstring(text)
        if drawing.get("aria-hidden") == "true":
            continue
        assert drawing.get("role") == "img" and drawing[0].tag == "title" and drawing[1].tag == "desc", text
        assert drawing[0].text and drawing[1].text, text
        drawings.append(drawing)
    assert drawings
    return page, drawings


def cells(page, name):
    row = re.search(r'<tr><th scope="row">(?:<svg.*?</svg>)?\s*' + re.escape(name) + r"</th>(.*?)</tr>", page, flags=re.S).group(1)
    return re.findall(r"<td[^>]*>([^<]*)</td>", row)


def percent(text):
    assert text.endswith("%")
    return float(text[:-1])


PAIRS = path_of("pairs.csv", lines(("winner", "loser"), *[("bus", "<b>ench")] * 6, *[("<b>ench", "bus")] * 2, *[("bus", "tree")] * 7,
                                   *[("<b>ench", "tree")] * 4, *[("tree", "<b>ench")] * 3))
SCALE = path_of("scale.csv", lines(("before", "after"), (1, 3), (2, 3), (2, 4), (3, 3), (1, 2), (4, 5), (3, 5), (2, 2)))
SHARES = path_of("shares.csv", lines(("label", "successes", "n"), ("yes", 7, 12), ("no", 3, 12), ("few", 1, 3)))


@test
def a_ranking_has_a_row_a_thing_with_its_interval():
    page, drawings = page_of("rank", PAIRS)
    assert [drawing[0].text for drawing in drawings] == ["bus", "<b>ench", "tree"]
    for drawing in drawings:
        row = cells(page, "bus" if drawing[0].text == "bus" else "tree" if drawing[0].text == "tree" else "&lt;b&gt;ench")
        score, low, high = (float(cell) for cell in row[:3])
        line = next(one for one in drawing if one.tag == "line" and one.get("x1") != one.get("x2"))
        at = percent(drawing.find("circle").get("cx"))
        assert percent(line.get("x1")) < at < percent(line.get("x2"))
        # the disc stands in the line as the score in its interval
        share = (at - percent(line.get("x1"))) / (percent(line.get("x2")) - percent(line.get("x1")))
        assert abs(share - (score - low) / (high - low)) < 0.02
    assert cells(page, "bus")[3:] == ["13", "15"]


@test
def before_and_after_are_a_ring_and_a_disc_and_two_distributions():
    page, drawings = page_of("stats", "paired", SCALE)
    mean, before, after = drawings
    ring, disc = mean.findall("circle")
    assert ring.get("class") == "o" and disc.get("fill") == "currentColor"
    assert abs(percent(ring.get("cx")) - 100 * (2.25 - 1) / 4) < 0.1 and abs(percent(disc.get("cx")) - 100 * (3.375 - 1) / 4) < 0.1
    assert mean[1].text == "The mean went from 2.25 to 3.38."
    assert before[0].text == "1: 2, 2: 3, 3: 2, 4: 1, 5: 0" and after[0].text == "1: 0, 2: 2, 3: 3, 4: 1, 5: 2"
    heights = [percent(bar.get("height")) for bar in before.findall("rect")]
    assert heights == [40, 60, 40, 20, 0]
    assert cells(page, "before") == ["8", "2.25", "2.00"]


@test
def two_groups_and_odd_values_have_ranges_for_columns():
    text = lines(("group", "value"), *[("one", x / 3) for x in range(1, 9)], *[("two", x / 2) for x in range(1, 9)])
    _, drawings = page_of("stats", "welch", path_of("groups.csv", text))
    assert [drawing[0].text for drawing in drawings[:2]] == ["one", "two"]
    columns = drawings[2].findall("rect")
    assert len(columns) == 8
    counts = [int(part.split(": ")[1]) for part in drawings[2][0].text.split(", ")]
    assert sum(counts) == 8


@test
def shares_have_intervals_and_too_few_have_none():
    page, drawings = page_of("stats", "wilson", SHARES)
    assert [drawing[0].text for drawing in drawings] == ["yes", "no"]
    assert cells(page, "yes") == ["7", "12", "58%", "32%", "81%"] and cells(page, "few") == ["1", "3", "-", "-", "-"]
    assert "few: Fewer than five answers" in page


@test
def opinion_groups_are_a_map_with_a_sign_each():
    votes = lines(("timestamp", "datetime", "comment-id", "voter-id", "vote"),
                  *[(30 + p, "x", s, p, 1 if s == 8 else 0 if s == 9 else 1 if (s < 4) == (p % 2 == 0) else -1)
                    for p in range(40) for s in range(10) if (p * 3 + s * 5) % 13])
    page, drawings = page_of("groups", path_of("votes.csv", votes))
    paths = drawings[0].findall("path")
    assert len(drawings) == 1 and len(paths) == 2 and paths[0].get("d") != paths[1].get("d")
    assert paths[0].get("fill") != paths[1].get("fill")  # full and hollow: in black and white too
    assert cells(page, "Group A") == ["20"] and cells(page, "Group B") == ["20"]
    assert page.count("what sets it apart</caption>") == 2


@test
def a_budget_is_bars_with_their_shares():
    text = ("META\nkey;value\ndescription;Town\nnum_projects;2\nnum_votes;2\nbudget;100\nvote_type;approval\n"
            "PROJECTS\nproject_id;cost;name\n1;60;Bench\n2;90;Hall\nVOTES\nvoter_id;vote\n1;1\n2;1,2\n")
    page, drawings = page_of("budget", path_of("town.pb", text), "--rule", "greedy-votes")
    assert drawings[0].find("rect").get("width") == "60.00%" and "60.0 %" in drawings[0][0].text
    assert cells(page, "Hall")[-1] == "no"


@test
def pages_speak_the_language_that_was_asked_for():
    page, _ = page_of("rank", PAIRS, "--language", "de")
    assert '<html lang="de">' in page and "Was die Menschen vorziehen" in page and "Vorgezogen in 13 von 15 Vergleichen." in page


@test
def what_cannot_be_drawn_is_said_and_nothing_is_written_over():
    assert "pictures of paired, welch and wilson only" in run("stats", "kappa", SCALE, "--picture", path_of("k.html"), code=2)
    endless = path_of("endless.csv", lines(("winner", "loser"), *[("a", "b")] * 6))
    assert "nothing to draw" in run("rank", endless, "--alpha", "0", "--picture", path_of("e.html"), code=2)
    there = path_of("there.html", "mine")
    assert "must not exist yet" in run("rank", PAIRS, "--picture", there, code=8)
    assert open(there, encoding="utf-8").read() == "mine"


run_all()
