"""How several things are done of which one may fail: each by itself."""

from collections.abc import Callable, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
Made = TypeVar("Made")


def each(found: Mapping[Key, Value | Exception], do: Callable[[Value], Made]) -> dict[Key, Made | Exception]:
    """Do something with each by itself: what speaks against one is that one's own.

    >>> each({"a": 4, "b": 0, "c": KeyError("c")}, lambda number: 1 // number)
    {'a': 0, 'b': ZeroDivisionError('integer division or modulo by zero'), 'c': KeyError('c')}
    """
    return {name: _attempted(one, do) for name, one in found.items()}


def _attempted(one: Value | Exception, do: Callable[[Value], Made]) -> Made | Exception:
    try:
        return do(raised(one))
    except Exception as error:  # noqa: BLE001 -- it is told to whoever it speaks against
        return error


def raised(ended: Value | Exception) -> Value:
    """Give what came of something, or raise what refused it."""
    if isinstance(ended, Exception):
        raise ended
    return ended
