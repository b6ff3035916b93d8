"""What a round of tiers, scores or ratings asks of somebody, question by question, as plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selection.model.needs import TIERS
from selection.model.rounds import CANNOT_JUDGE, Subject, cell_of
from selection.views.desk import Desk
from selection.views.member_declare import to_declare
from selection.views.member_evidence import Known, cells_of, what_is_said
from selection.views.member_words import asked_title, cannot_judge, level_names
from selection.views.weight_names import criterion_of, name_of
from selection.views.widgets import heading
from selection.views.workshop_names import alternative_name
from selection.words import Words
from selection.words.terms import area_word, tier_word
from selection.workshop.sheets import Judging, alternative_of


@dataclass(frozen=True)
class Choice:
    """One thing that can be said to a question."""

    value: str | int
    strong: str
    """What its button says first, in bold."""
    beside: str
    told: str
    """How it is told later that this was said."""


@dataclass(frozen=True)
class Question:
    """One question with all that stands beside it."""

    item: str
    name: str
    """What it is about, in a list of all questions."""
    asked: str
    choices: tuple[Choice, ...]
    about: str = ""
    explained: str = ""
    notes: tuple[str, ...] = ()
    says_how: bool = False
    """Whether a level counts only with how we know it; then there is a comment, too."""
    known: tuple[Known, ...] | None = None
    """What is said of the alternative; None where nothing is told beside the question."""
    to_declare: bool = False
    """Whether its author must first say what they have to do with the alternative; nothing is told before."""


def questions(desk: Desk, now: Judging) -> tuple[Question, ...]:
    """Give all questions of a round in the order they are asked."""
    make = _MAKERS[now.round.subject](desk)
    return tuple(
        _unasked(desk, now.round.subject, item) if must_declare(desk, now, item) else make(item)
        for item in now.items
    )


def must_declare(desk: Desk, now: Judging, item: str) -> bool:
    """Tell whether somebody must declare an interest, or that there is none, before they judge something."""
    judged = now.round.subject in ("scores", "chemistry")
    return judged and bool(to_declare(desk, alternative_of(item)))


def _unasked(desk: Desk, subject: Subject, item: str) -> Question:
    return Question(item, asked_title(desk, subject, item), "", (), to_declare=True)


Make = Callable[[str], Question]


def _tiers(desk: Desk) -> Make:
    _ = desk.words
    needs = {need.id: need for need in desk.decision.needs}
    labels = (
        _("**Must** · without it we do not buy"),
        _("**Long-term** · needed, but later"),
        _("**Nice to have** · we could do without"),
    )
    tiers = zip(TIERS, labels, strict=True)
    choices = tuple(_labelled(tier, label, heading(tier_word(tier, _))) for tier, label in tiers)

    def make(item: str) -> Question:
        need = needs.get(item)
        notes = [area_word(need.area, _)] if need and need.area else []
        notes += [_.told(need.reason)] if need and need.reason else []
        asked = _.told(need.text) if need else item
        return Question(
            item,
            asked_title(desk, "tiers", item),
            asked,
            (*choices, _unable(_)),
            notes=tuple(notes),
        )

    return make


def _scores(desk: Desk) -> Make:
    _ = desk.words
    cells = cells_of(desk)

    def make(item: str) -> Question:
        alternative, name = cell_of(item)
        criterion = criterion_of(desk, name)
        return Question(
            item,
            asked_title(desk, "scores", item),
            _.apart(name_of(desk, name)),
            (*_levels(level_names(criterion, _), _), _unable(_)),
            about=_.apart(alternative_name(desk, alternative)),
            explained=_.told(criterion.definition) if criterion else "",
            says_how=True,
            known=what_is_said(desk, cells, alternative, criterion) if criterion else None,
        )

    return make


def _chemistry(desk: Desk) -> Make:
    _ = desk.words
    choices = (*_levels(level_names(None, _), _), _unable(_))
    private = _("Nobody sees your answer: only the middle value of all is ever shown, without names.")

    def make(item: str) -> Question:
        name, person = alternative_name(desk, item), _proposed(desk, item)
        asked = (
            _("How well could you work with {person}, whom {name} proposes?", person=person, name=name)
            if person
            else _("How well could you work with the project manager {name} proposes?", name=name)
        )
        return Question(item, asked_title(desk, "chemistry", item), asked, choices, notes=(private,))

    return make


_MAKERS: Mapping[Subject, Callable[[Desk], Make]] = {
    "tiers": _tiers,
    "scores": _scores,
    "chemistry": _chemistry,
}


def _proposed(desk: Desk, item: str) -> str:
    """Name the person a bid or a firm proposes; nobody where a firm's bids name different ones."""
    named = {bid.project_manager for bid in desk.decision.bids if item in (bid.id, bid.integrator)}
    return desk.words.text(named.pop()) if len(named) == 1 else ""


def _labelled(value: str, label: str, told: str) -> Choice:
    _before, strong, beside = label.split("**")
    return Choice(value, strong, beside, told)


def _levels(names: list[str], _: Words) -> tuple[Choice, ...]:
    numbered = ((level, _.number(level), name) for level, name in enumerate(names))
    return tuple(
        Choice(level, number, f" · {name}", f"{number} · {name}") for level, number, name in numbered
    )


def _unable(_: Words) -> Choice:
    return Choice(CANNOT_JUDGE, "", cannot_judge(_), cannot_judge(_))
