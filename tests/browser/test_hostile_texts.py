"""Texts made to mislead: shown as they are written, and nothing around them moves, links or overflows."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from selection.catalogue.decision_file import read_decision_to_rank
from selection.catalogue.library import shipped
from selection.model.base import LANGUAGES, Language
from tests.browser.conftest import Server
from tests.browser.screens import BEYOND_THE_EDGE, Access, Screen, admitted, drawn, screen

FILES = Path(__file__).resolve().parents[1] / "hostile" / "files"
TEXTS = sorted([*(FILES / "texts").glob("*.yaml"), *(FILES / "screens").glob("*.yaml")])
SHOWING = ("needs", "criteria", "vendors", "answers", "money", "results", "sure", "documents", "workshop")
CONTROL = FILES / "texts" / "emoji.yaml"

AROUND = """() => [
    ...document.querySelectorAll('[data-testid=stSidebarNavLink], [data-testid=stSidebar] [role=radio]'),
].map(one => [one.innerText.trim(), one.getBoundingClientRect()])
    .map(([word, box]) => [word, [box.left, box.width]])"""
WIDER = f"""() => [...document.querySelectorAll('[data-testid=stMain], [data-testid=stMain] *')]
    .filter({BEYOND_THE_EDGE})
    .map(one => one.outerHTML.slice(0, 120))"""
LED_AWAY = """() => [...document.querySelectorAll('a[href], img[src], link[href]')]
    .map(one => one.href || one.src).filter(to => to.includes('trap'))"""


def opened(server: Server, file: Path) -> Access:
    return admitted(server.url, server.home, read_decision_to_rank(file, shipped()))


def around(window: Screen, language: Language) -> list[tuple[str, list[float]]]:
    """Give where the words of the page itself stand."""
    page = window.open("needs", language)
    found: list[tuple[str, list[float]]] = page.evaluate(AROUND)
    return found


@pytest.fixture(scope="module")
def undisturbed(server: Server, browser: Browser) -> dict[Language, list[tuple[str, list[float]]]]:
    """Where the words of the page stand beside texts that do no harm."""
    with screen(browser, opened(server, CONTROL)) as window:
        return {language: around(window, language) for language in LANGUAGES}


@pytest.mark.parametrize("file", TEXTS, ids=[file.stem for file in TEXTS])
def test_a_text_moves_nothing_around_it_and_leads_nowhere(
    file: Path, server: Server, browser: Browser, undisturbed: dict[Language, list[tuple[str, list[float]]]]
) -> None:
    access = opened(server, file)
    with screen(browser, access) as window:
        for language in ("en", "he"):
            found = around(window, language)
            assert [word for word, _place in found] == [word for word, _place in undisturbed[language]]
            # Letters of the font come when they are needed, and are a little wider than those before.
            expected = [pytest.approx(place, abs=8) for _word, place in undisturbed[language]]
            assert [place for _word, place in found] == expected
    with screen(browser, access, phone=True) as window:
        for name in ("vendors",) if "alike" in file.stem else SHOWING:
            page = window.open(name, "he")
            assert page.evaluate(WIDER) == [], name
            assert page.evaluate(LED_AWAY) == [], name


def test_an_address_is_shown_and_is_no_link(server: Server, browser: Browser) -> None:
    with screen(browser, opened(server, FILES / "screens" / "addresses_and_markup.yaml")) as window:
        page = window.open("needs", "en")
        shown = page.get_by_test_id("stMain").inner_text().replace("\N{WORD JOINER}", "")
        written = (
            "Read https://trap.example/?a=1, www.trap.example, mail to me@trap.example, "
            "[here](https://trap.example) ![p](https://trap.example/p.png) :red[stop] **now** "
            "<b>bold</b> $x^2$"
        )
        assert shown.count(written) == 1


def test_what_turns_a_text_is_left_out_of_what_is_typed(server: Server, browser: Browser) -> None:
    with screen(browser, opened(server, CONTROL)) as window:
        page = window.open("needs", "he")
        field = page.locator("textarea").last
        field.fill("\u202eאבג \u2067דהד\u202c")
        page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
        card = page.get_by_test_id("stMarkdown").filter(has_text="אבג דהד")
        expect(card).to_have_count(1)
        drawn(page)
        turning = [ord(mark) for mark in card.inner_text() if mark in "\u202a\u202b\u202c\u202d\u202e"]
        assert turning == []


def test_a_need_that_is_too_long_is_told_and_kept(server: Server, browser: Browser) -> None:
    with screen(browser, opened(server, CONTROL)) as window:
        page: Page = window.open("needs", "en")
        field = page.locator("textarea").last
        field.fill("a need " * 720)
        page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
        said = "“What do you need? One line that can be tested”: 5,039 characters; 5,000 fit."
        expect(page.get_by_test_id("stAlert")).to_have_text(f"error{said}")
        expect(field).to_have_value("a need " * 720)
