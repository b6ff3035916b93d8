"""Set up and start Vendor Selection. Needs Python 3.11 or newer and nothing else.

python3 go.py run  [streamlit arguments]   serve the app on 127.0.0.1:8501
python3 go.py test [pytest arguments]      run every check, then the tests
python3 go.py lock [uv arguments]          renew requirements/*.txt from pyproject.toml
"""

# Leaves annotations unread, so that an older Python gets as far as the sentence meant for it.
from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
INSTALLED = VENV / "installed.sha256"
RUN_LOCK = ROOT / "requirements" / "run.txt"
TEST_LOCK = ROOT / "requirements" / "test.txt"
UV = "uv==0.13.9"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
OFFICE_NAMES = ("soffice", "libreoffice")
CHECKS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format --check": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as check; check()"],
}
PROBE = """import sys, importlib.util as util
sys.exit(sys.version_info < (3, 11) or not any(map(util.find_spec, sys.argv[1:])))"""


def interpreter(venv: Path, system: str) -> str:
    return str(venv / ("Scripts/python.exe" if system == "nt" else "bin/python"))


PYTHON = interpreter(VENV, os.name)


def succeeds(command: Iterable[object]) -> bool:
    sys.stdout.flush()
    return subprocess.call([str(part) for part in command], cwd=ROOT) == 0


def apt_install(*packages: str) -> bool:
    """Install Debian packages where we may; elsewhere say no, and the caller tells what is missing."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    succeeds(["apt-get", "update", "-qq"])
    silent = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-qq", "-y"]
    return succeeds([*silent, "--no-install-recommends", *packages])


def venv_has(*modules: str) -> bool:
    """Tell whether the virtual environment works and has at least one of the modules."""
    return Path(PYTHON).exists() and succeeds([PYTHON, "-c", PROBE, *modules])


def make_venv() -> None:
    if venv_has("pip", "uv"):
        return
    if importlib.util.find_spec("ensurepip") is None:
        apt_install("python3-venv")
    print(f"Making a virtual environment in {VENV} ...")
    if not succeeds([sys.executable, "-m", "venv", "--clear", VENV]):
        sys.exit("Python could not make a virtual environment: install python3-venv and start again.")


def get_uv() -> bool:
    pip_install_uv = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", UV]
    return venv_has("uv") or succeeds(pip_install_uv)


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def is_installed(locks: Iterable[Path], stamp: Path = INSTALLED) -> bool:
    return stamp.exists() and stamp.read_text() in {digest(lock) for lock in locks}


def install(lock: Path, *supersets: Path) -> None:
    """Install a lock, unless it, or a lock that contains it, is what was installed last."""
    make_venv()
    if is_installed([lock, *supersets]):
        return
    print(f"Installing {lock.relative_to(ROOT)} ...")
    INSTALLED.unlink(missing_ok=True)
    by_uv = [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, "--require-hashes", "-r", lock]
    by_pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", lock]
    if not (get_uv() and succeeds(by_uv)) and not succeeds(by_pip):
        sys.exit("The packages could not be installed: mend what is reported above and start again.")
    INSTALLED.write_text(digest(lock))


def find_chromium(
    environment: Mapping[str, str], which: Callable[[str], str | None] = shutil.which
) -> str | None:
    candidates = (environment.get("CHROMIUM", ""), *CHROMIUM_NAMES)
    return next(filter(None, map(which, candidates)), None)


def find_office(
    environment: Mapping[str, str], which: Callable[[str], str | None] = shutil.which
) -> str | None:
    candidates = (environment.get("SOFFICE", ""), *OFFICE_NAMES)
    return next(filter(None, map(which, candidates)), None)


def provide_chromium() -> dict[str, str]:
    """Find or install a Chromium and answer in the variables that tests/browser/conftest.py reads."""
    found = find_chromium(os.environ)
    if not found and apt_install("chromium", "libatomic1"):
        found = find_chromium(os.environ)
    if found:
        return {"CHROMIUM": found}
    if succeeds([PYTHON, "-m", "playwright", "install", "chromium-headless-shell"]):
        return {}
    if os.environ.get("CI") == "true":
        sys.exit("The browser tests have no Chromium: install one, or name it in the variable CHROMIUM.")
    return {"WITHOUT_BROWSER": "1"}


def provide_office() -> dict[str, str]:
    """Find or install LibreOffice's spreadsheet and answer in the variables that tests/office.py reads."""
    found = find_office(os.environ)
    if not found and apt_install("libreoffice-calc-nogui"):
        found = find_office(os.environ)
    if found:
        return {"SOFFICE": found}
    if os.environ.get("CI") == "true":
        sys.exit("The workbook tests have no LibreOffice: install one, or name it in the variable SOFFICE.")
    return {"WITHOUT_OFFICE": "1"}


def run(arguments: list[str]) -> int:
    install(RUN_LOCK, TEST_LOCK)
    command = [PYTHON, "-m", "streamlit", "run", "app.py", *arguments]
    os.chdir(ROOT)
    if os.name != "nt":
        # The server takes this process over, so that who stops the one stops the other.
        os.execv(PYTHON, command)
    return subprocess.call(command)


def test(arguments: list[str]) -> int:
    install(TEST_LOCK)
    environment = {**os.environ, **provide_chromium(), **provide_office()}
    codes = []
    for name, command in {**CHECKS, "pytest": ["-m", "pytest", *arguments]}.items():
        print(f"\n== {name}", flush=True)
        codes.append(subprocess.call([PYTHON, *command], cwd=ROOT, env=environment))
    return next(filter(None, codes), 0)


def lock(arguments: list[str]) -> int:
    make_venv()
    if not get_uv():
        sys.exit("Locking needs uv, which could not be installed: connect to the network and start again.")
    universal = ["--universal", "--fork-strategy", "fewest", "--python-version", "3.11"]
    plain = ["--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "python3 go.py lock"]
    options = ["-q", *universal, *plain, *arguments]
    compiled = [PYTHON, "-m", "uv", "pip", "compile", *options, "pyproject.toml", "-o"]
    run_lock = [*compiled, RUN_LOCK]
    test_lock = [*compiled, TEST_LOCK, "--extra", "test", "-c", RUN_LOCK]
    return 0 if succeeds(run_lock) and succeeds(test_lock) else 1


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):
        sys.exit("Vendor Selection needs Python 3.11 or newer: start go.py with one, such as python3.13.")
    commands = {"run": run, "test": test, "lock": lock}
    if not arguments or arguments[0] not in commands:
        sys.exit(__doc__)
    try:
        return commands[arguments[0]](arguments[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
