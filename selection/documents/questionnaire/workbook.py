"""A form as a workbook: locked but for the cells to be filled in, with lists to choose from and a count."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from selection.documents.questionnaire.choices import choices_of
from selection.documents.questionnaire.form import Field, FieldKind, Form, FormSheet, Question
from selection.documents.workbook.paper import LONGEST_FOOT, RIGHT_TO_LEFT, page_text
from selection.words import Words
from selection.words.directions import has_right_to_left
from selection.words.terms import delivery_word

STAMP: Final = "stamp"
STAMP_MARK: Final = "vendor-selection-form"
CODE_MARK: Final = "form:"
CODES_ROW: Final = 2
TITLES_ROW: Final = 3
FIRST_ROW: Final = 4
LISTED: Final[tuple[FieldKind, ...]] = ("delivery", "evidence", "state", "yes_no")
TITLE_HEIGHT: Final = 26
LINE_HEIGHT: Final = 13
LIST_COLUMN: Final = 4
"""Where the lists to choose from begin on the stamp's sheet."""
A3: Final = 8
WHOLE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TINT, INK, LINE, PALE = "#E8EEF7", "#17212F", "#C5CFDC", "#F4F6F9"


def write_workbook(form: Form, _: Words) -> bytes:
    """Write a form as a workbook.

    Returns
    -------
    bytes
        The same for the same form, whenever it is written.
    """
    return _Writer(form, _).written()


@dataclass(frozen=True)
class _Looks:
    """How the kinds of cells look; all are text that stays text."""

    title: Any
    text: Any
    small: Any
    head: Any
    asked: Any
    answer: Any
    number: Any
    count: Any


class _Writer:
    """The writing of one workbook, so that what it knows need not be handed round."""

    def __init__(self, form: Form, _: Words) -> None:
        self.form = form
        self.words = _
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.buffer, {"in_memory": True, **WHOLE})
        self.book.set_properties({"title": form.title, "created": _midnight(form)})
        self.looks = self._looks({})
        self.rightward = self._looks({"reading_order": RIGHT_TO_LEFT})
        self.names: dict[str, str] = {}

    def written(self) -> bytes:
        cover = self.book.add_worksheet(self._name(self.words("Start here")))
        sheets = [
            (sheet, self.book.add_worksheet(self._name(sheet.title, sheet.code)))
            for sheet in self.form.sheets
        ]
        self._stamp(self.book.add_worksheet(STAMP))
        for sheet, page in sheets:
            self._sheet(sheet, page)
        self._cover(cover)
        cover.activate()
        self.book.close()
        return self.buffer.getvalue()

    def _name(self, title: str, code: str = "") -> str:
        """Name a sheet within what spreadsheets allow; two of the same name get a number."""
        clean = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title).strip()[:28] or "-"
        taken = {name.casefold() for name in self.names.values()} | {STAMP}
        name = next(
            n for n in (clean, *(f"{clean} {at}" for at in range(2, 99))) if n.casefold() not in taken
        )
        self.names[code] = name
        return name

    def _text(self, page: Any, row: int, at: int, text: str, look: str) -> None:
        """Write a text that reads its own way: left to itself, a cell reads from the left."""
        looks = self.rightward if has_right_to_left(text) else self.looks
        page.write_string(row, at, text, getattr(looks, look))

    def _looks(self, way: Mapping[str, int]) -> _Looks:
        add = self.book.add_format
        side = {"align": "right"} if self.words.language == "he" else {"align": "left"}
        base = {
            "font_name": "Arial",
            "font_size": 10,
            "font_color": INK,
            "valign": "top",
            "text_wrap": True,
            "quote_prefix": True,
            **side,
            **way,
        }
        boxed = {**base, "border": 1, "border_color": LINE}
        answer = {**boxed, "locked": False, "bg_color": "#FFFFFF"}
        return _Looks(
            title=add({**base, "font_size": 16, "bold": True, "text_wrap": False}),
            text=add(base),
            small=add({**base, "font_color": "#566272", "text_wrap": False}),
            head=add({**boxed, "bold": True, "bg_color": TINT}),
            asked=add({**boxed, "bg_color": PALE}),
            answer=add(answer),
            number=add({**answer, "quote_prefix": False, "num_format": "General"}),
            count=add({**boxed, "quote_prefix": False, "num_format": "0"}),
        )

    def _sheet(self, sheet: FormSheet, page: Any) -> None:
        beside = 1 + len(sheet.columns)
        page.set_row(0, TITLE_HEIGHT)
        page.set_row(TITLES_ROW, 2 * LINE_HEIGHT + 4)
        self._text(page, 0, 0, sheet.title, "title")
        self._text(page, 1, 0, sheet.intro, "small")
        page.write_string(CODES_ROW, 0, CODE_MARK + sheet.code)
        page.set_row(CODES_ROW, None, None, {"hidden": True})
        self._text(page, TITLES_ROW, 0, self.words("No."), "head")
        for at, column in enumerate(sheet.columns, 1):
            self._text(page, TITLES_ROW, at, column.title, "head")
            page.set_column(at, at, column.width)
        page.set_column(0, 0, max((len(q.key) for q in sheet.questions), default=4) + 3)
        for at, asked in enumerate(sheet.fields, beside):
            page.write_string(CODES_ROW, at, asked.code)
            self._text(page, TITLES_ROW, at, asked.title, "head")
            page.set_column(at, at, asked.width)
        for row, question in enumerate(sheet.questions, FIRST_ROW):
            self._question(sheet, page, row, question)
        self._furnish(page, len(sheet.columns) and 2)

    def _question(self, sheet: FormSheet, page: Any, row: int, question: Question) -> None:
        page.set_row(row, _height(sheet, question))
        self._text(page, row, 0, question.key, "asked")
        for at, text in enumerate(question.asked, 1):
            self._text(page, row, at, text, "asked")
        for at, asked in enumerate(sheet.fields, 1 + len(sheet.columns)):
            kind = sheet.kind_of(question, asked)
            self._answer(page, row, at, kind, question.given.get(asked.code))
            self._validate(page, row, at, kind, asked, question)

    def _answer(self, page: Any, row: int, at: int, kind: FieldKind, given: object) -> None:
        if isinstance(given, int | float) and not isinstance(given, bool):
            page.write_number(row, at, given, self.looks.number)
            return
        look = "number" if kind in ("number", "level") else "answer"
        words = choices_of(kind, self.words)
        text = words.get(str(given), str(given)) if given is not None else ""
        if text:
            self._text(page, row, at, text, look)
        else:
            page.write_blank(row, at, None, getattr(self.looks, look))

    def _validate(
        self, page: Any, row: int, at: int, kind: FieldKind, asked: Field, question: Question
    ) -> None:
        options: dict[str, object] = {"validate": "any"}
        if kind in LISTED:
            options = {"validate": "list", "source": self._list_of(kind)}
        elif kind == "number":
            options = {"validate": "decimal", "criteria": ">=", "value": -1e12}
        elif kind == "level":
            options = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": question.levels}
        if asked.help:
            options |= {"input_title": asked.title[:32], "input_message": asked.help[:255]}
        if len(options) > 1:
            page.data_validation(row, at, row, at, options)

    def _list_of(self, kind: FieldKind) -> str:
        column = LIST_COLUMN + LISTED.index(kind)
        last = len(choices_of(kind, self.words)) - 1
        ends = (xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for row in (0, last))
        return f"={STAMP}!{':'.join(ends)}"

    def _furnish(self, page: Any, frozen_columns: int) -> None:
        page.freeze_panes(FIRST_ROW, frozen_columns)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(A3)
        page.fit_to_pages(1, 0)
        page.repeat_rows(TITLES_ROW)
        mark, number = page_text(self.form.mark, LONGEST_FOOT), "&P / &N"
        page.set_footer(f"&C{number}&R{mark}" if self.words.language == "he" else f"&L{mark}&C{number}")
        page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        if self.words.language == "he":
            page.right_to_left()

    def _stamp(self, page: Any) -> None:
        """Write what ties the answers to what was asked; hidden, and readable to whoever shows it."""
        page.write_string(0, 0, STAMP_MARK)
        stamp = self.form.stamp
        for row, (name, value) in enumerate(stamp.items(), 1):
            page.write_string(row, 0, name)
            page.write_string(row, 1, value)
        for row, (name, value) in enumerate(self.form.fingerprints.items(), len(stamp) + 1):
            page.write_string(row, 0, name)
            page.write_string(row, 2, value)
        for at, kind in enumerate(LISTED, LIST_COLUMN):
            for row, word in enumerate(choices_of(kind, self.words).values()):
                page.write_string(row, at, word)
        for row, name in enumerate(self.form.choices):
            page.write_string(row, LIST_COLUMN + len(LISTED), name)
        page.protect("")
        page.hide()

    def _cover(self, page: Any) -> None:
        _ = self.words
        page.set_row(0, TITLE_HEIGHT)
        page.set_column(0, 0, 34)
        page.set_column(1, 1, 90)
        self._text(page, 0, 0, self.form.title, "title")
        row = 2
        for name, value in self._about():
            self._text(page, row, 0, name, "asked")
            self._text(page, row, 1, value, "asked")
            row += 1
        page.write_string(CODES_ROW - 1, 0, f"{CODE_MARK}cover")
        page.set_row(CODES_ROW - 1, None, None, {"hidden": True})
        if not self.form.alternative and self.form.kind != "scoring":
            self._text(page, row, 0, _("Answers for (choose from the list)"), "asked")
            page.write_blank(row, 1, None, self.looks.answer)
            column = LIST_COLUMN + len(LISTED)
            ends = (0, max(len(self.form.choices) - 1, 0))
            cells = ":".join(xl_rowcol_to_cell(end, column, row_abs=True, col_abs=True) for end in ends)
            page.data_validation(row, 1, row, 1, {"validate": "list", "source": f"={STAMP}!{cells}"})
            row += 1
        row = self._progress(page, row + 1)
        for text in _instructions(self.form, _):
            page.merge_range(row + 1, 0, row + 1, 1, "", self.looks.text)
            self._text(page, row + 1, 0, text, "text")
            page.set_row(row + 1, 15 * (1 + len(text) // 120))
            row += 1
        self._furnish(page, 0)
        page.freeze_panes(0, 0)

    def _about(self) -> Iterator[tuple[str, str]]:
        _ = self.words
        form = self.form
        if form.alternative:
            yield _("About"), form.choices.get(form.alternative, form.alternative)
        yield _("Made on"), _.date(form.made_on)
        yield _("Version of the questions"), form.stamp["asked"][:12]
        if form.mark:
            yield _("Lock"), form.mark

    def _progress(self, page: Any, row: int) -> int:
        """Count, by formula, how many questions of each sheet are answered."""
        counted = [sheet for sheet in self.form.sheets if sheet.counts and sheet.questions]
        for sheet in counted:
            column = 1 + len(sheet.columns) + [asked.code for asked in sheet.fields].index(sheet.counts)
            last = FIRST_ROW + len(sheet.questions) - 1
            ends = (xl_rowcol_to_cell(at, column, row_abs=True, col_abs=True) for at in (FIRST_ROW, last))
            name = self.names[sheet.code]
            done = sum(sheet.counts in question.given for question in sheet.questions)
            total = len(sheet.questions)
            formula = f"=COUNTA('{name}'!{':'.join(ends)})&\" / {total}\""
            self._text(page, row, 0, self.words("Answered: {sheet}", sheet=name), "asked")
            page.write_formula(row, 1, formula, self.looks.count, f"{done} / {total}")
            row += 1
        return row + 1


def _height(sheet: FormSheet, question: Question) -> int:
    """Make a row as high as its longest text needs; programs that open the file do not measure it anew."""
    widths = [column.width for column in sheet.columns] + [asked.width for asked in sheet.fields]
    texts = [*question.asked, *(str(question.given.get(asked.code, "")) for asked in sheet.fields)]
    lines = [
        sum(1 + len(line) // width for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=False)
    ]
    return LINE_HEIGHT * max([1, *lines]) + 4


def _instructions(form: Form, _: Words) -> Sequence[str]:
    common = [
        _("White cells are for you; the others are locked so that the file can be read back."),
        _("Nothing is sent anywhere by filling it in. What stays empty changes nothing."),
        _("Please write text and numbers, no formulas, and keep sheets and columns as they are."),
    ]
    if form.kind != "platform":
        return common
    meanings: Mapping[str, str] = {
        "as_is": _(
            "works after choosing options in standard screens, at most an hour, no new object or rule"
        ),
        "configuration": _("built by an administrator without code"),
        "add_on": _("with a product that is bought or installed besides; name it in the comment"),
        "partial": _("part of it as is; say what is missing"),
        "custom": _("programmed for us"),
        "roadmap": _("planned; say from when"),
        "absent": _("not offered"),
    }
    lines = [f"{delivery_word(code, _)}: {said}" for code, said in meanings.items()]  # type: ignore[arg-type]
    return [*common, "", _("What the answers mean"), *lines]


def _midnight(form: Form) -> Any:
    import datetime as dt

    return dt.datetime.combine(form.made_on, dt.time())
