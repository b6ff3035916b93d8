"""LibreOffice, which recalculates the workbooks that the tests changed; go.py finds or installs it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

TIMEOUT = 180


def soffice() -> str:
    """Find LibreOffice; a test that needs it fails where there is none, unless it was left out by name."""
    found = shutil.which(os.environ.get("SOFFICE", "soffice")) or shutil.which("libreoffice")
    if found is None:
        pytest.fail("There is no LibreOffice: python3 go.py test installs one, or goes without and says so.")
    return found


def recalculated(files: Mapping[str, Workbook], folder: Path) -> dict[str, Workbook]:
    """Save workbooks, which drops every cached figure, let LibreOffice work them out, and read the figures.

    All in one go: starting the office takes longer than recalculating.
    """
    came, left = folder / "came", folder / "left"
    came.mkdir()
    for name, book in files.items():
        book.save(came / f"{name}.xlsx")
    command = [
        soffice(),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--convert-to", "xlsx", "--outdir", str(left)),
        *(str(came / f"{name}.xlsx") for name in files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)
    return {name: openpyxl.load_workbook(left / f"{name}.xlsx", data_only=True) for name in files}
