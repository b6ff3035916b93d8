"""The first sheet: what the workbook is, what may be changed in it, and what it was made from."""

from selection import __version__
from selection.documents.workbook import ranking_sheet
from selection.documents.workbook.codes import VERDICTS
from selection.documents.workbook.paper import Sheet
from selection.documents.workbook.work import Work, headed
from selection.words.terms import mode_word, stage_word

FIRST = 4


def write_overview(work: Work) -> None:
    """Write how to read the workbook, and its stamp."""
    _, sheet = work.words, work.sheet("overview")
    headed(work, sheet, _("What this workbook is, and what may be changed in it."))
    sheet.widths(34, 96)
    row = _write_stamp(work, sheet, FIRST)
    row = _write_first_place(work, sheet, row + 1)
    row = _write_rules(work, sheet, row + 1)
    row = _write_legend(work, sheet, row + 1)
    _write_contents(work, sheet, row + 1)
    sheet.freeze(FIRST, 0, 1)


def _write_stamp(work: Work, sheet: Sheet, row: int) -> int:
    _, decision = work.words, work.material.decision
    lines = [
        (_("Decision"), _.text(decision.title)),
        (
            _("Procedure"),
            _("{mode}, stage {stage}", mode=mode_word(decision.mode, _), stage=stage_word(decision.stage, _)),
        ),
        (_("Made on"), _.date(work.today)),
        (_("Made from"), _("the decision with the fingerprint {fingerprint}", fingerprint=work.fingerprint)),
        (_("Version of the program"), __version__),
    ]
    if work.audit_head:
        lines.append((_("Head of the audit chain"), work.audit_head))
    if work.mark:
        lines.append((_("Lock"), work.mark))
    for at, (name, content) in enumerate(lines, start=row):
        sheet.text(at, 0, name, "strong")
        sheet.text(at, 1, content, "text")
    return row + len(lines)


def _write_first_place(work: Work, sheet: Sheet, row: int) -> int:
    """Say who stands first for reading, as the sheet works it out now."""
    kind = work.material.main
    place = work.paper.places["ranking", kind, "1"]
    ranking = work.sheet("ranking")
    first = work.material.results[kind][0]
    sheet.text(row, 0, work.words("Stands first now"), "strong")
    sheet.formula(row, 1, f"={ranking.at(place.row, place.column)}", first.name, "strong")
    gate = ranking.at(place.row, ranking_sheet.GATE)
    sheet.text(row + 1, 0, work.words("Its gates"), "strong")
    sheet.formula(row + 1, 1, f"={gate}", work.codes.verdict(first.gate.verdict), "line")
    return row + 2


def _write_rules(work: Work, sheet: Sheet, row: int) -> int:
    _ = work.words
    lines = [
        _("Every figure that follows from others is a formula, down to the raw answers. Nothing is pasted."),
        _("Change an answer, a performance, a weight or a rule in a shaded cell: ranks and charts follow."),
        _("Words in shaded cells come from closed lists; a word they don't know counts as not asked yet."),
        _("What is open spans an interval from lowest to highest, and so do the ranks that are possible."),
        _("Two alternatives are compared by the interval of their difference: what they share cancels."),
        _("Values are compared after rounding to nine digits, as the program does."),
        _("Rows and columns may be hidden and filtered, but not moved: formulas count on their order."),
        _("What is changed here does not return to the program; its answers come in by questionnaires."),
    ]
    sheet.text(row, 0, _("How to use it"), "section")
    for at, line in enumerate(lines, start=row + 1):
        sheet.text(at, 1, line)
    return row + 1 + len(lines)


def _write_legend(work: Work, sheet: Sheet, row: int) -> int:
    _ = work.words
    sheet.text(row, 0, _("Legend"), "section")
    sheet.text(row + 1, 0, _("shaded"), "input")
    sheet.text(row + 1, 1, _("Stated by people; may be changed."))
    sheet.text(row + 2, 0, _("not shaded"), "line")
    sheet.text(row + 2, 1, _("A name, or a formula; leave it."))
    meanings = {
        "pass": _("No gate stands against it, on evidence as good as the stage asks for."),
        "open": _("An answer, better evidence or a promise is missing; it can't be awarded yet."),
        "fail": _("At least one gate excludes it; it has no rank."),
    }
    for at, verdict in enumerate(VERDICTS, start=row + 3):
        sheet.text(at, 0, work.codes.verdict(verdict), "line")
        sheet.text(at, 1, meanings[verdict])
    sheet.text(row + 6, 0, _("Proven"), "line")
    sheet.text(
        row + 6,
        1,
        _("The lowest value if answers on weaker evidence than the stage asks for are not relied on."),
    )
    return row + 7


def _write_contents(work: Work, sheet: Sheet, row: int) -> None:
    _ = work.words
    sheet.text(row, 0, _("Sheets"), "section")
    for at, other in enumerate(work.paper.sheets.values(), start=row + 1):
        sheet.text(at, 0, other.name, "line")
        sheet.text(at, 1, other.purpose)
