"""Files that somebody sent, when they are refused or something in them doesn't fit, in words."""

from collections.abc import Mapping

from selection.words import Words
from selection.words.saying import Saying, says


def upload_sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about questionnaires, scoring sheets and tables that come in."""
    return {
        **_limits(_),
        **_kinds(_),
        **_workbooks(_),
        **_tables(_),
        **_forms(_),
        **_cells(_),
        **_mappings(_),
    }


def _limits(_: Words) -> Mapping[str, Saying]:
    smaller = _("Send only the sheets that were filled in, in a smaller file.")
    return {
        "upload_empty": says(_("The file is empty."), remedy=_("Send the file that was filled in.")),
        "upload_too_large": says(
            _("The file has {found} bytes; at most {allowed} are read."), remedy=smaller
        ),
        "upload_too_much_text": says(
            _("The file holds {found} characters; at most {allowed} are read."), remedy=smaller
        ),
        "upload_too_slow": says(
            _("Reading the file takes longer than the {allowed} seconds of work that are allowed."),
            remedy=smaller,
        ),
        "upload_too_hungry": says(
            _("Reading the file takes more than {allowed} MB of memory."), remedy=smaller
        ),
        "upload_unreadable": says(
            _("The file can't be read."), remedy=_("Save it again as .xlsx, or send it as CSV.")
        ),
        "sheet_too_large": says(
            _("Something stands outside the {allowed} rows and columns that are read."), remedy=smaller
        ),
        "sheet_too_many_cells": says(
            _("The sheet has {found} cells; at most {allowed} are read."), remedy=smaller
        ),
        "workbook_too_many_sheets": says(
            _("The workbook has {found} sheets; at most {allowed} are read."), remedy=smaller
        ),
        "archive_too_many_entries": says(
            _("The workbook consists of {found} parts; at most {allowed} are read."), remedy=smaller
        ),
        "archive_too_large_unpacked": says(
            _("Unpacked, the workbook has {found} bytes; at most {allowed} are read."), remedy=smaller
        ),
        "archive_ratio": says(
            _("The workbook unpacks to {found} times its size; at most {allowed} times is read."),
            remedy=_("Save it again in a spreadsheet program, without empty rows and pictures."),
        ),
    }


def _kinds(_: Words) -> Mapping[str, Saying]:
    again = _("Save it again as .xlsx in a spreadsheet program.")
    return {
        "wrong_kind_of_file": says(
            _("By what is in it this is a file of another kind: {found}."),
            remedy=_("Send a workbook (.xlsx), CSV or YAML; another name does not change what a file is."),
        ),
        "workbook_old": says(_("This is a workbook of before 2007 (.xls), which is not read."), remedy=again),
        "workbook_encrypted": says(
            _("The workbook is protected by a password, so it can't be read."),
            remedy=_("Take the password off and send it again."),
        ),
        "archive_damaged": says(_("The workbook is damaged or cut short."), remedy=again),
        "archive_name_unsafe": says(
            _("The workbook holds a part named {found}, a name that leads out of it."), remedy=again
        ),
        "archive_entry_twice": says(_("The workbook holds the part {found} twice."), remedy=again),
        "archive_symlink": says(_("The workbook holds a link to another file."), remedy=again),
        "archive_compression": says(
            _("A part of the workbook is packed in the way {found}, which is not read."), remedy=again
        ),
        "archive_overlap": says(_("Parts of the workbook share their bytes."), remedy=again),
    }


def _workbooks(_: Words) -> Mapping[str, Saying]:
    again = _("Save it again as .xlsx in a spreadsheet program.")
    values = _("Copy the values into a new workbook and send that.")
    return {
        "workbook_part_missing": says(_("This is no workbook: its part {found} is missing."), remedy=again),
        "workbook_damaged": says(_("The workbook can't be read; it fails with {found}."), remedy=again),
        "workbook_macros": says(_("The workbook holds macros, which are not let in."), remedy=again),
        "workbook_embedded": says(_("The workbook holds another file within it."), remedy=values),
        "workbook_connection": says(_("The workbook fetches data from elsewhere."), remedy=values),
        "workbook_external_link": says(_("The workbook refers to another file."), remedy=values),
        "workbook_dde": says(_("The workbook would start another program (DDE)."), remedy=values),
        "workbook_entities": says(
            _("A part of the workbook defines entities of its own, which no spreadsheet program writes."),
            remedy=again,
        ),
        "workbook_encoding": says(_("A part of the workbook is not written in UTF-8."), remedy=again),
    }


def _tables(_: Words) -> Mapping[str, Saying]:
    return {
        "table_control_character": says(
            _("The table holds the invisible control character {found}."),
            remedy=_("Send a workbook (.xlsx), or text without it."),
        ),
        "table_damaged": says(
            _("The rows can't be told apart from here on; a quotation mark may not be closed."),
            remedy=_("Save the table again as CSV."),
        ),
        "encoding_unknown": says(
            _("The encoding {found} is not known; known are: {allowed}."), remedy=_("Choose one of them.")
        ),
        "table_not_in_encoding": says(
            _("This is not written in the encoding {found}."),
            remedy=_("Save it in UTF-8, or name the right encoding."),
        ),
    }


def _forms(_: Words) -> Mapping[str, Saying]:
    anew = _("Export the form anew and copy the answers into it.")
    return {
        "form_format_unknown": says(
            _("Forms are not written as {found}, only as: {allowed}."),
            remedy=_("Let the name of the file end in one of them."),
        ),
        "form_stamp_missing": says(
            _("This is no questionnaire and no scoring sheet made here: its stamp is missing."),
            remedy=_("A table of somebody else's comes in by a mapping; one can be proposed for it."),
        ),
        "form_too_new": says(
            _("A newer version of the program made this form (version {found}; known up to {allowed})."),
            remedy=_("Install the newer version."),
        ),
        "form_of_other_decision": says(
            _("This form belongs to the decision {found}, not to {allowed}."),
            remedy=_("Open the decision it was made from."),
        ),
        "form_about_another": says(
            _("This form is about {found}, not about {allowed}."),
            remedy=_("Read it without naming an alternative, or send the right file."),
        ),
        "form_about_nobody": says(
            _("The form does not say whom it is about; it could be: {allowed}."),
            remedy=_("Choose one on its first sheet, or name one when reading."),
        ),
        "sheet_hidden": says(
            _("This sheet is hidden, so nobody may have seen what is in it."),
            remedy=_("Show it and save again."),
        ),
        "column_twice": says(_("The column {found} stands here a second time."), remedy=anew),
        "question_twice": says(_("The question {found} is answered a second time here."), remedy=anew),
        "question_nameless": says(_("An answer stands here without a question."), remedy=anew),
        "question_unknown": says(
            _("There is no question {found} in this decision."),
            remedy=_("Empty the row, or correct its number."),
        ),
    }


def _cells(_: Words) -> Mapping[str, Saying]:
    return {
        "formula_for_answer": says(
            _("A formula stands where an answer is expected: {found}."), remedy=_("Write its result instead.")
        ),
        "error_for_answer": says(
            _("An error of the spreadsheet stands where an answer is expected: {found}."),
            remedy=_("Write the answer instead."),
        ),
        "merged_answer": says(
            _("Cells are merged here, so it can't be told what the answer belongs to."),
            remedy=_("Split the cells and answer each."),
        ),
        "not_a_choice": says(
            _("{found} can't be chosen here; to choose from are: {allowed}."),
            remedy=_("Choose from the list."),
        ),
        "answer_without_delivery": says(
            _("Something is said here, but not how it is delivered."), remedy=_("Choose the delivery.")
        ),
        "score_missing": says(
            _("Something is said here, but there is no score."),
            remedy=_("Enter the score, or why there is none."),
        ),
        "score_and_none": says(
            _("There is a score and also why there is none."), remedy=_("Delete one of the two.")
        ),
        "fact_without_value": says(
            _("Something is said here, but there is no answer."), remedy=_("Enter the answer.")
        ),
        "commitment_incomplete": says(
            _("A commitment needs a price and a day; {missing} is missing."),
            remedy=_("Add it, or empty the row."),
        ),
    }


def _mappings(_: Words) -> Mapping[str, Saying]:
    look = _("Look at the headings of the table and correct the mapping.")
    return {
        "mapping_sheet_unknown": says(
            _("There is no sheet {found} in the table; its sheets are: {allowed}."), remedy=look
        ),
        "mapping_column_unknown": says(
            _("There is no column {found} in the table; its columns are: {allowed}."), remedy=look
        ),
        "mapping_column_ambiguous": says(
            _("Several columns are named {found}."), remedy=_("Name the column by its letter, such as =C.")
        ),
        "mapping_incomplete": says(
            _("The mapping must say what {missing} is."), remedy=_("Add it to the mapping.")
        ),
        "mapping_header_missing": says(
            _("There are no headings in row {found} of the table."), remedy=_("Correct the row under header.")
        ),
        "code_unknown": says(
            _("The mapping has no meaning for the answer {found}."),
            remedy=_("Add it to the codes, or say under otherwise what becomes of such answers."),
        ),
        "table_need_unknown": says(
            _("There is no need {found} in the decision."),
            remedy=_("Say under questions which one it is, or let the mapping add what is missing."),
        ),
        "table_alternative_unknown": says(
            _("There is no alternative {found} in the decision; there are: {allowed}."),
            remedy=_("Say under alternatives which one it is, or let the mapping add what is missing."),
        ),
        "table_criterion_unknown": says(
            _("There is no criterion {found} to be scored; there are: {allowed}."),
            remedy=_("Say under questions which one it is."),
        ),
        "table_answer_twice": says(
            _("{found} is answered a second time here, and differently."),
            remedy=_("Keep one of the two rows."),
        ),
    }
