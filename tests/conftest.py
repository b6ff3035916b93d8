"""What every test relies on: reproducible examples and a store that is nobody's."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# No deadline: a shared machine is slow for reasons that are no defect of ours.
settings.register_profile("local", deadline=None)
# In CI the same commit gives the same verdict; the search for new examples goes on at every desk.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("nightly", deadline=None, max_examples=5000, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the sessions, and from the language, of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VENDOR_SELECTION_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("DATABASE_URL", raising=False)
        patch.setenv("LC_ALL", "C.UTF-8")
        yield


without_office: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the browser tests last: while a browser is driven, no other test can run an event loop.

    Tests that need LibreOffice are left out where go.py found none.
    """
    items.sort(key=lambda item: "browser" in item.path.parts)
    if os.environ.get("WITHOUT_OFFICE") == "1":
        out = [item for item in items if item.get_closest_marker("office")]
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]
        without_office.extend(item.nodeid for item in out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if without_office:
        terminalreporter.section("NO LIBREOFFICE", sep="!", red=True)
        count = len(without_office)
        terminalreporter.line(f"{count} tests of workbooks were NOT run: install LibreOffice to run them.")
