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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: while a browser is driven, no other test can run an event loop."""
    items.sort(key=lambda item: "browser" in item.path.parts)
