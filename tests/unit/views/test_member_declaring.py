"""From what was entered of a declaration of interest, finished or not, to the declaration, and back."""

from selection.model.participants import Declaration
from selection.views.member_declaring import Declaring, declaration_of, declaring_of, lacking


def test_an_interest_must_say_what_it_is_about() -> None:
    assert lacking(Declaring(interest="perceived", about="  ")) == "about"
    assert lacking(Declaring(interest="perceived", about="An old friend")) is None


def test_a_declaration_comes_back_from_the_fields_it_fills() -> None:
    found = Declaration(
        interest="actual", about="A fee", commission=True, mitigation="I leave the room", recused=True
    )
    assert declaration_of(declaring_of(found)) == found


def test_nothing_is_kept_of_an_interest_that_was_taken_back() -> None:
    said = Declaring(interest="none", about="A fee", commission=True)
    assert declaration_of(said) == Declaration(interest="none")
