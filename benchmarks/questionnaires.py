"""How long forms take to be written and read, and hostile files to be refused.

python -m benchmarks.questionnaires measures:

- *write*: the questionnaire for one offer of 121 needs and the facts of the library, as a workbook;
- *read back*: that workbook with every need answered: its own process, the cells, the preview;
- *processor time*: what the process that opens the file uses of it, whatever else the machine does;
- *refuse*: files of about 5 MB made to cost as much as the limits let them;
- *pause*: the longest time for which the process that serves everybody else stands still meanwhile.
"""

import datetime as dt
import io
import random
import resource
import threading
import time
import zipfile
from collections.abc import Callable

import openpyxl

from benchmarks.decisions import made_up_decision
from benchmarks.timing import Times, line, print_table, repeated
from selection.documents.questionnaire.files import questionnaire_files
from selection.documents.questionnaire.workbook import FIRST_ROW
from selection.documents.reading.process import MAX_BYTES, read_book
from selection.documents.reading.returned import preview_of_form
from selection.errors import UploadError
from selection.model.decision import Decision
from selection.words import Words

TODAY = dt.date(2026, 11, 22)
RUNS = 12
TICK = 0.005


def main() -> None:
    asked = made_up_decision(offers=3, integrators=2).model_copy(update={"answers": {}})
    blank = written(asked)
    filled = filled_in(blank, len(asked.needs))
    files = {
        "noise": noise(),
        "36,000 rows": endless_rows(),
        "36,000 rows numbered as 4,000": endless_rows(again=True),
        "one long text": long_text(),
    }
    lines = [
        line("write a questionnaire", repeated(lambda: written(asked), RUNS)),
        line(
            "read it back, 121 needs answered",
            repeated(lambda: preview_of_form(filled, "answers.xlsx", asked, TODAY), RUNS),
            target=1000,
        ),
    ]
    lines.append(line("… processor time of opening it", processor_time(filled)))
    for name, data in files.items():
        assert len(data) <= MAX_BYTES, name
        lines.append(
            line(f"{name}, {len(data) / 1e6:.1f} MB", repeated(lambda d=data: refused(d), RUNS), 2000)
        )
        lines.append(line(f"{name}: pause of others", pauses(lambda d=data: refused(d)), 250))
    print_table(lines)


def written(decision: Decision) -> bytes:
    (content,) = questionnaire_files(decision, "o0", TODAY, Words("en")).values()
    return content


def processor_time(content: bytes) -> Times:
    """Measure what the child uses, by what the system counts for ended children."""
    used = []
    for _run in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        read_book(content, "answers.xlsx")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return Times(tuple(used))


def filled_in(content: bytes, needs: int) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Needs"]
    for row in range(FIRST_ROW + 1, FIRST_ROW + 1 + needs):
        sheet.cell(row, 5).value = "as is"
        sheet.cell(row, 6).value = "document"
        sheet.cell(row, 11).value = "As the manual says, on the page that is named."
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def refused(data: bytes) -> str:
    """Have a file read or refused, and say which."""
    try:
        read_book(data, "hostile.xlsx")
    except UploadError as error:
        return error.code
    return "read"


def pauses(work: Callable[[], object]) -> Times:
    """Do the work in a thread, and measure how late another that only wants to sleep wakes up."""
    late: list[float] = []
    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        before = time.perf_counter()
        time.sleep(TICK)
        late.append(1000 * (time.perf_counter() - before - TICK))
    thread.join()
    return Times(tuple(late))


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", how, compresslevel=9) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return archive.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def plain_parts() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    saved = io.BytesIO()
    book.save(saved)
    return parts_of(saved.getvalue())


def noise() -> bytes:
    """A workbook whose parts can't be packed: as large as is read."""
    parts = plain_parts() | {"xl/media/noise.png": random.Random(1).randbytes(4_900_000)}
    return packed(parts, zipfile.ZIP_STORED)


def endless_rows(*, again: bool = False) -> bytes:
    """As many cells as fit into 5 MB, different enough not to look like a bomb.

    Numbered again and again within the limit, they are refused only when time is up.
    """
    draw = random.Random(2)
    cells = "".join(f'<c r="{chr(65 + n % 26)}{{row}}"><v>{{v{n}}}</v></c>' for n in range(26))
    rows = []
    size = 0
    for row in range(1, 60_000):
        number = row % 4000 + 1 if again else row
        figures = {f"v{n}": draw.randrange(100) for n in range(26)}
        rows.append(f'<row r="{number}">{cells.format(row=number, **figures)}</row>')
        size += len(rows[-1])
        if size > 29_000_000:
            break
    return with_sheet("".join(rows))


def long_text() -> bytes:
    """One cell of as much text as may be unpacked."""
    text = "".join(random.Random(3).choices("ab cd", k=13_000_000))
    return with_sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


def with_sheet(body: str) -> bytes:
    sheet = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{body}</sheetData></worksheet>"
    )
    return packed({**plain_parts(), "xl/worksheets/sheet1.xml": sheet.encode()})


if __name__ == "__main__":
    main()
