"""What people enter is only ever shown: it runs nothing, draws nothing of its own and calls nobody."""

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from selection.catalogue.decision_file import write_decision
from selection.model.decision import Baseline, Decision
from selection.web.headers import CONTENT_SECURITY_POLICY
from tests.browser.conftest import Server, free_port, running_server
from tests.browser.screens import settled
from tests.decisions import answer, bid, need, platform, score, small_decision

FOREIGN = "http://foreign.invalid"
MARK = "injected"
PAYLOADS = (
    f"<script>document.body.id='{MARK}'</script>",
    f"<img src=x onerror=\"document.body.id='{MARK}'\">",
    f"<svg onload=alert(1)><title id={MARK}></title></svg>",
    f"<iframe src='{FOREIGN}/frame' id={MARK}></iframe>",
    f'<a href="javascript:alert(1)" id={MARK}>press</a>',
    "[press](javascript:alert(1))",
    f"![pixel]({FOREIGN}/pixel.png)",
    f"[link]({FOREIGN}/link)",
    f"<{FOREIGN}/auto>",
    f"<style>body{{background:url({FOREIGN}/style)}}</style>",
    f"<form action={FOREIGN} id={MARK}><input autofocus onfocus=alert(1)></form>",
    f"<math id={MARK}><mtext><img src=x onerror=alert(1)></mtext></math>",
    f'"><b id={MARK} onmouseover=alert(1)>b</b>',
    "{{constructor.constructor('alert(1)')()}}",
    ":red[red] :material/home: $\\href{javascript:alert(1)}{x}$",
    f"</title><link rel=stylesheet href={FOREIGN}/sheet.css id={MARK}>",
)
HEADINGS = {
    "Goals and scope": "What will success look like here?",
    f"Needs ({len(PAYLOADS)})": "What do you need, and what would merely be nice?",
    "Criteria and weights": "What matters, and how much?",
    "Vendors (2)": "Who is in the running?",
    "Answers": "How does each of them do it?",
}


def hostile_decision() -> Decision:
    """A decision with markup wherever people enter text."""
    held = small_decision(PAYLOADS[0])
    needs = tuple(need(f"N{n}", text=text, reason=text) for n, text in enumerate(PAYLOADS, 1))
    said = [answer(reason=text, source=text, by=text[:200]) for text in PAYLOADS]
    goal = held.goals[0].model_copy(update={"text": PAYLOADS[1], "owner": PAYLOADS[2], "target": PAYLOADS[3]})
    products = (
        platform("northstar").model_copy(
            update={"fictional": False, "name": PAYLOADS[4], "vendor": PAYLOADS[6]}
        ),
        platform("harbour").model_copy(update={"fictional": False, "name": PAYLOADS[5], "note": PAYLOADS[8]}),
    )
    firm = held.integrators[0].model_copy(update={"fictional": False, "name": PAYLOADS[7]})
    levels = [
        c.model_copy(update={"name": PAYLOADS[9], "definition": PAYLOADS[10]}) for c in held.criteria[1:]
    ]
    return held.model_copy(
        update={
            "mode": "tender",
            "goals": (goal,),
            "needs": needs,
            "answers": {
                "northstar-pro": {f"N{n}": given for n, given in enumerate(said, 1)},
                "harbour-basic": {"N1": said[0]},
            },
            "scores": {"northstar-pro": {"E1": score(1.0, reason=PAYLOADS[11], source=PAYLOADS[6])}},
            "platforms": products,
            "integrators": (firm,),
            "criteria": (held.criteria[0], *levels),
            "baseline": Baseline(name=PAYLOADS[12], kind="keep"),
            "bids": (
                bid("B1").model_copy(update={"name": PAYLOADS[13], "project_manager": PAYLOADS[14]}),
                bid("B2").model_copy(update={"name": PAYLOADS[15], "offer": "harbour-basic"}),
            ),
        }
    )


@pytest.fixture
def watched(page: Page, base_url: str) -> Iterator[Page]:
    """A page that must ask nobody but the server, open no dialog of the browser, and keep its body."""
    dialogs: list[str] = []
    strangers: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((base_url, base_url.replace("http", "ws", 1), "data:", "blob:")):
            strangers.append(request.url)

    page.on("request", note)
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    assert (dialogs, strangers) == ([], [])
    assert page.locator(f"#{MARK}").count() == 0


def open_hostile_decision(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Open a decision file").click()
    page.locator("input[type=file]").set_input_files(
        {
            "name": "hostile.yaml",
            "mimeType": "application/yaml",
            "buffer": write_decision(hostile_decision()).encode(),
        }
    )
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("tab", name="Ranking")).to_be_visible()


def drawn_by_markup(page: Page) -> list[str]:
    """Name what only markup in people's texts could have drawn.

    A written-out address may be a link, as long as it reads as it leads.
    """
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stApp] :is(iframe, form[action], math, object,'
            + ' embed, img[src="x"], img[src*="foreign.invalid"], a[href*="foreign.invalid"],'
            + ' a[href^="javascript:"])')]
            .filter(node => !node.href || decodeURI(node.getAttribute('href')) !== node.textContent)
            .map(node => node.outerHTML)"""
    )
    return found


def test_markup_in_any_text_is_shown_as_it_was_written_on_every_page(watched: Page) -> None:
    open_hostile_decision(watched)
    for tab in watched.get_by_role("tab").all():
        tab.click()
        settled(watched)
        assert drawn_by_markup(watched) == []
    for name, question in HEADINGS.items():
        watched.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
        expect(watched.get_by_role("heading", level=1)).to_have_text(question)
        settled(watched)
        assert drawn_by_markup(watched) == [], name
    expect(watched.get_by_role("heading", level=3)).to_have_text(PAYLOADS[1])


def test_markup_entered_by_hand_is_shown_as_it_was_written(watched: Page) -> None:
    watched.goto("/")
    watched.get_by_label("What is the decision called?").fill(PAYLOADS[1])
    watched.get_by_role("button", name="Start", exact=True).click()
    expect(watched.get_by_test_id("stSidebar").get_by_text(PAYLOADS[1])).to_be_visible()
    watched.get_by_label("What should be different?").fill(PAYLOADS[6])
    watched.get_by_role("button", name="Add goal").click()
    # Addresses hold a joiner nobody sees, so that no link is made of them.
    written = re.compile("\u2060?".join(map(re.escape, PAYLOADS[6])))
    expect(watched.get_by_test_id("stMain").get_by_text(written).first).to_be_visible()
    assert drawn_by_markup(watched) == []
    watched.goto("/")
    expect(watched.get_by_test_id("stMain").get_by_text(PAYLOADS[1])).to_be_visible()
    assert drawn_by_markup(watched) == []


def test_the_watch_notices_what_it_is_there_for(page: Page, base_url: str) -> None:
    """Without this, a watch that sees nothing would look like a page that does nothing."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate(
        f"""document.querySelector('[data-testid=stApp]').insertAdjacentHTML('beforeend',
            '<iframe id="{MARK}"></iframe><a href="{FOREIGN}/x">another</a>'
            + '<a href="{FOREIGN}/">{FOREIGN}/</a>')"""
    )
    assert page.locator(f"#{MARK}").count() == 1
    assert len(drawn_by_markup(page)) == 2


def test_every_page_comes_with_its_policy(page: Page) -> None:
    reply = page.goto("/")
    assert reply is not None
    sent = dict(part.split(" ", 1) for part in reply.headers["content-security-policy"].split("; "))
    assert sent == dict(CONTENT_SECURITY_POLICY)
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[Server]:
    """An app whose store breaks while it runs."""
    with running_server(tmp_path, free_port()) as server:
        yield server


def test_an_app_with_a_broken_store_shows_no_traceback(page: Page, failing: Server) -> None:
    page.goto(failing.url)
    page.get_by_role("button", name="Open the tender").click()
    expect(page.get_by_role("tab", name="Ranking")).to_be_visible()
    (store,) = failing.home.rglob("*.db")
    with contextlib.closing(sqlite3.connect(store)) as broken, broken:
        for (table,) in broken.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            broken.execute(f'ALTER TABLE "{table}" RENAME TO "gone_{table}"')
    page.goto(failing.url)
    settled(page)
    shown = page.locator("body").inner_text()
    assert re.findall(r"Traceback|File \"|\.py|sqlite|SELECT|gone_", shown) == []
    expect(page.get_by_role("alert").first).to_be_visible()
