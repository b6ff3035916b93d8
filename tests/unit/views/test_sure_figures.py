"""Figures of the pictures of How sure: signs and decimal marks as the language writes them."""

import json

import pytest

from selection.analysis.robustness import robustness
from selection.model.base import Language
from selection.views.sure_charts import difference_chart, tornado_chart
from selection.views.sure_pictures import _signed, _span
from selection.words import Words
from tests.examples import result


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["+0.039", "−0.012", "0.000", "−0.012 … +0.039"]),
        ("pl", ["+0,039", "−0,012", "0,000", "−0,012 … +0,039"]),
        (
            "he",
            [
                "\u2066+0.039\u2069",
                "\u2066−0.012\u2069",
                "0.000",
                "\u2066−0.012\u2069 … \u2066+0.039\u2069",
            ],
        ),
    ],
)
def test_a_sign_stands_before_its_number_whichever_way_the_language_reads(
    language: Language, written: list[str]
) -> None:
    _ = Words(language)
    signed = [_signed(figure, _) for figure in (0.0391, -0.0119, 0.0001)]
    assert [*signed, _span(-0.0119, 0.0391, _)] == written


@pytest.mark.parametrize(("language", "mark"), [("en", "'.'"), ("pl", "','")])
def test_axes_of_differences_are_written_by_the_locale(language: Language, mark: str) -> None:
    evaluation, _ = result("tender"), Words(language)
    main = robustness(evaluation, draws=200).main
    assert main.tornado is not None
    pair = main.difference(main.tornado.leader, main.tornado.rival)
    for chart in (tornado_chart(main.tornado, 3, evaluation, _), difference_chart(pair, 3, evaluation, _)):
        assert f"replace(format(datum.value, '.4~f'), '.', {mark})" in json.dumps(chart)
