"""Documents: all the decision can give is made on request, from the version at hand, as a file to keep."""

import io

import openpyxl
import pytest

from selection.catalogue.decision_file import read_decision_text
from selection.catalogue.library import shipped
from selection.documents.exports import Document
from selection.web.process import service
from selection.workshop.events import Edit
from tests.app.screens import Screen, open_decision
from tests.decisions import small_decision
from tests.reports import page_texts

KINDS = ("report", "workbook", "debrief", "schedule", "decision")


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "documents")


def made(screen: Screen, kind: str) -> Document:
    """Make a document, and give what its button would download."""
    screen.press(key=f"make-{kind}")
    _, document = screen.at.session_state[f"{screen.session[:8]}-made"]
    assert isinstance(document, Document)
    assert screen.widget("download_button", key=f"download-{kind}").label.startswith("Download")
    return document


def downloads(screen: Screen) -> list[str]:
    return [str(b.key) for b in screen.at.get("download_button") if str(b.key).startswith("download-")]


def test_every_document_is_offered_and_none_is_made_before_it_is_asked_for(screen: Screen) -> None:
    offered = [str(button.key) for button in screen.at.button if str(button.key).startswith("make-")]
    assert offered == [f"make-{kind}" for kind in KINDS]
    assert downloads(screen) == []


def test_the_report_tells_the_sessions_log_and_bears_its_head_on_every_page(screen: Screen) -> None:
    document = made(screen, "report")
    head = service().history(screen.token, screen.session)[-1].hash
    pages = page_texts(document.content)
    assert document.name == "a-crm-for-a-small-team-report.pdf"
    assert [page for page in pages if f"log {head[:16]}" not in page] == []
    assert any("The decision was taken in" in page and head[:12] in page for page in pages)


def test_the_workbook_and_the_schedule_can_be_opened(screen: Screen) -> None:
    for kind in ("workbook", "schedule"):
        assert len(openpyxl.load_workbook(io.BytesIO(made(screen, kind).content)).sheetnames) > 1


def test_a_debrief_is_made_for_the_one_that_was_chosen(screen: Screen) -> None:
    screen.fill("selectbox", key="debrief-whom", value="harbour-basic")
    assert made(screen, "debrief").name == "debrief-harbour-basic.xlsx"


def test_the_decision_file_opens_as_the_decision_it_was(screen: Screen) -> None:
    document = made(screen, "decision")
    assert read_decision_text(document.content.decode(), document.name, shipped()) == screen.decision


def test_one_document_is_kept_and_the_next_takes_its_place(screen: Screen) -> None:
    made(screen, "schedule")
    made(screen, "decision")
    assert downloads(screen) == ["download-decision"]


def test_what_was_made_before_a_change_is_not_offered_after_it(screen: Screen) -> None:
    made(screen, "decision")
    version = service().state(screen.token, screen.session).version
    service().submit(screen.token, screen.session, [Edit("title", (), "Renamed")], version, "s1")
    assert downloads(screen.run()) == []


def test_without_anything_to_compare_the_page_leads_to_the_vendors(visitor: str) -> None:
    bare = small_decision().model_copy(update={"offers": (), "answers": {}, "scores": {}})
    screen = open_decision(visitor, bare, "documents")
    assert [button.label for button in screen.at.button if button.label == "Choose products"] == [
        "Choose products"
    ]
    assert downloads(screen) == []
