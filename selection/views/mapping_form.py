"""How somebody else's table is read, as a form: columns, vendors, codes, and where no is the good answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from selection.documents.reading.process import Book
from selection.documents.reading.suggestion import codes_found, suggested
from selection.documents.reading.table_preview import unknown_names
from selection.documents.reading.tables import headings, laid_out, sheet_of
from selection.errors import SelectionError
from selection.model.consistency import offer_names
from selection.model.judgements import EVIDENCE
from selection.model.mapping import Meaning, TableMapping
from selection.model.needs import DELIVERIES
from selection.views.desk import Desk
from selection.views.widgets import plain
from selection.words import Words
from selection.words.terms import delivery_word, deployment_word, evidence_word, state_word

HOLDS = ("answers", "scores", "needs")
LAYOUTS = ("wide", "long", "vendors_in_rows")
STATES = ("asked", "no_answer", "cannot_judge", "not_asked")
DEPLOYMENTS = ("cloud", "self_hosted")
REFUSED = "refused"
MOST_NAMED = 60
"""So many names that are not known here are asked about; the others are read by their own names."""


@dataclass(frozen=True)
class Form:
    """The form of one table: its proposal, and the keys of its fields."""

    desk: Desk
    book: Book
    proposal: TableMapping
    prefix: str

    def key(self, *parts: str) -> str:
        """Name a field."""
        return "-".join((self.prefix, *parts))


def mapping_form(desk: Desk, book: Book) -> TableMapping:
    """Ask how a table is to be read; what is proposed stands in the fields."""
    proposal = suggested(book).mapping
    form = Form(desk, book, proposal, f"{desk.session[:8]}-map-{book.name}")
    chosen: dict[str, Any] = _shape(form)
    chosen |= _columns(form, chosen)
    read = proposal.model_copy(update=chosen)
    try:
        table = laid_out(book, read)
    except SelectionError:
        return read
    if read.holds == "answers":
        chosen |= _codes(form, read)
        chosen |= _good_noes(form, list(table.questions))
    chosen |= _names(form, proposal.model_copy(update=chosen))
    chosen |= _origin(form, read)
    return TableMapping.model_validate(
        {**_plain(proposal), **{k: _plain_value(v) for k, v in chosen.items()}}
    )


def _plain(mapping: TableMapping) -> dict[str, Any]:
    return mapping.model_dump(exclude_defaults=True) | {"kind": "mapping"}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Meaning):
        return value.model_dump()
    if isinstance(value, Mapping):
        return {name: _plain_value(part) for name, part in value.items()}
    return value


def _pick(
    label: str,
    options: Sequence[str],
    stated: str | None,
    named: Callable[[str], str],
    key: str,
    at: Any = st,
) -> str:
    """Let one of a closed list be chosen."""
    index = options.index(stated) if stated in options else 0
    return str(at.selectbox(label, options, index=index, format_func=named, key=key))


# What the table is


def _shape(form: Form) -> dict[str, Any]:
    _, proposal = form.desk.words, form.proposal
    holds = {
        "answers": _("answers of vendors"),
        "scores": _("scores"),
        "needs": _("only what is asked"),
    }
    layouts = {
        "wide": _("a column for each vendor"),
        "long": _("a row for each question and vendor"),
        "vendors_in_rows": _("a row for each vendor"),
    }
    left, right = st.columns(2)
    found: dict[str, Any] = {
        "holds": _pick(
            _("What the table holds"), HOLDS, proposal.holds, lambda h: holds[h], form.key("holds"), left
        ),
        "layout": _pick(
            _("How it is laid out"), LAYOUTS, proposal.layout, lambda x: layouts[x], form.key("layout"), right
        ),
    }
    sheets = [sheet.name for sheet in form.book.sheets if not sheet.hidden]
    if len(sheets) > 1:
        sheet = proposal.sheet or sheets[0]
        found["sheet"] = _pick(_("Sheet"), sheets, sheet, str, form.key("sheet"), left)
    row = right.number_input(_("Row with the headings"), 1, 5000, proposal.header, key=form.key("header"))
    return found | {"header": int(row)}


def _columns(form: Form, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Choose columns from what the file has."""
    _, proposal = form.desk.words, form.proposal
    read = proposal.model_copy(update=dict(chosen))
    known = headings(sheet_of(form.book, read), read.header)
    asked = _roles(read, _)
    found: dict[str, Any] = {}
    places = st.columns(2)
    for number, (role, label) in enumerate(asked.items()):
        options = ["", *known]
        stated = getattr(proposal, role)
        picked = _pick(
            label,
            options,
            stated,
            lambda heading: known[heading] if heading else "—",
            form.key("column", role),
            places[number % 2],
        )
        found[role] = picked or None
    if read.layout != "long" and read.holds != "needs":
        usual = [heading for heading in proposal.columns if heading in known]
        found["columns"] = tuple(
            st.multiselect(
                _("Columns with answers"),
                list(known),
                usual,
                format_func=lambda heading: known[heading],
                placeholder=_("Choose the columns"),
                key=form.key("columns"),
            )
        )
    return found


def _roles(read: TableMapping, _: Words) -> dict[str, str]:
    """Name the columns that a table of this layout has or may have."""
    question, vendor, answer = (
        _("Column with the question"),
        _("Column with the vendor"),
        _("Column with the answer"),
    )
    more = {"text": _("Column with the question’s text"), "comment": _("Column with comments")}
    if read.holds == "needs":
        return {"question": question, **more, "tier": _("Column with the priority")}
    if read.layout == "vendors_in_rows":
        return {"alternative": vendor}
    long = {"alternative": vendor, "answer": answer} if read.layout == "long" else {}
    return {
        "question": question,
        **long,
        **more,
        "tier": _("Column with the priority"),
        "weight": _("Column with the weight"),
    }


# What its codes mean


def _meanings(_: Words) -> dict[str, str]:
    states = {"not_asked": _("not read: stays as it is")}
    named = {str(delivery): delivery_word(delivery, _) for delivery in DELIVERIES}
    return named | {state: states.get(state) or state_word(state, _) for state in STATES}  # type: ignore[arg-type]


def _codes(form: Form, read: TableMapping) -> dict[str, Any]:
    """Let every code that stands in the table be given a meaning, and what it counts for if it counts."""
    _, words = form.desk.words, _meanings(form.desk.words)
    found = codes_found(form.book, read)
    st.markdown(f"**{_('What the codes mean')}**")
    with_points = st.toggle(
        _("The table has points: check its totals"),
        any(meaning.points is not None for meaning in read.codes.values()),
        key=form.key("points"),
    )
    codes: dict[str, Meaning] = {}
    for number, (code, count) in enumerate(found.items()):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        usual = read.codes.get(code) or Meaning(state="asked")
        label = _.counted("“{code}”, {count} time", "“{code}”, {count} times", count, code=code)
        stated = usual.delivery or usual.state
        picked = _pick(
            plain(label), list(words), stated, lambda m: words[m], form.key("code", str(number)), left
        )
        points = None
        if with_points:
            points = right.number_input(_("Points"), value=usual.points, key=form.key("worth", str(number)))
        codes[code] = _meaning(picked, points)
    codes = _completed(form, codes)
    rest = {REFUSED: _("is refused"), **words}
    otherwise = read.otherwise
    usual_rest = (otherwise.delivery or otherwise.state) if otherwise else REFUSED
    picked = _pick(_("Any other answer"), list(rest), usual_rest, lambda m: rest[m], form.key("otherwise"))
    return {"codes": codes, "otherwise": None if picked == REFUSED else _meaning(picked, None)}


def _meaning(picked: str, points: float | None) -> Meaning:
    kind = "delivery" if picked in DELIVERIES else "state"
    return Meaning.model_validate({kind: picked, "points": points})


def _completed(form: Form, codes: dict[str, Meaning]) -> dict[str, Meaning]:
    """Ask what a table may not say: what is missing where it is in part, and when a roadmap delivers."""
    _, deliveries = form.desk.words, {meaning.delivery for meaning in codes.values()}
    more: dict[str, dict[str, object]] = {}
    if "partial" in deliveries:
        gap = st.text_input(
            _("What is missing where it is in part and the table does not say"),
            key=form.key("gap"),
            max_chars=500,
        )
        more["partial"] = {"gap": gap.strip() or None}
    if "roadmap" in deliveries:
        day = st.date_input(
            _("From when, where it is on the roadmap and the table does not say"), None, key=form.key("day")
        )
        more["roadmap"] = {"available": day.isoformat() if day else None}
    return {code: m.model_copy(update=more.get(m.delivery or "", {})) for code, m in codes.items()}


def _good_noes(form: Form, questions: list[str]) -> dict[str, Any]:
    """Let each question be marked for which no is the good answer."""
    _, marked = form.desk.words, set(form.proposal.no_is_good)
    if not st.toggle(_("To some questions no is the good answer"), bool(marked), key=form.key("noes")):
        return {"no_is_good": ()}
    st.caption(_("Tick them: there “as is” and “absent” change places."))
    places = st.columns(2)
    ticked = [
        places[number % 2].checkbox(plain(name), name in marked, key=form.key("no", str(number)))
        for number, name in enumerate(questions)
    ]
    return {"no_is_good": tuple(name for name, tick in zip(questions, ticked, strict=True) if tick)}


# Whom and what it is about


def _names(form: Form, read: TableMapping) -> dict[str, Any]:
    """Ask for the names that are not known here: which of ours they are, or whether they are left out."""
    _, decision = form.desk.words, form.desk.decision
    questions, vendors = unknown_names(form.book, read, decision)
    told = form.desk.told
    ours = {
        **offer_names(told),
        **{firm.id: firm.name for firm in told.integrators},
        **{bid.id: bid.name for bid in told.bids},
    }
    needs = {need.id: f"{need.id} · {_.text(need.text)}" for need in decision.needs}
    criteria = {c.id: f"{c.id} · {_.text(c.name)}" for c in decision.criteria if c.from_ == "measure"}
    found: dict[str, Any] = {"alternatives": {}, "questions": {}, "left_out": list(read.left_out)}
    if vendors:
        st.markdown(f"**{_('Vendors that go by another name here')}**")
    for name in vendors[:MOST_NAMED]:
        picked = _one_of_ours(form, "vendor", name, ours)
        found["alternatives"] |= {name: picked} if picked else {}
    if questions and read.holds != "needs":
        with st.expander(
            _.counted(
                "{count} question is not known here", "{count} questions are not known here", len(questions)
            )
        ):
            for name in questions[:MOST_NAMED]:
                picked = _one_of_ours(
                    form, "question", name, criteria if read.holds == "scores" else needs, out=True
                )
                if picked == REFUSED:
                    found["left_out"].append(name)
                elif picked:
                    found["questions"][name] = picked
    return found | {"left_out": tuple(found["left_out"])}


def _one_of_ours(form: Form, kind: str, name: str, ours: Mapping[str, str], *, out: bool = False) -> str:
    _ = form.desk.words
    options = ["", *([REFUSED] if out else []), *ours]
    named = {"": _("as the table says"), REFUSED: _("leave out"), **ours}
    return _pick(plain(name), options, "", lambda key: named[key], form.key(kind, name))


def _origin(form: Form, read: TableMapping) -> dict[str, Any]:
    """Ask how well it is known, from where, and whether what is missing here is added."""
    _, proposal = form.desk.words, form.proposal
    left, right = st.columns(2)
    found: dict[str, Any] = {
        "evidence": _pick(
            _("What its answers rest on"),
            EVIDENCE,
            proposal.evidence,
            lambda e: evidence_word(e, _),  # type: ignore[arg-type]
            form.key("evidence"),
            left,
        ),
        "source": right.text_input(_("Source"), proposal.source, max_chars=500, key=form.key("source"))
        or None,
    }
    if read.holds == "scores":
        return found
    found["adds"] = st.checkbox(
        _("Add needs and products that are missing here"), proposal.adds, key=form.key("adds")
    )
    if found["adds"] and read.holds == "answers":
        found["deployment"] = _pick(
            _("Where added products run"),
            DEPLOYMENTS,
            proposal.deployment,
            lambda d: deployment_word(d, _),  # type: ignore[arg-type]
            form.key("deployment"),
        )
    return found
