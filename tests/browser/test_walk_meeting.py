"""Every screen of a meeting, as each who takes part sees it, in each language, at a desk and on a phone."""

import pytest
from playwright.sync_api import Browser

from selection.model.base import LANGUAGES, Language
from selection.workshop.service import open_service
from tests.browser.committees import Texts, committee
from tests.browser.conftest import Server
from tests.browser.looks import faults, keep_picture
from tests.browser.seats import SCREENS, seats

WRITTEN = Texts(line="Northern branch")


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_reads_on_every_screen_with_nothing_cut_overlapped_or_foreign(
    language: Language, size: str, browser: Browser, server: Server
) -> None:
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    meeting = committee(service, WRITTEN)
    theirs = f"{meeting.state.decision.model_dump_json()} {WRITTEN}"
    found: dict[str, dict[str, list[str]]] = {}
    for number, (view, page) in enumerate(
        seats(browser, server.url, meeting, language, phone=size == "phone"), start=1
    ):
        found[view] = faults(page, language, theirs)
        keep_picture(page, f"{language}-{size}-meeting-{number:02}-{view.partition(':')[0]}")
    service.close()
    assert len(found) == SCREENS
    assert {view: wrong for view, wrong in found.items() if wrong} == {}
