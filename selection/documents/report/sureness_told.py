"""How sure the result is, drawn anew for a report and told in sentences, each with what it rests on."""

from dataclasses import dataclass

from selection.analysis.evaluation import Evaluation
from selection.analysis.reasons import reasons
from selection.analysis.robustness import Sureness, robustness
from selection.words import Words
from selection.words.asking import names_of
from selection.words.fiction import told_evaluation
from selection.words.reasons import reasons_sentence
from selection.words.sureness import policy_sentence, verdict_rule, verdict_sentence


@dataclass(frozen=True)
class SurenessTold:
    """How sure the result is: as sentences, and what their pictures are drawn from."""

    sentences: tuple[str, ...]
    drawn: Sureness


def sureness_told(evaluation: Evaluation, _: Words) -> SurenessTold:
    """Say the verdict, its reasons, its rule, and the draws with their seed; a few seconds of arithmetic."""
    evaluation = told_evaluation(evaluation, _)
    shaken = robustness(evaluation)
    sentences = (
        verdict_sentence(shaken.main, names_of(evaluation), _),
        reasons_sentence(reasons(shaken.main), evaluation, _),
        verdict_rule(shaken.policy, _),
        policy_sentence(shaken, _),
    )
    return SurenessTold(sentences, shaken.main)
