"""The command `sure`: what it prints, that it prints it again, and what it never loads."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from selection.cli import main
from selection.documents.sureness import HowSure, how_sure, sureness_as_plain
from tests.examples import TODAY, result

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
ON = ["--today", TODAY.isoformat()]
HEAVY = {"pandas", "scipy", "skcriteria", "sqlalchemy", "sqlite3", "streamlit"}
Captured = pytest.CaptureFixture[str]


def output(capsys: Captured, *arguments: str) -> str:
    assert main(["sure", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def as_json(capsys: Captured, example: str, *more: str) -> Any:
    return json.loads(output(capsys, str(EXAMPLES / f"{example}.yaml"), *ON, "--json", *more))


@pytest.fixture(scope="module")
def tender() -> HowSure:
    return how_sure(result("tender"))


def test_the_sentence_comes_first_then_the_verdict_with_its_rule(capsys: Captured) -> None:
    parts = output(capsys, str(EXAMPLES / "tender.yaml"), *ON, "--language", "en").rstrip().split("\n\n")
    assert parts[0].endswith("FICTIONAL: products or firms in this decision are invented.")
    assert parts[1].startswith("Quillmere × Mirrin & Tal (fictional) is ahead of Northstar × Oakhelm")
    assert parts[2].startswith("Robust: ")
    assert "  The first that holds." in parts[2]
    assert [part.splitlines()[0] for part in parts[3:6]] == [
        "What to find out next",
        "How often at which rank",
        "Weights at which another comes first",
    ]
    assert parts[6].startswith("1,000 draws, seed 5.")


def test_the_json_is_what_the_library_gives(capsys: Captured, tender: HowSure) -> None:
    assert as_json(capsys, "tender") == json.loads(json.dumps(sureness_as_plain(tender)))


def test_the_json_has_the_keys_that_are_promised(capsys: Captured) -> None:
    found = as_json(capsys, "tender")
    assert list(found) == [
        "decision",
        "engine",
        "seed",
        "draws",
        "kind",
        "policy",
        "verdict",
        "grounds",
        "sentence",
        "reasons",
        "acceptability",
        "critical_weights",
        "questions",
        "inquiry",
    ]


def test_acceptability_has_one_row_of_rank_shares_for_each_alternative(capsys: Captured) -> None:
    found = as_json(capsys, "tender")["acceptability"]
    assert {row["alternative"] for row in found} == {pair.id for pair in result("tender").pairs}
    for row in found:
        assert len(row["ranks"]) == len(found)
        assert sum(row["ranks"]) + row["excluded"] == pytest.approx(1)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(capsys: Captured) -> None:
    file = str(EXAMPLES / "tender.yaml")
    first, again, other = (output(capsys, file, *ON, "--json", "--seed", seed) for seed in ("7", "7", "8"))
    assert first == again
    assert first != other
    assert json.loads(first)["seed"] == json.loads(first)["inquiry"]["seed"] == 7


def test_without_a_seed_the_decisions_own_is_printed(capsys: Captured) -> None:
    assert as_json(capsys, "tender")["seed"] == result("tender").decision.policy.robustness.seed


def test_the_json_is_the_same_in_every_language(capsys: Captured) -> None:
    assert as_json(capsys, "tender", "--language", "he") == as_json(capsys, "tender", "--language", "en")


def test_a_scan_in_which_nothing_passed_names_nobody_and_orders_by_name(capsys: Captured) -> None:
    found = as_json(capsys, "market_scan")
    assert found["reasons"]["case"] == "undecided"
    assert found["verdict"] == "open"
    assert found["grounds"]["leader"] is found["grounds"]["rival"] is found["inquiry"]["choice"] is None
    names = [row["alternative"] for row in found["acceptability"]]
    assert names == sorted(names)
    assert found["critical_weights"] == []
    assert {step["instead_of"] for step in found["questions"]} == {None}
    assert [step["becomes"] for step in found["questions"]] == [[]] * len(found["questions"])


@pytest.mark.parametrize("seed", ["-1", "x", "4294967296", "1.5"])
def test_a_seed_that_is_none_is_refused(capsys: Captured, seed: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["sure", str(EXAMPLES / "tender.yaml"), f"--seed={seed}"])
    assert caught.value.code == 2
    assert "is not a whole number" in capsys.readouterr().err


def test_it_loads_nothing_heavy() -> None:
    program = (
        "import sys; from selection.cli import main; "
        f"main(['sure', {str(EXAMPLES / 'tender.yaml')!r}, '--json']); "
        "print(*{m.partition('.')[0] for m in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert HEAVY & set(done.stderr.split()) == set()
