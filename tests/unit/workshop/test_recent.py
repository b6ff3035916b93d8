"""What was used last is remembered, and no more than that."""

from selection.workshop.recent import Recent


def test_a_use_counts_as_recent() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.keep("a", 1)
    recent.keep("b", 2)
    recent.get("a")
    recent.keep("c", 3)
    assert [recent.get(name) for name in "abc"] == [1, None, 3]


def test_a_newer_value_replaces_the_older_without_pushing_others_out() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.keep("a", 1)
    recent.keep("b", 2)
    recent.keep("b", 3)
    assert [recent.get(name) for name in "ab"] == [1, 3]


def test_what_is_forgotten_is_gone_and_forgetting_the_unknown_is_no_error() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.keep("a", 1)
    recent.forget("a")
    recent.forget("nobody")
    assert recent.get("a") is None
