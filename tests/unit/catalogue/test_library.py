"""What ships is found by its file's name, wherever the package lies."""

from pathlib import Path

import pytest

from selection.catalogue.library import Library, data_folder, shipped
from selection.errors import CatalogueError, NotFound

LIBRARY = shipped()


def test_the_shipped_library_lies_beside_the_code() -> None:
    assert LIBRARY.folder == data_folder()
    assert (data_folder() / "criteria" / "needs.yaml").is_file()


@pytest.mark.parametrize(
    ("folder", "read"),
    [
        ("criteria/sets", LIBRARY.criteria_set),
        ("vendor_profiles/platforms", LIBRARY.platform),
        ("vendor_profiles/integrators", LIBRARY.integrator),
    ],
)
def test_every_file_of_a_folder_is_read_by_its_name(folder: str, read: object) -> None:
    names = LIBRARY.names(folder)
    assert names == tuple(sorted(names))
    assert len(names) >= 2
    assert [read(name).id for name in names] == list(names)  # type: ignore[operator]


def test_the_lists_hold_what_the_names_say() -> None:
    assert [s.id for s in LIBRARY.criteria_sets] == list(LIBRARY.names("criteria/sets"))
    assert [p.id for p in LIBRARY.platforms] == list(LIBRARY.names("vendor_profiles/platforms"))
    assert [i.id for i in LIBRARY.integrators] == list(LIBRARY.names("vendor_profiles/integrators"))


def test_the_criteria_of_both_sides_are_all_there() -> None:
    assert {criterion.side for criterion in LIBRARY.criteria} == {"platform", "integrator"}
    assert [c.id for library in LIBRARY.criteria_libraries for c in library.criteria] == [
        c.id for c in LIBRARY.criteria
    ]


def test_every_group_is_there_once() -> None:
    ids = [group.id for group in LIBRARY.groups]
    assert len(set(ids)) == len(ids)
    assert {criterion.group for criterion in LIBRARY.criteria} == set(ids)


def test_measures_readiness_and_risks_are_read_from_files_of_their_own() -> None:
    assert (LIBRARY.measures.id, LIBRARY.readiness.id, LIBRARY.risks.id) == (
        "crm-measures",
        "crm-readiness",
        "crm-risks",
    )


@pytest.mark.parametrize("name", ["measures", "readiness", "risks"])
def test_a_library_without_one_of_them_says_which_file_is_missing(name: str, tmp_path: Path) -> None:
    file = {"measures": "metrics"}.get(name, name)
    with pytest.raises(CatalogueError) as caught:
        getattr(Library(tmp_path), name)
    assert (caught.value.code, Path(caught.value.where).name) == ("file_missing", f"{file}.yaml")


def test_what_does_not_ship_is_not_found_and_the_names_are_told() -> None:
    with pytest.raises(NotFound) as caught:
        LIBRARY.criteria_set("../needs")
    assert caught.value.code == "unknown_definition"
    assert caught.value.where == "criteria/sets/../needs.yaml"
    assert caught.value.figures == {"found": "../needs", "allowed": list(LIBRARY.names("criteria/sets"))}


def test_a_library_reads_no_more_than_it_is_asked_for(tmp_path: Path) -> None:
    empty = Library(tmp_path)
    assert (empty.platforms, empty.integrators, empty.criteria_sets, empty.examples()) == ((), (), (), ())
    with pytest.raises(CatalogueError) as caught:
        _ = empty.needs
    assert caught.value.code == "file_missing"


def test_the_examples_are_listed() -> None:
    assert [path.name for path in LIBRARY.examples()] == ["market_scan.yaml", "tender.yaml"]
