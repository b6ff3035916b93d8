"""The same use cases without a screen: rank, sure, scan, questions, validate, show, export, read, verify.

Files are read and text is written, by `export` and `read` new files too; no store is opened and nothing that
exists is changed. What a command needs is imported when it runs, so that every command starts at once.
"""

import argparse
import datetime as dt
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from selection import __version__
from selection.documents.exports import KINDS
from selection.errors import Findings, NotFound, SelectionError

if TYPE_CHECKING:
    from selection.model.base import Language
    from selection.model.decision import Decision

# The model's own, written again because asking for help loads no model.
LANGUAGES: "tuple[Language, ...]" = ("en", "he", "pl")
FAILED = 2
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit code: 0, or 2 where something is wrong with what was given.

    Raises
    ------
    SystemExit
        From the parser: 0 after ``--help`` and ``--version``, 2 after a wrong call.
    """
    for stream in (sys.stdout, sys.stderr):
        _write_what_can_be_written(stream)
    options = _parser().parse_args(arguments)
    try:
        failed: bool = options.command(options)
    except SelectionError as error:
        _tell(error, options.language)
        return FAILED
    except BrokenPipeError:
        # Whoever read us has seen enough; what is still buffered must not raise at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return FAILED if failed else 0


def _rank(options: argparse.Namespace) -> bool:
    from selection.analysis.evaluation import evaluate

    evaluation = evaluate(_decision_to_rank(options.file), options.today)
    if options.json:
        from selection.documents.result import result_as_plain

        return _print_json(result_as_plain(evaluation))
    from selection.documents.result_text import result_lines
    from selection.words import Words

    return _print(result_lines(evaluation, Words(options.language)))


def _sure(options: argparse.Namespace) -> bool:
    from selection.analysis.evaluation import evaluate
    from selection.documents.sureness import how_sure, sureness_as_plain, sureness_lines

    found = how_sure(evaluate(_decision_to_rank(options.file), options.today), options.seed)
    if options.json:
        return _print_json(sureness_as_plain(found))
    from selection.words import Words

    return _print(sureness_lines(found, Words(options.language)))


def _questions(options: argparse.Namespace) -> bool:
    from selection.analysis.evaluation import evaluate

    evaluation = evaluate(_decision_to_rank(options.file), options.today)
    if options.json:
        from selection.documents.result import result_as_plain

        plain = result_as_plain(evaluation)
        return _print_json({"decision": plain["decision"], "questions": plain["questions"]})
    from selection.documents.result_text import head_lines, question_lines
    from selection.words import Words

    words = Words(options.language)
    return _print([*head_lines(evaluation.decision, words), *question_lines(evaluation, None, words)])


def _scan(options: argparse.Namespace) -> bool:
    from selection.catalogue.library import shipped
    from selection.documents.result_text import head_lines
    from selection.documents.scan import published_market, scan, scan_as_plain, scan_lines
    from selection.words import Words

    words = Words("en" if options.json else options.language)
    title = words("What published facts tell")
    decision = _decision(options.file) if options.file else published_market(shipped(), title)
    rows = scan(decision, options.today)
    if options.json:
        return _print_json(scan_as_plain(decision, rows))
    return _print([*head_lines(decision, words), "", *scan_lines(decision, rows, words)])


def _show(options: argparse.Namespace) -> bool:
    from selection.catalogue.library import shipped
    from selection.documents.profile import profile_as_plain, profile_lines
    from selection.words import Words

    library = shipped()
    platforms, integrators = (
        library.names(f"vendor_profiles/{kind}") for kind in ("platforms", "integrators")
    )
    if options.vendor not in (*platforms, *integrators):
        raise NotFound("unknown_vendor", found=options.vendor, allowed=[*platforms, *integrators])
    read = library.platform if options.vendor in platforms else library.integrator
    profile = read(options.vendor)
    if options.json:
        return _print_json(profile_as_plain(profile, library.attributes, options.today))
    return _print(profile_lines(profile, library.attributes, options.today, Words(options.language)))


def _validate(options: argparse.Namespace) -> bool:
    from selection.catalogue.library import shipped
    from selection.catalogue.validation import validate
    from selection.words import Words

    found = validate(options.paths, shipped())
    if found:
        _tell(Findings(found), options.language)
        return True
    words = Words(options.language)
    return _print([words("Everything is in order.")])


def _verify(options: argparse.Namespace) -> bool:
    from selection.errors import UploadError
    from selection.words import Words
    from selection.words.meeting import doubt_sentence
    from selection.workshop import checker

    session, found = checker.checked(options.file, options.receipt, options.extends)
    in_doubt = session is not None and not found and checker.is_in_doubt(session)
    if options.json:
        defects = [{"code": code, **said} for code, said in found]
        _print_json(
            {"intact": not found, "defects": defects} | ({"award_in_doubt": True} if in_doubt else {})
        )
        return bool(found)
    if session is None or found:
        _tell(
            Findings([UploadError(code, str(options.file), **said) for code, said in found]), options.language
        )
        return True
    words, head = Words(options.language), session["head"]
    told = [words("{count} events, whole and unaltered: {hash}", count=head["seq"], hash=head["hash"])]
    return _print([*told, doubt_sentence(words)] if in_doubt else told)


def _export(options: argparse.Namespace) -> bool:
    from selection.documents.exports import Order, export, write
    from selection.words import Words

    words = Words(options.language)
    form = options.output.suffix.lstrip(".") or "xlsx"
    order = Order(_decision_to_rank(options.file), options.today, words, options.alternative, form)
    written = write(export(options.kind, order), options.output)
    return _print([words("Written: {file}", file=place) for place in written])


def _read(options: argparse.Namespace) -> bool:
    from selection.documents.reading.command import Request, look, look_lines, proposal, seal_sentence, store
    from selection.documents.reading.preview_text import preview_as_plain
    from selection.words import Words

    words = Words(options.language)
    decision = _decision(options.file)
    request = Request(
        decision, options.answers, options.today, options.alternative, options.mapping, options.keep
    )
    if options.suggest_mapping:
        return _print([proposal(request, words)])
    found = look(request)
    if options.json:
        _print_json(preview_as_plain(found.preview))
    else:
        _print(look_lines(found, words))
    if found.preview.refusals:
        return True
    if options.confirm:
        out = options.output or options.file.with_name(f"{options.file.stem}-with-answers.yaml")
        written = words("Written: {file}", file=store(found.preview, out))
        said = (written, seal_sentence(found.preview, words))
        print("\n".join(line for line in said if line), file=sys.stderr)
    return False


def _decision(file: Path) -> "Decision":
    from selection.catalogue.decision_file import read_decision
    from selection.catalogue.library import shipped

    return read_decision(file, shipped())


def _decision_to_rank(file: Path) -> "Decision":
    from selection.catalogue.decision_file import read_decision_to_rank
    from selection.catalogue.library import shipped

    return read_decision_to_rank(file, shipped())


def _print(lines: Iterable[str]) -> bool:
    print("\n".join(lines), flush=True)
    return False


def _print_json(plain: object) -> bool:
    print(json.dumps(plain, indent=2, ensure_ascii=False), flush=True)
    return False


def _tell(error: SelectionError, language: "Language") -> None:
    """Say on standard error what is wrong, where, and what to do about it."""
    from selection.words import Words
    from selection.words.errors import explain_all

    for found in explain_all(error, Words(language)):
        where = f"{found.where}: " if found.where else ""
        print(f"{where}{found.sentence} {found.remedy}", file=sys.stderr)


def _write_what_can_be_written(stream: TextIO) -> None:
    """Let a terminal without our letters show marks in their place instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


class _Parser(argparse.ArgumentParser):
    """Repeats nothing in its messages that could command a terminal."""

    def error(self, message: str) -> NoReturn:
        super().error("".join(c if c.isprintable() else _REPLACEMENT for c in message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="vendor-selection", description="Choose a CRM platform and the firm to implement it."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], bool], about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(command=run)
        return added

    reading = [
        command("rank", _rank, "Rank what a decision file compares: platforms, integrators and pairs."),
        command("sure", _sure, "Say how sure the result is, and what to find out next."),
        command("scan", _scan, "Tabulate what is known of each offer; without FILE, of every real product."),
        command("questions", _questions, "List what to ask whom, the most telling first."),
        command("show", _show, "Show a profile: facts, sources, age and gaps."),
    ]
    rank, sure, scan, questions, show = reading
    for added in (rank, sure, questions):
        added.add_argument("file", type=Path, metavar="FILE", help="a decision file")
    sure.add_argument(
        "--seed", type=_seed, metavar="N", help="draw from here instead of from the decision's own seed"
    )
    scan.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a decision file")
    show.add_argument("vendor", metavar="VENDOR", help="the id of a product or an integrator")
    for added in reading:
        added.add_argument("--json", action="store_true", help="write codes and figures for programs")
    exporting = command("export", _export, "Write a document for people who work without this program.")
    _ask_what_to_export(exporting)
    incoming = command("read", _read, "Preview what a questionnaire, scoring sheet or table would change.")
    _ask_what_to_read(incoming)
    for added in (*reading, exporting, incoming):
        added.add_argument(
            "--today", type=_day, default=_today(), metavar="DATE", help="judge the age of facts on this day"
        )
    checking = command("validate", _validate, "Check files and folders; without PATH, everything that ships.")
    checking.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or a folder")
    verifying = command("verify", _verify, "Check that an exported session is what was written.")
    verifying.add_argument("file", type=Path, metavar="FILE", help="an exported session")
    verifying.add_argument(
        "--receipt", type=_receipt, action="append", default=[], metavar="SEQ:HASH", help="an old receipt"
    )
    verifying.add_argument("--extends", type=Path, metavar="EARLIER", help="an earlier export of it")
    verifying.add_argument("--json", action="store_true", help="write codes and figures for programs")
    for added in (*reading, exporting, incoming, checking, verifying):
        added.add_argument(
            "--language", "--lang", choices=LANGUAGES, default=_language(), help="write in this language"
        )
    return parser


def _ask_what_to_export(exporting: argparse.ArgumentParser) -> None:
    exporting.add_argument("file", type=Path, metavar="FILE", help="a decision file")
    exporting.add_argument("--kind", required=True, choices=KINDS, help="which document")
    exporting.add_argument("--alternative", metavar="ID", help="for one offer, integrator or bid only")
    exporting.add_argument(
        "-o",
        "--output",
        required=True,
        type=Path,
        metavar="OUT",
        help="a new file; a folder where several documents are written",
    )


def _ask_what_to_read(incoming: argparse.ArgumentParser) -> None:
    incoming.add_argument("file", type=Path, metavar="FILE", help="a decision file; it is left as it is")
    incoming.add_argument("answers", type=Path, metavar="ANSWERS", help="a workbook (.xlsx), CSV or YAML")
    incoming.add_argument("--alternative", metavar="ID", help="whom a blank questionnaire is about")
    incoming.add_argument("--mapping", type=Path, metavar="M", help="how to read somebody else's table")
    incoming.add_argument("--suggest-mapping", action="store_true", help="propose such a mapping")
    incoming.add_argument("--keep", action="store_true", help="keep what is there already")
    incoming.add_argument("--confirm", action="store_true", help="write the decision with the answers")
    incoming.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="where to; without it FILE-with-answers.yaml"
    )
    incoming.add_argument("--json", action="store_true", help="write codes and figures for programs")


def _receipt(text: str) -> tuple[int, str]:
    from selection.workshop.checker import as_receipt

    try:
        return as_receipt(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a receipt such as 41:9f2c") from None


def _language() -> "Language":
    """Take the terminal's language if it is one of ours, else English."""
    set_to = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    name = re.split(r"[_.@]", set_to)[0]
    return next((language for language in LANGUAGES if language == name), "en")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-08-13") from None


def _seed(text: str) -> int:
    seed = int(text) if text.isdecimal() else -1
    if not 0 <= seed < 2**32:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to {2**32 - 1}")
    return seed


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()


if __name__ == "__main__":
    sys.exit(main())
