"""What each rule of selection/views/direction.css brings about: where to see it, and how to tell."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from selection.views.direction import STYLE

RULES = [
    " ".join(rule.split())
    for rule in re.findall(r"[^{}]+(?=\{)", re.sub(r"/\*.*?\*/", "", STYLE.read_text(), flags=re.DOTALL))
]


def style(selector: str, name: str) -> str:
    return f"getComputedStyle(document.querySelector('{selector}')).{name}"


def looks(selector: str, condition: str) -> str:
    """Say something of what stands where, with `look` for its style."""
    return f"(look => {condition})(getComputedStyle(document.querySelector('{selector}')))"


def box(selector: str) -> str:
    return f"document.querySelector('{selector}').getBoundingClientRect()"


def mirrored(selector: str) -> str:
    return f"{style(selector, 'transform')} === 'matrix(-1, 0, 0, 1, 0, 0)'"


def nothing(page: Page) -> None:
    """Leave a page as it opens."""


def reasons(page: Page) -> None:
    """Open the tab with lists."""
    page.get_by_role("tab").nth(2).click()
    expect(page.locator("[data-testid=stMarkdownContainer] li").first).to_be_visible()


def unfolded(page: Page) -> None:
    """Unfold the form of a goal; what is entered in a form is stored by its button only."""
    if page.get_by_role("dialog").count():  # what is behind a window can't be reached
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    form = page.locator("details:has([data-testid=stDateInputCalendarButton])").first
    if form.get_attribute("open") is None:
        form.locator("summary").click()


def tender_file(page: Page) -> None:
    """Open the tab with times."""
    page.get_by_role("tab").last.click()
    expect(page.locator("[data-type=hour]").first).to_be_visible()


def wording(page: Page) -> None:
    """Open the tab with a text that is to be copied."""
    page.get_by_role("tab").nth(3).click()
    expect(page.get_by_test_id("stCode").first).to_be_visible()


def changing_a_goal(page: Page) -> None:
    """Open the window of a goal, in which what it is set against is chosen already."""
    if not page.get_by_role("dialog").count():
        page.locator("[class*='change-goal'] button").first.click()
    expect(page.get_by_role("dialog").locator("[data-tag]").first).to_be_visible()


def typing(page: Page) -> None:
    """Fill in a field, which then says how to go on."""
    unfolded(page)
    page.locator("details[open] [data-testid=stTextInputField]").first.press_sequentially(" CRM")
    expect(page.get_by_test_id("InputInstructions").first).to_be_visible()


def calendar(page: Page) -> None:
    """Open a calendar."""
    if not page.get_by_test_id("stDateInputCalendar").count():
        unfolded(page)
        page.locator("[data-testid=stDateInputCalendarButton]:visible").first.click()
    expect(page.get_by_test_id("stDateInputCalendar")).to_be_visible()


# In the order of the sheet: page, what is done there first, what then is true.
Check = tuple[str, Callable[[Page], None], str]
FOLDED = "details:not([open]) > summary [data-testid=stIconMaterial]"
CHECKS: dict[str, Check] = {
    "text begins on the right": (
        "scope",
        nothing,
        looks(
            "[data-testid=stMain] [data-testid=stMarkdownContainer] p",
            "['start', 'right'].includes(look.textAlign)",
        ),
    ),
    "lists are set in on the right": (
        "results",
        reasons,
        f"parseFloat({style('[data-testid=stMarkdownContainer] ul', 'paddingRight')}) > 8",
    ),
    "bullets stand beside their text": (
        "results",
        reasons,
        f"{style('[data-testid=stMarkdownContainer] li', 'padding')} === '0px'",
    ),
    "signed numbers keep their sign before them": (
        "needs",
        nothing,
        looks("[data-testid=stMetricDelta]", "look.direction === 'ltr' && look.unicodeBidi === 'isolate'"),
    ),
    "figures stand on the right all the same": (
        "needs",
        nothing,
        f"{style('[data-testid=stMetricValue] p', 'textAlign')} === 'right'",
    ),
    "charts place their words themselves": (
        "money",
        nothing,
        f"{style('[data-testid=stVegaLiteChart]', 'direction')} === 'ltr'",
    ),
    "a slider is filled from the right": (
        "criteria",
        nothing,
        mirrored("[data-testid=stSlider] [data-orientation=horizontal] > div:first-child:not([data-rac])"),
    ),
    "a bar of progress is filled from the right": (
        "answers",
        nothing,
        mirrored("[data-testid=stProgressBarTrack]"),
    ),
    "the knob of a switch is in sight": (
        "answers",
        nothing,
        f"{style('[data-testid=stCheckbox] label > div:first-of-type', 'direction')} === 'ltr'",
    ),
    "a folded sidebar leaves the screen": (
        "scope",
        nothing,
        f"{box('[data-testid=stSidebar]')}.left >= innerWidth",
    ),
    "the sidebar's arrows point to it": (
        "scope",
        nothing,
        mirrored("[data-testid=stExpandSidebarButton] [data-testid=stIconMaterial]"),
    ),
    "folded sections point to the left": ("scope", nothing, mirrored(FOLDED)),
    "tags keep away from one another": (
        "scope",
        changing_a_goal,
        looks("[role=dialog] [data-tag]", "parseFloat(look.marginLeft) > 2 && look.marginRight === '0px'"),
    ),
    "tags begin within their field": (
        "scope",
        changing_a_goal,
        looks(
            "[role=dialog] [data-testid=stMultiSelectTagsContainer]",
            "parseFloat(look.paddingRight) > 2 && look.paddingLeft === '0px'",
        ),
    ),
    "what is said of a field stands at its end": (
        "scope",
        typing,
        (
            f"(field => {box('[data-testid=InputInstructions]')}.right < field.left + field.width / 2)"
            f"({box('[data-testid=stTextInput]:has([data-testid=InputInstructions])')})"
        ),
    ),
    "the arrows of a calendar point outwards": (
        "scope",
        calendar,
        mirrored("[data-testid=stDateInputCalendar] header > button svg"),
    ),
    "what people wrote keeps its own order and begins on the right": (
        "answers",
        nothing,
        looks("input[role=combobox]", "look.unicodeBidi === 'plaintext' && look.textAlign === 'right'"),
    ),
    "hours stand before minutes": (
        "money",
        tender_file,
        f"{box('[data-type=hour]')}.left < {box('[data-type=minute]')}.left",
    ),
    "the button that copies lies where lines end": (
        "money",
        wording,
        (
            f"(all => {box('[data-testid=stCode] > div')}.right < all.left + all.width / 2)"
            f"({box('[data-testid=stCode]')})"
        ),
    ),
    "a window is closed where its title ends": (
        "scope",
        changing_a_goal,
        (
            f"(all => {box('[role=dialog] > button[aria-label]')}.right < all.left + all.width / 2)"
            f"({box('[role=dialog]')})"
        ),
    ),
    "a window's title keeps off what closes it": (
        "scope",
        changing_a_goal,
        looks("[role=dialog] > h2[slot=title]", "parseFloat(look.paddingLeft) > 40"),
    ),
    "a window's title begins on the right": (
        "scope",
        changing_a_goal,
        looks(
            "[role=dialog] > h2[slot=title] > span",
            "look.marginRight === '0px' && look.paddingRight === '0px'",
        ),
    ),
}
