"""What is installed is what was locked, wherever it comes from."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("run", "test")


def text_of(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def entries(lock: str) -> dict[str, list[str]]:
    """Give each pinned line, marker included, its hashes."""
    found: dict[str, list[str]] = {}
    for entry in re.sub(r"#.*", "", text_of(lock)).replace("\\\n", " ").splitlines():
        if entry.strip():
            pin, *hashes = re.split(r"\s+--hash=", entry.strip())
            found[pin] = hashes
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert re.findall(r"\S*://\S*|^-\S*(?:index|find).*", text_of(lock), re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_one_version_and_its_hashes(lock: str) -> None:
    pins = [Requirement(pin) for pin in entries(lock)]
    assert [str(pin) for pin in pins if not re.fullmatch(r"==[\w.!+]+", str(pin.specifier))] == []
    assert len({canonicalize_name(pin.name) for pin in pins}) == len(pins)
    without = [pin for pin, hashes in entries(lock).items() if not hashes]
    assert without == []
    malformed = [
        h for hashes in entries(lock).values() for h in hashes if not re.fullmatch("sha256:[0-9a-f]{64}", h)
    ]
    assert malformed == []


def test_the_test_lock_contains_the_run_lock() -> None:
    run, test = entries("run"), entries("test")
    assert {pin: test.get(pin) for pin in run} == run


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_answers_to_what_the_project_asks_for(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"run": project["dependencies"], "test": project["optional-dependencies"]["test"]}
    locked = {canonicalize_name(pin.name): pin for pin in map(Requirement, entries(lock))}
    unmet = [wish for wish in map(Requirement, asked[lock]) if not meets(locked, wish)]
    assert unmet == []


def meets(locked: Mapping[NormalizedName, Requirement], wish: Requirement) -> bool:
    pin = locked.get(canonicalize_name(wish.name))
    return pin is not None and wish.specifier.contains(str(pin.specifier).removeprefix("=="))
