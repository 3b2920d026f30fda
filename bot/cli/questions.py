"""What people ask: `redact`, `evaluate`."""

import json
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from bot import app as program
from bot import reports
from bot.cli.options import AsJson, ConfigFile, KnowledgeDir, configured
from bot.cli.output import terminal
from bot.domain.perturbing import perturbations
from bot.domain.redaction import find_personal_data, redact
from bot.evaluation import evaluate as evaluate_questions


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
    settings = configured(config, knowledge)
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
