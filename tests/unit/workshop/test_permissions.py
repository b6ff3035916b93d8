"""Who may do what; and a visitor is known by 256 bits that are nowhere kept."""

import hashlib
from typing import get_args

import pytest

from selection.errors import NotFound, PermissionDenied
from selection.workshop.permissions import (
    ACTIONS,
    MAY,
    Action,
    Role,
    is_token,
    new_token,
    require,
    role_of,
    token_hash,
)
from tests.decisions import token

CELLS: dict[tuple[Role, Action], bool] = {
    ("owner", "read"): True,
    ("owner", "edit"): True,
    ("owner", "draft"): True,
    ("owner", "delete"): True,
    ("stranger", "read"): False,
    ("stranger", "edit"): False,
    ("stranger", "draft"): False,
    ("stranger", "delete"): False,
}


def test_every_cell_of_the_table_is_written_here() -> None:
    assert set(CELLS) == {(role, action) for role in get_args(Role) for action in ACTIONS}


@pytest.mark.parametrize(("role", "action"), CELLS)
def test_the_table_says(role: Role, action: Action) -> None:
    assert (action in MAY[role]) is CELLS[role, action]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_stranger_learns_no_more_than_that_nothing_is_found(action: Action) -> None:
    with pytest.raises(NotFound) as caught:
        require("stranger", action)
    assert str(caught.value) == ": session_not_found"


def test_somebody_who_may_know_but_not_act_is_told_so() -> None:
    with pytest.raises(PermissionDenied) as caught:
        require("owner", "edit", {"owner": frozenset({"read"}), "stranger": frozenset()})
    assert (caught.value.code, caught.value.figures) == ("not_allowed", {"role": "owner", "action": "edit"})


def test_of_100000_tokens_none_repeats_and_each_is_one() -> None:
    drawn = {new_token() for _ in range(100_000)}
    assert len(drawn) == 100_000
    assert all(is_token(one) for one in drawn)


@pytest.mark.parametrize(
    "text",
    ["", "alice", token("a")[:-1], token("a") + "a", "ż" * 43, "a" * 42 + "=", "a" * 42 + "\n", None, 7],
)
def test_what_could_not_have_been_drawn_is_no_token(text: object) -> None:
    assert not is_token(text)


def test_a_token_is_kept_as_its_hash() -> None:
    assert token_hash(token("a")) == hashlib.sha256(token("a").encode()).hexdigest()


@pytest.mark.parametrize(("visitor", "role"), [("ann", "owner"), ("bob", "stranger")])
def test_only_the_token_that_opened_a_session_owns_it(visitor: str, role: Role) -> None:
    assert role_of(token(visitor), token_hash(token("ann"))) == role


def test_a_text_that_is_no_token_owns_nothing_even_if_its_hash_is_there() -> None:
    assert role_of("alice", token_hash("alice")) == "stranger"
