"""Whether a workbook may be opened at all: what its archive holds, looked at before anything is parsed.

It runs in the child process (`child`), and imports nothing that takes time.

References
----------
OWASP ASVS 5.0, 5.2.1 and 5.2.3 (sizes, packed and unpacked), 5.3.2 (paths). ECMA-376, Open Packaging
Conventions. Fifield, "A better zip bomb", USENIX WOOT 2019 (overlapping entries).
"""

import io
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from selection.errors import UploadError

MAX_UNPACKED: Final = 50_000_000
MAX_RATIO: Final = 100
MAX_ENTRIES: Final = 200
# An entry this small can't be a bomb, and short ones compress well.
SMALL_ENTRY: Final = 100_000
CHUNK: Final = 1_000_000

WORKBOOK: Final = "xl/workbook.xml"
SHEETS: Final = "xl/worksheets/"
NEEDED: Final = ("[Content_Types].xml", WORKBOOK)
# What an entry's name says about a workbook that does more than hold cells; the first that fits is told.
ACTIVE: Final = (
    (re.compile(r"vbaproject|xl/macrosheets/|xl/dialogsheets/|customui/", re.IGNORECASE), "workbook_macros"),
    (re.compile(r"xl/embeddings/|xl/activex/|xl/ctrlprops/", re.IGNORECASE), "workbook_embedded"),
    (re.compile(r"xl/connections\.|xl/querytables/|xl/model/", re.IGNORECASE), "workbook_connection"),
    (re.compile(r"\.(zip|xls[xmb]?|docx?|7z|rar|gz|exe|dll|js|vbs)$", re.IGNORECASE), "workbook_embedded"),
)
OTHER_KINDS: Final[Mapping[str, str]] = {
    "word/document.xml": "Word",
    "ppt/presentation.xml": "PowerPoint",
    "xl/workbook.bin": "XLSB",
    "content.xml": "OpenDocument",
}
MACRO_TYPE: Final = re.compile(rb"macroenabled", re.IGNORECASE)
EXTERNAL: Final = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)
# A web address typed into a cell becomes such a relationship; nothing here follows it.
HYPERLINK: Final = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
DEFINITIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")  # XML knows them in capitals only
WIDE_TEXT: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
DDE: Final = b"ddeLink"


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a workbook's archive once everything that can be known without unpacking is in order.

    Raises
    ------
    UploadError
        If a limit is passed, or the archive is none a spreadsheet program writes.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, KeyError):
        raise UploadError("archive_damaged") from None
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise UploadError("archive_too_many_entries", found=len(entries), allowed=MAX_ENTRIES)
    _check_sizes(entries, len(data))
    _check_names(entries)
    for entry in entries:
        _check_entry(entry)
    _check_no_overlap(entries)
    _check_kind({entry.filename for entry in entries})
    return archive


def _check_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise UploadError("archive_too_large_unpacked", found=unpacked, allowed=MAX_UNPACKED)
    ratios = [
        entry.file_size // max(entry.compress_size, 1) for entry in entries if entry.file_size > SMALL_ENTRY
    ]
    ratio = max([unpacked // size, *ratios])
    if ratio > MAX_RATIO:
        raise UploadError("archive_ratio", found=ratio, allowed=MAX_RATIO)


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        steps = re.split(r"[/\\]", name)
        if name.startswith(("/", "\\")) or ".." in steps or ":" in name or "\0" in name or not name:
            raise UploadError("archive_name_unsafe", found=name)
        if name.casefold() in seen:
            raise UploadError("archive_entry_twice", found=name)
        seen.add(name.casefold())


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise UploadError("workbook_encrypted")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UploadError("archive_symlink", entry.filename)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UploadError("archive_compression", entry.filename, found=entry.compress_type)
    for pattern, code in ACTIVE:
        if pattern.search(entry.filename):
            raise UploadError(code, entry.filename)


def _check_no_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that share bytes: so a small archive unpacks into a large one."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    for one, other in pairwise(placed):
        if one.header_offset + one.compress_size >= other.header_offset:
            raise UploadError("archive_overlap", other.filename)


def _check_kind(names: set[str]) -> None:
    for name, kind in OTHER_KINDS.items():
        if name in names:
            raise UploadError("wrong_kind_of_file", found=kind)
    for name in NEEDED:
        if name not in names:
            raise UploadError("workbook_part_missing", found=name)


def check_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Look into every part of a workbook for what is never read: entities, links to other files, macros.

    What was unpacked of the sheets is given back, so that nothing large is unpacked twice to look at it.

    Raises
    ------
    UploadError
        If one of them holds it.
    """
    sheets: dict[str, bytes] = {}
    for name, data in parts(archive):
        if name.startswith(SHEETS):
            sheets[name] = data
        if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
            raise UploadError("workbook_embedded", name)
        if name.endswith((".xml", ".rels", ".vml")):
            _check_markup(name, data)
    if any(name.startswith("xl/externalLinks/") for name in archive.namelist()):
        raise UploadError("workbook_external_link", "xl/externalLinks/")
    return sheets


def _check_markup(name: str, data: bytes) -> None:
    if data[:2] in WIDE_TEXT:
        raise UploadError("workbook_encoding", name)
    if any(definition in data for definition in DEFINITIONS):
        raise UploadError("workbook_entities", name)
    if name == "[Content_Types].xml" and MACRO_TYPE.search(data):
        raise UploadError("workbook_macros", name)
    if name.startswith("xl/externalLinks/") and DDE in data:
        raise UploadError("workbook_dde", name)
    if name.endswith(".rels") and any(not HYPERLINK.search(link[0]) for link in EXTERNAL.finditer(data)):
        raise UploadError("workbook_external_link", name)


def parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Unpack every entry, never more of it than it says it holds.

    Raises
    ------
    UploadError
        If an entry is damaged.
    """
    for entry in archive.infolist():
        yield entry.filename, part(archive, entry.filename)


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one entry."""
    try:
        with archive.open(name) as file:
            return b"".join(iter(lambda: file.read(CHUNK), b""))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- whatever the unpacking library stumbles over
        raise UploadError("archive_damaged", name) from None
