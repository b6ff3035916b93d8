"""How long a command takes from nothing to its last line: python -m benchmarks.command_line.

The command and its yardstick (a Python that only imports what any such command must) take turns, so
that whatever else this machine does slows both alike. Compiled modules are there from the first run.
The processor time is told beside, because other work on the machine changes it least.
"""

import os
import statistics
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.timing import Times, line, print_table, timed

ROOT = Path(__file__).resolve().parent.parent
TURNS = 9
ALLOWED_ON_TOP = 500.0

YARDSTICK = ("-c", "import numpy, pydantic, yaml")
COMMANDS = {
    "rank examples/tender.yaml": ("-m", "selection", "rank", "examples/tender.yaml"),
    "rank --json examples/tender.yaml": ("-m", "selection", "rank", "--json", "examples/tender.yaml"),
    "scan examples/market_scan.yaml": ("-m", "selection", "scan", "examples/market_scan.yaml"),
}


def main() -> None:
    programs = {"import numpy, pydantic, yaml": YARDSTICK, **COMMANDS}
    for arguments in programs.values():
        run(arguments)
    taken: dict[str, list[float]] = {name: [] for name in programs}
    computed: dict[str, list[float]] = {name: [] for name in programs}
    for _turn in range(TURNS):
        for name, arguments in programs.items():
            before = processor_time()
            taken[name].append(timed(partial(run, arguments)))
            computed[name].append(processor_time() - before)
    print_table([line(name, Times(tuple(found))) for name, found in taken.items()])
    yardstick, *others = programs
    for name in others:
        print(f"{name}: {on_top(taken[name], taken[yardstick])}, {ALLOWED_ON_TOP:.0f} ms allowed;")
        print(f"  computing alone: {on_top(computed[name], computed[yardstick])}")


def on_top(found: list[float], yardstick: list[float]) -> str:
    """Compare medians."""
    command, least = statistics.median(found), statistics.median(yardstick)
    return f"{command:.0f} ms, {command - least:.0f} ms on top of {least:.0f}, {command / least:.1f} times"


def processor_time() -> float:
    """Give the milliseconds that programs started from here have computed so far."""
    times = os.times()
    return 1000 * (times.children_user + times.children_system)


def run(arguments: tuple[str, ...]) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True, timeout=60)


if __name__ == "__main__":
    main()
