"""What a walk looks for on a page: words of another language, what is cut or overlapped; and its pictures.

With PICTURES=folder in the environment a picture of every view is left there, to be looked at one by one.
"""

import os
import re
from pathlib import Path

from playwright.sync_api import Page

from selection.model.base import Language
from selection.words import NAMES, Words
from tests.browser.screens import SEEN
from tests.speech import forms, has_letters, said, without_placeholders

TEXTS = f"""() => {{
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode())
        if (!node.parentElement.closest('script, style, noscript, [data-testid=stIconMaterial]')
            && {SEEN}(node.parentElement)) found.push(node.data.trim());
    for (const name of ['aria-label', 'placeholder', 'title'])
        for (const one of document.querySelectorAll(`[${{name}}]`))
            if (one.checkVisibility({{visibilityProperty: true}})) found.push(one.getAttribute(name).trim());
    return [...new Set(found)];
}}"""
CUT = f"""() => [...document.querySelectorAll('p, h1, h2, h3, label, button, summary, th, td, [role=tab]')]
    .filter(one => !one.closest('[data-testid=stVegaLiteChart], [data-collapsed=true]') && {SEEN}(one))
    .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
    .filter(one => getComputedStyle(one).overflowX !== 'visible' || one.scrollWidth > innerWidth)
    .map(one => one.innerText.slice(0, 80))"""
OVERLAPPING = f"""() => {{
    const texts = '[data-testid=stMain] :is(p, h1, h2, h3, button, input, textarea, svg)';
    const drawn = '[data-testid=stSlider], [data-testid=stDataFrame], [data-testid=stVegaLiteChart] *';
    const boxes = [...document.querySelectorAll(texts)]
        .filter(one => !one.closest(drawn) && {SEEN}(one))
        .map(one => [one, one.getBoundingClientRect()]);
    const whole = one => one.closest('[data-rac], label, button') ?? one;
    const within = (a, b) => whole(a).contains(b) || whole(b).contains(a);
    const name = one => one.innerText || one.outerHTML.slice(0, 80);
    const found = [];
    boxes.forEach(([a, at], i) => boxes.slice(i + 1).forEach(([b, bt]) => {{
        const wide = Math.min(at.right, bt.right) - Math.max(at.left, bt.left);
        const high = Math.min(at.bottom, bt.bottom) - Math.max(at.top, bt.top);
        if (wide > 3 && high > 3 && !within(a, b))
            found.push(`${{name(a)}} / ${{name(b)}}`);
    }}));
    return found;
}}"""
# Arrows lead where the language reads to; from right to left they are mirrored.
AGAINST = f"""() => [...document.querySelectorAll('[data-testid=stIconMaterial]')]
    .filter(one => /^arrow_(forward|back)$/.test(one.textContent.trim()) && {SEEN}(one))
    .filter(one => (document.documentElement.dir === 'rtl')
        !== (new DOMMatrix(getComputedStyle(one).transform).a < 0))
    .map(one => one.closest('button, a')?.innerText ?? one.outerHTML.slice(0, 80))"""
HEBREW = re.compile("[\u05d0-\u05ea]")
MARKS = re.compile("[\u2066-\u2069\u200f\u2060]")
SENTENCE = re.compile(r"\b[A-Za-z]+(?:[ ,]+[a-z]{2,}){3,}")


def left_in_english(language: Language) -> set[str]:
    """Give the messages that must not stand on a page of another language; words it shares may."""
    _ = Words(language)
    texts = {text for message in said() for text in forms(message) if has_letters(without_placeholders(text))}
    return {text for text in texts if _(text) != text} - {_(text) for text in texts}


def sentences(text: str) -> list[str]:
    """Find what reads like an English sentence, without the marks that keep it together."""
    return [found[0] for found in SENTENCE.finditer(MARKS.sub("", text))]


def foreign(texts: list[str], language: Language, theirs: str) -> list[str]:
    """Name what is written in another language than the page's; `theirs` is what people wrote themselves."""
    english = left_in_english(language) - set(NAMES.values()) if language != "en" else set()
    odd = [text for text in texts if text in english]
    if language == "he":
        odd += [text for text in texts if any(said not in theirs for said in sentences(text))]
    else:
        odd += [text for text in texts if HEBREW.search(text) and text != NAMES["he"]]
    return odd


def faults(page: Page, language: Language, theirs: str) -> dict[str, list[str]]:
    """Name what is wrong with what is seen of a page."""
    found = {
        "foreign": foreign(page.evaluate(TEXTS), language, theirs),
        "cut": page.evaluate(CUT),
        "overlapping": page.evaluate(OVERLAPPING),
        "pointing the wrong way": page.evaluate(AGAINST),
    }
    return {fault: where for fault, where in found.items() if where}


def keep_picture(page: Page, name: str) -> None:
    """Leave a picture of the whole page where somebody asked for it."""
    folder = os.environ.get("PICTURES")
    if folder:
        size = page.viewport_size
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": size["width"], "height": min(height + 20, 16000)})
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"{name}.png")
        page.set_viewport_size(size)
