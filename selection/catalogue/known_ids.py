"""Whether a decision names shipped risks, building blocks, questions and measures by ids that there are.

No definition of these is part of a decision; what it says of an id that nobody knows would never be shown.
A library without such definitions has nothing to hold ids against, and none is refused.
"""

from collections.abc import Collection, Iterable, Iterator

from selection.catalogue.library import Library
from selection.errors import CatalogueError
from selection.model.decision import Decision


def unknown_ids(decision: Decision, library: Library) -> tuple[CatalogueError, ...]:
    """Name every id of a shipped definition that no shipped definition has, with its place."""
    return (*_risks(decision, library), *_readiness(decision, library), *_measures(decision, library))


def _risks(decision: Decision, library: Library) -> Iterator[CatalogueError]:
    if decision.risks and _is_there("risks", library):
        known = {risk.id for risk in library.risks.risks}
        yield from _strangers("risk", ((f"risks.{name}", name) for name in decision.risks), known)


def _readiness(decision: Decision, library: Library) -> Iterator[CatalogueError]:
    said = decision.readiness
    if not (said.blocks or said.answers or said.survey) or not _is_there("readiness", library):
        return
    blocks = library.readiness.blocks
    questions = {question.id for block in blocks for question in block.questions}
    named = ((f"readiness.blocks.{name}", name) for name in said.blocks)
    yield from _strangers("block", named, {block.id for block in blocks})
    named = ((f"readiness.answers.{name}", name) for name in said.answers)
    yield from _strangers("question", named, questions)
    asked = {question.id for question in library.readiness.survey}
    named = (
        (f"readiness.survey.{at}.levels.{name}", name)
        for at, reply in enumerate(said.survey)
        for name in reply.levels
    )
    yield from _strangers("question", named, asked)


def _measures(decision: Decision, library: Library) -> Iterator[CatalogueError]:
    taken = [(f"measures.{one.id}.template", one.template) for one in decision.measures if one.template]
    if taken and _is_there("metrics", library):
        yield from _strangers("template", taken, {one.id for one in library.measures.measures})


def _is_there(name: str, library: Library) -> bool:
    return name in library.names("criteria")


def _strangers(
    kind: str, named: Iterable[tuple[str, str]], known: Collection[str]
) -> Iterator[CatalogueError]:
    for where, found in named:
        if found not in known:
            yield CatalogueError(f"unknown_{kind}", where, found=found, allowed=sorted(known))
