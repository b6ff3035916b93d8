"""The wheel works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("criteria", "examples", "schemas", "vendor_profiles")
Command = Callable[..., "subprocess.CompletedProcess[str]"]


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as it would be published and unpack it as an installer would."""
    built, target = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(target)
    return target


@pytest.fixture
def python(site: Path, tmp_path: Path) -> Command:
    """Run Python in an empty folder with only the unpacked wheel to import from."""

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "PYTHONPATH": str(site)}
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    return run


def test_the_wheel_itself_is_what_is_tested(python: Command, site: Path) -> None:
    found = python("-c", "import selection; print(selection.__file__)").stdout.strip()
    assert found == str(site / "selection" / "__init__.py")


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_carries_the_shipped_data_byte_for_byte(folder: str, site: Path) -> None:
    shipped = files_in(ROOT / folder)
    assert shipped
    assert files_in(site / "selection" / "data" / folder) == shipped


def test_the_wheel_carries_the_library_the_data_and_the_licence_only(site: Path) -> None:
    (metadata,) = site.glob("vendor_selection-*.dist-info")
    assert {entry.name for entry in site.iterdir()} == {"selection", metadata.name}
    assert (metadata / "licenses" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_wheel_installs_the_command(site: Path) -> None:
    (file,) = site.glob("*.dist-info/entry_points.txt")
    entry_points = ConfigParser()
    entry_points.read(file)
    assert dict(entry_points["console_scripts"]) == {"vendor-selection": "selection.cli:main"}


def test_the_shipped_data_is_valid_without_a_checkout(python: Command) -> None:
    done = python("-m", "selection.cli", "validate")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_shipped_example_is_ranked_without_a_checkout(python: Command, site: Path) -> None:
    example = site / "selection" / "data" / "examples" / "tender.yaml"
    done = python("-m", "selection.cli", "rank", str(example))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(("language", "said"), [("he", "הכול תקין.\n"), ("pl", "Wszystko w porządku.\n")])
def test_the_wheel_speaks_every_language_without_a_checkout(
    python: Command, language: str, said: str
) -> None:
    done = python("-X", "utf8", "-m", "selection.cli", "validate", "--language", language)
    assert (done.returncode, done.stdout) == (0, said)
