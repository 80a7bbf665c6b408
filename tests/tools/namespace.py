# namespace.py - a test in a mount namespace of its own, with file systems that nobody else sees.
import atexit
import contextlib
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import skip

KEPT = "SEMPRE_IN_NAMESPACE"  # set in it: the folder that `enter` made


def way():
    return ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-current-user", "--keep-caps", "--mount"]


def leave(folder):
    subprocess.run(["umount", "--recursive", "--lazy", folder], check=False, capture_output=True)
    with contextlib.suppress(OSError): # a process that is left over may still be in it
        folder.rmdir()


def enter(script, why, more=":"):
    """A folder that is a file system in memory, after this program was started again in a namespace of its own. `script`: this program.
    `more`: what the shell does there besides, with the folder as AT. Where that cannot be done, or mounts nothing, the test is skipped: `why`."""
    if KEPT in os.environ:
        folder = Path(os.environ[KEPT])
        atexit.register(leave, folder)
        return folder
    folder = Path(tempfile.mkdtemp(prefix="sempre-mounts-"))
    at = shlex.quote(str(folder))
    steps = f'mount -t tmpfs tmpfs {at}; mountpoint -q {at}; {more.replace("AT", at)}; exec "$@"'
    command = [*way(), "sh", "-ec", steps, "sh", sys.executable]
    try:
        tried = subprocess.run([*command, "-c", "pass"], capture_output=True, text=True, check=False)
        told = tried.stderr.strip().splitlines()[:1] if tried.returncode != 0 else None
    except OSError as error:
        told = [str(error)]
    if told is not None:
        folder.rmdir()
        skip(": ".join([why, *told]))
    os.environ[KEPT] = str(folder)
    sys.stdout.flush()
    os.execvp(command[0], [*command, script])
