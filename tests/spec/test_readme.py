"""The documentation says what is there: its examples run, and what it names exists."""

import ast
import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import pytest

from selection.analysis.evaluation import Evaluation, evaluate
from selection.analysis.gates import GateName, Verdict
from selection.analysis.pairs import Compatibility
from selection.analysis.questions import Action, QuestionKind
from selection.catalogue.library import shipped
from selection.cli import main
from selection.documents.profile import profile_as_plain
from selection.documents.result import result_as_plain
from selection.documents.scan import published_market, scan, scan_as_plain
from selection.model.base import Language
from selection.model.decision import Decision, Mode, NodeWeights, Stage
from selection.model.judgements import Evidence
from selection.model.needs import Delivery, Tier
from selection.model.profiles import Confidence, Deployment, Method
from tests.building import fact, product
from tests.examples import TODAY, example, result

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md")
TYPES = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
}
ALTERNATIVES = ("platforms", "integrators", "pairs")
Plain = dict[str, Any]
Types = dict[str, set[str]]


@cache
def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def between(start: str, end: str) -> str:
    return page("README.md").split(start, 1)[1].split(end, 1)[0]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page("README.md"), re.MULTILINE | re.DOTALL)


# Python


@pytest.mark.parametrize("at", range(len(blocks("python"))))
def test_a_python_example_prints_what_stands_below_it(at: int) -> None:
    parsed = doctest.DocTestParser().get_doctest(blocks("python")[at], {}, f"block {at}", "README.md", 0)
    said: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(parsed, out=said.append)
    assert (outcome.attempted > 0, "".join(said)) == (True, "")


# Commands


def commands() -> list[tuple[str, str]]:
    """List the calls shown in the README, each with what it is said to write."""
    shown = re.findall(
        r"^\$ vendor-selection (.+)\n((?:(?!\$ ).*\n)*)", "".join(blocks("console")), re.MULTILINE
    )
    return [(call, said) for call, said in shown]


@pytest.mark.parametrize(("call", "said"), commands())
def test_a_command_writes_what_the_readme_shows(
    call: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    arguments, asked, _ = call.partition("; echo $?")
    code = exit_code(shlex.split(arguments))
    written = "".join(capsys.readouterr()) + (f"{code}\n" if asked else "")
    assert code == 0 or asked
    assert doctest.OutputChecker().check_output(said, written, doctest.ELLIPSIS), written


def exit_code(arguments: list[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as left:
        return int(left.code or 0)


def test_the_readme_names_every_command_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code(["--help"])
    there = set(re.findall(r"^    (\w+)(?:\s|$)", capsys.readouterr().out, re.MULTILINE))
    table = set(re.findall(r"^\| `(\w+)[^`]*` \|", between("## The commands", "```"), re.MULTILINE))
    called = {shlex.split(call)[0] for call, _ in commands()} - {"--version"}
    assert (table, called - there) == (there, set())


def test_a_command_nobody_wrote_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["prophesy"]) == 2
    assert "prophesy" in capsys.readouterr().err


def test_the_same_file_and_day_give_the_same_bytes_in_every_process() -> None:
    call = [sys.executable, "-m", "selection", "rank", "examples/tender.yaml"]
    written = {
        subprocess.run(
            [*call, "--json", "--today", "2026-11-22"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1


# JSON


class Described:
    """A table of fields in the README: for every path its types and its meaning.

    `alike` turns a path that has no row into that of the row which describes it too.
    """

    def __init__(self, text: str, alike: Callable[[str], str] = str) -> None:
        rows = re.findall(r"^\| `([^`]+)` \| ([a-z ]+) \| (.+) \|$", text, re.MULTILINE)
        self.types: Types = {path: set(types.split(" or ")) for path, types, _ in rows}
        self.meanings = {path: meaning for path, _, meaning in rows}
        self.alike = alike

    def observed(self, values: Iterable[Plain]) -> Types:
        """Note the types found at every path of some objects."""
        seen: Types = {}
        for value in values:
            for key, inner in value.items():
                self._observe(inner, key, seen)
        return seen

    def _observe(self, value: object, path: str, seen: Types) -> None:
        row = path if path in self.types else self.alike(path)
        seen.setdefault(row, set()).add(TYPES[type(value)])
        if isinstance(value, list):
            for inner in value:
                self._observe(inner, f"{path}[]", seen)
        elif isinstance(value, dict):
            for key, inner in value.items():
                self._observe(inner, f"{path}.{self._name_under(row) or key}", seen)

    def _name_under(self, row: str) -> str | None:
        """Give the placeholder for keys that are names and not fields, such as ``<node>``."""
        pattern = re.compile(rf"{re.escape(row)}\.(<\w+>)")
        return next((found[1] for path in self.types if (found := pattern.fullmatch(path))), None)


RANK = Described(
    between("### The result as JSON", "\n### "),
    partial(re.sub, r"^(integrators|pairs)(?=\[])", "platforms"),
)
SCAN = Described(between("`scan --json`\nwrites:", "`show VENDOR --json`"))
SHOW = Described(
    between("`show VENDOR --json` writes:", "\n## "),
    partial(re.sub, r"^implements\.<product>\.(?=facts\[]\.)", ""),
)


def changed(**update: object) -> Decision:
    return example("tender").model_copy(update=update)


def results_of_all_kinds() -> Iterator[Evaluation]:
    """Evaluate the examples, and what they don't show: nothing asked, no firms, other balances."""
    yield result("tender")
    yield result("market_scan")
    platforms = tuple(p.model_copy(update={"facts": {}}) for p in example("tender").platforms)
    nothing: dict[str, object] = {"answers": {}, "scores": {}, "integrators": (), "bids": ()}
    yield evaluate(changed(platforms=platforms, baseline=None, **nothing), TODAY)
    for platform, firm in ((9, 1), (1, 0)):
        sides = NodeWeights(points={"platform": platform, "integrator": firm})
        yield evaluate(changed(weights={**example("tender").weights, "sides": sides}), TODAY)


def plain_results() -> list[Plain]:
    return [result_as_plain(evaluation) for evaluation in results_of_all_kinds()]


def test_every_field_of_a_result_is_described_with_its_types_and_no_other_is() -> None:
    assert RANK.observed(plain_results()) == RANK.types


def test_every_field_of_a_scan_is_described_with_its_types_and_no_other_is() -> None:
    decisions = [example("market_scan"), published_market(shipped()), changed(needs=(), answers={})]
    plain = [scan_as_plain(decision, scan(decision, TODAY)) for decision in decisions]
    of_the_decision = {path: types for path, types in RANK.types.items() if path.startswith("decision.")}
    assert SCAN.observed(plain) == SCAN.types | of_the_decision


def test_every_field_of_a_profile_is_described_with_its_types_and_no_other_is() -> None:
    library = shipped()
    noted = product("alba", {"licence": (fact("MIT", note="As the maker says."),)})
    profiles = (*library.platforms, *library.integrators, noted)
    plain = [profile_as_plain(profile, library.attributes, TODAY) for profile in profiles]
    assert SHOW.observed(plain) == SHOW.types


def test_a_field_that_is_not_described_would_be_noticed() -> None:
    described = Described("| `low` | number | a figure |\n| `by.<tier>` | integer or null | for each tier |")
    found = described.observed([{"low": 0.5, "high": 1, "by": {"must": None}}])
    assert found == {"low": {"number"}, "high": {"integer"}, "by": {"object"}, "by.<tier>": {"null"}}


def test_firms_and_pairs_have_the_fields_of_platforms_and_pairs_three_more() -> None:
    shared = {p.partition(".")[2] for p in RANK.types if re.fullmatch(r"platforms\[]\.\w+", p)}
    own = {p.partition(".")[2] for p in RANK.types if p.startswith("pairs[].")}
    plain = result_as_plain(result("tender"))
    fields = {kind: {frozenset(entry) for entry in plain[kind]} for kind in ALTERNATIVES}
    both = {"platforms": {frozenset(shared)}, "integrators": {frozenset(shared)}}
    assert fields == both | {"pairs": {frozenset(shared | own)}}


CODES: Mapping[str, object] = {
    "mode": Mode,
    "policy.stage": Stage,
    "policy.gate_evidence": Evidence,
    "policy.tier_shares.<tier>": Tier,
    "policy.ladder.<delivery>": Delivery,
    "platforms[].gate.verdict": Verdict,
    "platforms[].gate.reasons[].gate": GateName,
    "platforms[].fit.by_tier.<tier>": Tier,
    "pairs[].compatibility": Compatibility,
    "questions[].kind": QuestionKind,
    "questions[].action": Action,
    "offers[].deliveries.<delivery>": Delivery,
    "facts[].method": Method,
    "facts[].confidence": Confidence,
    "facts[].note.<language>": Language,
    "editions[].deployment": Deployment,
    "implements.<product>.answer": Compatibility,
}


@pytest.mark.parametrize("path", CODES)
def test_the_codes_of_a_field_are_all_named_and_no_other_is(path: str) -> None:
    meanings = RANK.meanings | SCAN.meanings | SHOW.meanings
    assert set(re.findall(r"`(\w+)`", meanings[path])) == set(get_args(CODES[path]))


def test_the_reasons_of_gates_that_occur_are_described() -> None:
    described = set(re.findall(r"`(\w+)`", between("The codes of `because`", "\n\n"))) | set(
        get_args(Delivery)
    )
    found = {
        reason["code"]
        for plain in plain_results()
        for alternative in chain.from_iterable(plain[kind] for kind in ALTERNATIVES)
        for part in alternative["gate"]["reasons"]
        for reason in part["because"]
    }
    assert (len(found) > 5, found - described) == (True, set())


# What is named


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)", page(name))
    assert [link for link in links if not ((ROOT / name).parent / link).exists()] == []


def test_every_test_that_is_named_is_there() -> None:
    pages = "".join(page(name) for name in PAGES)
    named = set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", pages))
    missing = {(file, function) for file, function in named if not is_defined(file, function)}
    assert (len(named) > 0, missing) == (True, set())


def is_defined(file: str, function: str) -> bool:
    path = ROOT / file
    statements = ast.parse(path.read_text(encoding="utf-8")).body if path.exists() else []
    return function in {s.name for s in statements if isinstance(s, ast.FunctionDef)}


def test_a_test_that_is_not_there_would_be_noticed() -> None:
    own = Path(__file__).relative_to(ROOT).as_posix()
    assert is_defined(own, "test_a_test_that_is_not_there_would_be_noticed")
    assert not is_defined(own, "test_nobody_wrote")
    assert not is_defined("tests/spec/test_nowhere.py", "test_nobody_wrote")


def modules() -> list[str]:
    """List the modules that do something; an `__init__` that only names its package is left out."""
    found = (m for m in (ROOT / "selection").rglob("*.py") if m.name != "__init__.py" or does_something(m))
    return sorted(m.relative_to(ROOT).as_posix() for m in found)


def does_something(module: Path) -> bool:
    return not all(isinstance(s, ast.Expr) for s in ast.parse(module.read_text(encoding="utf-8")).body)


def test_the_architecture_names_every_module_once_and_no_other() -> None:
    layout = page("docs/architecture.md").split("## Layout", 1)[1].split("\n## ", 1)[0]
    named = re.findall(r"^\| `(selection/[\w/]+\.py)` \|", layout, re.MULTILINE)
    assert sorted(named) == modules()


@pytest.mark.parametrize("name", PAGES)
def test_every_file_and_folder_that_is_named_is_there(name: str) -> None:
    tops = "selection|tests|criteria|vendor_profiles|examples|schemas|docs|benchmarks|requirements|\\.\\w+"
    named = re.findall(rf"`((?:{tops})/[\w./-]*)`", page(name))
    made_by_starting = {".venv/bin/python"}
    assert [path for path in named if not (ROOT / path).exists() and path not in made_by_starting] == []
