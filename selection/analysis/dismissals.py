"""Which remarks on needs the team has set aside: each counts for the text it was made on, and no other."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selection.analysis.linting_needs import NeedFinding
from selection.model.base import to_line
from selection.model.needs import DismissedRemark, Need


@dataclass(frozen=True, slots=True)
class WeighedRemark:
    """A remark on a need, and what set it aside if something did."""

    finding: NeedFinding
    dismissed: DismissedRemark | None = None


def weigh(findings: Iterable[NeedFinding], needs: Sequence[Need]) -> tuple[WeighedRemark, ...]:
    """Hold remarks against what was set aside; a changed text brings its remarks back."""
    by_id = {need.id: need for need in needs}
    return tuple(WeighedRemark(found, _set_aside(found, by_id[found.need], needs)) for found in findings)


def said_of(finding: NeedFinding, needs: Sequence[Need]) -> str:
    """Give the fingerprint of what a remark is about: the need's text, and of a repeat the other's too."""
    about = (finding.need, finding.of)
    texts = {need.id: to_line(need.text) for need in needs if need.id in about}
    written = "\n".join(texts[name] for name in about if name is not None)
    return hashlib.sha256(written.encode()).hexdigest()


def _set_aside(finding: NeedFinding, need: Need, needs: Sequence[Need]) -> DismissedRemark | None:
    of_its_kind = [one for one in need.dismissed if one.code == finding.code]
    if not of_its_kind:
        return None
    print_now = said_of(finding, needs)
    return next((one for one in of_its_kind if one.said_of == print_now), None)
