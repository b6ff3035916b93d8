"""The README on `sure --json`: every field is described with its types, and no other is."""

import pytest

from selection.analysis.evaluation import evaluate
from selection.documents.sureness import how_sure, sureness_as_plain
from tests.building import answer, criterion, decide, fed, need, score
from tests.examples import TODAY, doubtful, result
from tests.spec.test_readme import RANK, Described, Plain, between

SURE = Described(between("### How sure, as JSON", "\n### "))


def plain_results() -> list[Plain]:
    """Everything that can be told: the examples, a fragile lead, and nothing left."""
    excluded = decide(needs=(need("N"),), answers={"a": {"N": answer("absent")}}, criteria=(fed(),))
    scores = {"a": {"A": score(60), "B": score(40)}, "b": {"A": score(50), "B": score(45)}}
    fragile = decide(("a", "b"), criteria=(criterion("A"), criterion("B")), scores=scores)
    told = [result("tender"), result("market_scan")]
    found = [*told, evaluate(doubtful(), TODAY), evaluate(fragile, TODAY), evaluate(excluded, TODAY)]
    return [sureness_as_plain(how_sure(evaluation)) for evaluation in found]


def test_every_field_is_described_with_its_types_and_no_other_is() -> None:
    observed = SURE.observed(plain_results())
    elsewhere = {path for path in observed if path.startswith(("decision.", "policy."))}
    assert {p: t for p, t in observed.items() if p not in elsewhere} == SURE.types


@pytest.mark.parametrize("field", ["robustness", "inquiry"])
def test_the_policy_is_that_of_the_result(field: str) -> None:
    (plain, *_rest) = plain_results()
    assert f"policy.{field}" in RANK.types
    assert set(plain["policy"]) == {"robustness", "inquiry"}
    under = {path.split(".")[2].split("[")[0] for path in RANK.types if path.startswith(f"policy.{field}.")}
    assert set(plain["policy"][field]) == under
