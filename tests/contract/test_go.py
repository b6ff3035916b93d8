"""The launcher's decisions, without carrying them out."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import go

ROOT = Path(__file__).resolve().parents[2]


def which_of(*installed: str) -> Callable[[str], str | None]:
    return lambda name: f"/bin/{name}" if name in installed else None


def test_the_interpreter_lies_where_each_system_puts_it() -> None:
    assert go.interpreter(Path("venv"), "posix") == str(Path("venv/bin/python"))
    assert go.interpreter(Path("venv"), "nt") == str(Path("venv/Scripts/python.exe"))


def test_the_named_chromium_comes_before_those_on_the_path() -> None:
    which = which_of("mine", "chromium", "google-chrome")
    assert go.find_chromium({"CHROMIUM": "mine"}, which) == "/bin/mine"
    assert go.find_chromium({}, which) == "/bin/chromium"


def test_any_known_chromium_on_the_path_will_do() -> None:
    assert go.find_chromium({}, which_of("google-chrome")) == "/bin/google-chrome"


def test_no_chromium_is_found_where_there_is_none() -> None:
    assert go.find_chromium({}, which_of("firefox")) is None
    assert go.find_chromium({"CHROMIUM": "gone"}, which_of("firefox")) is None


def test_the_named_office_comes_before_those_on_the_path() -> None:
    assert go.find_office({"SOFFICE": "mine"}, which_of("mine", "soffice")) == "/bin/mine"
    assert go.find_office({}, which_of("libreoffice")) == "/bin/libreoffice"
    assert go.find_office({"SOFFICE": "gone"}, which_of("chromium")) is None


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "lock.txt"
    file.write_text("a==1\n")
    return file


@pytest.fixture
def stamp(tmp_path: Path, lock: Path) -> Path:
    file = tmp_path / "stamp"
    file.write_text(go.digest(lock))
    return file


def test_a_lock_that_was_installed_is_not_installed_again(lock: Path, stamp: Path) -> None:
    assert go.is_installed([lock], stamp)


def test_a_lock_that_changed_is_installed_again(lock: Path, stamp: Path) -> None:
    lock.write_text("a==2\n")
    assert not go.is_installed([lock], stamp)


def test_a_lock_is_not_taken_for_installed_without_a_stamp(lock: Path, tmp_path: Path) -> None:
    assert not go.is_installed([lock], tmp_path / "none")


def test_installing_a_superset_satisfies_the_lock_but_not_the_other_way_round(
    lock: Path, stamp: Path
) -> None:
    other = lock.with_name("other.txt")
    other.write_text("a==1\nb==1\n")
    assert go.is_installed([other, lock], stamp)
    assert not go.is_installed([other], stamp)


def test_an_older_python_gets_as_far_as_the_sentence_meant_for_it() -> None:
    ast.parse((ROOT / "go.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    answer = subprocess.run(
        [sys.executable, ROOT / "go.py", "fly"], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", f"{go.__doc__}\n")
