"""Ways of paying for a licence: what each offer costs in all, year by year, as slices of one bar."""

from collections.abc import Mapping, Sequence
from typing import Final

from selection.analysis.licences import LicencePath
from selection.documents.charts.frame import Axis, Dress, Spec
from selection.documents.charts.parts import Part, parts_chart, shades
from selection.model.costs import LicenceModel
from selection.words import Words
from selection.words.money import amount, licence_model_word

BEHIND: Final = 1.35
"""How far the axis goes beyond the longest bar, so that its sum finds room on a phone."""
SHADE: Final[Mapping[LicenceModel, int]] = {"subscription": 0, "perpetual": 1, "self_hosted": 2}


def path_name(path: LicencePath, _: Words) -> str:
    """Name an offer with the way in which it is paid for."""
    return f"{path.name} · {licence_model_word(path.model, _)}"


def licences_chart(paths: Sequence[LicencePath], currency: str, _: Words, dress: Dress) -> Spec:
    """Draw a bar for each offer, a slice for what each year adds, the sum behind it."""
    longest = max(path.paid[-1] for path in paths)
    axis = Axis(_("paid in all, in {currency}", currency=currency), BEHIND * (longest or 1.0), "amount")
    parts = [part for path in paths for part in _years(path, currency, _, dress)]
    return parts_chart(parts, axis, _, dress, [amount(path.paid[-1], currency, _) for path in paths])


def _years(path: LicencePath, currency: str, _: Words, dress: Dress) -> list[Part]:
    shade, before = shades(dress)[SHADE[path.model]], 0.0
    made = []
    for year, paid in enumerate(path.paid, start=1):
        added, before = paid - before, paid
        made.append(
            Part(
                path_name(path, _),
                _("After year {year}", year=year),
                added,
                added,
                str(year),
                shade,
                amount(added, currency, _),
            )
        )
    return made
