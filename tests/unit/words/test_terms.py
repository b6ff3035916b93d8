"""Every code of the model has a word of its own."""

from collections.abc import Callable
from typing import get_args

import pytest

from selection.analysis.cells import Origin
from selection.analysis.gates import GateName, Verdict
from selection.analysis.pairs import Compatibility
from selection.model.criteria import Side
from selection.model.decision import Baseline, Mode, Stage
from selection.model.judgements import CellState, Evidence
from selection.model.needs import Area, Delivery, Tier
from selection.model.profiles import Confidence, Deployment, Method
from selection.words import Words
from selection.words.gates import gate_word, verdict_word
from selection.words.terms import (
    area_word,
    baseline_word,
    compatibility_word,
    confidence_word,
    delivery_word,
    deployment_word,
    evidence_word,
    method_word,
    mode_word,
    origin_word,
    side_word,
    stage_word,
    state_word,
    tier_word,
)

CODES: list[tuple[Callable[..., str], object]] = [
    (tier_word, Tier),
    (delivery_word, Delivery),
    (state_word, CellState),
    (evidence_word, Evidence),
    (area_word, Area),
    (mode_word, Mode),
    (stage_word, Stage),
    (deployment_word, Deployment),
    (method_word, Method),
    (confidence_word, Confidence),
    (compatibility_word, Compatibility),
    (origin_word, Origin),
    (side_word, Side),
    (verdict_word, Verdict),
    (gate_word, GateName),
    (baseline_word, Baseline.model_fields["kind"].annotation),
]


@pytest.mark.parametrize(("word", "codes"), CODES, ids=[word.__name__ for word, _ in CODES])
def test_every_code_has_a_word_and_no_two_share_it(word: Callable[..., str], codes: object) -> None:
    words = [word(code, Words("en")) for code in get_args(codes)]
    assert len(words) > 1
    assert len(set(words)) == len(words)
    assert [said for said in words if "_" in said] == []


def test_a_code_of_another_table_has_no_word() -> None:
    with pytest.raises(KeyError):
        tier_word("as_is", Words("en"))  # type: ignore[arg-type]
