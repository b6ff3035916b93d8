"""The market scan as a table: how far published facts and answers tell what each offer delivers."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selection.analysis.cells import Resolved, need_cells
from selection.analysis.fit import Fit, as_is_fit
from selection.catalogue.library import Library
from selection.documents.plain_text import columns, paragraph
from selection.model.base import reading
from selection.model.consistency import offer_name
from selection.model.decision import Decision, Offer
from selection.model.judgements import Answer
from selection.model.needs import DELIVERIES, Delivery
from selection.words import Words
from selection.words.results import fit_text
from selection.words.terms import delivery_word

Plain = dict[str, Any]


@dataclass(frozen=True)
class ScanRow:
    """What is known of one offer: its needs counted by what they are answered with."""

    offer: str
    name: str
    needs: int
    deliveries: Mapping[Delivery, int]
    open: int
    conflicts: int
    stale: int
    fit: Fit | None

    @property
    def answered(self) -> int:
        """How many needs are not open; one that got no answer in time is among them."""
        return self.needs - self.open


def scan(decision: Decision, today: dt.date) -> tuple[ScanRow, ...]:
    """Count, for every offer, what its needs are answered with."""
    table = need_cells(decision, today)
    return tuple(_row(decision, offer, table[offer.id]) for offer in decision.offers)


def _row(decision: Decision, offer: Offer, cells: Mapping[str, Resolved[Answer]]) -> ScanRow:
    counted = [found for found in cells.values() if not found.cell.leaves_the_count]
    deliveries = Counter(found.cell.delivery for found in counted if found.cell.delivery)
    return ScanRow(
        offer=offer.id,
        name=offer_name(decision, offer.id),
        needs=len(counted),
        deliveries={delivery: deliveries[delivery] for delivery in DELIVERIES},
        open=sum(found.cell.is_open for found in counted),
        conflicts=sum(found.origin == "conflict" for found in counted),
        stale=sum(found.stale for found in counted),
        fit=as_is_fit(decision.needs, cells, decision.policy, decision.gate_evidence),
    )


def published_market(library: Library, title: str = "What published facts tell") -> Decision:
    """Put every edition of every real product against the needs that published facts can answer."""
    products = tuple(product for product in library.platforms if not product.fictional)
    return Decision(
        id="published-market",
        title=title,
        needs=tuple(need for need in library.needs.needs if need.answered_by is not None),
        criteria=library.criteria,
        criteria_set=library.criteria_set("quick"),
        attributes=library.attributes,
        platforms=products,
        offers=tuple(
            Offer(
                id=f"{product.id}_{at}",
                product=product.id,
                edition=edition.name,
                deployment=edition.deployment,
            )
            for product in products
            for at, edition in enumerate(product.editions, start=1)
        ),
    )


def scan_as_plain(decision: Decision, rows: Sequence[ScanRow]) -> Plain:
    """Give a scan as codes and figures, for programs to read."""
    return {
        "decision": {
            "id": decision.id,
            "title": reading(decision.title, "en"),
            "fictional": decision.fictional,
        },
        "needs": [need.id for need in decision.needs],
        "offers": [_row_as_plain(row) for row in rows],
    }


def _row_as_plain(row: ScanRow) -> Plain:
    fit = row.fit
    return {
        "id": row.offer,
        "name": row.name,
        "needs": row.needs,
        "answered": row.answered,
        "deliveries": dict(row.deliveries),
        "open": row.open,
        "conflicts": row.conflicts,
        "stale": row.stale,
        "fit": None if fit is None else {"low": float(fit.low), "high": float(fit.high)},
    }


def scan_lines(decision: Decision, rows: Sequence[ScanRow], _: Words) -> list[str]:
    """Write a scan as text."""
    shown = [delivery for delivery in DELIVERIES if any(row.deliveries[delivery] for row in rows)]
    header = [
        _("offer"),
        _("answered"),
        *(delivery_word(delivery, _) for delivery in shown),
        _("open answers"),
        _("conflicts"),
        _("stale"),
        _("as-is fit"),
    ]
    table = [
        [
            row.name,
            f"{row.answered}/{row.needs}",
            *(str(row.deliveries[delivery]) for delivery in shown),
            str(row.open),
            str(row.conflicts),
            str(row.stale),
            fit_text(row.fit, decision, _),
        ]
        for row in rows
    ]
    lines = columns(header, table, right=range(1, len(header)))
    return [*lines, "", *_legend(decision, _)]


def _legend(decision: Decision, _: Words) -> list[str]:
    rule = (
        _("What is met by configuration counts as met as is.")
        if decision.policy.configuration_counts_as_is
        else _("What is met by configuration does not count as met as is.")
    )
    return [
        *paragraph(_("Nothing is ranked here. {rule}", rule=rule)),
        *paragraph(
            _("As-is fit: from all open answers turning out badly to all turning out well.")
            + " "
            + _("Conflicts: open answers on which sources disagree.")
            + " "
            + _("Stale: answers that rest on facts older than they may get.")
        ),
    ]
