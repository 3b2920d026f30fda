"""The `sambung` command.

`operating`, `talking`, `knowledge`, `questions` and `gaps` hold the commands, `options` and
`output` what they share; a new command also gets its line in COMMANDS.
"""

from collections.abc import Callable

import typer
from rich.markup import escape

from bot import app as program
from bot.cli.account import account
from bot.cli.gaps import gaps
from bot.cli.knowledge import check, rules, schema, suggest
from bot.cli.operating import job, serve
from bot.cli.output import errors, show_problems
from bot.cli.questions import evaluate, redact_lines
from bot.cli.talking import ask, chat
from bot.config import ConfigError
from bot.evaluation import QuestionsError
from bot.loader import KnowledgeError
from bot.storage.schema import NewerDatabaseError

__all__ = ["COMMANDS", "cli", "main"]

# In the order of `sambung --help`; what has commands of its own stands below.
COMMANDS: dict[str, Callable[..., None] | typer.Typer] = {
    "serve": serve,
    "chat": chat,
    "ask": ask,
    "check": check,
    "rules": rules,
    "schema": schema,
    "gaps": gaps,
    "suggest": suggest,
    "job": job,
    "account": account,
    "redact": redact_lines,
    "evaluate": evaluate,
}

cli = typer.Typer(
    help="Sambung Rasa: a public-service chatbot for poor households.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for name, command in COMMANDS.items():
    if isinstance(command, typer.Typer):
        cli.add_typer(command, name=name)
    else:
        cli.command(name)(command)


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
        show_problems([str(problem) for problem in error.problems])
        raise SystemExit(1) from None
