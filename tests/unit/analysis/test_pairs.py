from selection.analysis.pairs import PairKey, compatibility, pairs_of
from tests.building import bid, decide, firm


def test_in_a_market_scan_pairs_are_the_combinations_that_may_be_had() -> None:
    scan = decide(("a", "b"), integrators=(firm("x", {"a": "yes", "b": "no"}), firm("y", {"a": "unknown"})))
    assert pairs_of(scan) == (
        PairKey("a+x", "a (fictional) Pro × x (fictional)", "a", "x", "yes"),
        PairKey("a+y", "a (fictional) Pro × y (fictional)", "a", "y", "unknown"),
        PairKey("b+y", "b (fictional) Pro × y (fictional)", "b", "y", "unknown"),
    )


def test_in_a_tender_pairs_are_the_bids_whatever_else_could_be_combined() -> None:
    bids = (bid("B1", "a", "x"), bid("B2", "a", "x"), bid("B3", "b", "x"))
    tender = decide(("a", "b"), mode="tender", integrators=(firm("x", {"a": "yes", "b": "no"}),), bids=bids)
    assert pairs_of(tender) == (
        PairKey("B1", "Bid B1", "a", "x", "yes", bids[0]),
        PairKey("B2", "Bid B2", "a", "x", "yes", bids[1]),
        PairKey("B3", "Bid B3", "b", "x", "no", bids[2]),
    )


def test_a_tender_without_bids_has_no_pairs() -> None:
    assert pairs_of(decide(("a",), firms=("x",), mode="tender")) == ()


def test_bids_count_for_nothing_in_a_market_scan() -> None:
    scan = decide(("a",), firms=("x",), bids=(bid("B1", "a", "x"),))
    assert [pair.id for pair in pairs_of(scan)] == ["a+x"]


def test_a_product_a_firm_does_not_mention_is_unknown_and_not_refused() -> None:
    found = decide(
        ("a", "b", "c"), integrators=(firm("x", {"a": "yes", "b": "no", "c": "unknown"}), firm("y", {}))
    )
    assert [compatibility(found, offer, "x") for offer in "abc"] == ["yes", "no", "unknown"]
    assert compatibility(found, "a", "y") == "unknown"
