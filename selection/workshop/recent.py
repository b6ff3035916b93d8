"""A bounded memory of what was used last, safe to share between threads."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Name = TypeVar("Name")
Value = TypeVar("Value")


class Recent(Generic[Name, Value]):
    """The values used last; when there are too many, the one not used for longest is forgotten.

    >>> recent = Recent(2)
    >>> for name in ("a", "b", "c"):
    ...     recent.keep(name, name.upper())
    >>> recent.get("a"), recent.get("c")
    (None, 'C')
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Name, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: Name) -> Value | None:
        """Give a value, if it is remembered, and count that as a use."""
        with self._lock:
            if name in self._values:
                self._values.move_to_end(name)
            return self._values.get(name)

    def keep(self, name: Name, value: Value, unless: Callable[[Value], bool] | None = None) -> None:
        """Remember a value, unless the one that is remembered already is to stay."""
        with self._lock:
            if unless and name in self._values and unless(self._values[name]):
                return
            self._values[name] = value
            self._values.move_to_end(name)
            if len(self._values) > self._most:
                self._values.popitem(last=False)

    def forget(self, name: Name) -> None:
        """Remember a value no longer."""
        with self._lock:
            self._values.pop(name, None)

    def forget_all(self, those: Callable[[Name], bool]) -> None:
        """Remember no longer what is named like this."""
        with self._lock:
            for name in [name for name in self._values if those(name)]:
                del self._values[name]
