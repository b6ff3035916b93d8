"""Files that can't be read, or could be read in two ways, in words."""

from collections.abc import Mapping

from selection.words import Words
from selection.words.saying import Saying, says


def file_sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about files and their YAML."""
    return {**_files(_), **_structure(_), **_scalars(_), **_limits(_)}


def _files(_: Words) -> Mapping[str, Saying]:
    return {
        "file_missing": says(_("There is no such file."), remedy=_("Check the name and the folder.")),
        "file_not_regular": says(
            _("This is not an ordinary file."), remedy=_("Name a file, not a folder, a pipe or a device.")
        ),
        "file_unreadable": says(
            _("The file can't be opened; the system says {reason}."),
            remedy=_("Check that you may read it and that the disk is in order."),
        ),
        "file_exists": says(
            _("There is a file of this name already, and it is left as it is."),
            remedy=_("Name a new file, or put the old one away."),
        ),
        "file_unwritable": says(
            _("The file can't be written; the system says {reason}."),
            remedy=_("Check that the folder exists, that you may write there and that the disk is not full."),
        ),
        "export_of_all": says(
            _("The document {found} is about all alternatives together."),
            remedy=_("Leave out --alternative."),
        ),
        "file_empty": says(_("The file says nothing."), remedy=_("Write what its kind of file must say.")),
        "file_too_large": says(
            _("The file has {found} bytes; at most {allowed} are read."),
            remedy=_("Split it, or leave out what the decision does not rest on."),
        ),
        "folder_empty": says(
            _("There is no file ending in .yaml in this folder."),
            remedy=_("Name the folder the files are in."),
        ),
        "encoding_not_utf8": says(
            _("The file is not written in UTF-8; {found} was found here."),
            remedy=_("Save it again with the encoding UTF-8."),
        ),
        "control_character": says(
            _("The text holds the invisible control character {found}."), remedy=_("Delete the character.")
        ),
        "bidi_control": says(
            _("The text holds {found}, an invisible character that turns the order of the text."),
            remedy=_("Delete the character; Hebrew is shown from right to left without it."),
        ),
        "hidden_character_in_key": says(
            _("This key holds {found}, a character that nobody sees."), remedy=_("Type the key anew.")
        ),
    }


def _structure(_: Words) -> Mapping[str, Saying]:
    return {
        "yaml_syntax": says(
            _("This is not YAML: {problem} (column {column}; see also line {began})."),
            remedy=_("Compare the place with a file that works, its indentation first."),
        ),
        "directive_refused": says(
            _("The line begins with {found}, a YAML directive, which is not read here."),
            remedy=_("Delete the line."),
        ),
        "several_documents": says(
            _("The file holds more than one document."),
            remedy=_("Keep one document to a file, without --- lines."),
        ),
        "merge_key": says(
            _("The key << merges one part into another, which is not read here."),
            remedy=_("Write the entries out."),
        ),
        "anchor_refused": says(
            _("{found} is a YAML anchor, which is not read here."), remedy=_("Delete the & and its name.")
        ),
        "alias_refused": says(
            _("{found} is a YAML alias, which is not read here."), remedy=_("Write out what it stands for.")
        ),
        "tag_refused": says(_("{found} is a YAML tag, which is not read here."), remedy=_("Delete the tag.")),
        "key_not_text": says(
            _("A key must be text, but this one is {found}."),
            remedy=_("Give the key a name, in quotes if need be."),
        ),
        "duplicate_key": says(
            _("The key {found} stands here a second time; it was first written on line {first_line}."),
            remedy=_("Keep one of the two."),
        ),
        "look_alike_key": says(
            _("The key {found} looks like {first} on line {first_line}."), remedy=_("Keep one of the two.")
        ),
    }


def _scalars(_: Words) -> Mapping[str, Saying]:
    return {
        "ambiguous_scalar": says(
            _("Some programs read {found} as {could_be} and others do not."),
            remedy=_("Put it in quotes if it is text; otherwise write a plain number, true or false."),
        ),
        "number_too_long": says(
            _("This number has {found} digits; at most {allowed} are kept."),
            remedy=_("Round it, or put it in quotes if it is not a figure."),
        ),
    }


def _limits(_: Words) -> Mapping[str, Saying]:
    return {
        "too_deep": says(
            _("The entries lie {found} levels deep; at most {allowed} are read."), remedy=_("Nest them less.")
        ),
        "too_many_nodes": says(
            _("The file has more than {allowed} entries, the most that are read."),
            remedy=_("Split it, or leave out what the decision does not rest on."),
        ),
        "too_many_findings": says(
            _("The file has more than {allowed} defects; the others are not listed."),
            remedy=_("Mend these first, then check the file again."),
        ),
    }


def syntax_problem(code: str, _: Words) -> str:
    """Say what the YAML parser stumbled over."""
    problems = {
        "colon_unexpected": _("there is a colon where none can be"),
        "colon_missing": _("a colon is missing after a key"),
        "quote_unclosed": _("a quotation mark is not closed"),
        "bracket_unclosed": _("a bracket is not closed"),
        "character": _("a value begins with a character that needs quotes"),
        "escape": _("a backslash in double quotes is followed by something it can't be followed by"),
        "text_after_end": _("there is text after the end of the document"),
        "tag": _("a tag can't be read"),
        "out_of_place": _("something stands where it can't, often for its indentation"),
        "tab": _("the line is indented with a tab"),
    }
    return problems.get(code, _("something is not as YAML wants it"))


def scalar_meaning(code: str, _: Words) -> str:
    """Say what an unquoted value could be taken for."""
    meanings = {
        "truth_value": _("true or false"),
        "nothing": _("no value"),
        "merge_key": _("an order to merge"),
        "default_value": _("a default value"),
        "date_or_time": _("a date or a time"),
        "number": _("a number"),
    }
    return meanings.get(code, code)
