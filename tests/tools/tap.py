# tap.py - what the tests of commands in Python share: each function marked with @test is one, told as TAP.
import sys
import traceback

tests = []


def skip(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(0)


def test(function):
    tests.append(function)
    return function


def run_all():
    """Runs them in their order and ends the program; 1 where one failed. Every kind of failure is one of its test."""
    failures = 0
    print(f"1..{len(tests)}", flush=True)
    for number, function in enumerate(tests, 1):
        name = function.__name__.replace("_", " ")
        try:
            function()
            print(f"ok {number} - {name}", flush=True)
        except Exception as why:
            failures += 1
            where = " <- ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(why.__traceback__)[1:]))
            told = getattr(why, "stderr", None) or ""  # of a command that failed
            print(f"not ok {number} - {name}\n# {type(why).__name__}: {why} {told} ({where})", flush=True)
    sys.exit(1 if failures else 0)
