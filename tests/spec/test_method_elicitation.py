"""What docs/method.md says of elicitation is what the program does."""

import re
from pathlib import Path

from selection.analysis.best_worst import HALF_A_STEP
from selection.analysis.elicited import POINTS_FACTOR, SWING_TOLERANCE
from selection.analysis.pairwise import ACCEPTABLE_CONSISTENCY_RATIO, RANDOM_INDEX
from selection.analysis.spreads import BURN_IN, CHAINS
from selection.analysis.trade_offs import ENOUGH_QUESTIONS, QUESTION_DRAWS, STEP, WHOLE_WAY_FAVOURED
from selection.model.weights import EQUAL_TOLERANCE, WEIGHT_METHODS
from selection.words.weighing import POOR_CONSISTENCY_RATIO

PAGE = Path(__file__).resolve().parents[2] / "docs" / "method.md"


def section() -> str:
    text = (
        PAGE.read_text(encoding="utf-8").split("### Elicitation", 1)[1].split("### A group's weights", 1)[0]
    )
    return re.sub(r"\s+", " ", text)


def test_every_policy_of_elicitation_is_printed_with_its_figure() -> None:
    assert section().count(f"within {POINTS_FACTOR} in 95 of 100 cases") == 1
    assert section().count(f"each by {SWING_TOLERANCE:.0f} points up or down") == 1
    assert (HALF_A_STEP, section().count("by half a step at least")) == (0.5, 1)
    assert section().count(f"by a factor of {EQUAL_TOLERANCE}") == 1
    assert section().count(f"after {ENOUGH_QUESTIONS} answers that one may stop") == 1
    assert section().count(f"explains most, over {QUESTION_DRAWS:,} draws") == 1
    assert (
        section().count(f"{CHAINS} walks side by side from mixtures of the corners, {BURN_IN} steps each")
        == 1
    )


def test_the_random_indices_and_the_limits_of_agreement_are_printed() -> None:
    indices = ", ".join(f"{index:.2f}" if index else "0" for index in RANDOM_INDEX)
    assert section().count(f"RI = {indices} for 1 to {len(RANDOM_INDEX)} things") == 1
    well, roughly = f"{ACCEPTABLE_CONSISTENCY_RATIO:.2f}", f"{POOR_CONSISTENCY_RATIO:.2f}"
    assert section().count(f"up to {well} they are said to agree well, up to {roughly} roughly") == 1


def test_there_is_a_row_for_every_way_of_saying_what_matters() -> None:
    rows = re.findall(r"^\| (\w[\w/ ]*) \| .* \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    ways = ["order", "points", "swing", "two at a time", "best and worst", "either/or"]
    assert [row for row in rows if row in ways] == ways
    assert len(WEIGHT_METHODS) == len(ways)


def test_the_steps_of_the_way_that_is_asked_about_are_printed() -> None:
    assert section().count(f"in steps of {STEP * 100:.0f} %") == 1
    assert section().count(f"counts {WHOLE_WAY_FAVOURED} times") == 1
