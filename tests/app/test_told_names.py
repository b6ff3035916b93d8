"""No page leaves the mark of what is invented in another language than its own."""

import pytest

from selection.model.base import Language
from selection.web.process import service
from tests.app.screens import Screen
from tests.examples import example

PAGES = ("vendors", "answers", "money", "results", "sure", "risks", "documents")


def drawn(screen: Screen) -> str:
    """Give all that a page sends to the browser, tables and charts included."""
    protos = (getattr(node, "proto", None) for node in screen.at.main)
    return " ".join(proto.SerializeToString().decode("utf-8", "ignore") for proto in protos if proto)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "mark"), [("he", "(בדיוני"), ("pl", "(fikcja")])
def test_what_is_invented_says_so_in_the_language_of_the_page(
    page: str, language: Language, mark: str, visitor: str
) -> None:
    session = service().open_session(visitor, example("tender"))
    screen = Screen(visitor, session, page)
    screen.at.query_params["lang"] = language
    said = drawn(screen.run())
    assert "(fictional" not in said
    assert mark in said
