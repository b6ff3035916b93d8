"""A remark that was set aside stays so for the text it was made on, and comes back with another."""

from selection.analysis.dismissals import WeighedRemark, said_of, weigh
from selection.analysis.linting_needs import NeedFinding, lint_needs
from selection.model.base import Localised
from selection.model.needs import DismissedRemark, Need, RemarkKind
from tests.decisions import need

VAGUE = need("N1").model_copy(update={"text": "Reports should be easy to build."})
FINDING = NeedFinding("N1", "not_testable", "easy")


def set_aside(one: Need, finding: NeedFinding, needs: tuple[Need, ...]) -> Need:
    remark = DismissedRemark(code=finding.code, said_of=said_of(finding, needs), reason="Shown in the demo")
    return one.model_copy(update={"dismissed": (remark,)})


def kinds(needs: tuple[Need, ...]) -> list[tuple[RemarkKind, bool]]:
    return [(one.finding.code, one.dismissed is not None) for one in weigh(lint_needs(needs), needs)]


def test_a_remark_nobody_set_aside_is_open() -> None:
    assert weigh(lint_needs((VAGUE,)), (VAGUE,)) == (WeighedRemark(FINDING),)


def test_a_remark_that_was_set_aside_carries_the_reason() -> None:
    calm = set_aside(VAGUE, FINDING, (VAGUE,))
    assert weigh(lint_needs((calm,)), (calm,)) == (WeighedRemark(FINDING, calm.dismissed[0]),)


def test_it_comes_back_when_the_text_changes() -> None:
    calm = set_aside(VAGUE, FINDING, (VAGUE,))
    changed = calm.model_copy(update={"text": "Reports should be easy to read."})
    assert kinds((changed,)) == [("not_testable", False)]


def test_it_comes_back_when_the_text_changes_in_another_language() -> None:
    both = need("N1").model_copy(update={"text": Localised(en="Easy reports.", he="דוחות קלים.")})
    calm = set_aside(both, NeedFinding("N1", "not_testable", "easy"), (both,))
    changed = calm.model_copy(update={"text": Localised(en="Easy reports.", he="דוחות נוחים.")})
    assert kinds((calm,)) == [("not_testable", True)]
    assert kinds((changed,)) == [("not_testable", False)]


def test_it_stays_when_only_the_tier_changes() -> None:
    calm = set_aside(VAGUE, FINDING, (VAGUE,)).model_copy(update={"tier": "nice"})
    assert kinds((calm,)) == [("not_testable", True)]


def test_another_kind_of_remark_is_not_set_aside_with_it() -> None:
    calm = set_aside(VAGUE, NeedFinding("N1", "two_needs"), (VAGUE,))
    assert kinds((calm,)) == [("not_testable", False)]


def test_a_repeat_comes_back_when_the_line_it_repeats_changes() -> None:
    first = need("N1").model_copy(update={"text": "Deleting a customer asks for confirmation."})
    second = need("N2").model_copy(update={"text": "A client is deleted only after confirmation."})
    repeat = NeedFinding("N2", "duplicate", of="N1")
    calm = (first, set_aside(second, repeat, (first, second)))
    assert kinds(calm) == [("duplicate", True)]
    changed = (first.model_copy(update={"text": "Deleting any client asks for confirmation."}), calm[1])
    assert kinds(changed) == [("duplicate", False)]
