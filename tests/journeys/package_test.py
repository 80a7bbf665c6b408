#!/usr/bin/env python3
# package_test.py - the Debian package from `make deb`: installed, started as its unit says, upgraded, removed, purged.
# usage: tests/journeys/package_test.py      (as root, when build/sempre is built)
#
# It is installed in a copy of this very system: an overlay of / that writes into memory, in a mount namespace of this test.
import configparser
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tools"))
from namespace import enter  # noqa: E402
from tap import run_all, skip, test  # noqa: E402

if os.geteuid() != 0:
    skip("a package is installed by root only")
PLACE = enter(__file__, "this root may not lay one file system over another", "mkdir AT/up AT/work AT/system; "
              "mount -t overlay overlay -o lowerdir=/,upperdir=AT/up,workdir=AT/work AT/system; mountpoint -q AT/system; "
              "mount -t proc proc AT/system/proc; mount -o bind /dev AT/system/dev; mount -t tmpfs tmpfs AT/system/run")
PATIENCE = 60  # seconds; nothing takes that long unless it is broken
SYSTEM = PLACE / "system"  # the copy
DATA = SYSTEM / "var/lib/sempre"
UNIT = SYSTEM / "lib/systemd/system/sempre.service"


def run(*words, check=True, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False,
                          env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}, **more)
    assert not check or done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done


def inside(*words, check=True):
    return run("chroot", SYSTEM, *words, check=check)


def service(*words, check=True):
    return inside("sempre-service", *words, check=check)


def install(package):
    shutil.copy(package, SYSTEM / "package.deb")
    return inside("dpkg", "--force-unsafe-io", "--install", "/package.deb")


def newer(package, folder):
    """The same package with a higher version."""
    run("dpkg-deb", "--raw-extract", package, folder / "raw")
    control = folder / "raw/DEBIAN/control"
    control.write_text(re.sub(r"(?m)^Version: .*", r"\g<0>+1", control.read_text()))
    run("dpkg-deb", "--build", "--root-owner-group", folder / "raw", folder / "newer.deb")
    return folder / "newer.deb"


def mode_of(path):
    status = path.lstat()
    return f"{status.st_mode & 0o777:o}", status.st_uid


class Service:
    """Does what systemd would with the unit: ExecStartPre, ExecStart, its account, its folder, and waits for READY=1."""

    def __init__(self):
        unit = configparser.RawConfigParser(strict=False, comment_prefixes=("#",))
        unit.optionxform = str
        unit.read(UNIT)
        self.of = unit["Service"]
        self.environment = dict(line.split("=", 1) for line in (SYSTEM / self.of["EnvironmentFile"].lstrip("/")).read_text().splitlines()
                                if "=" in line and not line.startswith("#"))
        self.port = int(self.environment["SEMPRE_LISTEN"].rsplit(":", 1)[1])
        heard = SYSTEM / "run/sempre-notify"
        heard.unlink(missing_ok=True)
        self.notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notices.bind(str(heard))
        self.notices.settimeout(PATIENCE)
        heard.chmod(0o777)
        assert subprocess.run(self.command("ExecStartPre"), capture_output=True, check=False).returncode == 0
        self.process = subprocess.Popen(self.command("ExecStart"), stderr=subprocess.DEVNULL)
        while b"READY=1" not in self.notices.recv(4096):
            pass

    def command(self, name):
        line = re.sub(r"\$\{(\w+)\}", lambda found: self.environment[found.group(1)], self.of[name])
        variables = [f"{key}={value}" for key, value in (self.environment | {"NOTIFY_SOCKET": "/run/sempre-notify"}).items()]
        return ["chroot", SYSTEM, "env", "--ignore-environment", f"--chdir={self.of['WorkingDirectory']}", *variables, "setpriv",
                f"--reuid={self.of['User']}", f"--regid={self.of['Group']}", "--init-groups", "--no-new-privs", "--bounding-set=-all",
                "sh", "-c", f"umask {self.of['UMask']}; exec {line}"]

    def ask(self, path):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.request("GET", path)
        answer = line.getresponse()
        page = answer.read().decode()
        line.close()
        return answer.status, page

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(PATIENCE) == 0
        self.notices.close()


def assert_serves(path, words):
    """Starts it, sees the page, stops it."""
    running = Service()
    try:
        status, page = running.ask(path)
        assert status == 200 and words in page, (status, page[:500])
    finally:
        running.stop()


def listen_at_a_free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        free = place.getsockname()[1]
    default = SYSTEM / "etc/default/sempre"
    text = default.read_text()
    assert "SEMPRE_LISTEN=127.0.0.1:8080\n" in text
    default.write_text(text.replace("127.0.0.1:8080", f"127.0.0.1:{free}"))


@test
def it_is_made():
    run(ROOT / "dev" / "deb", FOLDER)
    next(FOLDER.glob("sempre_*.deb")).rename(PACKAGE)


@test
def lintian_finds_nothing():
    run("lintian", "--allow-root", "--fail-on", "error,warning", PACKAGE)


@test
def it_installs_and_serves_by_its_unit_and_its_own_account():
    install(PACKAGE)
    account = next(line.split(":") for line in (SYSTEM / "etc/passwd").read_text().splitlines() if line.startswith("sempre:"))
    assert account[5:] == ["/var/lib/sempre", "/usr/sbin/nologin"], account
    assert mode_of(DATA) == ("700", int(account[2]))
    assert (SYSTEM / "etc/systemd/system/multi-user.target.wants/sempre.service").is_symlink()
    listen_at_a_free_port()
    assert_serves("/networks", "<h1>")
    assert sorted(path.name for path in DATA.iterdir() if "-" not in path.name) == ["sempre.db", "sempre.db.key"]
    for path in DATA.iterdir():
        assert mode_of(path) == ("600", int(account[2])), path
    running = Service()
    try:
        owners = {line.split()[0] for line in inside("ps", "-eo", "user:20,args").stdout.splitlines() if "/usr/bin/sempre serve" in line}
        assert owners == {"sempre"}, owners
    finally:
        running.stop()


@test
def commands_of_the_operator_find_the_database():
    service("demo")
    assert_serves("/networks/dithmarschen", "Dithmarschen")
    service("settings", "address", "https://sempre.example.org")
    assert "https://sempre.example.org" in service("settings").stdout
    service("backup", "night.backup")
    assert mode_of(DATA / "night.backup")[0] == "600"
    check = service("check", check=False)
    assert check.returncode in (0, 5) and "Its public address is https://sempre.example.org" in check.stdout, check.stdout
    assert inside("setpriv", "--reuid=65534", "sempre-service", "check", check=False).returncode == 3


@test
def the_manual_has_every_command():
    page = inside("zcat", "/usr/share/man/man1/sempre.1.gz").stdout
    commands = re.findall(r"(?m)^  ([a-z]+(?: [a-z]+)?)  ", inside("sempre", "help").stdout)
    assert len(commands) > 20
    for name in commands:
        assert f"\n.SS {name}\n" in page, name
    assert "\\-\\-role ROLE" in page and "Exit codes" not in page


@test
def systemd_understands_the_unit_and_finds_it_confined():
    if not Path("/usr/bin/systemd-analyze").exists():
        print("# systemd is not installed here")
        return
    told = inside("systemd-analyze", "verify", "/lib/systemd/system/sempre.service", check=False)
    ours = [line for line in told.stderr.splitlines() if "sempre" in line and "Failed to open /dev/tty" not in line]
    assert ours == [], ours
    told = inside("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", "sempre.service", check=False)
    level = re.search(r"Overall exposure level for sempre.service: ([\d.]+)", told.stdout)
    assert level and float(level.group(1)) <= 2, told.stdout + told.stderr
    print(f"# exposure level {level.group(1)}")


@test
def an_upgrade_keeps_data_and_what_the_operator_wrote():
    key, default = (DATA / "sempre.db.key").read_bytes(), (SYSTEM / "etc/default/sempre").read_text()
    install(newer(PACKAGE, FOLDER))
    assert (DATA / "sempre.db.key").read_bytes() == key and (SYSTEM / "etc/default/sempre").read_text() == default
    assert_serves("/networks/dithmarschen", "Dithmarschen")


@test
def a_removed_program_leaves_the_data_to_the_next():
    inside("dpkg", "--remove", "sempre")
    assert not (SYSTEM / "usr/bin/sempre").exists() and (DATA / "sempre.db").exists()
    install(PACKAGE)
    assert_serves("/networks/dithmarschen", "Dithmarschen")


@test
def a_purge_without_an_answer_keeps_the_data_and_says_so():
    told = inside("dpkg", "--purge", "sempre")
    assert "What people said is kept in /var/lib/sempre" in told.stdout + told.stderr, told
    assert (DATA / "sempre.db").exists() and not (SYSTEM / "etc/default/sempre").exists()


@test
def a_purge_deletes_the_data_where_somebody_said_so():
    install(PACKAGE)
    listen_at_a_free_port()
    assert_serves("/networks/dithmarschen", "Dithmarschen")
    (SYSTEM / "answers").write_text("sempre sempre/delete-data boolean true\n")
    inside("debconf-set-selections", "/answers")
    told = inside("dpkg", "--purge", "sempre")
    assert not DATA.exists() and "are deleted" in told.stdout + told.stderr


FOLDER = Path(tempfile.mkdtemp(dir=PLACE))
(SYSTEM / "var/lib/man-db/auto-update").unlink(missing_ok=True)  # else all man pages of the system are listed anew each time
PACKAGE = FOLDER / "made.deb"
run_all()
