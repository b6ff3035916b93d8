"""Readiness in words: the verdict as one sentence, and what stands behind it."""

from collections.abc import Mapping, Sequence

from selection.analysis.groundwork import Step, SystemState, Undecided
from selection.analysis.readiness import ReadinessResult, Reason
from selection.model.readiness import SourceSystem
from selection.words import Words
from selection.words.project_terms import fate_words, migration_words


def verdict_sentence(result: ReadinessResult, names: Mapping[str, str], _: Words) -> str:
    """Say in one sentence whether the organisation is ready, and if not, why.

    Parameters
    ----------
    names
        Building block → its name, in the reader's language.
    """
    if result.verdict == "ready":
        return _("Ready: nothing that was asked stands against it.")
    reasons = "; ".join(reason_clause(reason, names, _) for reason in result.reasons)
    return _("Not ready, because {reasons}.", reasons=reasons)


def reason_clause(reason: Reason, names: Mapping[str, str], _: Words) -> str:
    """Say one reason as it stands within a sentence.

    >>> reason_clause(Reason("no_owner"), {}, Words("en"))
    'nobody owns the project'
    """
    return {**_of_governance(reason, _), **_of_blocks(reason, names, _), **_of_leading(reason, _)}[
        reason.code
    ]


def _of_governance(reason: Reason, _: Words) -> Mapping[str, str]:
    unanswered = ", ".join(governance_word(item, _) for item in reason.items if item in _governance(_))
    return {
        "no_owner": _("nobody owns the project"),
        "no_project_manager": _("there is no project manager"),
        "no_user_representatives": _("the users have no representatives"),
        "no_sponsor": _("management does not back it"),
        "governance_unanswered": _("it is not said yet whether there is: {items}", items=unanswered),
    }


def _of_blocks(reason: Reason, names: Mapping[str, str], _: Words) -> Mapping[str, str]:
    blocks = ", ".join(names.get(item, item) for item in reason.items)
    figures = {name: _.number(figure) for name, figure in reason.figures.items()}
    level, line = figures.get("level", ""), figures.get("line", "")
    return {
        "information_below_line": _(
            "{block} is at {level} of 5, below {line}, and nothing reliable can be built on it",
            block=blocks,
            level=level,
            line=line,
        ),
        "information_not_scored": _("{block} has not been scored yet", block=blocks),
        "block_below_line": _("{block} is at {level} of 5", block=blocks, level=level),
        "blocks_not_scored": _.counted(
            "{count} building block has not been scored yet: {blocks}",
            "{count} building blocks have not been scored yet: {blocks}",
            len(reason.items),
            blocks=blocks,
        ),
    }


def _of_leading(reason: Reason, _: Words) -> Mapping[str, str]:
    known = _manager(_)
    items = ", ".join(manager_word(item, _) for item in reason.items if item in known)
    return {
        "manager_below_line": _(
            "the project manager is at {level} of 5, decided by: {items}",
            level=_.number(reason.figures.get("level", 0)),
            items=items,
        ),
        "manager_not_assessed": _("it is not said yet what the project manager brings: {items}", items=items),
        "no_goal": _("no goal has an owner, a baseline and a target"),
    }


def governance_word(name: str, _: Words) -> str:
    """Name one of the four questions of governance."""
    return _governance(_)[name]


def _governance(_: Words) -> Mapping[str, str]:
    return {
        "owner": _("an owner"),
        "project_manager": _("a project manager"),
        "user_representatives": _("user representatives"),
        "sponsor": _("a sponsor in management"),
    }


def manager_word(item: str, _: Words) -> str:
    """Name one item of the project manager's checklist."""
    return _manager(_)[item]


def _manager(_: Words) -> Mapping[str, str]:
    return {
        "knows_organisation": _("knowledge of the organisation"),
        "knows_processes": _("knowledge of its processes"),
        "authority": _("authority"),
        "availability": _("time"),
    }


def process_step_word(step: Step, _: Words) -> str:
    """Name one of the seven steps of a process.

    >>> process_step_word("changed", Words("en"))
    'changed in front and back office'
    """
    words: dict[Step, str] = {
        "mapped": _("mapped"),
        "priority": _("priority decided"),
        "ranked": _("ranked by strategy"),
        "owned": _("owner named"),
        "changed": _("changed in front and back office"),
        "service_level": _("service level set"),
        "measured": _("measured"),
    }
    return words[step]


def undecided_word(name: Undecided, _: Words) -> str:
    """Name what is undecided about a source system."""
    words: dict[Undecided, str] = {
        "owner": _("who owns it"),
        "trusted": _("whether it is the trusted source"),
        "quality": _("how good its data is"),
        "fate": _("whether it is replaced, connected or archived"),
        "migration": _("how much of it moves"),
        "deduplicated": _("that its duplicates are cleared first"),
    }
    return words[name]


def inventory_sentence(systems: Sequence[SourceSystem], _: Words) -> str:
    """List source systems with what becomes of each, for whoever judges what depends on them.

    >>> inventory_sentence((SourceSystem(id="s", name="Order book", entity="orders"),), Words("en"))
    'From your inventory of source systems: Order book (orders): not decided yet.'
    """
    fates, moves = fate_words(_), migration_words(_)

    def becomes(system: SourceSystem) -> str:
        if system.fate is None:
            return _("not decided yet")
        moved = system.migration if system.fate == "replace" else None
        return f"{fates[system.fate]}, {moves[moved]}" if moved else fates[system.fate]

    listed = (f"{_.text(one.name)} ({_.text(one.entity)}): {becomes(one)}" for one in systems)
    return _("From your inventory of source systems: {systems}.", systems="; ".join(listed))


def system_sentence(state: SystemState, _: Words) -> str:
    """Say what is still undecided about a source system, and for which criteria it is worth knowing."""
    informs = _("Worth knowing for: {criteria}.", criteria=", ".join(state.informs))
    if not state.undecided:
        return _("Everything is decided. {informs}", informs=informs)
    undecided = "; ".join(undecided_word(name, _) for name in state.undecided)
    return _("Still open: {undecided}. {informs}", undecided=undecided, informs=informs)
