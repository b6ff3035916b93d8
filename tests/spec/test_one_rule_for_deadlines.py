"""Whether a deadline has passed is told by one rule, so that a screen and a refusal never differ about it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "selection"
READ = {"now", "fromisoformat"}
"""By these a moment is read; what compares one by hand has a rule of its own."""


def moments_compared(source: str) -> Iterator[str]:
    """Give the comparisons of moments in a program's text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and any(_reads_a_moment(part) for part in ast.walk(node)):
            yield ast.unparse(node)


def _reads_a_moment(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr in READ and ast.unparse(node.func.value).endswith("datetime")


def test_a_comparison_of_moments_is_seen_and_one_of_days_is_not() -> None:
    by_hand = "dt.datetime.fromisoformat(deadline) <= dt.datetime.now(dt.UTC)"
    assert list(moments_compared(f"over = {by_hand}")) == [by_hand]
    assert list(moments_compared("old = dt.date.fromisoformat(seen) < today")) == []


def test_only_the_rule_itself_compares_moments() -> None:
    found = {
        str(path.relative_to(ROOT)): list(moments_compared(path.read_text()))
        for path in sorted(ROOT.rglob("*.py"))
    }
    rule = "dt.datetime.fromisoformat(now) > dt.datetime.fromisoformat(deadline)"
    assert {path: comparisons for path, comparisons in found.items() if comparisons} == {
        "model/base.py": [rule]
    }
