"""A rating of a person is seen by nobody but its author: what is shown depends on the median alone.

Two committees differ in nothing but who rated how; the lower medians are the same. Then everything that
anybody but the authors can get hold of is the same, byte for byte.
"""

import io
import itertools
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from selection.analysis.evaluation import evaluate
from selection.catalogue.decision_file import write_decision
from selection.documents.meeting_told import meeting_told
from selection.documents.report import report
from selection.documents.report.telling import Besides
from selection.model.participants import Participant
from selection.storage.store import Store
from selection.words import Words
from selection.workshop.panels import disagreements_in
from selection.workshop.service import Service
from tests.decisions import token
from tests.examples import TODAY
from tests.meetings import Meeting
from tests.rooms import Ticking
from tests.unit.workshop.committee import LEADER, committee, rated
from tests.workbooks import written

MEMBERS = ("mia", "max", "noa", "dan", "ewa")
OBSERVER = token("observer")
RATED = {"mia": 0, "max": 5, "noa": 3, "dan": 4, "ewa": 3}
THE_SAME_MEDIAN = {"mia": 3, "max": 1, "noa": 5, "dan": 2, "ewa": 4}
ANOTHER_MEDIAN = RATED | {"max": 1, "dan": 1}


def held(file: Path, ratings: Mapping[str, int]) -> Meeting:
    """Hold a committee that differs from another in its ratings alone; ids and moments are the same."""
    numbers = itertools.count()
    service = Service(Store(f"sqlite:///{file}"), Ticking(), lambda: f"{next(numbers):032x}")
    found = committee(service, *MEMBERS)
    said = Participant(id="eye", role="observer")
    way = service.make_link(LEADER, found.session, "personal", found.state.version, said)
    service.join(OBSERVER, way.secret)
    found.declare_nothing(OBSERVER)
    rated(found, "c1", {name: {"aleph": level} for name, level in ratings.items()})
    return found


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Callable[[Mapping[str, int]], tuple[Meeting, Meeting]]]:
    opened: list[Meeting] = []

    def both(other: Mapping[str, int]) -> tuple[Meeting, Meeting]:
        opened.extend(held(tmp_path / f"{at}.db", said) for at, said in enumerate((RATED, other)))
        return opened[0], opened[1]

    yield both
    for found in opened:
        found.service.close()


def seen(found: Meeting, who: str) -> Iterator[object]:
    """Give everything a visitor can get hold of, but for hashes, which tell that something was said."""
    service, session = found.service, found.session
    state = service.state(who, session)
    yield write_decision(state.decision)
    yield state.decision
    yield state.proceedings, state.given
    yield disagreements_in(state, "c1")
    yield [
        (one.kind, one.key, one.actor, one.time, one.value, one.sealed)
        for one in service.history(who, session)
    ]
    yield meeting_told(state, Words("en"))


def documents(found: Meeting) -> Iterator[object]:
    """Give what the report and the workbook of a committee say."""
    state = found.state
    result = evaluate(state.decision, TODAY)
    told = meeting_told(state, Words("en"))
    besides = Besides(disagreement=told.agreed, conflicts=told.declared, locked=told.locked, mark=told.mark)
    yield report(result, Words("en"), TODAY, besides)
    yield written(result).content


def exported(found: Meeting, who: str) -> Iterator[str]:
    """Give every text of an export in the clear; sealed contents are there as hashes only."""
    with zipfile.ZipFile(io.BytesIO(found.service.export(who, found.session))) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode()


WATCHERS = {"facilitator": LEADER, "observer": OBSERVER}


@pytest.mark.parametrize("who", WATCHERS)
def test_nobody_sees_more_of_the_ratings_than_their_lower_median(
    pair: Callable[[Mapping[str, int]], tuple[Meeting, Meeting]], who: str
) -> None:
    one, other = pair(THE_SAME_MEDIAN)
    assert list(seen(one, WATCHERS[who])) == list(seen(other, WATCHERS[who]))


def test_a_member_sees_of_the_others_no_more_than_their_lower_median(
    pair: Callable[[Mapping[str, int]], tuple[Meeting, Meeting]],
) -> None:
    one, other = pair(THE_SAME_MEDIAN | {"mia": RATED["mia"], "dan": 3})
    assert list(seen(one, one.members["mia"])) == list(seen(other, other.members["mia"]))


def test_report_and_workbook_show_no_more_than_the_lower_median(
    pair: Callable[[Mapping[str, int]], tuple[Meeting, Meeting]],
) -> None:
    one, other = pair(THE_SAME_MEDIAN)
    assert list(documents(one)) == list(documents(other))


def test_another_median_is_seen_by_all_so_that_there_was_something_to_compare(
    pair: Callable[[Mapping[str, int]], tuple[Meeting, Meeting]],
) -> None:
    one, other = pair(ANOTHER_MEDIAN)
    for who in WATCHERS.values():
        assert list(seen(one, who)) != list(seen(other, who))
    assert list(documents(one)) != list(documents(other))


def test_an_export_holds_no_rating_although_the_round_was_revealed(
    pair: Callable[[Mapping[str, int]], tuple[Meeting, Meeting]],
) -> None:
    one, _other = pair(THE_SAME_MEDIAN)
    texts = list(exported(one, LEADER))
    assert [text for text in texts if '"chemistry":{"aleph":' in text.replace(" ", "")] == []
    (events,) = [text for text in texts if text.count("judgement_set") > 0 and text.lstrip().startswith("{")][
        :1
    ]
    assert events.count("judgement_set") >= len(MEMBERS)


def test_ratings_are_in_no_order_that_would_tell_whose_they_are(
    pair: Callable[[Mapping[str, int]], tuple[Meeting, Meeting]],
) -> None:
    one, _other = pair(THE_SAME_MEDIAN)
    state = one.state
    assert state.proceedings.ballots == {}
    assert [member.scores for member in state.decision.members] == [{}] * len(MEMBERS)
    agreed = json.loads(state.proceedings.agreements["chemistry"]["aleph"].model_dump_json())
    assert {name: value for name, value in agreed.items() if value} == {
        "round": "c1",
        "by": "private_rating",
        "judged": 5,
        "of": 5,
    }
