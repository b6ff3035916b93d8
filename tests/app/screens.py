"""Pages as a visitor has them in front of them, driven without a browser."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from selection.analysis.evaluation import Evaluation, evaluate
from selection.model.decision import Decision
from selection.web.process import service
from selection.words import Words

MAIN = Path(__file__).resolve().parents[2] / "selection" / "views" / "main.py"
# Generous: the first run loads what draws charts and tables.
PATIENCE = 60.0
EN = Words("en")
SECTIONS = "sections-en"
NONE = ""
"""Chooses the option that stands for nothing: AppTest sends no None, and an empty text is worded alike."""


class Screen:
    """One visitor's window, freshly loaded: nothing in it but the cookie's token and the address."""

    def __init__(self, token: str, session: str | None = None, page: str | None = None) -> None:
        self.token = token
        self.at = AppTest.from_file(MAIN, default_timeout=PATIENCE)
        self.at.session_state["token"] = token
        if session:
            self.at.query_params["s"] = session
        if page:
            self.at.session_state["arrive_at"] = page
        self.run()

    def run(self) -> "Screen":
        self.at.run()
        assert [e.message for e in self.at.exception] == []
        return self

    def reload(self, page: str) -> "Screen":
        """Load the same session afresh, as in another tab or after a night."""
        return Screen(self.token, self.session, page)

    @property
    def session(self) -> str:
        found = self.at.query_params["s"]
        return str(found if isinstance(found, str) else found[0])

    @property
    def version(self) -> int:
        return service().state(self.token, self.session).version

    @property
    def decision(self) -> Decision:
        return service().state(self.token, self.session).decision

    @property
    def result(self) -> Evaluation:
        """What the library makes of the stored decision today."""
        return evaluate(self.decision, today())

    @property
    def title(self) -> str:
        (found,) = self.at.title
        return written(found.value)

    def shown(self, kind: str, within: Any = None) -> list[str]:
        """Give what all elements of a kind say, as it reads on the page."""
        return [written(element.value) for element in getattr(within or self.at, kind)]

    def tab(self, label: str) -> Any:
        """Turn to a tab, as a press on it does where only the open one is drawn, and give what it holds."""
        if SECTIONS in self.at.session_state and self.at.session_state[SECTIONS] != label:
            self.at.session_state[SECTIONS] = label
            self.run()
        (found,) = [tab for tab in self.at.tabs if tab.label == label]
        return found

    def unfold(self, kind: str, key: str) -> "Screen":
        """Open the one popover or expander with a key of that ending; AppTest has no press on it."""
        (found,) = [block.proto.id for block in self.at.get(kind) if block.proto.id.endswith(key)]
        self.at.session_state[found.split("-", 2)[2]] = True
        return self.run()

    def widget(self, kind: str, label: str = "", key: str = "", within: Any = None) -> Any:
        """Find the one widget of a kind with a label, or with a key of that ending."""
        found = [
            widget
            for widget in getattr(within or self.at, kind)
            if (not label or written(widget.label) == label) and (not key or str(widget.key).endswith(key))
        ]
        assert len(found) == 1, f"{len(found)} of {kind} {label}{key}"
        return found[0]

    def lines(self) -> list[str]:
        """Read what stands on the page; which words stay together on a line is left out."""
        return [text.replace("\N{NO-BREAK SPACE}", " ") for text in self.shown("markdown")]

    def drawn_as(self, kind: str, *labels: str) -> list[str]:
        """Name fields as the browser knows them: of the same name, they keep what is not sent yet."""
        return [str(self.widget(kind, label).id) for label in labels]

    def press(self, label: str = "", key: str = "", within: Any = None) -> "Screen":
        self.widget("button", label, key, within).click()
        return self.run()

    def press_in_dialog(self, opener: str, label: str) -> "Screen":
        """Press a button of a dialog; AppTest draws one only in the run in which it was opened."""
        self.widget("button", key=opener).click()
        return self.press(label)

    def fill(self, kind: str, label: str = "", value: object = None, *, key: str = "") -> "Screen":
        """Enter something and leave the field, which draws the page again."""
        self.widget(kind, label, key).set_value(value)
        return self.run()

    def write(self, kind: str, label: str, value: object, key: str = "", within: Any = None) -> "Screen":
        """Enter something in a form, which waits for its button."""
        self.widget(kind, label, key, within).set_value(value)
        return self


def written(markdown: str) -> str:
    r"""Read markdown as it stands on the page, where a backslash only protects the next sign.

    What only keeps a line from breaking isn't seen.

    >>> written(r"A \(b\)\."), written("3\u2060–\u20605")
    ('A (b).', '3–5')
    """
    kept, protected = [], False
    for sign in markdown.replace("\N{WORD JOINER}", ""):
        if sign == "\\" and not protected:
            protected = True
            continue
        kept.append(sign)
        protected = False
    return "".join(kept)


def today() -> dt.date:
    """Give the day the pages go by."""
    return dt.datetime.now(dt.UTC).date()


def open_decision(token: str, decision: Decision, page: str) -> Screen:
    """Open a page on a session that was begun from a decision."""
    return Screen(token, service().open_session(token, decision), page)


def read(element: Any) -> pd.DataFrame:
    """Read a table whose rows are named by their first column, as it stands on the page."""
    return element.value.reset_index().map(written).rename(columns=written)


def frames(block: Any) -> list[pd.DataFrame]:
    """Give all tables of a block, long ones first."""
    return [one.value for one in block.dataframe] + [read(one) for one in block.table]


def table(frame: pd.DataFrame, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Give some columns of a table, row by row."""
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def ids(entries: Iterable[Any]) -> list[str]:
    return [entry.id for entry in entries]
