"""Where the command line writes: the operator's two terminals."""

from rich.console import Console as Terminal
from rich.markup import escape

terminal = Terminal(highlight=False)
errors = Terminal(stderr=True, highlight=False)


def show_problems(lines: list[str]) -> None:
    """Print every problem of a knowledge folder on standard error, and their number."""
    for line in lines:
        errors.print(escape(line), soft_wrap=True)
    errors.print(f"[bold red]{len(lines)} masalah di folder pengetahuan.[/]")
