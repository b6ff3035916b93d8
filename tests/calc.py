"""Forms filled in by LibreOffice: it opens them, its own document is typed into, and it saves them again."""

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

from tests.office import TIMEOUT, soffice

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
Cells = Mapping[tuple[int, int], str]


def filled_by_libreoffice(
    forms: Mapping[str, tuple[bytes, Cells]], sheet: str, folder: Path
) -> dict[str, bytes]:
    """Type words into cells of a sheet of every form, counted from 1; no word empties a cell.

    All in one go, because starting the office takes longer than anything it does here.
    """
    came, between, left = (folder / name for name in ("came", "between", "left"))
    came.mkdir()
    for name, (form, _cells) in forms.items():
        (came / f"{name}.xlsx").write_bytes(form)
    _convert(sorted(came.iterdir()), "fods", between)
    for name, (_form, cells) in forms.items():
        _type_into(between / f"{name}.fods", sheet, cells)
    _convert(sorted(between.iterdir()), "xlsx", left)
    return {name: (left / f"{name}.xlsx").read_bytes() for name in forms}


def _convert(files: list[Path], kind: str, out: Path) -> None:
    command = [
        soffice(),
        f"-env:UserInstallation={(out.parent / 'profile').as_uri()}",
        *("--headless", "--convert-to", kind, "--outdir", str(out)),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)


def _type_into(document: Path, sheet: str, cells: Cells) -> None:
    prefixes = {prefix: uri for _event, (prefix, uri) in ET.iterparse(document, ("start-ns",))}
    for prefix, uri in prefixes.items():
        ET.register_namespace(prefix, uri)
    tree = ET.parse(document)
    (table,) = [found for found in tree.iter(f"{TABLE}table") if found.get(f"{TABLE}name") == sheet]
    rows = _spread(list(table.iter(f"{TABLE}table-row")), table, "rows", max(r for r, _c in cells))
    for (row, column), word in cells.items():
        line = rows[row - 1]
        found = _spread(list(line), line, "columns", column)[column - 1]
        for child in list(found):
            found.remove(child)
        for stated in [name for name in found.attrib if name.startswith((OFFICE, CALC))]:
            del found.attrib[stated]
        if word:
            found.set(f"{OFFICE}value-type", "string")
            ET.SubElement(found, f"{TEXT}p").text = word
    written = ET.tostring(tree.getroot(), encoding="unicode")
    # Formulas name their language by a prefix that no element bears, and that is left out therefore.
    lost = [f'xmlns:{name}="{uri}"' for name, uri in prefixes.items() if f"xmlns:{name}=" not in written]
    head, rest = written.split(">", 1)
    document.write_text(f"{DECLARED}{head} {' '.join(lost)}>{rest}", encoding="utf-8")


def _spread(found: list[ET.Element], parent: ET.Element, what: str, most: int) -> list[ET.Element]:
    """Give rows or cells one by one, as far as they are needed, where the document tells some at once."""
    repeated, spread = f"{TABLE}number-{what}-repeated", []
    owners = {child: owner for owner in parent.iter() for child in owner}
    for element in found:
        count = int(element.get(repeated, "1"))
        while count > 1 and len(spread) < most:
            owner = owners[element]
            single = ET.fromstring(ET.tostring(element))
            del single.attrib[repeated]
            owner.insert(list(owner).index(element), single)
            spread.append(single)
            count -= 1
            element.set(repeated, str(count))
        spread.append(element)
        if count == 1:
            element.attrib.pop(repeated, None)
    return spread
