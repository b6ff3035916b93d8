"""Start: three ways in, and the list of what one opened before."""

from pathlib import Path

import pytest

from selection.catalogue.decision_file import read_decision_text, write_decision
from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.web.process import service
from selection.words.results import headline
from tests.app.screens import EN, Screen, open_decision
from tests.decisions import small_decision, token
from tests.examples import example

TITLE = "Choose a CRM and the firm to implement it"


def test_a_newcomer_is_offered_three_ways_in_and_no_list(visitor: str) -> None:
    screen = Screen(visitor)
    assert screen.title == TITLE
    assert screen.shown("subheader") == ["See a finished decision", "Scan the market", "Start your own"]
    labels = [button.label for button in screen.at.button]
    assert labels == ["Open the tender", "Open the market scan", "Start"]
    assert len(screen.at.sidebar) == 0


def test_the_tender_opens_at_its_result(visitor: str) -> None:
    screen = Screen(visitor).press("Open the tender")
    assert screen.decision == example("tender")
    assert screen.title == headline(screen.result, EN)


def test_the_market_scan_opens_at_its_result(visitor: str) -> None:
    screen = Screen(visitor).press("Open the market scan")
    assert screen.decision == example("market_scan")
    assert screen.title == headline(screen.result, EN)


def test_a_decision_of_ones_own_opens_at_its_goals_under_the_name_given(visitor: str) -> None:
    screen = Screen(visitor).fill("text_input", "What is the decision called?", "  CRM for the bakery ")
    screen.press("Start")
    assert screen.title == "What will success look like here?"
    assert screen.decision == fresh_decision("CRM for the bakery", shipped())
    assert screen.shown("markdown", screen.at.sidebar) == ["**CRM for the bakery**"]


def test_a_decision_nobody_named_has_a_plain_name(visitor: str) -> None:
    assert Screen(visitor).press("Start").decision.title == "Our CRM decision"


def test_a_decision_file_opens_at_its_result(visitor: str) -> None:
    content = write_decision(small_decision("Bakery")).encode()
    screen = upload(Screen(visitor), "bakery.yaml", content).press("Open it")
    assert screen.decision == read_decision_text(content, "bakery.yaml", shipped())
    assert screen.title == headline(screen.result, EN)


def test_a_file_that_is_no_decision_is_refused_with_its_place_and_opens_nothing(visitor: str) -> None:
    screen = upload(Screen(visitor), "goals.yaml", b"goals: [\n")
    screen.press("Open it")
    assert screen.title == TITLE
    (error,) = screen.shown("error")
    assert error.startswith("goals.yaml")
    assert service().my_sessions(visitor) == ()


def upload(screen: Screen, name: str, content: bytes) -> Screen:
    screen.at.file_uploader[0].upload(name, content, "application/yaml")
    return screen.run()


def test_the_list_holds_what_the_visitor_opened_last_first_and_nothing_of_others(visitor: str) -> None:
    open_decision(token("somebody else"), small_decision("Theirs"), "scope")
    open_decision(visitor, small_decision("Mine, older"), "scope")
    open_decision(visitor, small_decision("Mine, newer"), "scope")
    screen = Screen(visitor)
    listed = [text for text in screen.shown("markdown") if text.startswith("**Mine")]
    assert listed == ["**Mine, newer**", "**Mine, older**"]
    assert screen.shown("caption")[0] == "Only what you began or joined in this browser is listed here."
    assert [button.label for button in screen.at.button].count("Open") == 2


def test_a_decision_in_the_list_opens_at_its_result(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    screen = Screen(visitor).press("Open")
    assert screen.session == session
    assert screen.title == headline(screen.result, EN)


def test_deleting_erases_the_decision_and_leaves_the_others(visitor: str) -> None:
    gone = service().open_session(visitor, small_decision("Gone"))
    service().open_session(visitor, small_decision("Kept"))
    screen = Screen(visitor).press(key=f"delete-{gone}")
    assert [session.title for session in service().my_sessions(visitor)] == ["Kept"]
    assert [button.label for button in screen.at.button].count("Open") == 1


def test_deleting_the_open_decision_leads_out_of_it(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    screen = Screen(visitor, session).press(key=f"delete-{session}")
    assert "s" not in screen.at.query_params
    assert len(screen.at.sidebar) == 0
    assert screen.shown("error") == []


def test_every_page_says_what_is_invented(visitor: str) -> None:
    for decision, text in (
        (small_decision(), "Everything in this decision is invented: products, firms, people and figures."),
        (
            example("market_scan").model_copy(update={"integrators": small_decision().integrators}),
            "Some of the firms in this decision are invented; the products are real, their facts sourced.",
        ),
    ):
        screen = open_decision(visitor, decision, "needs")
        assert screen.shown("caption")[0] == f":material/theater_comedy: **Fictional** · {text}"


def test_a_decision_without_anything_invented_has_no_such_stamp(visitor: str) -> None:
    screen = open_decision(visitor, fresh_decision("Ours", shipped()), "needs")
    assert [text for text in screen.shown("caption") if "Fictional" in text] == []


def test_the_shipped_files_are_what_the_buttons_open() -> None:
    folder = Path(shipped().folder) / "examples"
    assert sorted(path.stem for path in folder.glob("*.yaml")) == ["market_scan", "tender"]


def test_where_the_store_fails_the_start_page_says_so_in_one_sentence(
    visitor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path / "file"))
    screen = Screen(visitor)
    assert screen.title == TITLE
    (said,) = screen.shown("error")
    assert said.startswith("The store can't be opened (error ")
    assert said.endswith("Check the folder and who may write to it.")
