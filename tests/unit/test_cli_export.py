"""The command that writes documents: what it writes, and what it leaves alone."""

from pathlib import Path

from selection.documents.exports import Document, write
from selection.documents.workbook import comparison_workbook
from selection.words import Words
from tests.examples import TODAY, result
from tests.unit.test_cli import EXAMPLES, ON, Captured, complaint, output


def test_export_writes_a_workbook_and_says_so(capsys: Captured, tmp_path: Path) -> None:
    out = tmp_path / "comparison.xlsx"
    tender = str(EXAMPLES / "tender.yaml")
    told = output(capsys, "export", tender, "--kind", "workbook", "--lang", "en", "-o", str(out), *ON)
    assert told == f"Written: {out}\n"
    assert out.read_bytes() == comparison_workbook(result("tender"), Words("en"), TODAY)


def test_export_leaves_a_file_that_exists_as_it_is(capsys: Captured, tmp_path: Path) -> None:
    out = tmp_path / "mine.xlsx"
    out.write_text("mine")
    told = complaint(capsys, "export", str(EXAMPLES / "tender.yaml"), "--kind", "workbook", "-o", str(out))
    assert told.startswith(f"{out}: There is a file of this name already")
    assert out.read_text() == "mine"


def test_export_says_where_it_can_not_write(capsys: Captured, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "comparison.xlsx"
    told = complaint(capsys, "export", str(EXAMPLES / "tender.yaml"), "--kind", "workbook", "-o", str(out))
    assert told.startswith(f"{out}: The file can't be written")


def test_export_of_all_alternatives_is_not_made_for_one(capsys: Captured, tmp_path: Path) -> None:
    tender, out = str(EXAMPLES / "tender.yaml"), str(tmp_path / "a.xlsx")
    told = complaint(
        capsys, "export", tender, "--kind", "workbook", "--alternative", "quillmere-mirrin", "-o", out
    )
    assert told.startswith("--alternative: The document “workbook” is about all alternatives together.")


def test_several_documents_are_written_into_a_folder(tmp_path: Path) -> None:
    documents = (Document("a.xlsx", b"a"), Document("b.xlsx", b"b"))
    assert write(documents, tmp_path / "new") == (tmp_path / "new" / "a.xlsx", tmp_path / "new" / "b.xlsx")
    assert (tmp_path / "new" / "b.xlsx").read_bytes() == b"b"
