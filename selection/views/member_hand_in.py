"""The button that hands a round in, and the receipt in its place: the browser asks the app itself.

A press of Streamlit's own buttons draws the page anew, and where two hundred people hand in at once the
last of them waited five seconds for that. What is shown afterwards comes with the answer.
"""

import streamlit as st

from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.web.handing_in import address_of
from selection.web.process import service
from selection.words import Words
from selection.words.receipts import receipt_words
from selection.workshop.sheets import Judging

PATIENCE_MS = 15_000

_STYLE = """
.place { display: grid; gap: 0.75rem; font: inherit; line-height: 1.5; color: var(--ink); }
.place > * { margin: 0; }
button { width: 100%; min-height: 3rem; border: 0; border-radius: 0.6rem; font: inherit; font-weight: 550;
  background: var(--accent); color: var(--on-accent); cursor: pointer; touch-action: manipulation; }
button[aria-busy=true] { opacity: 0.6; cursor: progress; }
button:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; }
.told { padding: 0.9rem 1rem; border-radius: 0.6rem; overflow-wrap: anywhere; }
.told.stored { background: var(--pass-ground); color: var(--pass-text); }
.told.refused { background: var(--fail-ground); color: var(--fail-text); }
summary { cursor: pointer; min-height: 2.6rem; display: flex; align-items: center;
  text-decoration: underline; }
details p { margin: 0 0 0.5rem; color: var(--muted); }
code { display: block; direction: ltr; user-select: all; overflow-wrap: anywhere; font-size: 0.9rem;
  padding: 0.75rem; border-radius: 0.4rem; background: var(--raised); }
"""

HAND_IN = """
const made = (tag, text, attributes = {}) =>
  Object.assign(document.createElement(tag), { textContent: text, ...attributes });

function receipt(stored) {
  const box = made("details", "");
  box.append(made("summary", stored.keep), made("p", stored.proves), made("code", stored.receipt));
  return box;
}

function shown(stored, words) {
  const more = made("p", words.more);
  if (!stored) return [more];
  const box = made("p", stored.said, { className: "told stored", tabIndex: -1 });
  box.setAttribute("role", "status");
  return [box, more, receipt(stored)];
}

async function asked(address, patience, said) {
  const sent = said && { body: JSON.stringify(said), headers: { "Content-Type": "application/json" } };
  const how = { method: "POST", signal: AbortSignal.timeout(patience), keepalive: true };
  const answer = await fetch(address, { ...how, ...sent });
  return { ...await answer.json(), later: answer.status === 429 || answer.status >= 500 };
}

async function handIn(button, address, { patience, words }, before) {
  if (button.ariaBusy === "true") return undefined;
  button.ariaBusy = "true";
  const answer = await before().then(() => asked(address, patience)).catch(() => ({ refused: words.failed }));
  button.ariaBusy = "false";
  if (answer.stored) return answer.stored;
  button.parentElement.querySelector(".refused")?.remove();
  const refused = made("p", answer.refused, { className: "told refused" });
  refused.setAttribute("role", "alert");
  button.before(refused);
  return undefined;
}
"""
"""What the walk through a round does, too."""

_ALONE = """
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".place");
  if (!data.label) return place.replaceChildren(...shown(data.stored, data.words));
  const button = made("button", data.label, { type: "button" });
  button.onclick = async () => {
    const stored = await handIn(button, data.address, data, async () => {});
    if (!stored) return;
    place.replaceChildren(...shown(stored, data.words));
    place.firstChild.focus();
  };
  place.replaceChildren(button);
}
"""


def hand_in(desk: Desk, now: Judging) -> None:
    """Offer to hand everything in, or show that this was done; nothing where there is nothing to hand in."""
    if not now.done:
        return
    words = hand_in_words(desk.words)
    data = {
        "address": address_of(desk.session, now.round.id, desk.words.language),
        "label": "" if now.is_handed_in else words["again" if now.stored is not None else "hand_in"],
        "stored": stored_words(desk, now) if now.is_handed_in else None,
        "words": words,
        "patience": PATIENCE_MS,
    }
    _component()(data=data, key=field_key(desk, "hand-in", now.round.id))


def hand_in_words(_: Words) -> dict[str, str]:
    """Give what the button says, what is said once it is done, and what if it did not get through."""
    return {
        "hand_in": _("Hand in"),
        "again": _("Hand in again"),
        "more": _("This is handed in. You can change it as long as the round is open."),
        "failed": _("This did not get through. Nothing is lost: press once more when you are connected."),
    }


def stored_words(desk: Desk, now: Judging) -> dict[str, str] | None:
    """Say what proves it; what was entered from a slip of paper has no receipt of theirs."""
    found = service().handed_in(desk.visitor.token, desk.session, now.round.id)
    return receipt_words(found, desk.words) if found else None


@st.cache_resource(show_spinner=False)
def _component() -> "st.components.v2.types.ComponentRenderer":
    face = '<div class="place"></div>'
    return st.components.v2.component("hand_in", html=face, css=_STYLE, js=f"{HAND_IN}\n{_ALONE}")
