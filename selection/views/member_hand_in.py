"""The button that hands a round in, and the receipt in its place: the browser asks the app itself.

A press of Streamlit's own buttons draws the page anew, and where two hundred people hand in at once the
last of them waited five seconds for that. What is shown afterwards comes with the answer.
"""

import streamlit as st

from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.web.handing_in import address_of
from selection.web.process import service
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

_HAND_IN = """
const made = (tag, text, attributes = {}) =>
  Object.assign(document.createElement(tag), { textContent: text, ...attributes });

function receipt(stored) {
  const box = made("details", "");
  box.append(made("summary", stored.keep), made("p", stored.proves), made("code", stored.receipt));
  return box;
}

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".place");
  const showStored = (stored, arrived) => {
    const more = made("p", data.more);
    if (!stored) return place.replaceChildren(more);
    const box = made("p", stored.said, { className: "told stored", role: "status", tabIndex: -1 });
    place.replaceChildren(box, more, receipt(stored));
    if (arrived) box.focus();
  };
  const handIn = async (button) => {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    const patience = { signal: AbortSignal.timeout(data.patience) };
    const answer = await fetch(data.address, { method: "POST", ...patience }).then((found) => found.json())
      .catch(() => ({ refused: data.failed }));
    button.ariaBusy = "false";
    if (answer.stored) return showStored(answer.stored, true);
    place.querySelector("[role=alert]")?.remove();
    place.prepend(made("p", answer.refused, { className: "told refused", role: "alert" }));
  };
  if (!data.label) return showStored(data.stored, false);
  const button = made("button", data.label, { type: "button" });
  button.onclick = () => handIn(button);
  place.replaceChildren(button);
}
"""


def hand_in(desk: Desk, now: Judging) -> None:
    """Offer to hand everything in, or show that this was done; nothing where there is nothing to hand in."""
    if not now.done:
        return
    _ = desk.words
    again = _("Hand in again") if now.stored is not None else _("Hand in")
    data = {
        "address": address_of(desk.session, now.round.id, _.language),
        "label": "" if now.is_handed_in else again,
        "stored": _stored(desk, now) if now.is_handed_in else None,
        "more": _("This is handed in. You can change it as long as the round is open."),
        "failed": _("This did not get through. Nothing is lost: press once more when you are connected."),
        "patience": PATIENCE_MS,
    }
    _component()(data=data, key=field_key(desk, "hand-in", now.round.id))


def _stored(desk: Desk, now: Judging) -> dict[str, str] | None:
    """Say what proves it; what was entered from a slip of paper has no receipt of theirs."""
    found = service().handed_in(desk.visitor.token, desk.session, now.round.id)
    return receipt_words(found, desk.words) if found else None


@st.cache_resource(show_spinner=False)
def _component() -> "st.components.v2.types.ComponentRenderer":
    face = '<div class="place"></div>'
    return st.components.v2.component("hand_in", html=face, css=_STYLE, js=_HAND_IN)
