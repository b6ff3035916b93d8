"""Participants: how people get in, who waits, who takes part, and what the waiting room asks."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from selection.model.participants import Participant
from selection.web.process import service
from selection.workshop.permissions import new_token
from tests.app.screens import PATIENCE, read, written
from tests.decisions import small_decision, token


def draw() -> None:
    """Draw a page alone, as the app would inside its frame."""
    import streamlit as st

    from selection.views.desk import Visitor, desk_of
    from selection.views.participants import page
    from selection.views.waiting import waiting
    from selection.views.widgets import notice
    from selection.words import Words

    who = Visitor(st.session_state["token"], Words("en"))
    desk = desk_of(who, st.session_state["s"])
    notice()
    if desk is not None and desk.standing == "waiting":
        waiting(desk)
    elif desk is not None:
        page(desk)


class Page:
    """One window on the page."""

    def __init__(self, who: str, session: str) -> None:
        self.who, self.session = who, session
        self.at = AppTest.from_function(draw, default_timeout=PATIENCE)
        self.at.session_state["token"], self.at.session_state["s"] = who, session
        self.run()

    def run(self) -> "Page":
        self.at.run()
        assert [e.message for e in self.at.exception] == []
        return self

    def press(self, label: str, key: str = "") -> "Page":
        (found,) = [b for b in self.at.button if b.label == label and str(b.key or "").startswith(key)]
        found.click()
        return self.run()

    def write(self, label: str, text: str) -> "Page":
        (found,) = [field for field in self.at.text_input if field.label == label]
        found.set_value(text)
        return self

    def said(self, kind: str) -> list[str]:
        return [written(found.value) for found in getattr(self.at, kind)]

    @property
    def people(self) -> dict[str, list[str]]:
        """Read the table of participants, by name."""
        (table,) = self.at.table
        return {row.iloc[0]: [str(cell) for cell in row.iloc[1:]] for _at, row in read(table).iterrows()}

    @property
    def participants(self) -> tuple[Participant, ...]:
        return service().state(self.who, self.session).proceedings.participants


@pytest.fixture
def lead(visitor: str) -> Page:
    return Page(visitor, service().open_session(visitor, small_decision()))


def version(lead: Page) -> int:
    return service().state(lead.who, lead.session).version


def came(lead: Page, name: str, kind: Any = "members") -> str:
    """Let somebody come by a link or code of a kind; give their token."""
    way = service().make_link(lead.who, lead.session, kind, version(lead))
    who = token(f"{name} in {lead.session}")
    service().join(who, way.secret, Participant(id="said", role="member", name=name, department="Sales"))
    return who


def address(lead: Page) -> str:
    (found,) = [code.value for code in lead.at.code if "/join/" in code.value]
    return str(found)


def test_before_anybody_is_asked_there_is_no_link_and_nobody(lead: Page) -> None:
    assert lead.said("title") == ["Who decides together?"]
    assert [code.value for code in lead.at.code] == []
    assert "Nobody yet but you. Everyone who opens the link appears here at once." in lead.said("markdown")


def test_the_link_is_shown_with_its_qr_code_and_lets_members_in(lead: Page) -> None:
    lead.press("Make the link")
    secret = address(lead).rpartition("/")[2]
    assert address(lead) == f"http://127.0.0.1/join/{secret}"
    service().join(token("noa"), secret)
    assert [(one.role, one.presence) for one in lead.run().participants] == [("member", "present")]
    assert list(lead.people) == ["Somebody without a name (1)"]


def test_another_window_of_the_facilitator_shows_the_same_link_and_a_members_window_none(lead: Page) -> None:
    from selection.web.ways_in import remembered

    lead.press("Make the link")
    assert address(Page(lead.who, lead.session)) == address(lead)
    way = remembered(lead.session, "members")
    assert way is not None
    service().join(token("jan"), way.secret)
    assert [code.value for code in Page(token("jan"), lead.session).at.code] == []


def test_a_new_link_takes_the_place_of_the_old_one(lead: Page) -> None:
    old = address(lead.press("Make the link")).rpartition("/")[2]
    new = address(lead.press("Make a new one", "replace-members")).rpartition("/")[2]
    assert old != new
    links = service().state(lead.who, lead.session).proceedings.links
    assert [link.revoked for link in links] == [True, False]


def test_a_withdrawn_link_is_shown_no_more_and_leads_nowhere(lead: Page) -> None:
    lead.press("Make the link").press("Withdraw", "withdraw-members")
    assert [code.value for code in lead.at.code] == []
    (link,) = service().state(lead.who, lead.session).proceedings.links
    assert link.revoked


def test_a_link_made_before_the_server_started_can_t_be_shown_but_replaced(lead: Page) -> None:
    old = service().make_link(lead.who, lead.session, "members", version(lead))
    lead.run()
    assert [code.value for code in lead.at.code] == []
    assert any(
        text.startswith("There is one already, but what was secret in it") for text in lead.said("markdown")
    )
    lead.press("Make a new one", "replace-members")
    assert address(lead).rpartition("/")[2] != old.secret


def test_the_code_is_shown_in_two_halves_and_leads_to_the_door(lead: Page) -> None:
    lead.press("Make a code")
    (code,) = [found.value for found in lead.at.code]
    assert (len(code), code[4]) == (9, "-")
    service().join(token("ewa"), code)
    assert [one.presence for one in lead.participants] == ["waiting"]


def test_an_address_that_only_this_computer_knows_is_warned_of(lead: Page) -> None:
    assert lead.said("warning")[0].startswith("You opened the app by an address that only this computer")


def test_who_waits_is_let_in_or_turned_away(lead: Page) -> None:
    ewa, jan = came(lead, "Ewa", "code"), came(lead, "Jan", "code")
    lead.run()
    assert "At the door (2)" in lead.said("subheader")
    ids = {one.name: one.id for one in lead.participants}
    lead.press("Let in", f"present-{ids['Ewa']}").press("Turn away", f"removed-{ids['Jan']}")
    assert {one.name: one.presence for one in lead.participants} == {"Ewa": "present", "Jan": "removed"}
    assert service().who_am_i(ewa, lead.session).standing == "member"
    assert (
        Page(jan, lead.session).said("error")[0].startswith("The facilitator removed you from this session")
    )


def test_all_who_wait_are_let_in_at_once(lead: Page) -> None:
    for name in ("Ewa", "Jan", "Noa"):
        came(lead, name, "code")
    lead.run().press("Let all in")
    assert {one.presence for one in lead.participants} == {"present"}


def test_everybody_is_listed_with_what_they_are(lead: Page) -> None:
    came(lead, "Ewa")
    assert lead.run().people == {"Ewa": ["member", "Sales", "1", "yes"]}


def test_a_voting_weight_and_a_role_are_changed_and_the_rest_stays(lead: Page) -> None:
    came(lead, "Ewa")
    (ewa,) = lead.run().participants
    lead.at.selectbox[0].set_value(ewa.id)
    lead.run()
    lead.at.number_input[0].set_value(2.5)
    (role,) = [box for box in lead.at.selectbox if box.label == "Role"]
    role.set_value("observer")
    lead.press("Save")
    assert lead.participants == (ewa.model_copy(update={"voting_weight": 2.5, "role": "observer"}),)


def test_somebody_is_removed_and_let_in_again(lead: Page) -> None:
    who = came(lead, "Ewa")
    (ewa,) = lead.run().participants
    lead.at.selectbox[0].set_value(ewa.id)
    lead.run().press("Remove from the session")
    assert lead.people == {"Ewa": ["member", "Sales", "1", "removed"]}
    lead.press("Let in again")
    assert service().who_am_i(who, lead.session).standing == "member"


def test_a_personal_link_is_shown_once_and_lets_one_person_in(lead: Page) -> None:
    lead.write("Name", "Dana Levi").press("Make their link")
    shown = address(lead)
    dana = new_token()
    service().join(dana, shown.rpartition("/")[2])
    assert service().who_am_i(dana, lead.session).standing == "facilitator"
    assert [code.value for code in lead.press("I have sent it").at.code] == []
    assert [code.value for code in Page(lead.who, lead.session).at.code] == []


def test_a_respondent_answers_for_one_of_the_offers_or_firms(lead: Page) -> None:
    (control,) = lead.at.segmented_control
    control.set_value("respondent")
    lead.run()
    (whom,) = [box for box in lead.at.selectbox if box.label == "For whom do they answer?"]
    assert len(whom.options) == len(small_decision().offers) + len(small_decision().integrators)
    whom.set_value("northstar-pro")
    lead.write("Name", "Jan Kowalski").press("Make their link")
    (jan,) = lead.participants
    assert (jan.role, jan.answers_for, jan.name) == ("respondent", "northstar-pro", "Jan Kowalski")


def test_nobody_is_invited_without_a_name(lead: Page) -> None:
    lead.press("Make their link")
    assert lead.said("error") == ["Write a name first."]
    assert lead.participants == ()


def test_a_lost_personal_link_is_replaced_and_the_person_stays(lead: Page) -> None:
    lead.write("Name", "Dana Levi").press("Make their link")
    old = address(lead).rpartition("/")[2]
    lead.press("New link")
    new = address(lead).rpartition("/")[2]
    assert (old != new, len(lead.participants)) == (True, 1)
    links = service().state(lead.who, lead.session).proceedings.links
    assert [link.revoked for link in links] == [True, False]


def test_who_waits_says_who_they_are_and_is_told_to_wait(lead: Page) -> None:
    way = service().make_link(lead.who, lead.session, "code", version(lead))
    ewa = token(f"ewa at {lead.session}")
    service().join(ewa, way.secret)
    door = Page(ewa, lead.session)
    assert door.said("title") == ["You are at the door"]
    door.press("That is me")
    assert door.said("error") == ["Write your name first."]
    door.write("Your name", "Ewa Nowak").write("Your department", "Service").press("That is me")
    assert door.said("markdown") == ["**Ewa Nowak**, whoever runs the session sees you and will let you in."]
    (known,) = lead.participants
    assert (known.name, known.department, known.presence) == ("Ewa Nowak", "Service", "waiting")


def test_names_with_markup_are_shown_as_they_were_written(lead: Page) -> None:
    came(lead, "**big** :red[sale]", "code")
    assert any("**big** :red[sale]" in text for text in lead.run().said("markdown"))
