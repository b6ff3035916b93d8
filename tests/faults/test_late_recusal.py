"""Who steps back late is left out of everything, as if they had stepped back in time; and that is shown."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selection.analysis.evaluation import evaluate
from selection.analysis.stability import without_evaluators
from selection.analysis.standing import standings
from selection.documents.meeting_told import meeting_told
from selection.documents.report import Besides, report
from selection.model.decision import Decision
from selection.model.rounds import Ballot
from selection.storage.store import Store
from selection.words import Words
from selection.workshop.moderation import agree_score
from selection.workshop.panels import disagreements_in
from selection.workshop.service import Service
from tests.decisions import score
from tests.examples import TODAY
from tests.meetings import Meeting, once
from tests.rooms import Ticking
from tests.unit.workshop.committee import committee, recuse
from tests.workbooks import written

EN = Words("en")
MEMBERS = ("mia", "max", "noa", "dan")
FROM = "harbour-basic"
CELLS = ({"alternative": FROM, "criterion": "E1"}, {"alternative": "northstar-pro", "criterion": "E1"})
SAID = {
    "mia": {FROM: 0, "northstar-pro": 2},
    "max": {FROM: 1, "northstar-pro": 2},
    "noa": {FROM: 2, "northstar-pro": 1},
    "dan": {FROM: 1, "northstar-pro": 0},
}


def judged(file: Path, *, in_time: bool) -> Meeting:
    """Noa has to do with one of those who are judged: said in time, or only once all was revealed."""
    numbers = itertools.count()
    service = Service(Store(f"sqlite:///{file}"), Ticking(), lambda: f"{next(numbers):032x}")
    found = committee(service, *MEMBERS)
    if in_time:
        recuse(found, "noa", FROM)
    found.prepare("s1", subject="scores", cells=CELLS)
    found.move("s1", "open")
    for member, row in SAID.items():
        said = {
            name: {"E1": score(level)}
            for name, level in row.items()
            if not in_time or (member, name) != ("noa", FROM)
        }
        service.judge(found.members[member], found.session, "s1", Ballot(scores=said), once())
    for state in ("closed", "revealed"):
        found.move("s1", state)
    if not in_time:
        recuse(found, "noa", FROM)
    return found


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Meeting, Meeting]]:
    both = judged(tmp_path / "late.db", in_time=False), judged(tmp_path / "early.db", in_time=True)
    yield both
    for found in both:
        found.service.close()


def decided(found: Meeting) -> Decision:
    return found.state.decision


def dropped(found: Meeting) -> list[object]:
    """Tell who wins without one evaluator or another; somebody judged, so there is something to tell."""
    evaluation = evaluate(decided(found), TODAY)
    said = [without_evaluators(evaluation.foundation, one) for one in standings(evaluation)]
    assert [one for one in said if one is not None] != []
    return list(said)


LOOKS: dict[str, Callable[[Meeting], object]] = {
    "differences and consensus": lambda found: disagreements_in(found.state, "s1"),
    "what members said": lambda found: [(one.id, one.scores, one.recused) for one in decided(found).members],
    "values and ranks": lambda found: [
        (one.id, one.low, one.high, one.rank_best, one.rank_worst)
        for one in evaluate(decided(found), TODAY).pairs
    ],
    "what dropping one evaluator does": dropped,
    "the workbook": lambda found: written(evaluate(decided(found), TODAY)).content,
    "the report": lambda found: report(evaluate(decided(found), TODAY), EN, TODAY, besides(found)),
    "the observer's ballots": lambda found: [
        ballot.scores.get(FROM) for ballot in found.state.proceedings.ballots["s1"].values()
    ],
}


def besides(found: Meeting) -> Besides:
    told = meeting_told(found.state, EN)
    return Besides(disagreement=told.agreed, conflicts=told.declared, locked=told.locked, mark=told.mark)


@pytest.mark.parametrize("what", LOOKS)
def test_whoever_steps_back_late_is_left_out_as_if_it_had_been_in_time(
    pair: tuple[Meeting, Meeting], what: str
) -> None:
    late, early = pair
    assert LOOKS[what](late) == LOOKS[what](early)


def test_there_was_something_to_leave_out(pair: tuple[Meeting, Meeting]) -> None:
    late, _early = pair
    judged_all = late.state.proceedings.ballots["s1"]
    assert [ballot.scores["northstar-pro"]["E1"].performance for ballot in judged_all.values()] == [
        2,
        2,
        1,
        0,
    ]
    about = {one.item: (one.judged, one.of, one.highest) for one in disagreements_in(late.state, "s1")}
    assert about == {f"{FROM}/E1": (3, 3, 1.0), "northstar-pro/E1": (4, 4, 2.0)}
    noa = next(one for one in decided(late).members if one.id == late.id_of("noa"))
    assert (list(noa.scores), noa.recused) == (["northstar-pro"], (FROM,))


@pytest.mark.parametrize("there", [True, False])
def test_each_cell_agreed_in_that_presence_is_open_again_and_no_other(tmp_path: Path, there: bool) -> None:
    service = Service(Store(f"sqlite:///{tmp_path}/sessions.db"), Ticking())
    found = committee(service, *MEMBERS)
    found.prepare("s1", subject="scores", cells=CELLS)
    found.move("s1", "open")
    for member, row in SAID.items():
        said = {name: {"E1": score(level)} for name, level in row.items()}
        service.judge(found.members[member], found.session, "s1", Ballot(scores=said), once())
    for state in ("closed", "revealed"):
        found.move("s1", state)
    present = tuple(found.id_of(name) for name in (MEMBERS if there else ("mia", "max")))
    for cell in CELLS:
        item = f"{cell['alternative']}/{cell['criterion']}"
        found.edit(*agree_score(found.state, "s1", item, 1, "Talked about", present))
    recuse(found, "noa", FROM)
    agreed = found.state.proceedings.agreements["scores"]
    kept = ["northstar-pro/E1"] if there else [f"{FROM}/E1", "northstar-pro/E1"]
    assert sorted(agreed) == kept
    assert sorted(found.state.decision.scores) == [item.split("/")[0] for item in kept]
    cells = {one.item: one for one in disagreements_in(found.state, "s1")}
    assert (cells[f"{FROM}/E1"].lowest, cells[f"{FROM}/E1"].highest) == (0.0, 1.0)
    service.close()


def test_that_judgements_are_left_out_is_told_in_the_report_in_every_language(
    pair: tuple[Meeting, Meeting],
) -> None:
    late, _early = pair
    for language, sentence in (("en", "Judgements left out."), ("he", None), ("pl", None)):
        words = Words(language)  # type: ignore[arg-type]
        lines = [
            line for line in meeting_told(late.state, words).declared if words("Judgements left out.") in line
        ]
        assert len(lines) == 1
        assert sentence is None or "Noa, on Harbour (fictional) Basic" in lines[0]
