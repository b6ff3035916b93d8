"""From edits to events and back: what is replayed is what was meant, and undo goes back step by step."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.errors import ChainBroken, NotFound, SessionError
from selection.model.base import ERASED
from selection.model.decision import Decision
from selection.workshop.audit import verify
from selection.workshop.changes import contents_with_erased, erasure, says_the_same
from selection.workshop.events import SECTIONS, Edit, Record, from_bytes
from selection.workshop.state import fold, value_at
from tests.decisions import answer, need, small_decision
from tests.unit.workshop.chains import TIME, Chain, chain_of
from tests.unit.workshop.edits import EDITS

WITHDRAWALS = (
    Edit("need", ("N1",)),
    Edit("need", ("N3",)),
    Edit("offer", ("harbour-basic",)),
    Edit("answer", ("northstar-pro", "N1")),
    Edit("answer", ("northstar-pro", "N2")),
    Edit("baseline"),
)
MOVES = (Edit("need", ("N3",), need("N3"), at=0), Edit("need", ("N2",), need("N2"), at=2))
UNDO = None

edits = st.sampled_from(EDITS + WITHDRAWALS + MOVES)
steps = st.lists(st.one_of(st.just(UNDO), st.lists(edits, min_size=1, max_size=4)), max_size=12)


def test_a_session_begins_with_exactly_the_decision_it_took_in() -> None:
    assert Chain().begin(small_decision()).state.decision == small_decision()


def test_a_decision_taken_in_leaves_nothing_of_itself_in_the_history() -> None:
    event = from_bytes(Chain().begin(small_decision()).records[0].bytes)
    assert (event.kind, list(event.body)) == ("decision_taken_in", ["key", "value"])
    assert list(event.body["value"]) == ["$content"]  # type: ignore[call-overload]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.section)
def test_replaying_an_edit_gives_what_was_entered(edit: Edit) -> None:
    found = value_at(chain_of(edit).state.decision, edit.section, edit.key).value
    assert found == edit.value


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.section)
def test_undoing_the_only_edit_gives_the_decision_that_was_taken_in(edit: Edit) -> None:
    assert chain_of(edit).undo().state.decision == small_decision()


@given(steps)
def test_undo_steps_back_through_everything_that_still_stands(
    script: list[list[Edit] | None],
) -> None:
    chain = Chain().begin(small_decision())
    earlier: list[Decision] = []
    for step in script:
        before = chain.state.decision
        if step is UNDO:
            expected = earlier.pop() if earlier else None
            if expected is None:
                with pytest.raises(SessionError, match="nothing_to_undo"):
                    chain.undo()
            else:
                assert chain.undo().state.decision == expected
            continue
        try:
            chain.submit(*step)
        except NotFound:
            assert chain.state.decision == before
        else:
            earlier.append(before)
    verify("s1", chain.records)


@given(steps)
def test_folding_only_the_tail_gives_the_same_as_folding_everything(
    script: list[list[Edit] | None],
) -> None:
    chain = Chain().begin(small_decision())
    state = chain.state
    for step in script:
        try:
            grown = chain.undo() if step is UNDO else chain.submit(*step)
        except (NotFound, SessionError):
            continue
        state = fold(grown.records[state.version :], grown.contents, state)
        assert state == grown.state


def test_a_restored_entry_takes_its_old_place() -> None:
    chain = chain_of().submit(Edit("need", ("N1",)), Edit("need", ("N2",)))
    assert [n.id for n in chain.state.decision.needs] == ["N3"]
    assert [n.id for n in chain.undo().state.decision.needs] == ["N1", "N2", "N3"]


def test_an_undo_says_what_it_undoes_newest_first() -> None:
    chain = chain_of().submit(Edit("title", (), "B"), Edit("mode", (), "tender")).undo()
    events = [from_bytes(record.bytes) for record in chain.records]
    assert [(e.kind, e.undoes) for e in events[1:]] == [
        ("title_set", None),
        ("mode_set", None),
        ("mode_set", 3),
        ("title_set", 2),
    ]


def test_undo_takes_back_only_what_the_same_person_did() -> None:
    chain = chain_of(Edit("title", (), "Ann's"))
    chain.submit(Edit("mode", (), "tender"), actor="bob").undo("ann")
    assert (chain.state.decision.title, chain.state.decision.mode) == (small_decision().title, "tender")


def test_the_decision_taken_in_is_not_undone() -> None:
    with pytest.raises(SessionError) as caught:
        chain_of().undo()
    assert caught.value.code == "nothing_to_undo"


@pytest.mark.parametrize(
    ("edit", "code", "figures"),
    [
        (Edit("need", ()), "key_of_other_length", {"found": 0, "allowed": 1}),
        (Edit("title", ("x",), "t"), "key_of_other_length", {"found": 1, "allowed": 0}),
        (Edit("need", ("N1",), need("N1"), at=-1), "place_impossible", {"found": -1}),
        (Edit("answer", ("o", "N1"), answer(), at=0), "place_impossible", {"found": 0}),
    ],
)
def test_an_edit_that_fits_no_section_is_refused(edit: Edit, code: str, figures: dict[str, int]) -> None:
    with pytest.raises(SessionError) as caught:
        chain_of(edit)
    assert (caught.value.code, caught.value.where, caught.value.figures) == (code, edit.section, figures)


def test_an_edit_of_an_unknown_section_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(SessionError) as caught:
        chain_of(Edit("mood", (), "good"))
    assert (caught.value.code, caught.value.where) == ("section_unknown", "mood")
    assert caught.value.figures == {"allowed": sorted(SECTIONS)}


@pytest.mark.parametrize(
    ("again", "same"),
    [
        (Edit("answer", ("harbour-basic", "N1"), answer(by="Dana Levi")), True),
        (Edit("answer", ("harbour-basic", "N1"), answer(by="Dana Levy")), False),
        (Edit("answer", ("harbour-basic", "N2"), answer(by="Dana Levi")), False),
        (Edit("answer", ("harbour-basic", "N1")), False),
    ],
)
def test_the_same_edits_are_known_again_and_others_are_not(again: Edit, same: bool) -> None:
    chain = chain_of(Edit("answer", ("harbour-basic", "N1"), answer(by="Dana Levi")))
    assert says_the_same(chain.records[1:], chain.contents, [again]) is same


def test_a_session_whose_decision_is_gone_is_broken() -> None:
    chain = chain_of()
    with pytest.raises(ChainBroken) as caught:
        fold(chain.records, {})
    assert caught.value.code == "content_missing"


def test_a_history_without_its_beginning_is_broken() -> None:
    chain = chain_of(Edit("title", (), "B"))
    with pytest.raises(ChainBroken) as caught:
        fold(chain.records[1:], chain.contents)
    assert caught.value.figures == {"first_bad_seq": 1}


def test_a_history_before_whose_beginning_something_was_erased_is_broken() -> None:
    chain = chain_of()
    (step,) = erasure(replace(chain.state, version=-1), [], "ann", TIME).steps
    early = Record(0, step.event, "", "x")
    with pytest.raises(ChainBroken) as caught:
        fold((early, *chain.records), chain.contents)
    assert (caught.value.code, caught.value.where) == ("chain_broken", "event 1")


def test_a_text_that_is_missing_breaks_the_history_unless_an_event_says_that_it_was_erased() -> None:
    given = answer(reason="Dana saw it")
    chain = chain_of(Edit("answer", ("northstar-pro", "N1"), given))
    (gone,) = (name for name, content in chain.contents.items() if content.text == "Dana saw it")
    del chain.contents[gone]
    with pytest.raises(ChainBroken) as caught:
        fold(chain.records, chain.contents)
    assert (caught.value.code, caught.value.where) == ("content_missing", gone)
    told = fold(chain.records, {**chain.contents, gone: None})
    chain._write(erasure(told, [gone], "ann", TIME))
    contents = contents_with_erased(chain.records, chain.contents)
    state = fold(chain.records, contents)
    assert state.version == 3
    assert state.decision.answers["northstar-pro"]["N1"].reason == ERASED
    assert not says_the_same(chain.records[2:], contents, [Edit("title", (), "B")])
