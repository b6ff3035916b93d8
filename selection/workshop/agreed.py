"""What may be agreed, and that nothing judged becomes official without it."""

from selection.analysis.disagreement import TIERS_FROM_THE_LEAST, Disagreement
from selection.errors import NotFound, SessionError
from selection.model.decision import Decision
from selection.model.needs import Need
from selection.model.rounds import Agreement, Round, cell_item, cell_of
from selection.workshop import chemistry
from selection.workshop.events import Edit
from selection.workshop.panels import disagreement_on
from selection.workshop.permissions import IN_ROUND
from selection.workshop.recusal import may_not_judge
from selection.workshop.state import SessionState, read_value, value_at

Place = tuple[str, str]
"""A subject and an item: what is agreed."""


def agreed_items(found: Round) -> tuple[str, ...]:
    """Name what a round must have an agreement on: needs, nodes or cells; nothing where none is moderated."""
    return (*found.needs, *found.nodes, *(cell.item for cell in found.cells))


def refuse_agreement(before: SessionState, after: SessionState, edit: Edit) -> None:
    """Refuse an agreement on nothing, on what is still sealed, or by another way than the rules allow.

    Raises
    ------
    SessionError
        With the first rule it breaks.
    """
    subject, item = edit.key
    where = f"agreement.{subject}.{item}"
    said = after.proceedings.agreements.get(subject, {}).get(item)
    if said is None:
        _refuse_orphan(after, subject, item, where)
        return
    # Ratings become scores with their reveal; everything else is agreed once a meeting has seen it.
    found = (after if said.by == "private_rating" else before).proceedings.round(said.round)
    if found is None or found.subject != subject or item not in (*agreed_items(found), *found.alternatives):
        raise SessionError("agreement_on_nothing", where)
    if found.state not in IN_ROUND["moderate"]:
        raise SessionError("round_not_revealed", where, round_state=found.state)
    judged = disagreement_on(after, said.round, item)
    if judged is None or (said.judged, said.of) != (judged.judged, judged.of):
        raise SessionError("agreement_miscounted", where)
    _refuse_those_present(after, said, subject, item, where)
    _refuse_way(after, said, judged, where)


def _refuse_orphan(after: SessionState, subject: str, item: str, where: str) -> None:
    """An agreement is taken back together with its score, or the score would stand on nothing."""
    alternative, criterion = cell_of(item)
    if subject != "scores" or criterion in after.decision.scores.get(alternative, {}):
        raise SessionError("agreement_stays", where)


def _refuse_those_present(after: SessionState, said: Agreement, subject: str, item: str, where: str) -> None:
    alternative = cell_of(item)[0] if subject == "scores" else None
    for person in said.present:
        if person != after.owner and after.proceedings.participant(person) is None:
            raise NotFound("nobody_of_that_id", where)
        if may_not_judge(after, person, alternative):
            raise SessionError("recused_is_present", where, found=alternative)


def _refuse_way(after: SessionState, said: Agreement, judged: Disagreement, where: str) -> None:
    if (said.by == "private_rating") != (judged.subject == "chemistry"):
        raise SessionError("agreement_on_nothing", where)
    if said.by == "private_rating":
        return
    value = official_figure(after.decision, judged)
    if value is None:
        raise SessionError("agreement_without_value", where)
    if said.by == "lower_median":
        _refuse_other_than_median(judged, value, where)
    elif not said.present:
        raise SessionError("nobody_present", where)


def _refuse_other_than_median(judged: Disagreement, value: float, where: str) -> None:
    if judged.must_discuss:
        raise SessionError("to_be_discussed", where)
    if not judged.quorum:
        raise SessionError("too_few_judged", where, judged=judged.judged, of=judged.of)
    if judged.subject == "weights" or value != judged.median:
        raise SessionError("not_the_lower_median", where)


def official_figure(decision: Decision, judged: Disagreement) -> float | None:
    """Give what the decision holds where something was judged; None if it holds nothing there.

    Of weights it only matters that there are some.
    """
    if judged.subject == "tiers":
        need = next((need for need in decision.needs if need.id == judged.item), None)
        return None if need is None else float(TIERS_FROM_THE_LEAST.index(need.tier))
    if judged.subject == "weights":
        return 1.0 if judged.item in decision.weights else None
    alternative, criterion = cell_of(judged.item)
    score = decision.scores.get(alternative, {}).get(criterion)
    return None if score is None else score.performance


def refuse_values_nobody_agreed(before: SessionState, after: SessionState, edits: tuple[Edit, ...]) -> None:
    """Refuse an official value where members have judged, unless its agreement comes with it.

    An amendment changes tiers and weights without one, for its own reason; scores are not locked.

    Raises
    ------
    SessionError
        With the first value that nobody agreed on, or that is not what was rated in private.
    """
    agreed = {edit.key for edit in edits if edit.section == "agreement"}
    amended = any(edit.section == "lock" for edit in edits)
    asked = {
        (str(found.subject), item)
        for found in before.proceedings.rounds
        if found.state != "draft"
        for item in agreed_items(found)
    }
    rated = _rated(after)
    for edit in edits:
        where = ".".join((edit.section, *edit.key))
        if edit.section == "score" and edit.key in rated and not _is_as_rated(after, edit, rated[edit.key]):
            raise SessionError("not_as_rated", where)
        place = _official(before.decision, edit)
        if place is None or (amended and place[0] != "scores"):
            continue
        if place in asked and place not in agreed:
            raise SessionError("not_agreed", where)


def _rated(state: SessionState) -> dict[tuple[str, ...], tuple[str, str]]:
    """Name every score that comes from private ratings, with its round and who was rated."""
    known = state.proceedings.agreements.get("chemistry", {})
    return {
        (chemistry.firm_of(state.decision, name), chemistry.CRITERION): (agreed.round, name)
        for name, agreed in known.items()
    }


def _is_as_rated(state: SessionState, edit: Edit, rated: tuple[str, str]) -> bool:
    found = disagreement_on(state, *rated)
    expected = chemistry.score_of(found) if found is not None else None
    held = state.decision.scores.get(edit.key[0], {}).get(edit.key[1])
    return (held.performance if held else None) == (expected.performance if expected else None)


def _official(decision: Decision, edit: Edit) -> Place | None:
    """Tell what is agreed by an edit of the decision: a tier, weights of a node, or the score of a cell."""
    if edit.section == "score":
        return "scores", cell_item(*edit.key)
    if edit.section == "weights":
        return "weights", edit.key[0]
    if edit.section == "need":
        return _official_tier(decision, edit)
    return None


def _official_tier(decision: Decision, edit: Edit) -> Place | None:
    """A need that is written anew with the tier it has changes nothing that members judge."""
    held = value_at(decision, "need", edit.key).value
    now = None if edit.value is None else read_value("need", edit.key, edit.value)
    same = isinstance(held, Need) and isinstance(now, Need) and held.tier == now.tier
    return None if same else ("tiers", edit.key[0])
