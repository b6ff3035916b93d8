"""Invitations: the members' link with its QR code, the code to type, and links for one person each."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

import segno
import streamlit as st

from selection.errors import SelectionError
from selection.model.base import instant
from selection.model.consistency import alternative_names
from selection.model.participants import Link, LinkKind, Participant, Role
from selection.views.desk import Desk, desk_of
from selection.views.forms import PERSON, begin_afresh, field_key, form_key, missing, refused, too_long
from selection.views.widgets import plain
from selection.web.process import service
from selection.web.ways_in import remember, remembered
from selection.words.workshop_terms import role_word
from selection.workshop.service import Way

INVITED: tuple[Role, ...] = ("facilitator", "observer", "respondent")
QR_PIXELS = 420
ONLY_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def join_address(desk: Desk) -> str | None:
    """Give the address of the members' link; None to all but who leads, or if it isn't known here."""
    secret = _secret(desk, "members")
    return None if secret is None else f"{base_address()}/join/{secret}"


def join_code(desk: Desk) -> str | None:
    """Give the code of a session as it is read out; None to all but who leads, or if it isn't known here.

    A hyphen in its middle makes it easier to read, and may be typed or not.
    """
    secret = _secret(desk, "code")
    return None if secret is None else f"{secret[:4]}-{secret[4:]}"


def qr_code(address: str) -> str:
    """Draw an address as a QR code: dark on light whatever the theme, or cameras won't read it."""
    drawn = segno.make_qr(address, error="m").svg_inline(scale=8, border=4, dark="#000", light="#fff")
    return str(drawn)


def base_address() -> str:
    """Give the address by which the app was opened, without a page or a session."""
    parts = urlsplit(st.context.url or "http://127.0.0.1")
    return f"{parts.scheme}://{parts.netloc}"


def invitations(desk: Desk) -> None:
    """Let whoever leads make, show and withdraw the ways into a session."""
    _say_who_can_reach(desk)
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(border=True, height="stretch"):
        _members_link(desk)
    with right, st.container(border=True, height="stretch"):
        _code(desk)
    _personal_links(desk)


def open_links(desk: Desk, kind: LinkKind) -> tuple[Link, ...]:
    """List the links of a kind that let somebody in now."""
    now = instant(dt.datetime.now(dt.UTC), "microseconds")
    return tuple(link for link in desk.state.proceedings.links if link.kind == kind and link.leads_in(now))


def _secret(desk: Desk, kind: LinkKind) -> str | None:
    """Give a secret this process remembers, if its link is among those the desk may see, and still open."""
    way = remembered(desk.session, kind)
    is_open = way is not None and any(link.id == way.link for link in open_links(desk, kind))
    return way.secret if way is not None and is_open else None


def _say_who_can_reach(desk: Desk) -> None:
    _ = desk.words
    if urlsplit(base_address()).hostname in ONLY_HERE:
        st.warning(
            _(
                "You opened the app by an address that only this computer knows. Open it by one that phones "
                "can reach, or the links below will lead them nowhere."
            ),
            icon=":material/lan:",
        )


def _members_link(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("The link for all members"), anchor=False)
    address = join_address(desk)
    if address is None:
        _unknown_or_none(desk, "members", _("Make the link"))
        return
    st.image(qr_code(address), width=QR_PIXELS, alt=_("QR code of the members' link"))
    st.code(address, language=None, wrap_lines=True)
    st.caption(_("Everyone who opens it becomes a member, as often as you like, until you withdraw it."))
    _replace_or_withdraw(desk, "members")


def _code(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("A code to type"), anchor=False)
    code = join_code(desk)
    if code is None:
        _unknown_or_none(desk, "code", _("Make a code"))
        return
    st.markdown(_("Open {address} and type:", address=plain(_.apart(f"{base_address()}/code"))))
    with st.container(key="join-code"):
        st.code(code, language=None)
    st.caption(_("It holds for twelve hours and leads to the waiting room, where you let people in."))
    _replace_or_withdraw(desk, "code")


def _unknown_or_none(desk: Desk, kind: LinkKind, label: str) -> None:
    _ = desk.words
    if open_links(desk, kind):
        st.markdown(
            _(
                "There is one already, but what was secret in it is stored nowhere, so it can't be shown "
                "again. A new one takes its place; whoever came in stays in."
            )
        )
        _replace_or_withdraw(desk, kind)
    else:
        st.button(label, type=_filled(desk, kind), key=f"make-{kind}", on_click=lambda: _replace(desk, kind))


def _filled(desk: Desk, kind: LinkKind) -> Literal["primary", "secondary"]:
    """Fill the members' link alone, and only while nobody waits at the door to be let in."""
    waits = any(one.presence == "waiting" for one in desk.state.proceedings.participants)
    return "primary" if kind == "members" and not waits else "secondary"


def _replace_or_withdraw(desk: Desk, kind: LinkKind) -> None:
    _ = desk.words
    with st.container(horizontal=True):
        st.button(
            _("Make a new one"),
            icon=":material/autorenew:",
            key=f"replace-{kind}",
            on_click=lambda: _replace(desk, kind),
        )
        st.button(
            _("Withdraw"),
            icon=":material/link_off:",
            type="tertiary",
            key=f"withdraw-{kind}",
            on_click=lambda: _withdraw(desk, open_links(desk, kind)),
        )


def _replace(desk: Desk, kind: LinkKind) -> None:
    """Make a link in place of those of its kind; the old ones lead nowhere from then on."""
    way = _made(desk, kind)
    if way is not None:
        remember(desk.session, kind, way)
        _withdraw(desk, open_links(desk, kind))


def _made(desk: Desk, kind: LinkKind, guest: Participant | None = None) -> Way | None:
    try:
        return service().make_link(desk.visitor.token, desk.session, kind, desk.state.version, guest)
    except SelectionError as error:
        desk.visitor.tell(error)
        return None


def _withdraw(desk: Desk, links: tuple[Link, ...]) -> None:
    for link in links:
        now = desk_of(desk.visitor, desk.session)
        if now is None:
            return
        try:
            service().revoke_link(desk.visitor.token, desk.session, link.id, now.state.version)
        except SelectionError as error:
            desk.visitor.tell(error)
            return


def _personal_links(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Links for one person each"), anchor=False)
    st.markdown(
        _(
            "Who runs the session with you, who only watches, and who answers for a vendor come by a link of "
            "their own, on as many devices as they like."
        )
    )
    shown = st.session_state.get(_shown_key(desk))
    if shown is not None:
        _show_once(desk, *shown)
    with st.expander(_("Invite one person"), expanded=False):
        _invite(desk)
    people = {known.id: known for known in desk.state.proceedings.participants}
    for link in open_links(desk, "personal"):
        _personal_row(desk, link, people[str(link.participant)])


def _show_once(desk: Desk, name: str, address: str) -> None:
    _ = desk.words
    with st.container(border=True, key="shown-once"):
        st.markdown(
            _(
                "The link for {name}. Send it to them alone, now: it is shown only in this window, and only "
                "until you close it.",
                name=f"**{plain(_.told(name))}**",
            )
        )
        st.code(address, language=None, wrap_lines=True)
        st.button(
            _("I have sent it"),
            key="sent",
            on_click=lambda: st.session_state.pop(_shown_key(desk), None),
        )


def _invite(desk: Desk) -> None:
    _ = desk.words
    about = whom_to_answer_for(desk)
    roles = INVITED if about else INVITED[:-1]
    role = st.segmented_control(
        _("As what?"),
        roles,
        format_func=lambda found: role_word(found, _),
        default=roles[0],
        required=True,
        key=field_key(desk, "invited-as"),
    )
    with st.form(form_key(desk, "invite"), border=False):
        label = _("Name")
        name = st.text_input(label)
        whom = None
        if role == "respondent":
            whom = st.selectbox(_("For whom do they answer?"), list(about), format_func=lambda w: about[w])
        if not st.form_submit_button(_("Make their link")):
            return
    problems = (*missing((name.strip(), _("Write a name first."))), *too_long(_, (label, name, PERSON)))
    if refused(problems):
        return
    guest = Participant(id=uuid.uuid4().hex, role=role, name=name.strip(), answers_for=whom)
    if _shown(desk, guest):
        begin_afresh(desk, "invite")
    st.rerun()


def _shown(desk: Desk, guest: Participant) -> bool:
    way = _made(desk, "personal", guest)
    if way is None:
        return False
    st.session_state[_shown_key(desk)] = (guest.name or "", f"{base_address()}/join/{way.secret}")
    return True


def _renew(desk: Desk, link: Link, person: Participant) -> None:
    if _shown(desk, person):
        _withdraw(desk, (link,))


def _shown_key(desk: Desk) -> str:
    return field_key(desk, "personal-link")


def _personal_row(desk: Desk, link: Link, person: Participant) -> None:
    _ = desk.words
    name = _.told(person.name) if person.name else _("no name yet")
    role = role_word(person.role, _)
    whom = whom_to_answer_for(desk).get(person.answers_for or "")
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"way-{link.id}"):
        said = role if whom is None else _("{role} for {whom}", role=role, whom=whom)
        st.markdown(f"**{plain(name)}** · {plain(said)}", width="stretch")
        with st.container(horizontal=True, width="content", wrap=False):
            st.button(
                _("New link"),
                type="tertiary",
                key=f"again-{link.id}",
                help=_("The old one leads nowhere from then on."),
                on_click=lambda: _renew(desk, link, person),
            )
            st.button(
                _("Withdraw"),
                type="tertiary",
                key=f"gone-{link.id}",
                on_click=lambda: _withdraw(desk, (link,)),
            )


def whom_to_answer_for(desk: Desk) -> Mapping[str, str]:
    """Name everything a vendor may be asked about: offers, integrators, bids."""
    return alternative_names(desk.told)
