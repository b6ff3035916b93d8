"""What can be done to find something out, and which cells each of it would settle.

Nobody asks for a cell. One sends a letter with one question to all, or a whole questionnaire; one has all
finalists show a scenario, or calls a reference. Each settles a set of cells. In a tender whatever is asked
is asked of all bidders.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from selection.analysis.foundation import Foundation
from selection.analysis.uncertain import UncertainCell
from selection.model.inquiry import AskKind, Effort

ALL = "all"
"""Where a question is about everything of its kind, its subject."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to do.

    `subject` is the need or criterion of a letter, the product or firm a questionnaire goes to, the group
    of needs a scenario shows, the firm whose reference is called; or `ALL`. `parties` are those who are
    asked (offers and firms, in a tender the bids), `about` the offers and firms of whom something is to
    be learnt, `items` the needs and criteria it is about, `cells` what it settles (places in the outlay).
    """

    kind: AskKind
    subject: str
    parties: tuple[str, ...]
    about: tuple[str, ...]
    items: tuple[str, ...]
    cells: tuple[int, ...]

    def hours(self, efforts: Mapping[AskKind, Effort]) -> float:
        """Give the hours it takes under a policy."""
        effort = efforts[self.kind]
        return effort.hours + effort.hours_each * len(self.parties)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell with where it stands, and who is asked about it."""

    place: int
    cell: UncertainCell
    party: str


def asks(foundation: Foundation, cells: Sequence[UncertainCell]) -> tuple[Ask, ...]:
    """List everything one could do; of two things that settle the same cells only the first is listed.

    A letter is answered with proof, so it settles weak answers too; so do a scenario and a call, which
    tells everything about a firm's work but what it will cost. A questionnaire settles what is open.
    """
    firms = {pair.id: pair.integrator for pair in foundation.pairs}
    placed = [_Placed(at, cell, firms.get(cell.owners[0], cell.owners[0])) for at, cell in enumerate(cells)]
    costs = {name for name, criterion in foundation.criteria.items() if criterion.is_cost}
    told = [p for p in placed if p.cell.kind == "criterion" and p.cell.item not in costs]
    found = [
        *_letters(placed),
        *_reference_calls(told, together=foundation.decision.mode == "tender"),
        *_questionnaires(foundation, [p for p in placed if p.cell.is_open]),
        *_scenarios(foundation, placed),
    ]
    first: dict[tuple[tuple[int, ...], bool], Ask] = {}
    for ask in found:
        first.setdefault((ask.cells, ask.kind == "reference_call"), ask)
    if foundation.decision.mode != "tender":
        return tuple(first.values())
    bidders = tuple(sorted(p.id for p in foundation.pairs if foundation.gates[p.id].verdict != "fail"))
    return tuple(replace(ask, parties=bidders) for ask in first.values())


def _ask(kind: AskKind, subject: str, placed: Iterable[_Placed]) -> Ask:
    held = list(placed)
    # By name, not by how far along they are: a list of questions is no ranking.
    parties = tuple(sorted({p.party for p in held}))
    return Ask(
        kind,
        subject,
        parties,
        parties,
        tuple(sorted({p.cell.item for p in held})),
        tuple(p.place for p in held),
    )


def _by(placed: Iterable[_Placed], subject: Callable[[_Placed], str]) -> dict[str, list[_Placed]]:
    found: dict[str, list[_Placed]] = {}
    for one in placed:
        found.setdefault(subject(one), []).append(one)
    return found


def _letters(placed: Sequence[_Placed]) -> Iterator[Ask]:
    for item, held in _by(placed, lambda p: p.cell.item).items():
        yield _ask("letter", item, held)


def _reference_calls(placed: Sequence[_Placed], *, together: bool) -> Iterator[Ask]:
    about_firms = [p for p in placed if p.cell.side != "platform"]
    if together and about_firms:
        yield _ask("reference_call", ALL, about_firms)
    elif about_firms:
        for firm, held in _by(about_firms, lambda p: p.party).items():
            yield _ask("reference_call", firm, held)


def _questionnaires(foundation: Foundation, placed: Sequence[_Placed]) -> Iterator[Ask]:
    """Send one to each vendor and firm, and one to all; in a tender only to all."""
    products = {offer.id: offer.product for offer in foundation.decision.offers}
    if foundation.decision.mode != "tender":
        for asked, held in _by(placed, lambda p: products.get(p.party, p.party)).items():
            yield _ask("questionnaire", asked, held)
    if placed:
        yield _ask("questionnaire", ALL, placed)


def _scenarios(foundation: Foundation, placed: Sequence[_Placed]) -> Iterator[Ask]:
    """Show the needs of one group together: the group whose id a need's id begins with."""
    groups = sorted((group.id for group in foundation.decision.need_groups), key=len, reverse=True)
    needs = [p for p in placed if p.cell.kind == "need"]

    def group_of(one: _Placed) -> str:
        return next((group for group in groups if one.cell.item.startswith(group)), ALL)

    for group, held in _by(needs, group_of).items():
        yield _ask("scenario", group, held)
