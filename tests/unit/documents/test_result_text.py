"""A result as text: the answer first, and no list that has nothing in it."""

from selection.documents.result_text import head_lines, question_lines, result_lines
from selection.model.decision import Baseline
from selection.model.judgements import Score
from selection.words import Words
from tests.building import (
    answer,
    bid,
    criterion,
    decide,
    fed,
    firm,
    need,
    not_answered,
    promise,
    result,
    score,
)

_ = Words()
OPEN = Score(state="not_asked")


def parts(evaluation: object) -> list[str]:
    return "\n".join(result_lines(evaluation, _)).split("\n\n")  # type: ignore[arg-type]


def titles(evaluation: object) -> list[str]:
    return [part.splitlines()[0] for part in parts(evaluation)]


def test_a_result_without_integrators_has_neither_their_list_nor_pairs() -> None:
    evaluation = result(decide(("a", "b"), needs=[need("N1")], criteria=[fed()]))
    assert "Platforms" in titles(evaluation)
    assert not {"Integrators", "Pairs", "Bids", "Excluded"} & set(titles(evaluation))


def test_a_market_scan_lists_pairs_and_a_tender_bids() -> None:
    criteria = [criterion("P", "integrator")]
    assert "Pairs" in titles(result(decide(firms=("f",), criteria=criteria)))
    tender = decide(firms=("f",), criteria=criteria, mode="tender", bids=(bid("b", "a", "f"),))
    assert {"Bids", "Pairs"} & set(titles(result(tender))) == {"Bids"}


def test_who_has_no_rank_yet_stands_under_the_number_of_answers_missing() -> None:
    scores = {"a": {"U": score(90)}, "b": {"U": OPEN}, "c": {"U": OPEN}, "d": {"U": score(0)}}
    lists = parts(result(decide(tuple("abcd"), criteria=[criterion("U")], scores=scores)))
    (platforms,) = (part for part in lists if part.startswith("Platforms"))
    assert [line.split("  ")[1] for line in platforms.splitlines()[2:]] == [
        "not ranked yet: 2 answers missing",
        "1–3 possible",
        "1–3 possible",
        "1–3 possible",
        "2–4 possible",
    ]


def test_who_only_waits_for_a_gate_is_said_to() -> None:
    cells = {"a": {"N1": answer("custom")}, "b": {"N1": answer()}}
    evaluation = result(decide(("a", "b"), needs=[need("N1", phase="P1")], criteria=[fed()], answers=cells))
    gated = "\n".join(result_lines(evaluation, _))
    assert "not ranked yet" not in gated
    no_gate_on_fit = decide(
        ("a", "b"),
        needs=[need("N1", phase="P1")],
        criteria=[fed()],
        answers=cells,
        policy={"fit_line": 0.0},
    )
    assert "  not ranked yet: gates are open" in result_lines(result(no_gate_on_fit), _)


def test_an_exclusion_names_the_first_needs_and_counts_the_others() -> None:
    cells = {f"N{n}": answer("absent") for n in range(6)}
    evaluation = result(decide(needs=[need(name) for name in cells], criteria=[fed()], answers={"a": cells}))
    (excluded,) = (part for part in parts(evaluation) if part.startswith("Excluded"))
    assert excluded.splitlines()[:3] == [
        "Excluded",
        "  a (fictional) Pro",
        "    Must-needs: absent: N0, N1, N2, N3, N4, N5.",
    ]
    assert excluded.splitlines()[3:8] == [
        *(f"      N{n}: absent. Can do N{n}" for n in range(4)),
        "      and 2 more",
    ]


def test_a_pair_repeats_nothing_of_what_stops_its_platform() -> None:
    evaluation = result(
        decide(
            needs=[need("N1", phase="P1"), need("N2", phase="P1")],
            criteria=[fed(), criterion("P", "integrator")],
            answers={"a": {"N1": answer("absent"), "N2": answer("custom")}},
            integrators=(firm("f", {"a": "unknown"}),),
            mode="tender",
            bids=(bid("b", "a", "f", promise("N2")),),
        )
    )
    text = "\n".join(result_lines(evaluation, _))
    assert text.count("As-is fit: 0% at best") == 1
    (excluded,) = (part for part in parts(evaluation) if part.startswith("Excluded"))
    assert "  Bid b" in excluded.splitlines()


def test_the_baseline_is_said_beside_the_answer() -> None:
    baseline = Baseline(name="Keep it", kind="keep", answers={"N0": answer()}, scores={"U": score(40)})
    evaluation = result(
        decide(("a",), criteria=[criterion("U")], scores={"a": {"U": score(90)}}, baseline=baseline)
    )
    assert "Without a purchase, “Keep it” is worth 0.40; surely 0.05 better: a (fictional) Pro." in "\n".join(
        result_lines(evaluation, _)
    )


def test_a_decision_about_real_things_is_not_called_fictional() -> None:
    decision = decide()
    real = decision.model_copy(
        update={"platforms": tuple(p.model_copy(update={"fictional": False}) for p in decision.platforms)}
    )
    assert head_lines(decision, _) == [
        "Invented",
        "FICTIONAL: products or firms in this decision are invented.",
    ]
    assert head_lines(real, _) == ["Invented"]


def test_questions_are_numbered_and_counted() -> None:
    cells = {f"N{n}": not_answered() for n in range(12)}
    evaluation = result(decide(needs=[need(name) for name in cells], criteria=[fed()], answers={"a": cells}))
    ten, all_of_them = question_lines(evaluation, 10, _), question_lines(evaluation, None, _)
    assert ten[:2] == ["", "Questions (10 of 12)"]
    assert all_of_them[:2] == ["", "Questions (12)"]
    assert all_of_them[2].startswith("   1. Ask a (fictional) Pro about N0, “Can do N0”.")
    assert [line[:6] for line in all_of_them if line[:5].strip().endswith(".")][-1] == "  12. "


def test_where_nothing_is_open_nothing_is_asked() -> None:
    evaluation = result(decide())
    assert question_lines(evaluation, 10, _) == ["", "Nothing is left to ask."]


def test_where_no_need_applies_there_is_no_fit_to_tell() -> None:
    cells = {"N1": {"state": "not_applicable", "reason": "None here", "confirmed": True}}
    evaluation = result(decide(needs=[need("N1")], criteria=[fed()], answers={"a": cells}))  # type: ignore[dict-item]
    assert "As-is fit" not in titles(evaluation)
