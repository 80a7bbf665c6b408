# conversation.py - a made-up conversation of any size, read in by the program's own import; and the pages of its result.
import html
import http.client
import re
import resource
import statistics
import time
import urllib.parse
from pathlib import Path

from program import NETWORK, ROUNDS, Base, copy_base, get, sempre, serve, wrk

STATEMENTS = 100
MANY, FEW = 10_000, 10  # people: a million votes and a thousand
VALUES = (1, 0, -1)     # in the order of the page: agree, not sure, disagree


def write(folder, people, statements, votes=True):
    """A folder as Polis gives it away: everybody votes on everything, or one vote is all there is. How many votes."""
    folder = Path(folder)
    folder.mkdir()
    (folder / "comments.csv").write_text(
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n" +
        "".join(f"10,x,{s},{s % people},0,0,1,What matters most is matter number {s}\n" for s in range(statements)))
    with open(folder / "votes.csv", "w") as file:
        file.write("timestamp,datetime,comment-id,voter-id,vote\n")
        if not votes:
            file.write("30,x,1,9,1\n")
            return 1
        for p in range(people):
            # Statement s is agreed to by 1 of s + 2, refused by 1 of 3 of the others.
            file.write("".join(f"{30 + p},x,{s},{p},{1 if p % (s % 9 + 2) == 0 else -1 if (p + s) % 3 == 0 else 0}\n"
                               for s in range(statements)))
    return people * statements


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure_import(folder, results):
    """A million votes into a copy of the demonstration; and a thousand into another, for measure_pages."""
    votes = write(f"{folder}/many", MANY, STATEMENTS)
    write(f"{folder}/few", FEW, STATEMENTS)
    for name in ("many", "few"):
        copy_base(folder, f"{name}.db")
    base = Base(f"sqlite:{folder}/many.db")
    before = base.one("SELECT count(*) FROM mark")
    began, used = time.monotonic(), cpu_seconds()
    told = sempre("import", "polis", f"{folder}/many", "--network", NETWORK, "--db", base.address)
    took, used = time.monotonic() - began, cpu_seconds() - used
    sempre("import", "polis", f"{folder}/few", "--network", NETWORK, "--db", f"sqlite:{folder}/few.db")
    stored = base.one("SELECT count(*) FROM mark") - before
    storing = re.search(r"([\d.]+) s$", told.splitlines()[0]).group(1)
    results.add("`sempre import polis` into SQLite, votes a second, reading and checking included",
                f"{votes / took:,.0f} a second ({took:.1f} s, of these {storing} s with the write lock)",
                ">= 100,000 a second", votes / took >= 100_000 and stored == votes,
                f"{votes:,} votes in the folder, {stored:,} rows; {used:.1f} s of processor time")


def sign_in(port, name, password):
    """The cookies of somebody of the team."""
    _, headers, page = get(port, "/login")
    cookies = dict(re.findall(r"(?:^|, )(\w+)=([^;]*)", ", ".join(headers.get_all("Set-Cookie") or [])))
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.decode()))
    form.update(name=name, password=password)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("POST", "/login", urllib.parse.urlencode(form),
                       {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items()),
                        "Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 303:
        raise SystemExit(f"Signing in is answered with {answer.status}.")
    cookies.update(re.findall(r"(?:^|, )(\w+)=([^;]*)", ", ".join(answer.headers.get_all("Set-Cookie") or [])))
    return "; ".join(f"{k}={v}" for k, v in cookies.items())


def shown_counts(page):
    """{statement: [agree, not sure, disagree]} as the table of the page has them; None where a count is hidden."""
    found = {}
    for words, cells in re.findall(r'<th scope="row">([^<]*)</th>((?:<td class="num">[^<]*</td>)+)', page):
        counts = [cell.replace(",", "") for cell in re.findall(r"<td[^>]*>([^<]*)</td>", cells)]
        if len(counts) == len(VALUES):  # other tables count people and words
            found[html.unescape(words)] = [int(count) if count.isdigit() else None for count in counts]
    return found


def check_page(base, activity, people, page, hides_few):
    """Compares every count of the page with the rows of votes; how many counts were the same."""
    rows = base.ask("SELECT c.words, m.value, count(*) FROM mark AS m JOIN contribution AS c ON c.id = m.contribution_id "
                    f"WHERE m.activity_id = {activity} GROUP BY c.words, m.value")
    counted = {(words, value): n for words, value, n in rows}
    shown, same = shown_counts(page), 0
    told = re.search(r"People who answered: ([^<]*)", page)
    # The public is told how many answered the statement that most answered: nothing else is released.
    if len(shown) != 20 or told is None or re.sub(r"\D", "", told.group(1)) not in (str(people), ""):
        raise SystemExit(f"The page of the result shows {len(shown)} statements, and of {people:,} people: {told and told.group(1)}.")
    for words, counts in shown.items():
        for value, count in zip(VALUES, counts, strict=True):
            n = counted.get((words, value), 0)
            if count != n and not (hides_few and count is None):
                raise SystemExit(f"The page says {count} of '{words}', {n} rows say {value}.")
            same += count == n
    return same


def wait_for_groups(port, path):
    """The job process looks for groups when the server starts, and then publishes them with the figures."""
    for _ in range(1200):
        page = get(port, path)[2].decode()
        if "groups of people who answered alike." in page:
            return int(re.search(r"There are (\d+) groups", page).group(1))
        time.sleep(0.1)
    raise SystemExit("The page of the result shows no groups.")


def measure_pages(folder, results):
    """The page of a result with a million votes and of one with a thousand, asked in turn."""
    password = re.search(r"with the password (\S+)", sempre("demo", "--show", "--db", f"sqlite:{folder}/many.db")).group(1)
    with serve(folder, "--page-cache", "off", db="many.db") as many, serve(folder, "--page-cache", "off", db="few.db") as few:
        pages = []
        for server, name, people in ((many, "many", MANY), (few, "few", FEW)):
            base = Base(f"sqlite:{folder}/{name}.db")
            activity, workshop = base.ask("SELECT id, workshop_id FROM activity ORDER BY id DESC LIMIT 1")[0]
            marks = base.one(f"SELECT count(*) FROM mark WHERE activity_id = {activity}")
            if marks != people * STATEMENTS:
                raise SystemExit(f"{marks:,} votes are stored of {people * STATEMENTS:,}.")
            pages.append((server, f"/workshops/{id_text(workshop)}", base, activity, people))
        groups = wait_for_groups(many.port, pages[0][1])
        for audience in ("public", "team"):
            asked, same = [], []
            for server, path, base, activity, people in pages:
                cookie = sign_in(server.port, "lead", password) if audience == "team" else None
                page = get(server.port, path, cookie=cookie)[2].decode()
                same.append(check_page(base, activity, people, page, hides_few=audience == "public" and people < 100))
                asked.append((server.port, path, cookie))
            rates = [[wrk(port, path, cookie=cookie) for port, path, cookie in asked] for _ in range(ROUNDS)]
            ratio = statistics.median(of_few / of_many for of_many, of_few in rates)
            results.add(f"result page ({audience}) with 1,000,000 votes / with 1,000, page cache off: time",
                        f"{ratio:.2f} ({statistics.median(r[0] for r in rates):,.0f} / "
                        f"{statistics.median(r[1] for r in rates):,.0f} a second)", "<= 1.5", ratio <= 1.5,
                        f"{MANY * STATEMENTS:,} and {FEW * STATEMENTS:,} rows, {groups} groups on a map and three lists; {same[0]} and {same[1]} of 60 counts on the "
                        "page are the counted rows" + (", the others hidden (below 5)" if same[1] < 60 else "")
                        + ", no answer but 200")


def id_text(number):
    """An id as addresses show it: 13 base-32 signs."""
    signs = "0123456789abcdefghijklmnopqrstuv"
    return "".join(signs[number >> shift & 31] for shift in range(60, -1, -5))
