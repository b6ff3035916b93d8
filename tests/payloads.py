"""Sixty texts that a careless page would run or load, and a meeting in which each stands everywhere."""

from selection.model.needs import Need
from selection.model.participants import Declaration, Participant
from selection.model.rounds import MinorityNote
from selection.model.tender import Clarification
from selection.workshop.awarding import Choice
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from selection.workshop.moderation import agree_score, agree_tier
from selection.workshop.service import Service
from tests.decisions import score, small_decision, token
from tests.examples import TODAY
from tests.meetings import SINCE, Meeting, once
from tests.rooms import NOTHING

PAYLOADS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://trap.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://trap.example/i.png">',
    "<img/src=`x`onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script href=https://trap.example/s.js /></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><img src onerror=alert(1)></mtext></math>",
    "<iframe src=https://trap.example></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=https://trap.example/o></object>",
    "<embed src=https://trap.example/e>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=https://trap.example/a onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select onfocus=alert(1) autofocus></select>",
    "<form action=https://trap.example><button>go</button></form>",
    "<a href=javascript:alert(1)>press</a>",
    '<a href="https://trap.example" target=_blank>press</a>',
    "<link rel=stylesheet href=https://trap.example/c.css>",
    "<style>@import 'https://trap.example/c.css';</style>",
    "<style>body{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=https://trap.example'>",
    "<base href=https://trap.example/>",
    "<div style='background:url(https://trap.example/b.png)'>",
    "<div onpointerenter=alert(1) style=position:fixed;inset:0>",
    "<template shadowrootmode=open><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<textarea><img src=x onerror=alert(1)>",
    "<title><img src=x onerror=alert(1)></title>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "`-alert(1)-`",
    "'+alert(1)+'",
    "${alert(1)}",
    "{{constructor.constructor('alert(1)')()}}",
    "{% raw %}{{ 7*7 }}{% endraw %}",
    "datum.title; alert(1)//",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "javascript:alert(1)//https://trap.example",
    "data:text/html,<script>alert(1)</script>",
    "[press](javascript:alert(1))",
    "[press](https://trap.example 'x')",
    "![p](https://trap.example/p.png)",
    "<https://trap.example/auto>",
    "https://trap.example/?a=1&b=2",
    "[x]: https://trap.example/r 'y'",
    "# :red[**Sale**] :material/delete: $x^2$ :smile:",
    "| a | b | ~~c~~ `d` - [x] e ||",
    "```<img src=x onerror=alert(1)>",
)
AGREED, JUDGED = 30, 3
"""So many needs a round may ask for; so many members say what they think of each."""
OBSERVER, VENDOR = token("observer"), token("vendor")
TITLE = "A meeting of strangers"


def crowded(service: Service, payloads: tuple[str, ...] = PAYLOADS) -> Meeting:
    """Hold a meeting whose members each wrote one of the texts wherever they could, up to the decision."""
    decision = small_decision(TITLE).model_copy(
        update={
            "needs": tuple(
                Need(id=f"N{at}", text=text, tier="nice", owner=text, reason=text)
                for at, text in enumerate(payloads, 1)
            ),
            "answers": {},
            "clarifications": tuple(
                Clarification(
                    id=f"c{at}", asked_on="2026-10-01", question=text, answer=text, published_on="2026-10-02"
                )
                for at, text in enumerate(payloads, 1)
            ),
        }
    )
    facilitator = token("facilitator")
    found = Meeting(service, service.open_session(facilitator, decision), facilitator)
    found.edit(
        Edit("procedure", (), "formal"),
        Edit("rules", (), {}),
        Edit("stand", (), {"phase": "scope", "since": SINCE}),
    )
    found.link = service.make_link(facilitator, found.session, "members", found.state.version).secret
    _come_in(found, payloads)
    found.turn_to("needs")
    for first in range(0, len(payloads), AGREED):
        _agree_on_needs(found, payloads, first)
    for phase in ("weights", "lock"):
        found.turn_to(phase)
    service.lock(facilitator, found.session, found.state.version)
    _judge(found, payloads)
    _decide(found, "\n".join(payloads))
    return found


def name_of(at: int) -> str:
    return f"m{at}"


def _come_in(found: Meeting, payloads: tuple[str, ...]) -> None:
    service, session = found.service, found.session
    for at, text in enumerate(payloads):
        found.join(name_of(at))
        service.introduce(found.members[name_of(at)], session, text, text, once())
    guests = {
        OBSERVER: Participant(id="observer", role="observer", name=payloads[0]),
        VENDOR: Participant(id="vendor", role="respondent", name=payloads[0], answers_for="northstar-pro"),
    }
    for who, guest in guests.items():
        way = service.make_link(found.facilitator, session, "personal", found.state.version, guest)
        service.join(who, way.secret)


def _agree_on_needs(found: Meeting, payloads: tuple[str, ...], first: int) -> None:
    """Judge some needs, agree on each with one of the texts as the reason, and put another on record."""
    name = f"r{first}"
    needs = [f"N{at + 1}" for at in range(first, min(first + AGREED, len(payloads)))]
    found.prepare(name, subject="tiers", needs=needs, title=payloads[first])
    found.move(name, "open")
    for at in range(JUDGED):
        found.judge(name_of(at), name, tiers=dict.fromkeys(needs, "must" if at else "nice"))
    for state in ("closed", "revealed"):
        found.move(name, state)
    there = tuple(member.id for member in found.state.proceedings.members[:JUDGED])
    for need, text in zip(needs, payloads[first:], strict=False):
        found.edit(*agree_tier(found.state, name, need, "nice", text, there))
        note = MinorityNote(text=text)
        who = found.members[name_of(int(need[1:]) - 1)]
        found.service.dissent(who, found.session, "tiers", need, note, once())


def _judge(found: Meeting, payloads: tuple[str, ...]) -> None:
    """Let everybody declare and comment on one cell, and agree on it."""
    service, session = found.service, found.session
    names = must_declare_on(found.state.decision)
    for who in (found.facilitator, OBSERVER):
        service.declare(who, session, dict.fromkeys(names, NOTHING), once())
    for at, text in enumerate(payloads):
        said = Declaration(interest="potential", about=text, mitigation=text)
        service.declare(found.members[name_of(at)], session, dict.fromkeys(names, said), once())
    for phase in ("answers", "scores"):
        found.turn_to(phase)
    found.prepare("s1", subject="scores", cells=[{"alternative": "northstar-pro", "criterion": "E1"}])
    found.move("s1", "open")
    for at, text in enumerate(payloads):
        said_of_it = {"northstar-pro": {"E1": score(float(at % 3), reason=text)}}
        found.judge(name_of(at), "s1", scores=said_of_it)
    for state in ("closed", "revealed"):
        found.move("s1", state)
    there = tuple(member.id for member in found.state.proceedings.members[-JUDGED:])
    found.edit(*agree_score(found.state, "s1", "northstar-pro/E1", 1, payloads[0], there))


def _decide(found: Meeting, everything: str) -> None:
    """Change something behind the lock with a reason, and decide under conditions."""
    service, session = found.service, found.session
    edit = Edit("title", (), f"{TITLE}, amended")
    service.amend(found.facilitator, session, [edit], everything, found.state.version, once())
    found.turn_to("decision")
    choice = Choice("harbour-basic+aleph", conditions=everything, reason=everything, votes_for=3)
    service.decide(found.facilitator, session, choice, TODAY, found.state.version)
