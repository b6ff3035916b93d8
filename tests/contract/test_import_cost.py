"""Nobody pays for what they do not use."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"numpy", "pandas", "pydantic", "scipy", "skcriteria", "sqlalchemy", "streamlit", "yaml"}


def loaded_by(statement: str) -> set[str]:
    program = f"{statement}; import sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    command = [sys.executable, "-c", program]
    return set(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import selection") & HEAVY == set()


def test_importing_the_errors_loads_nothing_heavy() -> None:
    assert loaded_by("import selection.errors") & HEAVY == set()


def test_the_measurement_sees_a_heavy_import() -> None:
    assert loaded_by("import yaml") & HEAVY == {"yaml"}
