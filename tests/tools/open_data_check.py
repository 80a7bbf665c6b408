#!/usr/bin/env python3
# open_data_check.py - reads a data package as a stranger would, and finds whatever does not hold: its description, its files, its numbers.
# usage: tests/tools/open_data_check.py DIR ...
#
# Knows the Data Package standard (2.0) and nothing of the program: only the names of the columns that hold counts of people.
import csv
import datetime
import hashlib
import json
import re
import sys
from pathlib import Path

LEAST = 5  # people; no smaller number may be read anywhere


class Wrong(Exception):
    pass


def need(is_so, what):
    if not is_so:
        raise Wrong(what)


def integer(text):
    need(re.fullmatch(r"-?\d+", text), f"no integer: {text!r}")
    return int(text)


def number(text):
    need(re.fullmatch(r"-?\d+(\.\d+)?", text), f"no number: {text!r}")
    return float(text)


def boolean(text):
    need(text in ("true", "false"), f"neither true nor false: {text!r}")
    return text == "true"


def moment(text):
    datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    return text


def day(text):
    datetime.date.fromisoformat(text)
    return text


TYPES = {"string": str, "integer": integer, "number": number, "boolean": boolean, "date": day, "datetime": moment, "year": integer}


def read_bytes(folder, resource):
    path = folder / resource["path"]
    need(path.parent == folder and path.is_file(), f"{resource['path']} is not there")
    whole = path.read_bytes()
    need(len(whole) == resource["bytes"], f"{resource['path']} has {len(whole)} bytes, not {resource['bytes']}")
    need("sha256:" + hashlib.sha256(whole).hexdigest() == resource["hash"], f"{resource['path']} has another hash")
    return whole.decode(resource["encoding"])


# How a text begins that a spreadsheet would run.
FORMULA = r"[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]"


def cell(field, text, missing):
    constraints = field.get("constraints", {})
    if text in missing:
        need(not constraints.get("required"), f"{field['name']} is missing")
        return None
    need("enum" not in constraints or text in constraints["enum"], f"{field['name']} may not be {text!r}")
    # a guard, so that no spreadsheet runs what somebody typed as a formula
    return TYPES[field["type"]](text[1:] if re.match("'" + FORMULA, text) else text)


def read_table(folder, resource):
    schema = resource["schema"]
    lines = list(csv.reader(read_bytes(folder, resource).splitlines(keepends=True), strict=True))
    names = [field["name"] for field in schema["fields"]]
    need(lines and lines[0] == names, f"{resource['path']}: the first line is not that of the schema")
    rows = []
    for n, line in enumerate(lines[1:], 2):
        for field, text in zip(schema["fields"], line):
            need(field["type"] != "string" or not re.match(FORMULA, text), f"{resource['path']}, row {n}: a formula")
        need(len(line) == len(names), f"{resource['path']}, row {n}: {len(line)} fields")
        try:
            rows.append({f["name"]: cell(f, text, schema["missingValues"]) for f, text in zip(schema["fields"], line)})
        except (Wrong, ValueError) as error:
            raise Wrong(f"{resource['path']}, row {n}: {error}") from error
    key = schema.get("primaryKey")
    if key:
        values = [tuple(row[name] for name in key) for row in rows]
        need(len(set(values)) == len(values), f"{resource['path']}: two rows have the same key")
        need(all(None not in value for value in values), f"{resource['path']}: a row has no key")
    return rows


def check_references(resources, tables):
    for resource in resources:
        for foreign in resource["schema"].get("foreignKeys", []):
            to = foreign["reference"]
            there = {tuple(row[name] for name in to["fields"]) for row in tables[to["resource"]]}
            for row in tables[resource["name"]]:
                value = tuple(row[name] for name in foreign["fields"])
                need(None in value or value in there, f"{resource['name']}: {value} is no row of {to['resource']}")


def check_small(tables):
    """No number below 5, none where it says that there is none, and no single hidden one that the others leave over."""
    for row in tables["counts"]:
        need((row["shown"] == "number") == (row["people"] is not None), f"counts: {row}")
        need(row["people"] is None or row["people"] >= LEAST, f"counts: {row}")
    for row in tables["needs"]:
        need((row["voices_shown"] == "number") == (row["voices"] is not None), f"needs: {row}")
        for name in ("voices", "hands"):
            need(row[name] is None or row[name] >= LEAST, f"needs: {row}")
    whole, parts = {}, {}
    for row in tables["counts"]:
        if row["count"] == "answered":
            whole[row["statement"]] = row["people"]
        elif row["count"] == "answer":
            parts.setdefault(row["statement"], []).append(row["people"])
    for statement, people in parts.items():
        need(statement in whole, f"counts: of {statement} there are answers and no whole")
        if whole[statement] is not None:
            need(people.count(None) != 1, f"counts: of {statement} the others leave over the one that is hidden")
            need(sum(n or 0 for n in people) <= whole[statement], f"counts: of {statement} the parts are more than the whole")


def check(folder):
    """The rows of all tables by name."""
    folder = Path(folder)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    need(re.fullmatch(r"[-a-z0-9._/]+", package["name"]), "the name is none")
    for name in ("$schema", "title", "description", "version", "licenses", "contributors"):
        need(package.get(name), f"there is no {name}")
    moment(package["created"])
    need(package["licenses"][0]["path"].startswith("https://"), "the licence has no address")
    names = [resource["name"] for resource in package["resources"]]
    need(len(set(names)) == len(names), "two resources have the same name")
    described = {resource["path"] for resource in package["resources"]} | {"datapackage.json", "README.md"}
    need({path.name for path in folder.iterdir()} == described, "there are files that are not described, or the other way round")
    resources = [resource for resource in package["resources"] if resource.get("type") == "table"]
    tables = {resource["name"]: read_table(folder, resource) for resource in resources}
    for resource in package["resources"]:
        need(resource["mediatype"] == {"csv": "text/csv", "json": "application/json"}[resource["format"]], "an unknown format")
        if resource["format"] == "json":
            rows = json.loads(read_bytes(folder, resource))
            need(rows == tables[resource["path"].removesuffix(".json")], f"{resource['path']} is not the same as the CSV")
    check_references(resources, tables)
    check_small(tables)
    dictionary = (folder / "README.md").read_text("utf-8")
    for resource in resources:
        for field in resource["schema"]["fields"]:
            need(f"`{field['name']}` | {field['title']}" in dictionary, f"README.md does not say what {field['name']} is")
    return tables


if __name__ == "__main__":
    for name in sys.argv[1:]:
        rows = {table: len(rows) for table, rows in check(name).items()}
        print(f"{name}: {sum(rows.values())} rows, {rows}")
