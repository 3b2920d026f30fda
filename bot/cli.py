"""The `sambung` command."""

import asyncio
import csv
import json
import os
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console as Terminal
from rich.markup import escape

from bot import app as program
from bot import jobs, reports
from bot.channels.console import Console
from bot.channels.rendering import numbered
from bot.config import ROOT, Config, ConfigError, read_config
from bot.domain.conversation import Conversation
from bot.domain.knowledge import KnowledgeBase
from bot.domain.perturbing import perturbations
from bot.domain.redaction import find_personal_data, redact
from bot.domain.sentences import Say
from bot.evaluation import QuestionsError
from bot.evaluation import evaluate as evaluate_questions
from bot.loader import KnowledgeError, load, rehearse
from bot.loader.problems import suggestion
from bot.loader.schema import json_schemas
from bot.logs import set_up
from bot.service import Brain
from bot.storage.gaps import unsettled
from bot.storage.schema import NewerDatabaseError

cli = typer.Typer(
    help="Sambung Rasa: a public-service chatbot for poor households.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
terminal = Terminal(highlight=False)
errors = Terminal(stderr=True, highlight=False)

ConfigFile = Annotated[
    Path | None, typer.Option("--config", envvar="SAMBUNG_CONFIG", help="The configuration file.")
]
KnowledgeDir = Annotated[
    Path | None,
    typer.Option("--knowledge", help="A knowledge folder instead of the configured one."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> None:
    """Run the command; what the operator can mend is said in a sentence, without a trace."""
    try:
        cli()
    except (ConfigError, program.WeakSecretError, NewerDatabaseError) as error:
        errors.print(f"[bold red]Konfigurasi belum benar[/]\n{escape(str(error))}")
        raise SystemExit(2) from None
    except QuestionsError as error:
        errors.print(escape(str(error)))
        raise SystemExit(2) from None
    except KnowledgeError as error:
        _show_problems([str(problem) for problem in error.problems])
        raise SystemExit(1) from None


def _config(file: Path | None, knowledge: Path | None = None) -> Config:
    beside = ROOT / "config.yaml"
    config = read_config(file or (beside if beside.exists() else None), os.environ)
    return config.model_copy(update={"knowledge": knowledge}) if knowledge else config


def _show_problems(lines: list[str]) -> None:
    for line in lines:
        errors.print(escape(line), soft_wrap=True)
    errors.print(f"[bold red]{len(lines)} masalah di folder pengetahuan.[/]")


@cli.command()
def serve(config: ConfigFile = None) -> None:
    """Run every channel of the configuration in one process."""
    settings = _config(config)
    set_up(settings.log.level, json_lines=settings.log.json_lines)
    brain = program.load_brain(settings)
    with program.open_core(settings, brain) as core:
        asyncio.run(program.serve(core, lambda port: _announce(settings, brain, port)))


def _announce(config: Config, brain: Brain, port: int) -> None:
    address, telegram = f"http://{config.server.host}:{port}", bool(config.telegram.token)
    text = reports.announcement(address, len(brain.base.intents), telegram=telegram)
    terminal.print(text, soft_wrap=True)


@cli.command()
def chat(config: ConfigFile = None) -> None:
    """Talk to the bot in the terminal."""
    settings = _config(config)
    set_up("error", json_lines=False)
    brain = program.load_brain(settings)
    say = brain.base.say
    with program.open_core(settings, brain) as core:
        console = Console(core.service, say[Say.PICK_NUMBER], secrets.token_hex(16))
        terminal.print("[dim]/keluar or Ctrl-D ends the conversation.[/]\n")
        _show(numbered(brain.welcome, say[Say.PICK_NUMBER]))
        console.talk(_typed(), _show)


def _typed() -> Iterator[str]:
    while True:
        try:
            yield terminal.input("\n[bold]> [/]") if sys.stdin.isatty() else input()
        except (EOFError, KeyboardInterrupt):
            return


def _show(text: str) -> None:
    terminal.print(f"\n{escape(text)}", style="green" if sys.stdout.isatty() else None)


@cli.command()
def ask(
    text: str,
    *,
    as_json: AsJson = False,
    context: Annotated[str | None, typer.Option(help="The intent answered before.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Explain the answer, in Indonesian.")] = False,
    wanted: Annotated[
        str | None,
        typer.Option("--for", help="With --why: the intent you expected; tries it as an example."),
    ] = None,
    config: ConfigFile = None,
    knowledge: KnowledgeDir = None,
) -> None:
    """Ask one question. Nothing is kept: no conversation, no gap."""
    base, matcher = program.load_matcher(_config(config, knowledge))
    found = program.consult(program.think(base, matcher), text, Conversation(topic=context))
    body = reports.asked_body(found)
    if why or wanted:
        if wanted and wanted not in base.intents:
            hint = suggestion(wanted, base.intents)
            raise typer.BadParameter(f"tidak ada jawaban “{wanted}”. {hint}", param_hint="--for")
        reasons = program.explain(base, matcher, text, context, wanted)
        body["why"] = asdict(reasons)
    if as_json:
        typer.echo(json.dumps(body, ensure_ascii=False, indent=2))
    elif why or wanted:
        for line in reports.why_lines(reasons):
            terminal.print(line)
    else:
        typer.echo(numbered(found.turn.reply, base.say[Say.PICK_NUMBER]))


@cli.command()
def check(
    as_json: AsJson = False, config: ConfigFile = None, knowledge: KnowledgeDir = None
) -> None:
    """Check the knowledge folder: exit 0 clean, 1 with problems."""
    settings = _config(config, knowledge)
    try:
        with reports.learning_bar(errors) as tick:
            brain = program.load_brain(settings, tick)
        problems = rehearse(brain.base, brain.understand)
    except KnowledgeError as error:
        problems, brain = error.problems, None
    if as_json:
        rows = [{"file": p.file, "line": p.line, "what": p.what, "fix": p.fix} for p in problems]
        typer.echo(json.dumps({"problems": rows}, ensure_ascii=False, indent=2))
    elif problems:
        _show_problems([str(problem) for problem in problems])
    elif brain:
        base = brain.base
        terminal.print(
            f"[bold green]Bersih.[/] {len(base.programmes)} program, {len(base.intents)} jawaban, "
            f"{len(base.expectations)} pertanyaan uji cocok semua."
        )
    raise typer.Exit(1 if problems else 0)


@cli.command()
def schema(folder: Annotated[Path, typer.Argument()] = Path("knowledge/skema")) -> None:
    """Write the JSON Schemas for editors."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, found in json_schemas().items():
        text = json.dumps(found, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    terminal.print(f"{len(json_schemas())} schemas written to {folder}.")


@cli.command()
def gaps(
    as_csv: Annotated[bool, typer.Option("--csv", help="One line a question, as CSV.")] = False,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """List the questions nobody has answered yet, grouped."""
    settings = _config(config)
    with program.open_writer(settings) as writer:
        rows = writer.run(unsettled).result()
    zone = _zone(settings)
    if as_csv:
        csv.writer(sys.stdout).writerows(reports.gap_rows(rows, zone))
    elif as_json:
        typer.echo(json.dumps(reports.gap_objects(rows, zone), ensure_ascii=False, indent=2))
    else:
        for line in reports.gap_groups(rows, zone):
            terminal.print(line, soft_wrap=True)


def _zone(config: Config) -> ZoneInfo:
    """The city's zone; a mistake in the knowledge must not hide the questions."""
    try:
        return load(config.knowledge, program.now().date()).zone
    except KnowledgeError:
        return KnowledgeBase({}).zone


@cli.command()
def suggest(
    *,
    top: Annotated[int, typer.Option("--top", min=1, help="At most so many.")] = 20,
    as_json: AsJson = False,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="Lines to paste.")] = False,
    config: ConfigFile = None,
    knowledge: KnowledgeDir = None,
) -> None:
    """Propose the examples that would help most, from what people asked (redacted)."""
    settings = _config(config, knowledge)
    base, matcher = program.load_matcher(settings)
    found = program.suggestions(settings, base, matcher, top)
    if as_json:
        rows = [asdict(one) | {"file": base.intents[one.intents[0].intent].file} for one in found]
        typer.echo(json.dumps({"suggestions": rows}, ensure_ascii=False, indent=2))
    elif as_yaml:
        typer.echo("\n".join(reports.suggestion_yaml(found, base)))
    else:
        for line in reports.suggestion_lines(found, base):
            terminal.print(line)


@cli.command()
def job(name: str, config: ConfigFile = None) -> None:
    """Run one job now (retention)."""
    settings = _config(config)
    if name not in jobs.JOBS:
        raise typer.BadParameter(f"choose from: {', '.join(jobs.JOBS)}")
    with program.open_writer(settings) as writer:
        terminal.print(jobs.JOBS[name](writer, settings.retention, program.now()))


@cli.command(name="redact")
def redact_lines(as_json: AsJson = False) -> None:
    """Read lines from standard input, print them without personal data."""
    for line in sys.stdin:
        text = line.removesuffix("\n")
        if as_json:
            spans = [
                {"start": s.start, "end": s.end, "kind": s.kind} for s in find_personal_data(text)
            ]
            typer.echo(json.dumps({"text": redact(text), "spans": spans}, ensure_ascii=False))
        else:
            typer.echo(redact(text))


@cli.command()
def evaluate(
    questions: Path,
    *,
    as_json: AsJson = False,
    predictions: Annotated[
        Path | None, typer.Option(help="Write a row for every question.")
    ] = None,
    perturb: Annotated[
        bool, typer.Option("--perturb", help="Again with typos, dropped vowels and slang.")
    ] = False,
    config: ConfigFile = None,
    knowledge: KnowledgeDir = None,
) -> None:
    """Measure the understanding on labelled questions (TSV: intent, text[, context])."""
    settings = _config(config, knowledge)
    started = time.perf_counter()
    brain = program.load_brain(settings)
    load_seconds = round(time.perf_counter() - started, 3)
    noise = perturbations(brain.base.lexicon.spellings) if perturb else {}
    found = evaluate_questions(brain.understand, questions, predictions, noise)
    found = replace(found, figures={**found.figures, "load_seconds": load_seconds})
    if as_json:
        body = asdict(found)
        typer.echo(json.dumps(body.pop("figures") | body, ensure_ascii=False, indent=2))
        return
    for table in reports.figure_tables(found):
        terminal.print(table)
