"""What is publicly known about a product or a firm: each fact with its source, its age and its gaps."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from selection.model.profiles import Attribute, Fact, PlatformProfile, Profile
from selection.views.tables import read_table
from selection.views.widgets import plain
from selection.words import Words
from selection.words.facts import fact_words
from selection.words.terms import confidence_word, method_word


def fact_summary(
    profile: Profile, edition: str | None, attributes: Sequence[Attribute], today: dt.date, _: Words
) -> str:
    """Count what is known of an edition, what is out of date and what contradicts itself."""
    ages = {a.id: a.ages_after_days for a in attributes}
    held = {
        name: [f for f in facts if f.known and f.holds_for(edition)] for name, facts in profile.facts.items()
    }
    known = {name: facts for name, facts in held.items() if facts}
    stale = sum(all(f.is_stale(ages.get(name), today) for f in facts) for name, facts in known.items())
    conflicts = sum(len({f.value for f in facts}) > 1 for facts in known.values())
    if not known:
        return _("no public facts collected")
    parts = [_.counted("{count} sourced fact", "{count} sourced facts", len(known))]
    if stale:
        parts.append(_("{count} out of date", count=stale))
    if conflicts:
        parts.append(_.counted("{count} contradiction", "{count} contradictions", conflicts))
    return " · ".join(parts)


def facts_table(profile: Profile, attributes: Sequence[Attribute], today: dt.date, _: Words) -> None:
    """Show a profile's facts, and what was looked for and not found."""
    titles = {a.id: _.text(a.title) for a in attributes}
    if isinstance(profile, PlatformProfile):
        names = ", ".join(edition.name for edition in profile.editions)
        st.caption(plain(_("{vendor} · editions: {names}", vendor=profile.vendor, names=names)))
    if profile.note:
        st.markdown(plain(_.told(profile.note)))
    about = {a.id: a for a in attributes}
    rows = [
        _row(titles.get(name, name), fact, about.get(name), len(facts) > 1, today, _)
        for name, facts in sorted(profile.facts.items(), key=lambda item: titles.get(item[0], item[0]))
        for fact in facts
    ]
    if not rows:
        st.info(_("Nothing is known yet: no public fact has been collected. Ask the vendor."))
        return
    read_table(pd.DataFrame(rows), _("Facts with sources"))
    missing = [
        titles[a.id] for a in attributes if a.required and a.id not in profile.facts and a.about == "platform"
    ]
    if missing and isinstance(profile, PlatformProfile):
        st.caption(plain(_("Not collected: {names}.", names=", ".join(missing))))


def _row(
    title: str, fact: Fact, attribute: Attribute | None, several: bool, today: dt.date, _: Words
) -> dict[str, str]:
    stale = fact.is_stale(attribute.ages_after_days if attribute else None, today)
    if not fact.known:
        state = _("not found")
    elif stale:
        state = _("out of date")
    else:
        state = _("one of several") if several else _("current")
    seen = f"{_('undated')}, {_('seen')} {_.day(fact.seen)}" if fact.seen else ""
    return {
        _("what"): title,
        _("value"): fact_words(fact, attribute, _),
        _("holds for"): _("all editions") if fact.editions == "all" else ", ".join(fact.editions),
        _("as of"): seen if fact.as_of == "undated" else _.day(fact.as_of),
        _("state"): state,
        _("how we know"): f"{method_word(fact.method, _)}, {confidence_word(fact.confidence, _)}",
        _("source"): _.text(fact.source),
    }
