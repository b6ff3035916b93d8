"""The token of somebody who signed in: theirs alone, the same everywhere, and made by this server only."""

from itertools import product

from selection.views.sign_in import token_of
from selection.workshop.permissions import is_token

SECRET, ISSUER = "a secret of the server", "https://login.example.org"


def test_the_same_person_has_the_same_token_everywhere() -> None:
    # HMAC-SHA256 of "https://login.example.org|dana" under the secret, calculated with `openssl dgst`.
    assert token_of(SECRET, ISSUER, "dana") == "6AkKn9hfhry45GO_cdlUF7Y_Pyo7E4tKLhtiQeISYZk"


def test_a_token_of_somebody_signed_in_is_a_token_as_any_other() -> None:
    assert is_token(token_of(SECRET, ISSUER, "dana"))


def test_another_person_another_provider_or_another_server_make_another_token() -> None:
    told = product((SECRET, "another"), (ISSUER, "https://other.example.org"), ("dana", "jan", "Dana"))
    tokens = {token_of(*one) for one in told}
    assert len(tokens) == 12
