"""Pages before the app: a sentence or a form, without a script, in the language the browser asks for."""

import math
from collections.abc import Iterator
from html import escape

from selection.model.base import LANGUAGES, Language
from selection.web.headers import FILES
from selection.words import Words
from selection.words.directions import is_right_to_left

# Those of selection/views/palette.py, which lies above this layer; a test compares them.
COLOURS = {
    "ground": ("#ffffff", "#12161d"),
    "ink": ("#17212f", "#e8edf4"),
    "edge": ("#8590a0", "#67758a"),
    "accent": ("#1f5fbf", "#6ea8fe"),
    "on-accent": ("#ffffff", "#0d1117"),
    "fail-text": ("#8f1d33", "#f799a9"),
}

# The files and their letters as .streamlit/config.toml gives them to the app; a test compares them.
FONT = {
    "heebo-hebrew-f1f7cfae.woff2": "U+0307-0308,U+0590-05FF,U+200C-2010,U+20AA,U+25CC,U+FB1D-FB4F",
    "heebo-latin-50dae2e1.woff2": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,"
    "U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "heebo-latin-ext-dd3af41d.woff2": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,"
    "U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20A9,U+20AB,U+20AD-20C0,U+2113",
}

_STYLE = """
%s
:root { color-scheme: light dark; %s }
@media (prefers-color-scheme: dark) { :root { %s } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.125rem/1.5 Heebo, sans-serif; }
main { max-width: 32rem; margin: 0 auto; padding: 4rem 1.25rem; }
h1 { font-size: 1.7rem; line-height: 1.2; text-wrap: balance; }
label { display: block; font-weight: 550; }
input[name=code] { display: block; width: 100%%; margin: 0.5rem 0 1rem; padding: 0.6rem; direction: ltr;
  font: 1.6rem ui-monospace, monospace; letter-spacing: 0.2em; text-transform: uppercase;
  border: 1px solid var(--edge); border-radius: 0.6rem; background: var(--ground); color: var(--ink); }
button { width: 100%%; min-height: 3.25rem; border: 0; border-radius: 0.6rem; font: inherit; font-weight: 550;
  background: var(--accent); color: var(--on-accent); cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
[role=alert] { color: var(--fail-text); }
"""


def plain_page(_: Words, title: str, body: str) -> str:
    """Write a page; `body` is markup in which whatever came from outside was escaped.

    A form on it is to say where it came from, so within this server the address goes along; it holds no
    secret.
    """
    direction = "rtl" if is_right_to_left(_.language) else "ltr"
    light, dark = ("; ".join(f"--{name}: {pair[at]}" for name, pair in COLOURS.items()) for at in (0, 1))
    return (
        f'<!doctype html><html lang="{_.language}" dir="{direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="same-origin"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE % (_faces(), light, dark)}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def _faces() -> str:
    """Name the font's files to the browser, which loads those whose letters are on the page."""
    return "\n".join(
        f"@font-face {{ font-family: Heebo; font-weight: 100 900; font-display: swap; "
        f'src: url("/{FILES}/{file}"); unicode-range: {letters}; }}'
        for file, letters in FONT.items()
    )


def paragraph(text: str) -> str:
    """Write a sentence."""
    return f"<p>{escape(text)}</p>"


def alert(text: str) -> str:
    """Write a sentence about what went wrong."""
    return f'<p role="alert">{escape(text)}</p>'


def button_form(action: str, label: str, **hidden: str) -> str:
    """Write a form that is one button."""
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in hidden.items()
    )
    return f'<form method="post" action="{escape(action)}">{fields}<button>{escape(label)}</button></form>'


def code_form(action: str, label: str, button: str, length: int) -> str:
    """Write a form that takes a code; a space or a hyphen in its middle is how people write it down."""
    return (
        f'<form method="post" action="{escape(action)}"><label for="code">{escape(label)}</label>'
        f'<input id="code" name="code" required autofocus maxlength="{length + 4}" autocomplete="off"'
        ' autocapitalize="characters" spellcheck="false" inputmode="text">'
        f"<button>{escape(button)}</button></form>"
    )


def preferred_language(accepted: str) -> Language:
    """Read the languages a browser asks for, the dearest first, and take the first one we speak.

    >>> preferred_language("de, pl;q=0.8, en;q=0.9"), preferred_language("iw-IL"), preferred_language("")
    ('en', 'he', 'en')
    """
    wished = sorted(_wishes(accepted), key=lambda wish: -wish[1])
    # Browsers still know Hebrew by its old code, too.
    names = ({"iw": "he"}.get(name, name) for name, dearness in wished if dearness > 0)
    return next((language for name in names for language in LANGUAGES if name == language), "en")


def _wishes(accepted: str) -> Iterator[tuple[str, float]]:
    for part in accepted.split(",")[:20]:
        tag, _semicolon, quality = part.partition(";")
        try:
            dearness = float(quality.partition("=")[2] or 1)
        except ValueError:
            continue
        if not math.isnan(dearness):
            yield tag.strip().split("-")[0].lower(), dearness
