"""Open questions in words: what to ask, and what hangs on it."""

from selection.analysis.evaluation import Evaluation
from selection.analysis.questions import Question, QuestionGroup
from selection.words import Words
from selection.words.gates import gate_word


def question_title(question: Question | QuestionGroup, evaluation: Evaluation, _: Words) -> str:
    """Say what is to be found out, in the need's or the criterion's own words."""
    if question.kind == "need":
        text = next(need.text for need in evaluation.decision.needs if need.id == question.item)
        return f"{question.item} · {_.text(text)}"
    if question.kind == "criterion":
        return f"{question.item} · {_.text(evaluation.foundation.criteria[question.item].name)}"
    return _("Does the integrator implement the platform?")


def question_weight(question: Question | QuestionGroup, _: Words) -> str:
    """Say what hangs on a question: gates it keeps open, and how far it could move a value.

    >>> from selection.analysis.questions import Question
    >>> asked = Question("northstar", "need", "SA01", "ask", "not_asked", 0.041, ("must_needs", "fit"), True)
    >>> question_weight(asked, Words("en"))
    'Keeps open: must-needs, as-is fit. Could move the value by up to 0.04.'
    """
    parts = []
    if question.action == "verify":
        parts.append(_("Answered, but on evidence too weak for this stage."))
    if question.action == "agree":
        parts.append(_("Judged by members, not agreed yet."))
    if question.gates:
        names = ", ".join(gate_word(gate, _) for gate in question.gates)
        parts.append(_("Keeps open: {names}.", names=names))
    if round(question.swing, 2) > 0:
        parts.append(_("Could move the value by up to {swing}.", swing=_.value(question.swing)))
    return " ".join(parts)
