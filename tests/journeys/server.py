# server.py - what the journeys in Python share: the program as a server, and waiting with a deadline.
import os
import re
import subprocess
import time
from pathlib import Path

SEMPRE = os.environ.get("SEMPRE", "")
ROOT = Path(__file__).resolve().parent.parent.parent
WITH_POSTGRES = ROOT / "tests" / "support" / "with-postgres"
PATIENCE = 60  # seconds; nothing takes that long unless it is broken


def wait_for(what, condition):
    """Asks until the condition holds; what it then gave."""
    until = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < until, f"{what} does not come"
        time.sleep(0.01)
    return found


def serve(address, key, log, port=0):
    """A server in a group of its own, and its port; port 0: the system chooses one."""
    with open(log, "wb") as out:
        server = subprocess.Popen([SEMPRE, "serve", "--db", address, "--key", key, "--listen", f"127.0.0.1:{port}"],
                                  stderr=out, stdin=subprocess.DEVNULL, start_new_session=True)
    where = wait_for("the server", lambda: re.search(r"serving at http://127\.0\.0\.1:(\d+)", log.read_text()))
    return server, int(where.group(1))


class Postgres:
    """A PostgreSQL server of its own, with its data in `folder` where one is named."""

    def __init__(self, folder=None):
        more = {} if folder is None else {"SEMPRE_TEST_FOLDER": str(folder)}
        self.server = subprocess.Popen([WITH_POSTGRES, "sh", "-c", 'echo "$SEMPRE_TEST_POSTGRES"; exec sleep 600'],
                                       stdout=subprocess.PIPE, text=True, env={**os.environ, **more})
        self.address = self.server.stdout.readline().strip()
        assert self.address.startswith("postgresql:"), "PostgreSQL does not start"

    def end(self):
        self.server.terminate()
        self.server.wait()
        self.server.stdout.close()
