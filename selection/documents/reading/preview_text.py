"""A preview, a proposed mapping and the check of totals, as text and as plain data."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from selection.catalogue.decision_file import write_plain
from selection.documents.questionnaire.choices import choices_of
from selection.documents.questionnaire.fields import field_titles
from selection.documents.questionnaire.form import FieldKind
from selection.documents.reading.preview import CellChange, Note, Preview
from selection.documents.reading.seals import Sealed
from selection.documents.reading.suggestion import Suggestion
from selection.documents.reading.totals import Total, disagreements
from selection.model.base import Localised, LocalisedLine, versions
from selection.words import Words
from selection.words.errors import clean, explain_all
from selection.words.facts import label_words

MOST_NAMED = 12
KIND_OF_FIELD: Mapping[str, FieldKind] = {
    "delivery": "delivery",
    "evidence": "evidence",
    "state": "state",
    "implements": "yes_no",
}


def field_word(change: CellChange, preview: Preview, _: Words) -> str:
    """Name the field a change is about."""
    named = field_titles(_).get(change.field)
    if named:
        return named
    if change.field == "text":
        return _("new need")
    attributes = {a.id: a for a in preview.decision.attributes}
    return _.text(attributes[change.field].title) if change.field in attributes else change.field


def said(field: str, value: object, _: Words) -> str:
    """Say a value of a field as a person reads it.

    >>> said("delivery", "add_on", Words("en")), said("amount", 12500.0, Words("en"))
    ('with an add-on', '12,500')
    """
    if value is None or isinstance(value, Sealed):
        return _("nothing") if value is None else _("sealed")
    if isinstance(value, int | float):
        return _figure(value, _)
    if isinstance(value, tuple):
        return "; ".join(said(field, part, _) for part in value)
    if field in KIND_OF_FIELD:
        return choices_of(KIND_OF_FIELD[field], _).get(str(value), str(value))
    if isinstance(value, LocalisedLine) or (field == "value" and isinstance(value, str)):
        return label_words(value, _)
    return _.text(value) if isinstance(value, Localised) else str(value)


def _figure(value: float, _: Words) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _.number(value, 6)


def note_sentence(note: Note, _: Words) -> str:
    """Say what one should know before agreeing."""
    count = len(note.names)
    names = ", ".join(clean(name) for name in note.names[:MOST_NAMED]) + (" …" if count > MOST_NAMED else "")
    sentences = {
        "questions_changed": _("The questions have changed since this form was made."),
        "questions_reworded": _("Worded otherwise since this form was made: {names}.", names=names),
        "questions_added": _("Asked now, but not in this form: {names}.", names=names),
        "questions_gone": _("Answered here, but no longer asked, and so left out: {names}.", names=names),
        "sheet_not_read": _("A sheet that is not part of the form was not read: {names}.", names=names),
        "read_as": _("The table does not say its encoding; it was read as {names}.", names=names),
    }
    return sentences[note.code]


def preview_lines(preview: Preview, _: Words) -> Iterator[str]:
    """Tell a preview: what to know, what would change cell by cell, what conflicts, what is refused."""
    about = ", ".join(preview.alternatives)
    yield _("{file}, about {names}", file=clean(preview.name), names=about) if about else clean(preview.name)
    for note in preview.notes:
        yield note_sentence(note, _)
    yield ""
    if not preview.changes:
        yield _("Nothing would change.")
    else:
        yield _.counted("{count} cell would change:", "{count} cells would change:", len(preview.changes))
        for change in preview.changes:
            yield f"  {change_line(change, preview, _)}"
    if preview.conflicts:
        yield ""
        yield _.counted(
            "{count} of them stands against something that is there already (marked !).",
            "{count} of them stand against something that is there already (marked !).",
            len(preview.conflicts),
        )
    if preview.refusals:
        yield ""
        yield _.counted(
            "{count} place does not fit; nothing is stored before it is mended:",
            "{count} places do not fit; nothing is stored before they are mended:",
            len(preview.refusals),
        )
        for error in preview.refusals:
            for found in explain_all(error, _):
                yield f"  {found.where}: {found.sentence} {found.remedy}"


def change_line(change: CellChange, preview: Preview, _: Words) -> str:
    """Tell one change: where, what about, from what to what."""
    mark = "! " if change.is_conflict else "  "
    old, new = (said(change.field, value, _) for value in (change.old, change.new))
    named = field_word(change, preview, _)
    return clean(f"{mark}{change.where}  {change.about} · {named}: {old} → {new}")


def preview_as_plain(preview: Preview) -> dict[str, Any]:
    """Give a preview as codes and figures, for programs."""
    return {
        "file": preview.name,
        "alternatives": list(preview.alternatives),
        "notes": [{"code": note.code, "names": list(note.names)} for note in preview.notes],
        "changes": [
            {
                "where": change.where,
                "about": change.about,
                "field": change.field,
                "old": _plain_value(change.old),
                "new": _plain_value(change.new),
                "conflict": change.is_conflict,
            }
            for change in preview.changes
        ],
        "refusals": [
            {"where": error.where, "code": error.code, "figures": _plain_figures(error.figures)}
            for error in preview.refusals
        ],
    }


def _plain_value(value: object) -> object:
    """Give what was written in languages as it stands in files: each under its code."""
    if isinstance(value, tuple):
        return [_plain_value(part) for part in value]
    return versions(value) if isinstance(value, Localised) else value


def _plain_figures(figures: Mapping[str, object]) -> dict[str, object]:
    plain = (str, int, float, bool, list)
    return {name: figure if isinstance(figure, plain) else str(figure) for name, figure in figures.items()}


def mapping_text(suggestion: Suggestion, _: Words) -> str:
    """Write a proposed mapping as a file to be edited, with the codes that were found and how often."""
    plain = suggestion.mapping.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    lines = [f"# {_('A proposal: look at every line, above all at what the codes mean.')}"]
    if suggestion.counts:
        lines.append(f"# {_('Codes found, and how often:')}")
        lines += [f"#   {clean(code)} × {count}" for code, count in list(suggestion.counts.items())[:40]]
    if suggestion.unexplained:
        lines.append(f"# {_('Answers without a code; they become what stands under otherwise:')}")
        lines += [f"#   {clean(text)} × {count}" for text, count in suggestion.unexplained.items()]
    return "\n".join([*lines, "", write_plain({"kind": "mapping", **plain})])


def totals_lines(found: tuple[Total, ...], _: Words) -> Iterator[str]:
    """Tell the totals of somebody else's table, and where it prints others."""
    yield _("Totals by the table's own points and weights:")
    for total in found:
        figure = _.number(float(total.total), 6)
        line = _("  {rank}. {name}: {total}", rank=total.rank, name=clean(total.alternative), total=figure)
        missing = _.counted(
            " ({count} answer has no points)", " ({count} answers have no points)", total.uncounted
        )
        yield line + (missing if total.uncounted else "")
    wrong = disagreements(found)
    for total in wrong:
        yield _(
            "{name}: printed is {published}, but its rows add up to {total}.",
            name=clean(total.alternative),
            published=_.number(cast("float", total.published), 6),
            total=_.number(float(total.total), 6),
        )
    if not wrong and any(total.published is not None for total in found):
        yield _("All printed totals are the sums of their rows.")
