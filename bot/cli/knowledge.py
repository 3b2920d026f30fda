"""Looking after the knowledge folder: `check`, `rules`, `schema`, `suggest`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot import app as program
from bot import reports
from bot.cli.options import AsJson, ConfigFile, KnowledgeDir, configured
from bot.cli.output import errors, show_problems, terminal
from bot.domain.eligibility.binding import rulebook
from bot.loader import KnowledgeError, load, rehearse, rehearse_households
from bot.loader.problems import suggestion
from bot.loader.schema import json_schemas


def check(
    as_json: AsJson = False, config: ConfigFile = None, knowledge: KnowledgeDir = None
) -> None:
    """Check the knowledge folder: exit 0 clean, 1 with problems."""
    settings = configured(config, knowledge)
    try:
        with reports.learning_bar(errors) as tick:
            brain = program.load_brain(settings, tick)
        problems = (
            *rehearse(brain.base, brain.understand),
            *rehearse_households(brain.base, brain.ear_on, program.today()),
        )
    except KnowledgeError as error:
        problems, brain = error.problems, None
    if as_json:
        rows = [{"file": p.file, "line": p.line, "what": p.what, "fix": p.fix} for p in problems]
        typer.echo(json.dumps({"problems": rows}, ensure_ascii=False, indent=2))
    elif problems:
        show_problems([str(problem) for problem in problems])
    elif brain:
        base = brain.base
        terminal.print(
            f"[bold green]Bersih.[/] {len(base.programmes)} program, {len(base.intents)} jawaban, "
            f"{len(base.expectations)} pertanyaan dan {len(base.eligibility.cases)} rumah tangga "
            "uji cocok semua."
        )
    raise typer.Exit(1 if problems else 0)


def rules(programme: str, config: ConfigFile = None, knowledge: KnowledgeDir = None) -> None:
    """Print the sheet of a programme's eligibility rule, for an office to read and sign."""
    settings = configured(config, knowledge)
    base = load(settings.knowledge, program.today())
    if programme not in base.programmes:
        hint = suggestion(programme, base.programmes)
        raise typer.BadParameter(f"tidak ada program “{programme}”. {hint}")
    for line in reports.rule_sheet(base, rulebook(base, program.today()), programme):
        typer.echo(line)


def schema(folder: Annotated[Path, typer.Argument()] = Path("knowledge/skema")) -> None:
    """Write the JSON Schemas for editors."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, found in json_schemas().items():
        text = json.dumps(found, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    terminal.print(f"{len(json_schemas())} schemas written to {folder}.")


def suggest(
    *,
    top: Annotated[int, typer.Option("--top", min=1, help="At most so many.")] = 20,
    as_json: AsJson = False,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="Lines to paste.")] = False,
    config: ConfigFile = None,
    knowledge: KnowledgeDir = None,
) -> None:
    """Propose the examples that would help most, from what people asked (redacted)."""
    settings = configured(config, knowledge)
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
