"""Folding many events at once passes over what is said anew; it comes to the same as one after the other."""

from hypothesis import given, settings
from hypothesis import strategies as some

from selection.workshop.events import Edit
from selection.workshop.state import apply, fold
from tests.decisions import small_decision
from tests.unit.workshop.chains import Chain

MEMBERS = ("m1", "m2")
NEEDS = small_decision().needs
ROUND = {"id": "r1", "subject": "tiers", "needs": [need.id for need in NEEDS]}

participants = some.builds(
    lambda name, department: Edit(
        "participant", (name,), {"id": name, "role": "member", "department": department}
    ),
    some.sampled_from(MEMBERS),
    some.sampled_from(["Sales", "IT"]),
)
ballots = some.builds(
    lambda name, tier: Edit("judgement", ("r1", name), {"tiers": {NEEDS[0].id: tier}}),
    some.sampled_from(MEMBERS),
    some.sampled_from(["must", "nice", "cannot_judge"]),
)
rounds = some.builds(
    lambda state: Edit("round", ("r1",), {**ROUND, "state": state}), some.sampled_from(["draft", "revealed"])
)
needs = some.builds(
    lambda need, tier, at: Edit("need", (need.id,), need.model_copy(update={"tier": tier}), at),
    some.sampled_from(NEEDS),
    some.sampled_from(["must", "nice"]),
    some.sampled_from([None, 0, 1]),
)
removed = some.sampled_from(NEEDS).map(lambda need: Edit("need", (need.id,)))
titles = some.sampled_from(["One", "Two"]).map(lambda title: Edit("title", (), title))


@settings(max_examples=60, deadline=None)
@given(some.lists(participants | ballots | rounds | needs | removed | titles, max_size=25))
def test_folding_at_once_is_folding_one_after_the_other(edits: list[Edit]) -> None:
    chain = Chain().begin(small_decision())
    state = chain.state
    for edit in edits:
        here = {need.id for need in state.decision.needs}
        if edit.section != "need" or edit.value is not None or edit.key[0] in here:
            chain.submit(edit)
            state = apply(state, chain.records[-1], chain.contents)
    assert fold(chain.records, chain.contents) == state
