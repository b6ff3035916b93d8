"""Files nobody should open, each named by its defect and made here, so that none of them lies in the tree."""

import io
import random
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter

ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>need</t></is></c></row>'
SHEET = (
    '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns='
    '"http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>{}</sheetData>{}</worksheet>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
FIRST_SHEET = "xl/worksheets/sheet1.xml"
CONTENT_TYPES = "[Content_Types].xml"


def plain_workbook(rows: int = 2) -> bytes:
    """Make a workbook that nothing is wrong with."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    for row in range(rows):
        sheet.write_string(row, 0, f"need {row}")
        sheet.write_string(row, 1, "as is")
    book.close()
    return written.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()


def with_parts(**changed: bytes) -> bytes:
    return packed({**parts_of(plain_workbook()), **changed})


def with_part(name: str, data: bytes | str) -> bytes:
    return with_parts(**{name: data.encode() if isinstance(data, str) else data})


def with_entry(entry: zipfile.ZipInfo, data: bytes = b"x") -> bytes:
    written = io.BytesIO(plain_workbook())
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(entry, data)
    return written.getvalue()


def with_relation(kind: str, target: str) -> bytes:
    link = f'<Relationship Id="rId1" Type="{TYPE}{kind}" Target="{target}" TargetMode="External"/>'
    return with_part("xl/worksheets/_rels/sheet1.xml.rels", RELATIONS.format(link))


def with_sheet(body: str = ROW, before: str = "", after: str = "") -> bytes:
    return with_part(FIRST_SHEET, SHEET.format(before, body, after))


def cell(place: str, text: str = "x") -> str:
    row = "".join(sign for sign in place if sign.isdigit())
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def with_doctype(name: str, definition: str) -> bytes:
    data = parts_of(plain_workbook())[name].decode()
    head, tail = data.split("?>", 1)
    return with_part(name, f"{head}?>{definition}{tail}")


def symlink() -> bytes:
    entry = zipfile.ZipInfo("xl/media/link")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return with_entry(entry, b"/etc/passwd")


def encrypted_entry() -> bytes:
    """Set the bit that says an entry is encrypted, in the directory and before the entry."""
    data = bytearray(packed(parts_of(plain_workbook()), zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + offset] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Let the directory's second entry point at the first one's bytes."""
    data = bytearray(packed(parts_of(plain_workbook()), zipfile.ZIP_STORED))
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(data)


def lying_about_size() -> bytes:
    """Say in the directory that the bomb is small."""
    data = bytearray(with_part("xl/media/bomb.bin", b"\0" * 20_000_000))
    at = data.find(b"xl/media/bomb.bin", data.find(b"PK\x01\x02")) - 46
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(data)


def password() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 504
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 512
    )


def formulas(count: int = 3) -> bytes:
    return with_sheet("".join(f'<row r="{n}"><c r="A{n}"><f>1+1</f></c></row>' for n in range(1, count + 1)))


def incompressible(size: int) -> bytes:
    noise = random.Random(1).randbytes(size)
    return packed({**parts_of(plain_workbook()), "xl/media/noise.png": noise}, zipfile.ZIP_STORED)


def many_cells() -> bytes:
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>1</v></c>' for c in ("A", "B", "C")) + "</row>"
        for r in range(1, 5002)
    )
    return with_sheet(rows)


def many_different_cells() -> bytes:
    draw = random.Random(3)
    cells = "".join(f'<c r="A1"><v>{draw.random()}</v></c>' for _n in range(160_000))
    return with_sheet(f'<row r="1">{cells}</row>')


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)

REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "upload_empty"),
    "only_spaces": (lambda: b" \n\t", "upload_empty"),
    "six_megabytes": (lambda: incompressible(6_000_000), "upload_too_large"),
    "zip_bomb": (lambda: with_part("xl/media/bomb.bin", b"\0" * 40_000_000), "archive_ratio"),
    "zip_bomb_in_many_parts": (
        lambda: with_parts(**{f"xl/media/{n}.bin": b"\0" * 4_000_000 for n in range(20)}),
        "archive_too_large_unpacked",
    ),
    "zip_bomb_in_the_sheet": (lambda: with_sheet(" " * 9_000_000), "archive_ratio"),
    "zip_bomb_that_lies_about_its_size": (lying_about_size, "archive_damaged"),
    "overlapping_entries": (overlapping, "archive_overlap"),
    "thousand_parts": (
        lambda: with_parts(**{f"xl/media/{n}.txt": b"x" for n in range(1000)}),
        "archive_too_many_entries",
    ),
    "nested_archive_by_name": (lambda: with_part("inner.zip", b"PK"), "workbook_embedded"),
    "nested_archive_in_disguise": (
        lambda: with_part("xl/media/image1.png", plain_workbook()),
        "workbook_embedded",
    ),
    "old_workbook_within": (
        lambda: with_part("xl/media/image1.png", b"\xd0\xcf\x11\xe0" + b"x" * 64),
        "workbook_embedded",
    ),
    "zip_slip": (lambda: with_part("../../etc/cron.d/evil", b"x"), "archive_name_unsafe"),
    "zip_slip_with_backslashes": (lambda: with_part("..\\..\\evil", b"x"), "archive_name_unsafe"),
    "absolute_name": (lambda: with_part("/etc/passwd", b"x"), "archive_name_unsafe"),
    "drive_letter": (lambda: with_part("C:evil", b"x"), "archive_name_unsafe"),
    "same_part_twice": (lambda: with_entry(zipfile.ZipInfo("XL/workbook.xml")), "archive_entry_twice"),
    "symlink": (symlink, "archive_symlink"),
    "packed_by_bzip2": (lambda: packed(parts_of(plain_workbook()), zipfile.ZIP_BZIP2), "archive_compression"),
    "encrypted_entry": (encrypted_entry, "workbook_encrypted"),
    "password": (password, "workbook_encrypted"),
    "workbook_of_1997": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "workbook_old"),
    "xxe": (
        lambda: with_doctype("xl/workbook.xml", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "workbook_entities",
    ),
    "xxe_in_the_types": (
        lambda: with_doctype(CONTENT_TYPES, '<!DOCTYPE t SYSTEM "http://evil.example/t.dtd">'),
        "workbook_entities",
    ),
    "billion_laughs": (lambda: with_doctype(FIRST_SHEET, LAUGHS), "workbook_entities"),
    "sheet_in_utf16": (
        lambda: with_part(FIRST_SHEET, SHEET.format("", ROW, "").encode("utf-16")),
        "workbook_encoding",
    ),
    "macro": (lambda: with_part("xl/vbaProject.bin", b"Attribute VB_Name"), "workbook_macros"),
    "macro_of_excel_4": (lambda: with_part("xl/macrosheets/sheet1.xml", "<x/>"), "workbook_macros"),
    "macro_by_content_type": (
        lambda: with_part(
            CONTENT_TYPES,
            parts_of(plain_workbook())[CONTENT_TYPES].replace(
                b"spreadsheetml.sheet.main", b"x.macroEnabled.main"
            ),
        ),
        "workbook_macros",
    ),
    "ribbon": (lambda: with_part("customUI/customUI.xml", "<x/>"), "workbook_macros"),
    "active_x": (lambda: with_part("xl/activeX/activeX1.xml", "<x/>"), "workbook_embedded"),
    "embedded_object": (lambda: with_part("xl/embeddings/oleObject1.bin", b"x"), "workbook_embedded"),
    "external_link": (
        lambda: with_part("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
        "workbook_external_link",
    ),
    "external_picture": (
        lambda: with_relation("image", "http://evil.example/pixel.png"),
        "workbook_external_link",
    ),
    "external_workbook": (
        lambda: with_relation("externalLinkPath", "file://server/share/book.xlsx"),
        "workbook_external_link",
    ),
    "dde": (
        lambda: with_part("xl/externalLinks/externalLink1.xml", '<x><ddeLink ddeService="cmd"/></x>'),
        "workbook_dde",
    ),
    "data_connection": (lambda: with_part("xl/connections.xml", "<connections/>"), "workbook_connection"),
    "query_table": (lambda: with_part("xl/queryTables/queryTable1.xml", "<x/>"), "workbook_connection"),
    "row_a_million": (lambda: with_sheet(ROW + cell("A1048576")), "sheet_too_large"),
    "column_xfd": (lambda: with_sheet(cell("XFD1")), "sheet_too_large"),
    "rows_beyond_the_limit": (many_cells, "sheet_too_large"),
    "cells_beyond_the_limit": (
        lambda: with_sheet('<row r="1">' + '<c r="A1"><v>1</v></c>' * 160_000 + "</row>"),
        "archive_ratio",
    ),
    "different_cells_beyond_the_limit": (many_different_cells, "sheet_too_many_cells"),
    "row_that_is_no_number": (
        lambda: with_sheet('<row r="A"><c r="A1"><v>1</v></c></row>'),
        "workbook_damaged",
    ),
    "row_without_end": (
        lambda: with_sheet(ROW + '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
        "upload_too_slow",
    ),
    "sheet_cut_short": (lambda: with_part(FIRST_SHEET, SHEET.format("", ROW, "")[:-30]), "workbook_damaged"),
    "shared_string_that_is_not_there": (
        lambda: with_sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        "workbook_damaged",
    ),
    "workbook_missing": (lambda: packed({CONTENT_TYPES: b"<Types/>"}), "workbook_part_missing"),
    "workbook_that_is_no_xml": (lambda: with_part("xl/workbook.xml", "not xml"), "workbook_damaged"),
    "archive_cut_short": (lambda: plain_workbook()[:-200], "archive_damaged"),
    "word_document": (lambda: packed({"word/document.xml": b"<x/>"}), "wrong_kind_of_file"),
    "open_document": (lambda: packed({"content.xml": b"<x/>", "mimetype": b"x"}), "wrong_kind_of_file"),
    "renamed_pdf": (lambda: b"%PDF-1.7\n" + b"x" * 500, "wrong_kind_of_file"),
    "renamed_picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 500, "wrong_kind_of_file"),
    "renamed_page": (lambda: b"<html><table><tr><td>=1+1</td></tr></table></html>", "wrong_kind_of_file"),
    "renamed_program": (lambda: b"MZ\x90\0" + b"x" * 500, "wrong_kind_of_file"),
}

TABLES: Mapping[str, tuple[bytes, str]] = {
    "nul": (b"a,b\n1,\0\n", "table_control_character"),
    "quotation_mark_that_is_not_closed": (b'a,b\n1,"x\n2,y\n', "table_damaged"),
    "rows_beyond_the_limit": (b"a,b\n" * 6000, "sheet_too_large"),
    "columns_beyond_the_limit": (b",".join([b"x"] * 201) + b"\n", "sheet_too_large"),
    "cell_of_a_megabyte": (b"a,b\n1," + b"x" * 1_000_000, "table_damaged"),
}
