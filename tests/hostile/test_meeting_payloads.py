"""What members wrote stands in report, workbook, decision file and session file as text, and runs nowhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.analysis.evaluation import evaluate
from selection.catalogue.decision_file import read_decision
from selection.catalogue.library import shipped
from selection.documents.decision_copy import decision_copy
from selection.documents.meeting_told import meeting_told
from selection.documents.report import Besides, LogLine, report
from selection.words import Words
from selection.workshop import checker
from selection.workshop.seals import seen_by
from tests.examples import TODAY
from tests.faults.writers import open_service
from tests.meetings import Meeting
from tests.payloads import OBSERVER, PAYLOADS, crowded
from tests.reports import links_outside, squeezed, squeezed_text
from tests.workbooks import cells_of_formulas, written

HARMLESS = tuple(f"harmless{at:02}" for at in range(len(PAYLOADS)))
EN = Words("en")
AT_A_BREAK = 1
"""A text that goes on on the next page is read back with that page's head in it."""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meeting]:
    service = open_service(tmp_path_factory.mktemp("hostile"))
    yield crowded(service)
    service.close()


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meeting]:
    """The same meeting, of people who write nothing odd."""
    service = open_service(tmp_path_factory.mktemp("harmless"))
    yield crowded(service, HARMLESS)
    service.close()


def told(found: Meeting) -> Besides:
    meeting = meeting_told(found.state, EN)
    return Besides(
        disagreement=meeting.agreed,
        outcome=meeting.decided,
        conflicts=meeting.declared,
        log=tuple(LogLine("now", line, "0") for line in meeting.decided),
        locked=meeting.locked,
        mark=meeting.mark,
    )


def printed(found: Meeting) -> bytes:
    return report(evaluate(found.state.decision, TODAY), EN, TODAY, told(found))


def unbroken(text: str) -> str:
    """Leave hyphens out: a narrow column breaks a long word with one."""
    return text.replace("-", "")


def test_there_are_sixty_texts_and_each_is_another() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


def test_every_text_stands_in_the_report_as_often_as_a_harmless_one_and_leads_nowhere(
    held: Meeting, harmless: Meeting
) -> None:
    raw = printed(held)
    text, beside = unbroken(squeezed_text(raw)), squeezed_text(printed(harmless))
    rarer = {
        payload: (text.count(unbroken(squeezed(payload))), beside.count(plain))
        for payload, plain in zip(PAYLOADS, HARMLESS, strict=True)
        if text.count(unbroken(squeezed(payload))) < beside.count(plain) - AT_A_BREAK
    }
    assert rarer == {}
    assert min(beside.count(plain) for plain in HARMLESS) > 10 * AT_A_BREAK
    assert links_outside(raw) == []
    assert [
        name for name in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile") if name in raw
    ] == []


def test_nothing_a_member_wrote_became_a_formula_or_a_link_of_the_workbook(
    held: Meeting, harmless: Meeting
) -> None:
    books = [written(evaluate(found.state.decision, TODAY)) for found in (held, harmless)]
    formulas = [[str(cell.value) for _sheet, cell in cells_of_formulas(book.formulas)] for book in books]
    assert formulas[0] == formulas[1]
    cells = [cell for sheet in books[0].formulas for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    said = {str(cell.value) for cell in cells if cell.data_type in ("s", "inlineStr")}
    assert [payload for payload in PAYLOADS if payload not in said] == []


def test_the_decision_file_gives_every_text_back_as_it_was_written(held: Meeting, tmp_path: Path) -> None:
    file = tmp_path / "decision.yaml"
    file.write_text(decision_copy(held.state.decision, EN), encoding="utf-8")
    again = read_decision(file, shipped())
    assert [need.text for need in again.needs] == list(PAYLOADS)
    assert [(one.question, one.answer) for one in again.clarifications] == [(p, p) for p in PAYLOADS]


def test_the_session_file_verifies_and_gives_every_text_back_as_it_was_written(
    held: Meeting, tmp_path: Path
) -> None:
    file = tmp_path / "session.zip"
    file.write_bytes(held.service.export(held.facilitator, held.session))
    assert list(checker.defects(checker.read(file), ())) == []
    (tmp_path / "elsewhere").mkdir()
    elsewhere = open_service(tmp_path / "elsewhere")
    session = elsewhere.import_session(held.facilitator, file.read_bytes())
    there, here = elsewhere.state(held.facilitator, session), held.state
    assert there.proceedings == here.proceedings
    assert there.decision == here.decision
    assert [one.name for one in there.proceedings.members] == list(PAYLOADS)
    elsewhere.close()


def test_an_observer_is_given_every_comment_reason_and_note(held: Meeting) -> None:
    caller = held.service.who_am_i(OBSERVER, held.session)
    seen = seen_by(caller.state, caller.me, caller.standing)
    agreed = [one.reason for one in seen.proceedings.agreements["tiers"].values()]
    notes = [
        note.text for said in seen.proceedings.minority_notes["tiers"].values() for note in said.values()
    ]
    comments = [one.scores["northstar-pro"]["E1"].reason for one in seen.proceedings.ballots["s1"].values()]
    assert (agreed, notes, comments) == (list(PAYLOADS),) * 3
