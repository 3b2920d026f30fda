"""What nobody could answer yet, and the coordinators' work on it: `gaps` and what stands below."""

import contextlib
import csv
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import datetime
from typing import Annotated

import typer
from rich.markup import escape

from bot import app as program
from bot import reports
from bot.cli.options import AsJson, ConfigFile, configured
from bot.cli.output import errors, terminal
from bot.desk.work import DeedError, NoGroupError
from bot.domain.desk import Actor, GapStatus
from bot.storage.gaps import unsettled

By = Annotated[
    str, typer.Option("--as", help="Who does it: a login, or any name. Default: the system user.")
]
Number = Annotated[int, typer.Argument(metavar="N", help="The number of the group.")]
NOTHING = "-"

gaps = typer.Typer(help="What nobody could answer yet, and the work on it.")


@gaps.callback(invoke_without_command=True)
def listed(
    context: typer.Context,
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="One line a question, as CSV.")] = False,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """List the groups of questions nobody has answered yet, the most urgent first."""
    context.obj = config
    if context.invoked_subcommand:
        return
    with program.open_bench(configured(config)) as bench:
        found = bench.work.groups().result()
        rows = bench.writer.run(unsettled).result()
    zone, now = bench.zone, program.now()
    if as_csv:
        csv.writer(sys.stdout).writerows(reports.gap_rows(rows, found, zone))
    elif as_json:
        objects = reports.gap_objects(rows, found, zone)
        typer.echo(json.dumps(objects, ensure_ascii=False, indent=2))
    else:
        loose = [row for row in rows if row.group is None]
        for line in reports.gap_groups(found, loose, now, bench.today):
            terminal.print(line, soft_wrap=True)


@gaps.command()
def show(context: typer.Context, group: Number) -> None:
    """Everything about one group: its questions, and what was done with it."""
    with _bench(context) as bench:
        _show(bench, group)


@gaps.command()
def take(context: typer.Context, group: Number, by: By = "") -> None:
    """See to a group yourself."""
    _do(context, by, lambda bench, actor: bench.work.take(group, actor), group)


@gaps.command()
def assign(
    context: typer.Context,
    group: Number,
    office: Annotated[str, typer.Option(help="The office it is handed to.")],
    by: By = "",
) -> None:
    """Hand a group to an office."""
    _do(context, by, lambda bench, actor: bench.work.assign(group, actor, office=office), group)


@gaps.command()
def status(
    context: typer.Context,
    group: Number,
    word: Annotated[str, typer.Argument(metavar="STATUS")],
    intent: Annotated[str, typer.Option(help="The answer that askers are told.")] = "",
    by: By = "",
) -> None:
    """Say where it stands: baru, dikerjakan, dijawab, bukan-urusan-kami, salah-cocok, spam."""
    plain = word.lower().replace("-", " ").replace("_", " ")
    if plain not in set(GapStatus):
        raise typer.BadParameter(f"choose from: {', '.join(GapStatus)}")
    wanted = GapStatus(plain)
    _do(context, by, lambda bench, actor: bench.work.status(group, actor, wanted, intent), group)


@gaps.command()
def due(
    context: typer.Context,
    group: Number,
    day: Annotated[str, typer.Argument(metavar="DATE", help="2026-12-31, or - for none.")],
    by: By = "",
) -> None:
    """Set the day it should be done by."""
    try:
        wanted = None if day == NOTHING else datetime.strptime(day, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise typer.BadParameter("write the date as 2026-12-31, or - for none") from None
    _do(context, by, lambda bench, actor: bench.work.due(group, actor, wanted), group)


@gaps.command()
def note(context: typer.Context, group: Number, text: str, by: By = "") -> None:
    """Leave a note for the others; personal data is taken out."""
    _do(context, by, lambda bench, actor: bench.work.note(group, actor, text), group)


@gaps.command()
def split(
    context: typer.Context,
    group: Number,
    questions: Annotated[list[int], typer.Argument(metavar="Q...")],
    by: By = "",
) -> None:
    """Put some questions of a group (numbers as in `show`) into a group of their own."""

    def deed(bench: program.Bench, actor: Actor) -> "Future[int]":
        return bench.gatherer.split(group, questions, actor)

    _do(context, by, deed, group)


@gaps.command()
def merge(context: typer.Context, group: Number, into: int, by: By = "") -> None:
    """Put one group into another: they ask the same thing."""
    _do(context, by, lambda bench, actor: bench.gatherer.merge(group, into, actor), into)


@contextlib.contextmanager
def _bench(context: typer.Context) -> Iterator[program.Bench]:
    """The bench, and what coordinators are told when a deed cannot be done."""
    with program.open_bench(configured(context.obj)) as bench:
        try:
            yield bench
        except NoGroupError as error:
            errors.print(f"Tidak ada kelompok bernomor {error}. Lihat: sambung gaps")
            raise typer.Exit(1) from None
        except DeedError as error:
            errors.print(escape(str(error)))
            raise typer.Exit(1) from None


def _do(
    context: typer.Context,
    by: str,
    deed: "Callable[[program.Bench, Actor], Future[None] | Future[int]]",
    group: int,
) -> None:
    """One deed, then the group as it stands after it."""
    with _bench(context) as bench:
        actor = bench.actor(by or getpass.getuser())
        made = deed(bench, actor).result()
        _show(bench, made if isinstance(made, int) else group)


def _show(bench: program.Bench, group: int) -> None:
    sheet = bench.work.sheet(group).result()
    if sheet is None:
        raise NoGroupError(group)
    for line in reports.gap_sheet(sheet, bench.zone, bench.today):
        terminal.print(line, soft_wrap=True)
