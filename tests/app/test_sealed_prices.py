"""No page sends a sealed price to the browser, be it in a table, a chart or a field."""

import pytest

from tests.app.screens import Screen, open_decision
from tests.sealed import leaks, opened, sealed

PAGES = ("vendors", "answers", "money", "results", "sure", "risks", "log", "documents")


def everything_on(screen: Screen) -> str:
    """Give everything the page sent to the browser, the figures behind charts and tables included."""
    return "\n".join(str(element.proto) for element in screen.at.main) + "\n".join(
        str(element.proto) for element in screen.at.sidebar
    )


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_them(visitor: str, page: str) -> None:
    assert leaks(everything_on(open_decision(visitor, sealed(), page))) == []


def test_the_page_of_money_shows_them_once_they_are_opened(visitor: str) -> None:
    assert leaks(everything_on(open_decision(visitor, opened(), "money"))) != []
