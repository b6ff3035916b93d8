"""Every test has a visitor of its own, who has never been here before."""

import pytest

from tests.decisions import token


@pytest.fixture
def visitor(request: pytest.FixtureRequest) -> str:
    return token(request.node.nodeid)
