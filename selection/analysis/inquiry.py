"""What to find out next: the questions whose answers are worth more than asking them costs.

A question is something one can do (`askable`), worth I(q) (`information`). Where a point of value has a
price K, the question with the greatest K · I(q) − cost(q) comes first, else the one with the greatest I
per hour. The next one is chosen for what it adds to the first, I(Q and q) − I(Q), and so on, because an
answer that alone would change nothing may change much together with others. The list ends where nothing
is gained, or where, without a price, nothing adds as much as the policy asks for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from selection.analysis.askable import Ask, asks
from selection.analysis.evaluation import Evaluation
from selection.analysis.foresight import DRAWS, Foresight, Gain
from selection.analysis.prospects import Outlay, outlay
from selection.model.inquiry import InquiryPolicy

Progress = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Change:
    """An alternative that an answer may make the choice, and how likely; None is no purchase."""

    alternative: str | None
    chance: float


@dataclass(frozen=True, slots=True)
class Step:
    """One line of what to find out, after the lines before it.

    `gain` is what it adds to what the lines before it are worth, `together` what all of them up to
    here are worth. `changes` are the alternatives that may become the choice where otherwise `instead_of`
    would be taken. `net` is what is gained in money, where a point of value has a price; `exact` tells
    that all answers were listed and none drawn.
    """

    ask: Ask
    hours: float
    gain: float
    together: float
    instead_of: str | None
    changes: tuple[Change, ...]
    net: float | None
    exact: bool

    @property
    def chance(self) -> float:
        """How likely it changes the choice."""
        return sum(change.chance for change in self.changes)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What one would choose now, what that may cost, and what to find out first.

    `choice` has the greatest expected value, what fails a gate being worth no more than no purchase;
    None is no purchase. `regret` is what choosing now is expected to lose against knowing everything,
    which is what all answers together are worth; `left` what is still to be lost when the steps are
    taken. `gates` is False where hardly anything can be expected
    to pass its gates (`survival`), so that questions are weighed as if all passed.
    """

    steps: tuple[Step, ...]
    choice: str | None
    expected: dict[str, float]
    regret: float
    left: float
    survival: float
    gates: bool
    cells: int
    considered: int
    policy: InquiryPolicy
    draws: int
    seed: int


def inquire(
    evaluation: Evaluation, seed: int | None = None, *, draws: int = DRAWS, progress: Progress | None = None
) -> Inquiry:
    """Find out what to find out.

    Parameters
    ----------
    seed
        Where many answers have to be drawn; the policy's own if left out. The same seed gives the same
        list.
    progress
        Told how much of the work is done, from 0 to 1.

    Raises
    ------
    SelectionError
        If the weights can't be computed.
    """
    decision = evaluation.decision
    policy = decision.policy.inquiry
    chosen = decision.policy.robustness.seed if seed is None else seed
    laid = outlay(evaluation)
    foresight = Foresight(laid.prospect, chosen, draws)
    survival = foresight.someone_survives
    if laid.alternatives and survival < policy.gates_supposed_below:
        laid = outlay(evaluation, gates=False)
        foresight = Foresight(laid.prospect, chosen, draws)
    possible = asks(evaluation.foundation, laid.cells)
    finder = _Finder(laid, foresight, policy, possible)
    expected = foresight.now.tolist()
    steps = finder.steps(progress or _unseen)
    left = foresight.gain(range(len(laid.cells)), {at for step in steps for at in step.ask.cells}).value
    return Inquiry(
        steps=tuple(steps),
        choice=finder.name(foresight.leader),
        expected={a.id: value for a, value in zip(laid.alternatives, expected, strict=False)},
        regret=(steps[-1].together if steps else 0.0) + left,
        left=left,
        survival=survival,
        gates=laid.gates,
        cells=len(laid.cells),
        considered=len(possible),
        policy=policy,
        draws=draws,
        seed=chosen,
    )


def _unseen(_share: float) -> None:
    return


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A question with what it would add now."""

    ask: Ask
    hours: float
    gain: Gain
    net: float | None


@dataclass(frozen=True)
class _Finder:
    """Chooses questions one after the other."""

    laid: Outlay
    foresight: Foresight
    policy: InquiryPolicy
    possible: tuple[Ask, ...]

    def name(self, alternative: int) -> str | None:
        """Name an alternative of the prospect; None is the fallback."""
        inside = alternative < len(self.laid.alternatives)
        return self.laid.alternatives[alternative].id if inside else None

    def steps(self, progress: Progress) -> list[Step]:
        """Take the best question, and what then adds most to it, until nothing is worth asking."""
        found: list[Step] = []
        known: set[int] = set()
        left = list(self.possible)
        together = 0.0
        while left and len(found) < self.policy.most:
            weighed = self._weigh(left, known)
            best = max((one for one in weighed if self._is_worth(one)), key=self._merit, default=None)
            if best is None:
                break
            together += best.gain.value
            known |= set(best.ask.cells)
            left = [ask for ask in left if not set(ask.cells) <= known]
            found.append(self._step(best, together))
            # How long the list gets is not known before: each line brings it halfway nearer to its end.
            progress(1 - 0.5 ** len(found))
        progress(1.0)
        return found

    def _weigh(self, left: Sequence[Ask], known: set[int]) -> Iterator[_Weighed]:
        for ask in left:
            hours = ask.hours(self.policy.efforts)
            gain = self.foresight.gain(ask.cells, known)
            yield _Weighed(ask, hours, gain, self._net(gain.value, hours))

    def _net(self, gain: float, hours: float) -> float | None:
        worth, cost = self.policy.value_worth, self.policy.hour_cost
        return worth.amount * gain - cost.amount * hours if worth and cost else None

    def _is_worth(self, one: _Weighed) -> bool:
        if one.net is not None:
            return one.net > 0
        return one.gain.value > 0 and one.gain.value >= self.policy.worth_asking

    def _merit(self, one: _Weighed) -> float:
        return one.gain.value / one.hours if one.net is None else one.net

    def _step(self, one: _Weighed, together: float) -> Step:
        replaced = one.gain.replaced
        return Step(
            one.ask,
            one.hours,
            one.gain.value,
            together,
            None if replaced is None else self.name(replaced),
            tuple(Change(self.name(a), chance) for a, chance in one.gain.changes.items()),
            one.net,
            one.gain.exact,
        )
