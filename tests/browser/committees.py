"""A committee in the middle of its work, for tests that look at every screen of a meeting."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from selection.model.base import Language
from selection.model.participants import Declaration, Participant
from selection.model.rounds import MinorityNote
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from selection.workshop.moderation import agree_tier
from selection.workshop.service import Service
from tests.browser.screens import settled
from tests.decisions import token
from tests.meetings import Meeting, meeting, once
from tests.rooms import NOTHING

OBSERVER, AT_THE_DOOR, VENDOR = token("observer"), token("door"), token("vendor")


@dataclass(frozen=True)
class Texts:
    """What people write: names, lines and remarks."""

    name: str = "Dana Levi"
    line: str = "Sales"
    remark: str = "A cousin works there"


def committee(service: Service, texts: Texts = Texts()) -> Meeting:
    """Bring a committee to where one round is revealed and partly agreed, and another is open."""
    found = meeting(service, "ann", "ben")
    found.edit(Edit("title", (), texts.line))
    for member in found.members.values():
        service.introduce(member, found.session, texts.name, texts.line, once())
    _invite(found, texts)
    found.turn_to("needs")
    found.prepare("r1", subject="tiers", needs=("N1", "N2"), title=texts.line)
    found.move("r1", "open")
    found.judge("ann", "r1", tiers={"N1": "must", "N2": "must"})
    found.judge("ben", "r1", tiers={"N1": "must", "N2": "nice"})
    for state in ("closed", "revealed"):
        found.move("r1", state)
    found.edit(*agree_tier(found.state, "r1", "N2", "nice", texts.remark, (found.id_of("ann"),)))
    note = MinorityNote(text=texts.remark)
    service.dissent(found.members["ann"], found.session, "tiers", "N2", note, once())
    found.prepare("r2", subject="tiers", needs=("N3",), title=texts.line, follows=None)
    found.move("r2", "open")
    interest = Declaration(interest="potential", about=texts.remark, mitigation=texts.remark)
    names = must_declare_on(found.state.decision)
    service.declare(found.members["ann"], found.session, dict.fromkeys(names, interest), once())
    service.declare(found.facilitator, found.session, dict.fromkeys(names, NOTHING), once())
    return found


def _invite(found: Meeting, texts: Texts) -> None:
    """Let in who watches, who answers and who waits at the door."""
    service = found.service
    guests = {
        OBSERVER: Participant(id="observer", role="observer", name=texts.name),
        VENDOR: Participant(id="vendor", role="respondent", name=texts.name, answers_for="northstar-pro"),
    }
    for who, guest in guests.items():
        way = service.make_link(found.facilitator, found.session, "personal", found.state.version, guest)
        service.join(who, way.secret)
    way = service.make_link(found.facilitator, found.session, "code", found.state.version)
    service.join(AT_THE_DOOR, way.secret)
    service.introduce(AT_THE_DOOR, found.session, texts.name, texts.line, once())


def show(page: Page, url: str, found: Meeting, name: str, language: Language) -> None:
    """Open a page of a meeting, be it one that has no switch of the language, and wait until it stands."""
    page.goto(f"{url}/{name}?s={found.session}&lang={language}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)


FOLDED = """[...document.querySelectorAll('[data-testid=stMain] details:not([open]) > summary')]
    .filter(one => !one.closest('[inert]'))"""


AT_REST = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const rests = app.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-stale=true]')
        && document.getAnimations().every(one => one.playState !== 'running'
            || !isFinite(one.effect.getComputedTiming().endTime));
    window.restsSince = rests ? window.restsSince || Date.now() : 0;
    return rests && Date.now() - window.restsSince > 500;
}"""


def at_rest(page: Page) -> None:
    """Wait until a page has stood still for a while: what was pressed takes a moment to begin."""
    page.evaluate("window.restsSince = 0")
    page.wait_for_function(AT_REST)


def unfold(page: Page) -> None:
    """Open everything that is folded, and what is folded within."""
    at_rest(page)
    press = f"() => {{ const found = {FOLDED}; found.forEach(one => one.click()); return found.length }}"
    while page.evaluate(press):
        at_rest(page)
