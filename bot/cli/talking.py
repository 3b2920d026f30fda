"""Talking to the bot: `chat`, `ask`."""

import json
import secrets
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer
from rich.markup import escape

from bot import app as program
from bot import reports
from bot.channels.console import Console
from bot.channels.rendering import numbered
from bot.cli.options import AsJson, ConfigFile, KnowledgeDir, configured
from bot.cli.output import terminal
from bot.domain.conversation import Conversation
from bot.domain.sentences import Say
from bot.loader.problems import suggestion
from bot.logs import set_up


def chat(config: ConfigFile = None) -> None:
    """Talk to the bot in the terminal."""
    settings = configured(config)
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
    base, matcher = program.load_matcher(configured(config, knowledge))
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
