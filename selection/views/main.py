"""The screen of the app: who looks, at which session, on which page."""

from collections.abc import Callable

import streamlit as st

from selection.documents.decision_copy import decision_copy
from selection.documents.meeting_told import meeting_told
from selection.model.base import reading
from selection.views import (
    answers,
    criteria,
    decision_log,
    documents,
    measures,
    money,
    needs,
    participants,
    people,
    plan,
    readiness,
    results,
    risks,
    scope,
    start,
    sure,
    vendors,
    wall,
    workshop,
)
from selection.views.appearance import appearance_switch
from selection.views.attend import attend
from selection.views.declare_line import declare_first, declare_line, is_kept_back
from selection.views.desk import SESSION, Desk, Visitor, desk_of
from selection.views.direction import set_direction
from selection.views.language import chosen_language, language_switch
from selection.views.member import member_page
from selection.views.member_steps import HOME
from selection.views.naming import slug
from selection.views.order import order_line
from selection.views.own_words import say_own_words
from selection.views.palette import style_sheet
from selection.views.sign_in import token_at
from selection.views.turns import turn
from selection.views.widgets import fiction_banner, notice, plain
from selection.views.workshop_amend import offer_amendment
from selection.words import Words
from selection.workshop.permissions import Standing

STEPS = (
    "scope",
    "measures",
    "readiness",
    "people",
    "needs",
    "criteria",
    "vendors",
    "answers",
    "money",
    "results",
    "sure",
    "risks",
    "plan",
    "log",
    "documents",
    "workshop",
    "participants",
    "wall",
)

# Whose window may be on the projector: an observer's link opens nothing that must not be seen there.
WALL_FOR: tuple[Standing, ...] = ("facilitator", "observer")


def visitor() -> Visitor | None:
    """Know the visitor by who signed in, or by their cookie, for as long as the page stays open."""
    if "token" not in st.session_state:
        token = token_at(st.query_params.get(SESSION))
        if isinstance(token, str):
            st.session_state["token"] = token
    known = st.session_state.get("token")
    return Visitor(known, Words(chosen_language())) if isinstance(known, str) else None


@turn()
def main() -> None:
    st.set_page_config(page_title="Vendor Selection", page_icon="⚖️", layout="wide")
    st.html(style_sheet())
    found = visitor()
    if found is None:
        _ = Words(chosen_language())
        st.error(_("Your browser does not keep cookies for this site. Allow them and load the page again."))
        st.stop()
    set_direction(found.words.language)
    say_own_words(found.words.language)
    desk = desk_at_hand(found)
    pages = steps(found, desk)
    st.session_state["pages"] = {
        page.url_path or "start": page for section in pages.values() for page in section
    }
    chosen = st.navigation(pages, position="sidebar" if leads(desk) else "hidden", expanded=True)
    if desk and chosen.url_path == wall.WALL and desk.standing in WALL_FOR:
        fiction_banner(desk)
        chosen.run()
        return
    around(found, desk, chosen)


def around(found: Visitor, desk: Desk | None, chosen: "st.Page") -> None:
    """Draw a page with what stands around every page: who leads has a sidebar, all others do not."""
    if desk and leads(desk):
        with st.sidebar:
            masthead(desk)
            language_switch(found.words)
            appearance_switch(("", *STEPS), found.words)
    # One place, whatever is in it: else a page would stand beside the one it replaces until it is drawn.
    with st.container():
        head(found, desk)
    if desk and leads(desk):
        declare_line(desk, chosen.url_path)
        offer_amendment(desk)
        order_line(desk, chosen.url_path)
    if desk and leads(desk) and is_kept_back(desk, chosen.url_path):
        declare_first(desk)
    else:
        chosen.run()
    if not leads(desk):
        appearance_switch(("", *STEPS), found.words)


def head(found: Visitor, desk: Desk | None) -> None:
    """Draw what stands above a page; a question has what it needs of it in its own first line."""
    asked = is_asked(desk)
    if not leads(desk) and not asked:
        language_switch(found.words)
    notice()
    if desk and not asked:
        fiction_banner(desk)


def leads(desk: Desk | None) -> bool:
    """Tell whether somebody is at a session as the one who leads it; all others see one page of their own."""
    return desk is not None and desk.standing == "facilitator"


def is_asked(desk: Desk | None) -> bool:
    """Tell whether a member is before a question, which needs the whole of a phone for its answers."""
    return desk is not None and desk.standing == "member" and member_page(desk) != HOME


def desk_at_hand(found: Visitor) -> Desk | None:
    """Open the session in the address, or the one that was open before; keep it in both places."""
    if SESSION not in st.query_params and SESSION in st.session_state:
        st.query_params[SESSION] = st.session_state[SESSION]
    session = st.query_params.get(SESSION)
    desk = desk_of(found, session) if session else None
    if desk is None:
        st.query_params.pop(SESSION, None)
        st.session_state.pop(SESSION, None)
    else:
        st.session_state[SESSION] = desk.session
    return desk


def steps(found: Visitor, desk: Desk | None) -> dict[str, list["st.Page"]]:
    """List the pages in the order the method prescribes, in its five steps."""
    _ = found.words
    first = st.Page(
        lambda: start.page(found), title=_("Start"), icon=":material/home:", url_path="start", default=True
    )
    if desk is None:
        elsewhere = [st.Page(lambda: start.page(found), title=name, url_path=name) for name in STEPS]
        return {"": [first, *elsewhere]}
    if not leads(desk):
        mine = st.Page(lambda: attend(desk), title=_("Start"), url_path="start", default=True)
        others = [name for name in STEPS if name != wall.WALL or desk.standing not in WALL_FOR]
        elsewhere = [st.Page(lambda: attend(desk), title=name, url_path=name) for name in others]
        return {"": [mine, *elsewhere, *([wall_page(desk)] if wall.WALL not in others else [])]}
    decision = desk.decision

    def step(name: str, draw: Callable[[Desk], None], title: str, icon: str) -> "st.Page":
        return st.Page(lambda: draw(desk), title=title, icon=f":material/{icon}:", url_path=name)

    return {
        "": [first],
        _("1 · Goals"): [
            step("scope", scope.page, _("Goals and scope"), "flag"),
            step("measures", measures.page, _("Success measures"), "straighten"),
            step("readiness", readiness.page, _("Readiness"), "foundation"),
            step("people", people.page, _("People"), "groups"),
        ],
        _("2 · Needs"): [
            step("needs", needs.page, _("Needs ({count})", count=len(decision.needs)), "checklist")
        ],
        _("3 · Criteria"): [step("criteria", criteria.page, _("Criteria and weights"), "tune")],
        _("4 · Vendors"): [
            step("vendors", vendors.page, _("Vendors ({count})", count=len(decision.offers)), "storefront"),
            step("answers", answers.page, _("Answers"), "fact_check"),
            step("money", money.page, _("Money"), "payments"),
        ],
        _("5 · Result and after"): [
            step("results", results.page, _("Results"), "leaderboard"),
            step("sure", sure.page, _("How sure"), "balance"),
            step("risks", risks.page, _("Risks"), "warning"),
            step("plan", plan.page, _("Plan"), "calendar_month"),
            step("log", decision_log.page, _("Decision log"), "history_edu"),
            step("documents", documents.page, _("Documents"), "description"),
        ],
        _("Workshop"): [
            step("workshop", workshop.page, _("Workshop"), "co_present"),
            step("participants", participants.page, _("Participants"), "how_to_reg"),
            wall_page(desk),
        ],
    }


def wall_page(desk: Desk) -> "st.Page":
    """Give the page for the projector, which has a window of its own and stands in no list."""
    title = desk.words("Wall")
    return st.Page(lambda: wall.page(desk), title=title, url_path=wall.WALL, visibility="hidden")


def masthead(desk: Desk) -> None:
    """Name the decision at hand, and let the last change be taken back."""
    _ = desk.words
    st.markdown(f"**{plain(_.told(desk.decision.title))}**")
    st.caption(_("Every change is stored as you make it."))
    st.download_button(
        _("Decision file"),
        data=lambda: decision_copy(
            desk.decision, desk.words, meeting_told(desk.state, desk.words).mark
        ).encode(),
        file_name=f"{slug(reading(desk.decision.title, 'en'))}.yaml",
        mime="application/yaml",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        help=_("The whole decision in one file, to keep or to open elsewhere."),
        disabled=bool(desk.state.to_declare),
    )
    if desk.state.version > 1:
        st.button(
            _("Undo last change"), icon=":material/undo:", type="tertiary", on_click=desk.undo, key="undo"
        )


main()
