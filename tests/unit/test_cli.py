"""The commands: what they print, how they fail, and what they never load."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from selection import __version__
from selection.catalogue.decision_file import write_decision
from selection.catalogue.library import shipped
from selection.cli import main
from selection.documents.result import result_as_plain
from tests.decisions import small_decision
from tests.examples import TODAY, result

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
ON = ["--today", TODAY.isoformat()]
HEAVY = {"pandas", "scipy", "skcriteria", "sqlalchemy", "sqlite3", "streamlit"}
Captured = pytest.CaptureFixture[str]


def output(capsys: Captured, *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out


def complaint(capsys: Captured, *arguments: str) -> str:
    assert main(list(arguments)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def wrong_call(capsys: Captured, *arguments: str) -> str:
    with pytest.raises(SystemExit) as caught:
        main(list(arguments))
    assert caught.value.code == 2
    return capsys.readouterr().err


def as_json(capsys: Captured, *arguments: str) -> Any:
    return json.loads(output(capsys, *arguments, "--json"))


def run(*arguments: str, **more: Any) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        **more,
    )


def paragraphs(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


def test_rank_puts_the_answer_first(capsys: Captured) -> None:
    parts = paragraphs(output(capsys, "rank", str(EXAMPLES / "tender.yaml"), *ON))
    assert parts[0] == (
        "CRM for Even & Kamień Building Supplies (fictional)\n"
        "FICTIONAL: products or firms in this decision are invented."
    )
    assert parts[1] == "Quillmere × Mirrin & Tal (fictional) is first."
    titles = [part.splitlines()[0] for part in parts[3:]]
    assert titles[:3] == ["Platforms", "Integrators", "Bids"]
    assert titles[4:] == ["As-is fit", "Excluded", "Still open", titles[-1]]
    assert titles[-1].startswith("Questions (")


def test_rank_lists_everyone_with_gate_rank_and_interval(capsys: Captured) -> None:
    parts = paragraphs(output(capsys, "rank", str(EXAMPLES / "tender.yaml"), *ON))
    bids = next(part for part in parts if part.startswith("Bids\n")).splitlines()
    names = [alternative.name for alternative in result("tender").pairs]
    listed = [
        next(name for name in names if name in line) for line in bids[2:] if "not ranked yet" not in line
    ]
    assert listed == names
    assert len({len(line) for line in bids[1:] if "not ranked yet" not in line}) == 1


def test_rank_says_who_is_excluded_by_which_need(capsys: Captured) -> None:
    parts = paragraphs(output(capsys, "rank", str(EXAMPLES / "tender.yaml"), *ON))
    excluded = next(part for part in parts if part.startswith("Excluded\n"))
    for alternative in (*result("tender").platforms, *result("tender").integrators):
        assert (f"\n  {alternative.name}\n" in excluded) == (alternative.gate.verdict == "fail")
    failing = [
        reason.item
        for alternative in result("tender").platforms
        for part in alternative.gate.parts_that("fail")
        if part.gate == "must_needs"
        for reason in part.reasons
        if reason.verdict == "fail"
    ]
    assert failing
    assert [item for item in failing if f"      {item}: " not in excluded] == []


def test_rank_asks_the_ten_most_telling_questions(capsys: Captured) -> None:
    text = output(capsys, "rank", str(EXAMPLES / "market_scan.yaml"), *ON)
    asked = text[text.index("\nQuestions (10 of ") :].splitlines()
    assert [line[:5].strip() for line in asked if line[:5].strip().rstrip(".").isdecimal()] == [
        f"{number}." for number in range(1, 11)
    ]


def test_rank_says_what_is_not_ranked_yet_and_how_much_is_missing(capsys: Captured) -> None:
    text = output(capsys, "rank", str(EXAMPLES / "market_scan.yaml"), *ON)
    open_platforms = sum(a.rank is None and a.gate.verdict != "fail" for a in result("market_scan").platforms)
    assert open_platforms == 13
    assert "not ranked yet: 283 answers missing" in text


def test_rank_as_json_is_the_result_as_plain_data(capsys: Captured) -> None:
    found = as_json(capsys, "rank", str(EXAMPLES / "tender.yaml"), *ON)
    assert found == json.loads(json.dumps(result_as_plain(result("tender"))))
    assert found["decision"]["fictional"] is True


def test_rank_of_a_real_decision_does_not_call_it_fictional(tmp_path: Path, capsys: Captured) -> None:
    decision = small_decision()
    real = [
        profile.model_copy(update={"fictional": False})
        for profile in (*decision.platforms, *decision.integrators)
    ]
    decision = decision.model_copy(update={"platforms": tuple(real[:2]), "integrators": tuple(real[2:])})
    file = tmp_path / "real.yaml"
    file.write_text(write_decision(decision), encoding="utf-8")
    assert "FICTIONAL" not in output(capsys, "rank", str(file))


def test_questions_lists_all_of_them(capsys: Captured) -> None:
    parts = paragraphs(output(capsys, "questions", str(EXAMPLES / "tender.yaml"), *ON))
    assert parts[0].startswith("CRM for Even & Kamień Building Supplies (fictional)\nFICTIONAL")
    count = int(parts[1].splitlines()[0].removeprefix("Questions (").removesuffix(")"))
    assert sum(line.lstrip()[:1].isdecimal() for line in parts[1].splitlines()[1:]) >= count


def test_questions_as_json_are_those_of_the_result(capsys: Captured) -> None:
    found = as_json(capsys, "questions", str(EXAMPLES / "tender.yaml"), *ON)
    whole = result_as_plain(result("tender"))
    assert found == {"decision": whole["decision"], "questions": whole["questions"]}


def test_where_all_is_answered_nothing_is_left_to_ask(tmp_path: Path, capsys: Captured) -> None:
    file = ROOT / "tests" / "hostile" / "files" / "decisions" / "in_order.yaml"
    assert paragraphs(output(capsys, "questions", str(file)))[1] == "Nothing is left to ask."


def test_scan_counts_what_a_decision_knows_of_each_offer(capsys: Captured) -> None:
    found = as_json(capsys, "scan", str(EXAMPLES / "market_scan.yaml"), *ON)
    assert [row["name"] for row in found["offers"]][:2] == [
        "Creatio Enterprise",
        "Dynamics 365 Sales Enterprise",
    ]
    for row in found["offers"]:
        assert row["answered"] + row["open"] == row["needs"] == len(found["needs"])
        assert sum(row["deliveries"].values()) == row["answered"]
        assert row["conflicts"] <= row["open"]
        assert 0 <= row["fit"]["low"] <= row["fit"]["high"] <= 1


def test_scan_without_a_file_takes_every_edition_of_every_real_product(capsys: Captured) -> None:
    found = as_json(capsys, "scan", *ON)
    real = [product for product in shipped().platforms if not product.fictional]
    assert len(found["offers"]) == sum(len(product.editions) for product in real)
    assert found["needs"] == [need.id for need in shipped().needs.needs if need.answered_by]
    assert found["decision"]["fictional"] is False


def test_scan_ranks_nothing_and_says_so(capsys: Captured) -> None:
    text = output(capsys, "scan", *ON)
    lines = text.splitlines()
    assert lines[2].split()[:2] == ["offer", "answered"]
    assert "Nothing is ranked here." in text
    assert "rank" not in lines[2]


def test_scan_shows_facts_growing_stale(capsys: Captured) -> None:
    def stale(day: str) -> int:
        return sum(row["stale"] for row in as_json(capsys, "scan", "--today", day)["offers"])

    assert stale("2026-11-22") < stale("2036-01-01")


def test_show_gives_a_profile_with_sources_and_age(capsys: Captured) -> None:
    text = output(capsys, "show", "espocrm", *ON)
    assert text.splitlines()[:2] == ["EspoCRM", "Sold by EspoCRM. Editions: Community (self-hosted)."]
    found = as_json(capsys, "show", "espocrm", *ON)
    profile = shipped().platform("espocrm")
    assert (found["id"], found["kind"], found["fictional"]) == ("espocrm", "platform", False)
    assert len(found["facts"]) == sum(len(facts) for facts in profile.facts.values())
    assert all(fact["source"] for fact in found["facts"])


def test_show_marks_what_is_out_of_date(capsys: Captured) -> None:
    def stale(day: str) -> tuple[int, int]:
        plain = as_json(capsys, "show", "espocrm", "--today", day)
        written = output(capsys, "show", "espocrm", "--today", day).count("OUT OF DATE")
        return written, sum(fact["stale"] and fact["value"] != "unknown" for fact in plain["facts"])

    now, later = stale("2026-11-22"), stale("2036-01-01")
    assert now[0] == now[1]
    assert later[0] == later[1] > now[0]


def test_show_gives_an_integrator_with_its_records_and_calls_it_fictional(capsys: Captured) -> None:
    text = output(capsys, "show", "example-integrator-a", *ON)
    assert text.splitlines()[:2] == [
        "Example Integrator A (fictional)",
        "Fictional: invented, to show what a profile looks like.",
    ]
    assert "\nImplements\n" in text
    found = as_json(capsys, "show", "example-integrator-a", *ON)
    assert found["implements"]["espocrm"]["answer"] == "no"


def test_show_of_nobody_we_know_lists_whom_we_know(capsys: Captured) -> None:
    err = complaint(capsys, "show", "acme")
    assert err.startswith("Nobody is called “acme”; there are: creatio, ")
    assert "example-integrator-a" in err


def test_validate_finds_what_ships_in_order(capsys: Captured) -> None:
    assert output(capsys, "validate") == "Everything is in order.\n"
    assert output(capsys, "validate", str(ROOT / "criteria"), str(EXAMPLES / "tender.yaml")) == (
        "Everything is in order.\n"
    )


def test_validate_tells_every_defect_of_every_file(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "one.yaml").write_text("kind: platform\nid: 5\nname: 6\n", encoding="utf-8")
    (tmp_path / "two.yaml").write_text("kind: pizza\n", encoding="utf-8")
    lines = complaint(capsys, "validate", str(tmp_path)).splitlines()
    assert [line.split(".yaml:")[1].split(": ")[0] for line in lines] == [
        "1 vendor",
        "1 editions",
        "2 id",
        "3 name",
        "1 kind",
    ]


def test_a_file_that_is_not_there_is_a_sentence(capsys: Captured) -> None:
    assert complaint(capsys, "rank", "nowhere.yaml") == (
        "nowhere.yaml: There is no such file. Check the name and the folder.\n"
    )


def test_the_same_file_on_the_same_day_gives_the_same_bytes(capsys: Captured) -> None:
    for command in (["rank"], ["rank", "--json"], ["questions"], ["scan"]):
        arguments = [*command, str(EXAMPLES / "market_scan.yaml"), *ON]
        assert output(capsys, *arguments) == output(capsys, *arguments)


def test_without_a_day_it_is_today(capsys: Captured) -> None:
    before = dt.datetime.now(dt.UTC).astimezone().date()
    found = as_json(capsys, "show", "espocrm")["today"]
    assert before.isoformat() <= found <= dt.datetime.now(dt.UTC).astimezone().date().isoformat()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rank"],
        ["rank", "a.yaml", "b.yaml"],
        ["scan", "--today", "tomorrow"],
        ["scan", "--today", "2026-02-30"],
        ["judge", "a.yaml"],
        ["show"],
        ["validate", "--json"],
    ],
)
def test_a_wrong_call_is_answered_with_the_usage(arguments: list[str], capsys: Captured) -> None:
    assert wrong_call(capsys, *arguments).startswith("usage: vendor-selection")


def test_the_version_is_told(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"{__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["rank", "\x1b]0;pwned\x07.yaml"],
        ["rank", "\x1b[2Jno\u202ewhere.yaml"],
        ["validate", "no\nwhere\x9b.yaml"],
        ["show", "\x1b[31macme"],
        ["scan", "--today", "\x1b[31m"],
        ["\x1b[31mrank"],
        ["rank", "a.yaml", "--\x1b[31m"],
    ],
)
def test_arguments_cannot_command_the_terminal(arguments: list[str], capsys: Captured) -> None:
    try:
        code: object = main(arguments)
    except SystemExit as exit_:
        code = exit_.code
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.replace("\n", "").isprintable()


def test_no_command_loads_what_is_heavy_or_opens_a_store(tmp_path: Path) -> None:
    commands = [
        ["rank", "examples/tender.yaml"],
        ["rank", "examples/tender.yaml", "--json"],
        ["scan"],
        ["scan", "examples/market_scan.yaml", "--json"],
        ["questions", "examples/market_scan.yaml"],
        ["validate"],
        ["show", "espocrm"],
        ["export", "examples/tender.yaml", "--kind", "workbook", "-o", str(tmp_path.with_suffix(".xlsx"))],
        ["export", "examples/tender.yaml", "--kind", "report", "-o", str(tmp_path.with_suffix(".pdf"))],
        ["rank", "nowhere.yaml"],
    ]
    program = (
        "import sys\nfrom selection.cli import main\n"
        f"codes = [main(command) for command in {commands!r}]\n"
        "print(*codes, file=sys.stderr)\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = run("-c", program, cwd=ROOT, env={"VENDOR_SELECTION_HOME": str(tmp_path)})
    codes, loaded = done.stderr.splitlines()[-2:]
    assert codes == "0 0 0 0 0 0 0 0 0 2"
    assert {"selection", "numpy", "yaml"} <= set(loaded.split())
    assert set(loaded.split()) & HEAVY == set()
    assert list(tmp_path.iterdir()) == []


def test_the_test_of_what_is_loaded_sees_a_heavy_import() -> None:
    done = run("-c", "import sys, sqlite3; print(*sys.modules)")
    assert HEAVY & set(done.stdout.split()) == {"sqlite3"}


def test_asking_for_help_loads_not_even_the_models() -> None:
    done = run("-X", "importtime", "-m", "selection", "--help")
    assert done.returncode == 0
    assert "pydantic" not in done.stderr


@pytest.mark.parametrize("module", ["selection", "selection.cli"])
def test_both_ways_of_calling_give_the_exit_code(module: str) -> None:
    assert run("-m", module, "validate", str(EXAMPLES / "tender.yaml")).returncode == 0
    assert run("-m", module, "rank", "nowhere.yaml").returncode == 2


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    program = f"{sys.executable} -m selection rank {EXAMPLES / 'market_scan.yaml'} | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Market scan")


def test_a_terminal_without_our_letters_shows_marks_instead() -> None:
    done = run("-m", "selection", "show", "espocrm", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "?" in done.stdout
