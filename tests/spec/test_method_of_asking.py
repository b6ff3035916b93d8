"""docs/method.md on finding out: the defaults it names are the program's, and its examples run."""

import re
from pathlib import Path

from selection.analysis import foresight
from selection.model.inquiry import EFFORTS, InquiryPolicy

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
SECTION = TEXT.split("## What to find out next")[1].split("\n## ")[0]
PYTHON = TEXT.split("## The same from Python")[1].split("\n## ")[0]


def test_the_hours_of_every_kind_of_question_are_the_policys() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([\d.]+) \| ([\d.]+) \|$", SECTION, re.MULTILINE)
    found = {kind: (float(hours), float(each)) for kind, hours, each in rows}
    assert found == {kind: (effort.hours, effort.hours_each) for kind, effort in EFFORTS.items()}


def test_the_figures_named_in_the_text_are_the_programs() -> None:
    policy = InquiryPolicy()
    assert re.findall(r"at least ([\d.]+) \(policy\)", SECTION) == [str(policy.worth_asking)]
    assert re.findall(r"less likely than ([\d.]+) \(policy\)", SECTION) == [str(policy.gates_supposed_below)]
    assert re.findall(r"up to (\d+) combinations", SECTION) == [str(foresight.LISTED_WITHIN)]
    assert re.findall(r"Up to (\d+) combinations", SECTION) == [str(foresight.LISTED)]
    assert re.findall(r"drawn (\d+) times", " ".join(SECTION.split())) == [
        str(foresight.INNER),
        str(foresight.DRAWS),
    ]


def test_the_examples_in_python_run() -> None:
    examples = re.findall(r"```python\n(.*?)```", PYTHON, re.DOTALL)
    assert len(examples) == 4
    for example in examples:
        exec(compile(example, "docs/method.md", "exec"), {})
