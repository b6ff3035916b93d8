"""A round of judging as the analysis looks at it: who could judge, who said what, who is recused."""

from selection.analysis.disagreement import Disagreement, Panel, Voice, disagreements
from selection.model.rounds import Round
from selection.workshop.revealed import recused_from, without
from selection.workshop.state import SessionState


def panel_of(state: SessionState, found: Round) -> Panel:
    """Give a round with everything said in it that the state knows of, without what was recused."""
    known, decision = state.proceedings, state.decision
    recused = {judge: recused_from(decision, known, judge) for judge in found.judges}
    unnamed = known.rules.identities == "anonymous"
    voices = []
    for name, ballot in known.ballots.get(found.id, {}).items():
        judge = known.participant(name)
        department = None if unnamed or judge is None else judge.department
        voices.append(Voice(name, without(ballot, recused_from(decision, known, name)), department))
    return Panel(found, tuple(voices), known.rules, recused)


def disagreements_in(state: SessionState, found: str) -> tuple[Disagreement, ...]:
    """Tell how far judges of a round are apart, as far as the state knows what they said."""
    asked = state.proceedings.round(found)
    return () if asked is None else disagreements(state.decision, panel_of(state, asked))


def disagreement_on(state: SessionState, found: str, item: str) -> Disagreement | None:
    """Tell how far judges of a round are apart on one thing; of a node, on the first of its children."""
    return next((one for one in disagreements_in(state, found) if one.item == item), None)
