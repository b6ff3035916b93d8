"""Writes docs/permissions.md from the tables by which the service decides: ``python -m`` this module.

A page that is written by hand says one day what no longer holds; this one can't.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from selection.model.proceedings import WORKSHOP_PHASES
from selection.model.rounds import ROUND_STATES
from selection.workshop.declaring import CHECKED_AGAINST, HELD, OF_BIDDERS, SPOKEN
from selection.workshop.events import SECTIONS
from selection.workshop.permissions import (
    ACTION_OF_SECTION,
    ACTIONS,
    IN_ROUND,
    MAY,
    OPENED,
    PHASES,
    STANDINGS,
    Action,
    Phase,
    RoundAction,
    Standing,
    may,
)

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"

MEANING: Mapping[Action, str] = {
    "read": "see the session, as far as nothing is sealed from them",
    "read_own": "see what they themselves are asked and sent in",
    "draft": "keep what they have entered and not submitted",
    "set_frame": "title, stage, kind of procedure",
    "set_goals": "scope, goals, measures, people, plan, decision log",
    "set_needs": "needs and their headings",
    "set_criteria": "criteria, weights, policies",
    "set_vendors": "products, integrators, offers, bids",
    "enter_answers": "answers of offers, costs",
    "enter_scores": "scores of criteria",
    "manage": "people, links, rules of the workshop; putting it away",
    "lead": "phases and rounds",
    "judge": "judge alone in a round",
    "enter_slip": "enter what a member wrote on paper",
    "moderate": "write down what was agreed",
    "dissent": "attach a minority note",
    "declare": "say what they have to do with a bidder",
    "introduce": "say their name and department",
    "respond": "send in a vendor's answers",
    "lock": "freeze criteria, anchors, weights, gates, policies and tie-break",
    "amend": "change what is locked, with a reason",
    "decide": "write down the decision",
    "export": "take the session along as a file",
    "erase": "erase somebody's name",
    "delete": "erase the session",
}

IN_A_ROUND: Mapping[RoundAction, str] = {
    "prepare": "change what it asks",
    "judge": "hand in a judgement, or a slip",
    "see_others": "see what others said (never ratings of a person)",
    "moderate": "agree on what it asked",
}

_HEAD = """# Who may do what, and when

Written from `selection/workshop/permissions.py` by `python -m selection.workshop.permissions_page`; a test
holds that it is up to date, and `tests/spec/test_permission_matrix.py` tries every cell on a real service.
What stands nowhere here is refused. To a stranger, and to anybody asking about a session in which they have
no seat, a session looks as if it were not there.

The phases are those of a formal session. Before a workshop has begun, or where its order was set aside, the
session is in no phase.
"""


KEPT_BACK: Mapping[Standing, str] = {
    "facilitator": "once they have declared on it",
    "member": "once they have declared on it",
    "observer": "once they have declared on it and answers are opened",
    "respondent": "never, but what they sent in themselves",
    "waiting": "never",
}

_BEFORE_DECLARING = """
Once a workshop has begun, and also where its order was set aside since, this is kept back. Alone,
and before a workshop begins, nobody is asked to declare and everybody sees everything.
"""

_KNOWN = """
Known of a bidder is: its answers, scores and costs, price and promises of a bid, when it came in
and whether it was opened, how a low price was explained, calls with its references, what was sent
in, what was judged and noted, and why it was agreed. What was noted at the opening, and questions
of bidders that were not told to all of them, don't say whom they are about: they are kept back
until all are declared on. All of this is kept back
alike in the state somebody is shown, in the history (the parts {parts}; of what was judged, agreed
or noted only where it is about bidders; of {own} all but their own) and
among the texts an erasure names. Nobody changes it unseen. What shows or rests on every bidder
(results, the award, report, workbook, comparison, decision file, session file) is refused by naming
whom is still to be declared on; so is a change of {fitting} that stands there, because whether it
fits would tell of what is kept back. Answers are opened in {opened}.
"""

_WIDTH = 110


def permissions_page() -> str:
    """Give the page as it has to be."""
    parts = [_HEAD, _standings(), _declaring(), _rounds(), _sections()]
    return "\n".join(parts)


def _standings() -> str:
    rows = [
        (f"`{action}`", MEANING[action], *(_phases(standing, action) for standing in _named()))
        for action in ACTIONS
    ]
    heads = ("action", "what it is", *_named())
    return f"## By role and phase\n\n{_table(heads, rows)}"


def _named() -> tuple[Standing, ...]:
    return tuple(standing for standing in STANDINGS if MAY[standing])


def _phases(standing: Standing, action: Action) -> str:
    allowed = [phase for phase in PHASES if may(standing, action, phase)]
    if len(allowed) == len(PHASES):
        return "always"
    missing = [phase for phase in PHASES if phase not in allowed]
    if len(missing) == 1:
        return f"not in {_phase(missing[0])}"
    return ", ".join(map(_phase, allowed)) or "no"


def _phase(phase: Phase) -> str:
    return phase or "no phase"


def _declaring() -> str:
    """Say what is kept back from whom, and until when; what is sealed is sealed beside that."""
    rows = [(standing, "yes" if standing in HELD else "no", KEPT_BACK[standing]) for standing in _named()]
    parts = ", ".join(f"`{name}`" for name in SECTIONS if name in OF_BIDDERS)
    own = ", ".join(f"`{name}`" for name in SECTIONS if name in SPOKEN)
    fitting = ", ".join(f"`{name}`" for name in SECTIONS if name in CHECKED_AGAINST)
    opened = " and ".join(phase for phase in WORKSHOP_PHASES if phase in OPENED)
    known = _KNOWN.format(parts=parts, own=own, fitting=fitting, opened=opened)
    table = _table(("who", "declares", "sees what is known of a bidder"), rows)
    return f"## Before declaring\n\n{_filled(_BEFORE_DECLARING)}\n\n{table}\n{_filled(known)}\n"


def _filled(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH)


def _rounds() -> str:
    rows = [
        (f"`{action}`", meaning, *("yes" if state in IN_ROUND[action] else "no" for state in ROUND_STATES))
        for action, meaning in IN_A_ROUND.items()
    ]
    said = "Who may, may so only while the round is in that state."
    return f"## In a round\n\n{said}\n\n{_table(('action', 'what it is', *ROUND_STATES), rows)}"


def _sections() -> str:
    sections: dict[Action, list[str]] = {}
    for section, action in ACTION_OF_SECTION.items():
        sections.setdefault(action, []).append(f"`{section}`")
    rows = [(f"`{action}`", ", ".join(names)) for action, names in sections.items()]
    said = "What is not listed is changed by a use case of its own: judging, declaring, locking, deciding."
    return f"## What it takes to edit a part of a session\n\n{said}\n\n{_table(('action', 'parts'), rows)}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(permissions_page(), encoding="utf-8", newline="\n")
