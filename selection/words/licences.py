"""The comparison of ways of paying for a licence, in words."""

from selection.analysis.licences import LicenceComparison
from selection.words import Words
from selection.words.errors import explain


def licence_sentences(found: LicenceComparison, _: Words) -> tuple[str, ...]:
    """Say who overtakes whom and when, and of whom nothing can be said."""
    said = [
        _(
            "From year {year} on {dearer} has cost more in all than {cheaper}.",
            year=over.year,
            dearer=over.dearer,
            cheaper=over.cheaper,
        )
        for over in found.overtakings
    ]
    if len(found.paths) > 1 and not said:
        said.append(_("Within {years} years nobody overtakes another.", years=len(found.paths[0].paid)))
    for name, error in found.lacking:
        if error is None:
            said.append(_("{name}: nothing is stated about what the offer itself costs.", name=name))
        else:
            told = explain(error, _)
            said.append(f"{name}: {told.sentence} {told.remedy}")
    return tuple(said)
