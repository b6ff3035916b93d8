"""What leaves after a lock bears its mark, and after an amendment the version: every kind of document."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from selection.catalogue.decision_file import read_decision
from selection.catalogue.library import shipped
from selection.documents.decision_copy import decision_copy
from selection.documents.exports import Order, export
from selection.documents.meeting_told import meeting_told
from selection.documents.questionnaire.files import questionnaire_files, scoring_sheet_files
from selection.documents.reading.returned import preview_of_form
from selection.model.base import ERASED, LANGUAGES, Language
from selection.words import Words
from selection.words.meeting import stamp_sentence
from selection.workshop.events import Edit
from selection.workshop.service import Service
from tests.decisions import bid, token
from tests.examples import TODAY
from tests.faults.writers import open_service
from tests.meetings import Meeting, guest, meeting, once

KINDS = ("workbook", "debrief", "schedule")
OFFER = "northstar-pro"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = open_service(tmp_path)
    yield opened
    opened.close()


def locked(service: Service, *, amended: bool) -> Meeting:
    found = meeting(service, "dana")
    found.edit(Edit("mode", (), "tender"), Edit("bid", ("b1",), bid("b1")))
    for phase in ("needs", "weights", "lock"):
        found.turn_to(phase)
    service.lock(found.facilitator, found.session, found.state.version)
    if amended:
        edit = Edit("weights", ("sides",), {"points": {"platform": 51, "integrator": 49}})
        service.amend(found.facilitator, found.session, [edit], "A slip", found.state.version, once())
    return found


def stamp(found: Meeting, language: Language) -> str:
    lock = found.state.proceedings.lock
    assert lock is not None
    return stamp_sentence(lock, Words(language))


def page_foot(sheet: Worksheet) -> str:
    """Give what is printed at the foot of a sheet, on the side where its language begins."""
    foot = sheet.oddFooter
    return str((foot.right if sheet.sheet_view.rightToLeft else foot.left).text)


def sheets_that_say(content: bytes, sentence: str) -> tuple[int, int]:
    """Count the sheets on which something is written, and those whose printed foot says it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    written = [
        sheet
        for sheet in book
        if any(sentence in str(cell.value) for row in sheet.iter_rows() for cell in row)
    ]
    footed = [sheet for sheet in book if sentence in page_foot(sheet)]
    return len(written), len(footed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_that_leaves_after_an_amendment_bears_its_version_in_sight_and_on_every_page(
    service: Service, kind: str, language: Language
) -> None:
    found = locked(service, amended=True)
    words = Words(language)
    order = Order(found.state.decision, TODAY, words, mark=meeting_told(found.state, words).mark)
    for document in export(kind, order):
        sheets = len(openpyxl.load_workbook(io.BytesIO(document.content)).worksheets)
        written, footed = sheets_that_say(document.content, stamp(found, language))
        assert (written > 0, footed) == (True, sheets)


@pytest.mark.parametrize("kind", KINDS)
def test_before_an_amendment_the_hash_of_the_lock_stands_there_and_no_version(
    service: Service, kind: str
) -> None:
    found, words = locked(service, amended=False), Words("en")
    mark = meeting_told(found.state, words).mark
    for document in export(kind, Order(found.state.decision, TODAY, words, mark=mark)):
        assert sheets_that_say(document.content, mark)[0] > 0
        assert sheets_that_say(document.content, "Changed after the lock") == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_decision_file_bears_the_version_in_its_first_line_and_is_read_as_before(
    service: Service, tmp_path: Path, language: Language
) -> None:
    found, words = locked(service, amended=True), Words(language)
    found.declare_nothing()
    file = tmp_path / "decision.yaml"
    file.write_text(
        decision_copy(found.state.decision, words, meeting_told(found.state, words).mark), "utf-8"
    )
    first, _rest = file.read_text(encoding="utf-8").split("\n", 1)
    assert first.endswith(stamp(found, language))
    assert first.startswith("# ")
    assert read_decision(file, shipped()) == found.state.decision


def test_what_leaves_without_a_session_bears_no_mark(service: Service) -> None:
    decision = locked(service, amended=True).state.decision
    for kind in KINDS:
        for document in export(kind, Order(decision, TODAY, Words("en"))):
            assert sheets_that_say(document.content, "ocked") == (0, 0)
    assert decision_copy(decision, Words("en")).startswith("#") is False


def forms(found: Meeting, language: Language, form: str) -> list[bytes]:
    """Make a scoring sheet as who leads gets it, and a questionnaire as its respondent does."""
    words, decision = Words(language), found.state.decision
    outside = found.service.who_am_i(token("vendor"), found.session).state
    judged, asked = meeting_told(found.state, words).mark, meeting_told(outside, words).amended
    sheets = scoring_sheet_files(decision, None, TODAY, words, form, judged)
    sent = questionnaire_files(outside.decision, OFFER, TODAY, words, form, asked)
    return [*sheets.values(), *sent.values()]


def with_respondent(found: Meeting) -> Meeting:
    whom = guest("vendor", "respondent", OFFER)
    way = found.service.make_link(found.facilitator, found.session, "personal", found.state.version, whom)
    found.service.join(token("vendor"), way.secret)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_that_leaves_after_an_amendment_bears_its_version_in_sight_and_on_every_page(
    service: Service, language: Language
) -> None:
    found = with_respondent(locked(service, amended=True))
    said = stamp(found, language)
    for content in forms(found, language, "xlsx"):
        *pages, _stamp = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        assert [said in str(cell.value) for cell in pages[0]["B"]].count(True) == 1
        assert [page.title for page in pages if said not in page_foot(page)] == []
    for form in ("csv", "yaml"):
        assert [said in content.decode() for content in forms(found, language, form)] == [True, True]


@pytest.mark.parametrize("form", ["xlsx", "csv", "yaml"])
def test_a_form_with_a_mark_is_read_back_as_one_without(service: Service, form: str) -> None:
    found = with_respondent(locked(service, amended=True))
    decision = found.state.decision
    (plain,) = questionnaire_files(decision, OFFER, TODAY, Words("en"), form).values()
    marked = forms(found, "en", form)[1]
    read, as_ever = (
        preview_of_form(content, f"filled.{form}", decision, TODAY) for content in (marked, plain)
    )
    assert (marked == plain, read) == (False, as_ever)


def test_before_an_amendment_only_evaluators_read_of_a_lock(service: Service) -> None:
    found = with_respondent(locked(service, amended=False))
    lock = found.state.proceedings.lock
    assert lock is not None
    judged, asked = (content.decode() for content in forms(found, "en", "csv"))
    assert (lock.hash[:16] in judged, "ocked" in asked) == (True, False)


@pytest.mark.parametrize("form", ["csv", "yaml"])
def test_no_form_tells_a_bidder_the_hash_of_rules_or_why_they_were_changed(
    service: Service, form: str
) -> None:
    found = with_respondent(locked(service, amended=True))
    outside = found.service.who_am_i(token("vendor"), found.session).state
    assert [(lock.id, lock.reason) for lock in outside.proceedings.locks] == [("2", ERASED)]
    sent = forms(found, "en", form)[1].decode()
    assert [lock.hash[:8] in sent for lock in found.state.proceedings.locks] == [False, False]
    assert "A slip" not in sent
