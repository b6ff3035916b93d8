"""The catalogues of messages: what the program says, kept beside how the other languages say it.

After a message was written or changed, ``python -m selection.words.catalogues`` gathers all of them anew,
leaves those that nobody has translated yet empty, drops those that nobody says any more, and compiles what
gettext reads.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from selection.model.base import Language
from selection.words import DOMAIN, LOCALE

SOURCES = Path(__file__).parents[1]
SPEAKERS = frozenset({"_", "words", "self"})
"""What a `Words` is called where it is asked to say something; ``self`` is `Words` in its own class."""
FORMS = 3
PLURALS: dict[Language, str] = {
    "he": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
_WIDTH = 100

Message = str | tuple[str, str]


class Catalogue(Catalog):
    """A catalogue whose head changes only with its language, so that an idle run changes no byte."""

    def __init__(self, language: Language) -> None:
        super().__init__(locale=language, header_comment="", fuzzy=False)
        self.language = language

    @property
    def num_plurals(self) -> int:
        """How many forms a counted message has; as it happens, equally many in every language."""
        return FORMS

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext must know."""
        return [
            ("Language", self.language),
            ("Plural-Forms", PLURALS[self.language]),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def messages_in(source: str) -> Iterator[Message]:
    """Find what a source text says through `Words`, wherever in an expression it stands.

    >>> list(messages_in("f'{_.counted(one, many, 2)}: ' + _('of {day}', day=_('today'))"))
    ['of {day}', 'today']
    >>> list(messages_in("_.counted('a page', '{count} pages', 2)"))
    [('a page', '{count} pages')]
    """
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="counted"), args=[ast.Constant(one), ast.Constant(many), *_]
            ):
                yield (str(one), str(many))
            case ast.Call(
                func=ast.Name(name) | ast.Attribute(attr=name), args=[ast.Constant(str(message)), *_]
            ) if name in SPEAKERS:
                yield message


def gather(folder: Path = SOURCES) -> dict[Message, list[str]]:
    """Find every message under a folder, with the files that say it."""
    found: dict[Message, list[str]] = {}
    for file in sorted(folder.rglob("*.py")):
        for message in messages_in(file.read_text(encoding="utf-8")):
            found.setdefault(message, []).append(file.relative_to(folder.parent).as_posix())
    return found


def place(language: Language) -> Path:
    """Say where a language's catalogue lies; what is compiled from it lies beside it."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: Language) -> Catalog:
    """Read a catalogue as it is."""
    with place(language).open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: Language, held: Catalog, said: dict[Message, list[str]]) -> Catalogue:
    """Give a catalogue exactly the messages that are said, with the translations that are held."""
    catalogue = Catalogue(language)
    for message, files in said.items():
        known = held.get(message if isinstance(message, str) else message[0])
        nothing = "" if isinstance(message, str) else ("",) * FORMS
        same = known is not None and known.id == message and not known.fuzzy
        catalogue.add(
            message,
            known.string if known is not None and same else nothing,
            locations=[(name, 0) for name in dict.fromkeys(files)],
        )
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Write a catalogue for people to read and translate."""
    file = BytesIO()
    write_po(file, catalogue, width=_WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return file.getvalue().lstrip()


def compiled(catalogue: Catalog) -> bytes:
    """Write a catalogue for gettext to read."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> None:
    """Renew and compile every catalogue."""
    said = gather()
    for language in PLURALS:
        po = place(language)
        po.parent.mkdir(parents=True, exist_ok=True)
        held = read(language) if po.exists() else Catalog(locale=language)
        catalogue = renewed(language, held, said)
        po.write_bytes(written(catalogue))
        po.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main()
