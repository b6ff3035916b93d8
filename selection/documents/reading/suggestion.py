"""A mapping proposed for a table nobody here made, from its headings and the codes found in it.

It is a proposal: what a sign means is for the person who knows the table to say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from selection.documents.questionnaire.choices import folded
from selection.documents.reading.process import Book, TableCell, TableSheet, column_name
from selection.documents.reading.tables import COMMENT, laid_out, meaning_of, plain_sign, sheet_of
from selection.documents.reading.values import PLAIN_NUMBER
from selection.documents.reading.vocabulary import (
    DELIVERY_WORDS,
    HEADINGS,
    STATE_WORDS,
    TIER_WORDS,
    TOTALS,
)
from selection.model.mapping import Holds, Layout, Meaning, TableMapping
from selection.model.needs import Tier

MOST_HEADERS: Final = 12
MOSTLY: Final = 0.6
SHORT: Final = 12
CODE_LIKE: Final = 4
HYPHENS: Final = "+-−–—"
SEVERAL: Final = 6
MOST_CODES: Final = 60

_MEANINGS: Final[Mapping[str, Meaning]] = {
    **{folded(plain_sign(w)): Meaning(delivery=d) for d, words in DELIVERY_WORDS.items() for w in words},
    **{folded(plain_sign(w)): Meaning(state=s) for s, words in STATE_WORDS.items() for w in words},
}


@dataclass(frozen=True)
class Suggestion:
    """A proposed mapping, with how often each code stands in the table and what it leaves unexplained."""

    mapping: TableMapping
    counts: Mapping[str, int]
    unexplained: Mapping[str, int]


def suggested(book: Book) -> Suggestion:
    """Propose how a table could be read.

    Raises
    ------
    UploadError
        If the file holds no table.
    """
    bare = TableMapping(kind="mapping")
    sheet = sheet_of(book, bare)
    shape = _Shape(sheet)
    answers = shape.answer_cells()
    counts = Counter(_code(cell.text) for cell in answers)
    meant = {code: _MEANINGS[folded(code)] for code in counts if folded(code) in _MEANINGS}
    free = Counter(cell.text for cell in answers if folded(_code(cell.text)) not in _MEANINGS)
    holds = shape.holds(answers)
    # What comes again and is short is a code too; only nobody here knows its meaning.
    unknown = {
        code: Meaning(state="asked") for code, times in free.items() if times > 1 and len(code) <= CODE_LIKE
    }
    columns = tuple(shape.titles[column] for column in shape.answer_columns) if shape.layout != "long" else ()
    mapping = TableMapping.model_validate(
        {
            "kind": "mapping",
            "holds": holds,
            "layout": shape.layout,
            "sheet": sheet.name if len(book.sheets) > 1 else None,
            "header": shape.header,
            "encoding": book.encoding if book.encoding not in ("", "utf-8") else None,
            "delimiter": book.delimiter if book.delimiter not in ("", ",") else None,
            **{role: shape.heading(role) for role in shape.roles},
            "columns": columns,
            "codes": {**meant, **unknown} if holds == "answers" else {},
            "left_out": shape.totals_rows(),
            "otherwise": Meaning(state="asked") if holds == "answers" and free else None,
            "tiers": shape.tiers(),
            "source": book.name,
        }
    )
    explained = {code: count for code, count in counts.most_common() if code in meant}
    return Suggestion(mapping, explained, dict(free.most_common(40)))


def _code(text: str) -> str:
    """Give the part of a cell that looks like a code: a known word or sign it begins with, else all of it.

    >>> _code("Yes, in all editions"), _code("No limit"), _code("✅ Full")
    ('Yes', 'No limit', '✅')
    """
    said = plain_sign(text)
    head = COMMENT.split(said, maxsplit=1)[0]
    if folded(said) in _MEANINGS or folded(head) not in _MEANINGS or head.isdigit():
        first = said[:1]
        is_sign = first != "" and not first.isalnum() and first not in HYPHENS and folded(first) in _MEANINGS
        return first if is_sign and folded(said) not in _MEANINGS else said
    return head


class _Shape:
    """What a table looks like: its headings, what its columns hold, and how it is laid out."""

    def __init__(self, sheet: TableSheet) -> None:
        self.sheet = sheet
        by_row: dict[int, dict[int, TableCell]] = {}
        for (row, column), cell in sheet.cells.items():
            by_row.setdefault(row, {})[column] = cell
        self.by_row = by_row
        self.header = self._header()
        self.titles = {column: cell.text for column, cell in sorted(by_row.get(self.header, {}).items())}
        self.body = {row: cells for row, cells in sorted(by_row.items()) if row > self.header}
        self.roles = self._roles()
        self.answer_columns = self._answer_columns()
        self.layout = self._layout()
        if self.layout == "wide" and "question" not in self.roles and self.titles:
            self.roles["question"] = min(self.titles)

    def _header(self) -> int:
        first = list(self.by_row)[:MOST_HEADERS] if self.by_row else [1]
        widest = max((len(cells) for cells in self.by_row.values()), default=1)
        return next((row for row in sorted(first) if len(self.by_row.get(row, {})) >= MOSTLY * widest), 1)

    def _roles(self) -> dict[str, int]:
        roles: dict[str, int] = {}
        for role, words in HEADINGS.items():
            if role in roles:
                continue
            found = [column for column, title in self.titles.items() if folded(title) in words]
            taken = set(roles.values())
            said = [c for c in found if c not in taken and any(c in cells for cells in self.body.values())]
            best = sorted(said, key=lambda c: words.index(folded(self.titles[c])))
            if best:
                roles[role] = best[0]
            if role == "question" and best[1:]:
                roles["text"] = best[1]
        return roles

    def heading(self, role: str) -> str:
        """Name a column as a mapping does."""
        title = self.titles[self.roles[role]]
        return title if list(self.titles.values()).count(title) == 1 else f"={column_name(self.roles[role])}"

    def _answer_columns(self) -> list[int]:
        taken = {c for role, c in self.roles.items() if role != "answer"}
        found = [column for column in self.titles if column not in taken and self._looks_like_answers(column)]
        coded = [column for column in found if not self._is_figures(column)]
        # Where others answer in codes, a column of figures counts or weights something.
        return coded or found

    def _is_figures(self, column: int) -> bool:
        cells = [cells[column] for cells in self.body.values() if column in cells]
        return all(is_number(cell) for cell in cells) and not {cell.text for cell in cells} <= {"0", "1"}

    def _looks_like_answers(self, column: int) -> bool:
        named = folded(self.titles[column])
        if named in TOTALS or any(named in words for role, words in HEADINGS.items() if role != "answer"):
            return False
        cells = [cells[column] for cells in self.body.values() if column in cells]
        known = sum(folded(_code(cell.text)) in _MEANINGS or is_number(cell) for cell in cells)
        return bool(cells) and (2 * known >= len(cells) or _looks_like_codes(cells))

    def _layout(self) -> Layout:
        if "alternative" in self.roles and "answer" in self.roles and "question" in self.roles:
            return "long"
        if "alternative" in self.roles and "question" not in self.roles and self.answer_columns:
            return "vendors_in_rows"
        self.roles.pop("answer", None)
        self.roles.pop("alternative", None)
        self.answer_columns = self._answer_columns()
        return "wide"

    def answer_cells(self) -> list[TableCell]:
        """Give the cells that answer."""
        columns = [self.roles["answer"]] if self.layout == "long" else self.answer_columns
        return [cells[column] for cells in self.body.values() for column in columns if column in cells]

    def holds(self, answers: Sequence[TableCell]) -> Holds:
        """Tell whether the table answers, scores, or only says what is asked."""
        if not answers:
            return "needs"
        figures = {cell.text for cell in answers if is_number(cell)}
        share = sum(is_number(cell) for cell in answers) / len(answers)
        return "scores" if share >= MOSTLY and not figures <= {"0", "1"} else "answers"

    def totals_rows(self) -> tuple[str, ...]:
        """Name the rows that add others up."""
        column = self.roles.get("question") or self.roles.get("alternative") or 0
        names = (cells[column].text for cells in self.body.values() if column in cells)
        return tuple(dict.fromkeys(name for name in names if folded(name) in TOTALS))

    def tiers(self) -> dict[str, Tier]:
        """Propose what the table's priorities mean."""
        column = self.roles.get("tier")
        said = {cells[column].text for cells in self.body.values() if column in cells} if column else set()
        words: Iterable[tuple[str, Tier]] = (
            (w, tier) for tier, of_tier in TIER_WORDS.items() for w in of_tier
        )
        meant = dict(words)
        return {name: meant[folded(name)] for name in sorted(said) if folded(name) in meant}


def _looks_like_codes(cells: Sequence[TableCell]) -> bool:
    """Tell whether cells hold short signs that come again and again, be they known or not."""
    again = len(cells) >= SEVERAL and 2 * len({cell.text for cell in cells}) <= len(cells)
    return again and all(len(cell.text) <= SHORT for cell in cells)


def is_number(cell: TableCell) -> bool:
    """Tell whether a cell is a plain number."""
    return cell.kind == "n" or (cell.kind == "s" and bool(PLAIN_NUMBER.fullmatch(cell.text)))


def codes_found(book: Book, mapping: TableMapping) -> dict[str, int]:
    """Count the codes in the answers of a table, the most frequent first.

    A code is what the mapping or the vocabulary knows, or what is as short as one; whatever else stands
    there is an answer in somebody's own words.
    """
    counts = Counter(_code(answer.cell.text) for answer in laid_out(book, mapping).answers)
    known = {folded(plain_sign(code)) for code in mapping.codes} | _MEANINGS.keys()
    listed = [
        (code, count)
        for code, count in counts.most_common()
        if folded(code) in known or len(code) <= CODE_LIKE
    ]
    return dict(listed[:MOST_CODES])


def unexplained(book: Book, mapping: TableMapping) -> dict[str, int]:
    """Count the answers for which an edited mapping has no code."""
    answers = laid_out(book, mapping).answers
    found = Counter(a.cell.text for a in answers if meaning_of(a.cell.text, mapping)[0] is None)
    return dict(found.most_common())
