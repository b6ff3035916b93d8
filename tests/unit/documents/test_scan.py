"""What a scan counts, and that it counts every need of every offer once."""

import pytest

from selection.analysis.fit import Fit
from selection.catalogue.library import shipped
from selection.documents.scan import ScanRow, published_market, scan, scan_as_plain, scan_lines
from selection.model.decision import Decision, Policy
from selection.model.judgements import Answer
from selection.words import Words
from tests.building import DOES_NOT_APPLY, TODAY, answer, decide, fact, fed, need, not_answered, product

_ = Words()


def row_of(cells: dict[str, Answer], **more: object) -> ScanRow:
    (row,) = scan(decision_of(cells, **more), TODAY)
    return row


def decision_of(cells: dict[str, Answer], **more: object) -> Decision:
    return decide(needs=[need(name) for name in cells], criteria=[fed()], answers={"a": cells}, **more)


def test_every_need_is_counted_by_what_it_is_answered_with() -> None:
    row = row_of(
        {
            "N1": answer(),
            "N2": answer(),
            "N3": answer("configuration"),
            "N4": answer("roadmap"),
            "N5": not_answered(),
            "N6": not_answered("cannot_judge"),
        }
    )
    assert (row.needs, row.answered, row.open) == (6, 4, 2)
    assert {name: count for name, count in row.deliveries.items() if count} == {
        "as_is": 2,
        "configuration": 1,
        "roadmap": 1,
    }


def test_no_answer_in_time_is_an_answer_without_a_delivery() -> None:
    row = row_of({"N1": not_answered("no_answer")})
    assert (row.answered, row.open, sum(row.deliveries.values())) == (1, 0, 0)


def test_what_does_not_apply_leaves_the_count() -> None:
    row = row_of({"N1": answer(), "N2": DOES_NOT_APPLY})
    assert (row.needs, row.answered) == (1, 1)


@pytest.mark.parametrize(
    ("facts", "counted"),
    [
        ((fact(True),), (1, 0, 0)),
        ((fact(True, as_of="2020"),), (1, 0, 1)),
        ((fact(True), fact(False)), (0, 1, 0)),
        ((fact("unknown"),), (0, 0, 0)),
    ],
)
def test_facts_answer_age_and_contradict(facts: tuple[object, ...], counted: tuple[int, int, int]) -> None:
    rule = {"fact": "api", "deliveries": {"true": "as_is", "false": "absent"}}
    decision = decide(
        needs=[need("N1", answered_by=rule)],
        criteria=[fed()],
        platforms=(product("a", {"api": facts}),),  # type: ignore[dict-item]
        attributes=[{"id": "api", "title": "API", "type": "yes_no", "ages_after_days": 180}],
    )
    (row,) = scan(decision, TODAY)
    assert (row.answered, row.conflicts, row.stale) == counted


def test_the_fit_is_bounded_by_what_is_open() -> None:
    fit = row_of({"N1": answer(), "N2": not_answered()}).fit
    assert isinstance(fit, Fit)
    assert (fit.low, fit.high) == (0.5, 1)


def test_the_table_has_a_line_for_every_offer_and_only_columns_that_say_something() -> None:
    decision = decision_of({"N1": answer(), "N2": answer("configuration"), "N3": not_answered()})
    lines = scan_lines(decision, scan(decision, TODAY), _)
    assert lines[:3] == [
        "offer              answered  as is  by configuration  open answers  conflicts  stale  as-is fit",
        "a (fictional) Pro       2/3      1                 1             1          0      0     33–67%",
        "",
    ]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (False, "What is met by configuration does not count as met as is."),
        (True, "What is met by configuration counts as met as is."),
    ],
)
def test_the_rule_of_counting_is_printed_beside_the_figures(counts: bool, sentence: str) -> None:
    decision = decision_of({"N1": answer()}, policy=Policy(configuration_counts_as_is=counts))
    lines = scan_lines(decision, scan(decision, TODAY), _)
    assert lines[3] == f"Nothing is ranked here. {sentence}"


def test_as_plain_data_an_offer_without_needs_has_no_fit() -> None:
    decision = decision_of({"N1": DOES_NOT_APPLY})
    plain = scan_as_plain(decision, scan(decision, TODAY))
    assert plain["needs"] == ["N1"]
    assert plain["offers"][0]["fit"] is None
    assert scan_lines(decision, scan(decision, TODAY), _)[1].split()[-4:] == ["0/0", "0", "0", "0"]


def test_the_published_market_holds_real_products_only_and_needs_that_facts_can_answer() -> None:
    decision = published_market(shipped())
    assert not decision.fictional
    assert len(decision.offers) == sum(len(product.editions) for product in decision.platforms)
    assert [n.id for n in decision.needs if n.answered_by is None] == []
