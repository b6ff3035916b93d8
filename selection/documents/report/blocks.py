"""What a report is made of: sections of plain blocks. They hold texts and drawings, and no markup."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

Plain = dict[str, Any]
Tone = Literal["plain", "lead", "note", "warning"]
Align = Literal["text", "figure"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; its tone says how it is set."""

    kind: ClassVar = "paragraph"
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    kind: ClassVar = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """Names and what belongs to each of them."""

    kind: ClassVar = "pairs"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its title, its share of the width (0: as wide as it must be), what it holds."""

    title: str
    width: float = 1
    align: Align = "text"


@dataclass(frozen=True)
class Table:
    """A table with a heading that is repeated on every page it runs over."""

    kind: ClassVar = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    small: bool = False
    strong_last: bool = False
    """Whether the last row is a sum."""


@dataclass(frozen=True)
class Figure:
    """A drawing, what it shows, and the same in words for whoever can't see it."""

    kind: ClassVar = "figure"
    svg: str
    caption: str
    words: str
    legend: tuple[tuple[str, str, str, str], ...] = ()
    """Fill, ink, mark and name of what is drawn; a drawing's own would not turn with the language."""


Block = Paragraph | Bullets | Pairs | Table | Figure


@dataclass(frozen=True)
class Part:
    """A titled part of a section."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    """A numbered section; what has nothing in it is left out, never printed as an empty heading."""

    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    is_appendix: bool = False
    """Whether it comes after the numbered sections, on a page of its own."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.blocks and not any(part.blocks for part in self.parts)


def block_as_plain(block: Block) -> Plain:
    """Give a block as what JSON knows.

    >>> block_as_plain(Paragraph("Northstar is first.", "lead"))
    {'kind': 'paragraph', 'text': 'Northstar is first.', 'tone': 'lead'}
    """
    fields = {name: getattr(block, name) for name in block.__dataclass_fields__}
    if isinstance(block, Table):
        fields["columns"] = [{"title": c.title, "width": c.width, "align": c.align} for c in block.columns]
    return {"kind": block.kind, **fields}


def section_as_plain(section: Section) -> Plain:
    """Give a section as what JSON knows."""
    parts = [
        {"title": part.title, "blocks": [block_as_plain(block) for block in part.blocks]}
        for part in section.parts
        if part.blocks
    ]
    return {
        "title": section.title,
        "is_appendix": section.is_appendix,
        "blocks": [block_as_plain(block) for block in section.blocks],
        "parts": parts,
    }
