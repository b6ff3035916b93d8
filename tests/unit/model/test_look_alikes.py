from typing import Any

from selection.model.base import Localised
from selection.model.consistency import check, loose_ends
from selection.model.decision import Decision
from selection.model.look_alikes import look_alikes
from selection.model.profiles import IntegratorProfile
from tests.building import bid, decide, fed, firm, need

LATIN, CYRILLIC = "Acme (fictional)", "\u0410cme (fictional)"


def named(entry: str, name: str) -> IntegratorProfile:
    return firm(entry, {"a": "yes"}).model_copy(update={"name": name})


def alike(decision: Decision) -> list[tuple[str, str, object, object]]:
    assert (check(decision), loose_ends(decision)) == ((), ())
    found = look_alikes(decision)
    return [(e.code, e.where, e.figures["found"], e.figures["first"]) for e in found]


def with_needs(*texts: Any) -> Decision:
    needs = tuple(need(f"N{at}").model_copy(update={"text": text}) for at, text in enumerate(texts, 1))
    return decide(criteria=(fed("F"),), needs=needs)


def test_two_firms_whose_names_look_alike_are_accepted_and_told() -> None:
    decision = decide(integrators=(named("x", LATIN), named("y", CYRILLIC)))
    assert alike(decision) == [("names_look_alike", "integrators.y", f"y ({CYRILLIC})", f"x ({LATIN})")]


def test_names_of_different_kinds_of_things_may_look_alike() -> None:
    integrators = (named("x", LATIN),)
    bids = (bid("B1", "a", "x").model_copy(update={"name": CYRILLIC}),)
    assert alike(decide(("a",), integrators=integrators, bids=bids)) == []


def test_two_bids_of_one_name_are_told() -> None:
    bids = tuple(bid(name, "a", "x").model_copy(update={"name": LATIN}) for name in ("B1", "B2"))
    decision = decide(("a",), integrators=(firm("x", {"a": "yes"}),), bids=bids)
    assert alike(decision) == [("names_look_alike", "bids.B2", f"B2 ({LATIN})", f"B1 ({LATIN})")]


def test_needs_are_held_against_each_other_in_every_language() -> None:
    calls = Localised(en="Calls are noted", pl="Rozmowy")
    assert alike(with_needs(calls, "Rozmowy")) == [
        ("names_look_alike", "needs.N2", "N2 (Rozmowy)", "N1 (Calls are noted)")
    ]
    assert alike(with_needs(calls, "Reports are sent")) == []


def test_of_three_that_look_alike_two_are_told() -> None:
    assert [where for _code, where, *_names in alike(with_needs("A b", "a B", "A\xa0b"))] == [
        "needs.N2",
        "needs.N3",
    ]
