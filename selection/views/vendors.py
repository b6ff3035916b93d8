"""Vendors: the offers and integrators in the running, and what is publicly known about them."""

import streamlit as st

from selection.model.consistency import offer_name
from selection.model.decision import Offer
from selection.model.profiles import (
    Deployment,
    Edition,
    Implementation,
    IntegratorProfile,
    PlatformProfile,
    Profile,
)
from selection.views.bids import bids_section
from selection.views.desk import Desk, library
from selection.views.facts import fact_summary, facts_table
from selection.views.forms import EDITION, LINE, form_key, missing, refused, store, too_long
from selection.views.look_alikes import say_look_alikes
from selection.views.money_removals import money_removals
from selection.views.naming import free, slug
from selection.views.references import reference_removals, references
from selection.views.widgets import onward, plain, question
from selection.words.fiction import told_entry, told_name
from selection.words.terms import compatibility_word, deployment_word
from selection.workshop.events import Edit

ANSWERS = ("yes", "no", "unknown")
IN_A_ROW = 3


def page(desk: Desk) -> None:
    """Ask who is in the running."""
    _ = desk.words
    question(
        _("Who is in the running?"),
        _(
            "A product is judged in the edition you would buy, "
            "together with the firm that would implement it."
        ),
    )
    say_look_alikes(desk, "offers", "integrators", "bids")
    products, firms, compatibility, bids, known, calls = st.tabs(
        [
            _("Products"),
            _("Integrators"),
            _("Who implements what"),
            _("Pairs and bids"),
            _("What is known"),
            _("References"),
        ]
    )
    with products:
        _offers(desk)
    with firms:
        _integrators(desk)
    with compatibility:
        _compatibility(desk)
    with bids:
        bids_section(desk)
    with known:
        _known(desk)
    with calls:
        references(desk)
    onward(_("Next: answers"), "answers", leads=bool(desk.decision.offers))


def _offers(desk: Desk) -> None:
    _ = desk.words
    if not desk.decision.offers:
        st.info(_("No offers yet. Choose a product and the edition you would buy."))
    for offer in desk.decision.offers:
        product = next(p for p in desk.told.platforms if p.id == offer.product)
        with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False):
            with st.container(width="stretch", gap="xsmall"):
                st.markdown(f"**{plain(offer_name(desk.told, offer.id))}**")
                st.caption(
                    f"{plain(_.apart(product.vendor))} · {deployment_word(offer.deployment, _)} · "
                    + fact_summary(product, offer.edition, desk.decision.attributes, desk.today, _)
                )
            st.button(
                _("Remove"),
                type="tertiary",
                key=desk.key("offer-gone", offer.id),
                on_click=lambda offer=offer: desk.keep(*_offer_removal(desk, offer)),
            )
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        st.subheader(_("Add a product we know"), anchor=False)
        _add_known(desk)
    with right, st.container(border=True):
        st.subheader(_("Add another product"), anchor=False)
        _add_other(desk)


def _offer_removal(desk: Desk, offer: Offer) -> list[Edit]:
    """Withdraw an offer with everything said about it."""
    decision = desk.decision
    gone = {offer.id, *(b.id for b in decision.bids if b.offer == offer.id)}
    gone |= {name for name in decision.scores if name.startswith(f"{offer.id}+")}
    answers = [Edit("answer", (offer.id, need)) for need in decision.answers.get(offer.id, {})]
    bids = [Edit("bid", (b.id,)) for b in decision.bids if b.offer == offer.id]
    scores = [Edit("score", (name, c)) for name in gone for c in decision.scores.get(name, {})]
    alone = not any(o.product == offer.product for o in decision.offers if o.id != offer.id)
    product = [Edit("platform", (offer.product,))] if alone else []
    tied = [*money_removals(decision, gone), *reference_removals(decision, gone)]
    return [*answers, *scores, *tied, *bids, Edit("offer", (offer.id,)), *product]


def _add_known(desk: Desk) -> None:
    _ = desk.words
    known = {p.id: p for p in (*library().platforms, *desk.decision.platforms)}
    product_id = st.selectbox(
        _("Product"), list(known), format_func=lambda name: told_name(known[name].name, _), key="add-product"
    )
    product = known[str(product_id)]
    editions = {edition.name: edition for edition in product.editions}
    taken = {(o.product, o.edition) for o in desk.decision.offers}
    left = [name for name in editions if (product.id, name) not in taken]
    if not left:
        st.caption(_("All its editions are in the running."))
        return
    name = st.selectbox(_("Edition"), left, key=f"add-edition-{product.id}")
    st.button(
        _("Add"),
        type="secondary" if desk.decision.offers else "primary",
        key=desk.key("add-offer"),
        on_click=lambda: _add_offer(desk, product, editions[str(name)]),
    )


def _add_offer(desk: Desk, product: PlatformProfile, edition: Edition) -> None:
    desk.submit(*_offer_edits(desk, product, edition))


def _offer_edits(desk: Desk, product: PlatformProfile, edition: Edition) -> list[Edit]:
    stem = slug(f"{product.id}-{edition.name}")
    name = free(stem, {o.id for o in desk.decision.offers} | {i.id for i in desk.decision.integrators})
    offer = Offer(id=name, product=product.id, edition=edition.name, deployment=edition.deployment)
    known = any(p.id == product.id for p in desk.decision.platforms)
    return [*([] if known else [Edit("platform", (product.id,), product)]), Edit("offer", (name,), offer)]


def _add_other(desk: Desk) -> None:
    _ = desk.words
    deployments: tuple[Deployment, ...] = ("cloud", "self_hosted")
    labels = _("Product"), _("Vendor"), _("Edition you would buy")
    with st.form(form_key(desk, "other"), border=False):
        name = st.text_input(labels[0])
        vendor = st.text_input(labels[1])
        edition = st.text_input(labels[2], placeholder=_("Professional"))
        deployment = st.selectbox(_("How it runs"), deployments, format_func=lambda d: deployment_word(d, _))
        texts = zip(labels, (name, vendor, edition), (LINE, LINE, EDITION), strict=True)
        if st.form_submit_button(_("Add")) and not refused(
            [
                *missing(
                    (name.strip(), _("Name the product first.")),
                    (edition.strip(), _("Name the edition you would buy: a product is judged in one.")),
                ),
                *too_long(_, *texts),
            ]
        ):
            bought = Edition(name=edition.strip(), deployment=deployment)
            product = PlatformProfile(
                kind="platform",
                id=free(slug(name), {p.id for p in (*desk.decision.platforms, *library().platforms)}),
                name=name.strip(),
                vendor=vendor.strip() or name.strip(),
                editions=(bought,),
            )
            store(desk, ("other",), *_offer_edits(desk, product, bought))


def _integrators(desk: Desk) -> None:
    _ = desk.words
    if not desk.decision.integrators:
        st.info(_("No integrators yet. Who implements it matters as much as the product."))
    for firm in desk.decision.integrators:
        with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False):
            with st.container(width="stretch", gap="xsmall"):
                st.markdown(f"**{plain(told_name(firm.name, _))}**")
                count = sum(record.answer == "yes" for record in firm.implements.values())
                st.caption(_.counted("implements {count} product", "implements {count} products", count))
            st.button(
                _("Remove"),
                type="tertiary",
                key=desk.key("firm-gone", firm.id),
                on_click=lambda firm=firm: desk.keep(*_firm_removal(desk, firm)),
            )
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        st.subheader(_("Add an integrator"), anchor=False)
        _add_firm(desk)
    with right, st.container(border=True):
        st.subheader(_("Take an invented example"), anchor=False)
        _add_example_firm(desk)


def _firm_removal(desk: Desk, firm: IntegratorProfile) -> list[Edit]:
    decision = desk.decision
    gone = {firm.id, *(b.id for b in decision.bids if b.integrator == firm.id)}
    gone |= {name for name in decision.scores if name.endswith(f"+{firm.id}")}
    bids = [Edit("bid", (b.id,)) for b in decision.bids if b.integrator == firm.id]
    scores = [Edit("score", (name, c)) for name in gone for c in decision.scores.get(name, {})]
    tied = [*money_removals(decision, gone), *reference_removals(decision, gone)]
    return [*scores, *tied, *bids, Edit("integrator", (firm.id,))]


def _add_firm(desk: Desk) -> None:
    _ = desk.words
    products = {p.id: p.name for p in desk.told.platforms}
    label = _("Firm")
    form = form_key(desk, "firm")
    with st.form(form, border=False):
        name = st.text_input(label)
        implements = st.multiselect(
            _("Implements"), list(products), format_func=lambda p: products[p], key=f"{form}-implements"
        )
        if st.form_submit_button(_("Add")) and not refused(
            [
                *missing((name.strip(), _("Name the firm first."))),
                *too_long(_, (label, name, LINE)),
            ]
        ):
            taken = {i.id for i in desk.decision.integrators} | {o.id for o in desk.decision.offers}
            firm = IntegratorProfile(
                kind="integrator",
                id=free(slug(name), taken),
                name=name.strip(),
                implements={product: Implementation(answer="yes") for product in implements},
            )
            store(desk, ("firm",), Edit("integrator", (firm.id,), firm))


def _add_example_firm(desk: Desk) -> None:
    _ = desk.words
    have = {firm.id for firm in desk.decision.integrators}
    examples = {firm.id: firm for firm in library().integrators if firm.id not in have}
    st.caption(_("No real firm ships with this tool: their facts can't be had from public sources."))
    if not examples:
        return
    name = st.selectbox(
        _("Example"), list(examples), format_func=lambda n: told_name(examples[n].name, _), key="example-firm"
    )
    st.button(
        _("Add the example"),
        key=desk.key("add-example"),
        on_click=lambda: desk.keep(Edit("integrator", (str(name),), examples[str(name)])),
    )


def _compatibility(desk: Desk) -> None:
    _ = desk.words
    decision = desk.decision
    if not decision.integrators or not decision.offers:
        st.info(_("Add products and integrators first."))
        return
    st.markdown(
        _("A pair exists where the firm implements the product. What is unknown is listed, not ranked.")
    )
    products = {
        o.product: next(p.name for p in desk.told.platforms if p.id == o.product) for o in decision.offers
    }
    for firm in decision.integrators:
        with st.container(border=True):
            st.markdown(f"**{plain(told_name(firm.name, _))}**")
            # Row by row, so that on a phone, too, they follow each other in their order.
            named = list(products.items())
            for at in range(0, len(named), IN_A_ROW):
                columns = st.columns(min(IN_A_ROW, len(named)))
                for column, (product, name) in zip(columns, named[at : at + IN_A_ROW], strict=False):
                    with column:
                        _implementation(desk, firm, product, name)


def _implementation(desk: Desk, firm: IntegratorProfile, product: str, name: str) -> None:
    _ = desk.words
    record = firm.implements.get(product)
    key = desk.key("implements", firm.id, product)

    def save() -> None:
        answer = st.session_state[key]
        kept = (record or Implementation(answer="unknown")).model_copy(update={"answer": answer})
        implements = {**firm.implements, product: kept}
        desk.submit(Edit("integrator", (firm.id,), firm.model_copy(update={"implements": implements})))

    st.segmented_control(
        plain(name),
        ANSWERS,
        default=record.answer if record else "unknown",
        format_func=lambda answer: compatibility_word(answer, _),
        required=True,
        key=key,
        on_change=save,
    )


def _known(desk: Desk) -> None:
    _ = desk.words
    everyone: dict[str, Profile] = {
        p.id: p for p in (*library().platforms, *desk.decision.platforms, *desk.decision.integrators)
    }
    mine = {o.product for o in desk.decision.offers}
    order = sorted(everyone, key=lambda name: (name not in mine, everyone[name].name.casefold()))
    name = st.selectbox(
        _("Profile"),
        order,
        format_func=lambda n: told_name(everyone[n].name, _),
        key=f"{desk.session[:8]}-profile",
    )
    facts_table(
        told_entry(everyone[str(name)], _), desk.decision.attributes or library().attributes, desk.today, _
    )
