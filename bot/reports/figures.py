"""The figures of `sambung evaluate` as tables for a terminal."""

from collections.abc import Iterator

from rich.markup import escape
from rich.table import Table

from bot.domain.breakdown import NOTHING, Report

_CONFUSIONS, _INTENTS = 15, 20
_BAR = 20  # characters of a full bar


def figure_tables(report: Report) -> Iterator[Table]:
    """The figures, the confusions, the worst intents, the reliability diagram, the losses."""
    yield _figures(report)
    if report.confusions:
        yield _confusions(report)
    yield _intents(report)
    yield _reliability(report)
    if report.perturbed:
        yield _perturbed(report)


def _table(title: str, *columns: str) -> Table:
    """Columns whose name begins with "#" hold numbers."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        number = column.startswith("#")
        table.add_column(column.removeprefix("#"), justify="right" if number else "left")
    return table


def _figures(report: Report) -> Table:
    table = _table("Figures", "figure", "#value")
    for name, value in report.figures.items():
        table.add_row(name, "-" if value is None else f"{value:.4g}")
    return table


def _confusions(report: Report) -> Table:
    table = _table("\nTaken for something else", "#n", "expected", "predicted", "for example")
    for one in report.confusions[:_CONFUSIONS]:
        predicted = "(nothing)" if one.predicted == NOTHING else one.predicted
        table.add_row(str(one.count), *map(escape, (one.expected, predicted, one.example)))
    return table


def _intents(report: Report) -> Table:
    title = f"\nIntents, the worst first ({min(_INTENTS, len(report.intents))} of "
    table = _table(
        f"{title}{len(report.intents)})",
        *("intent", "#n", "#right", "#answered", "#offered", "#answered wrongly"),
    )
    for one in report.intents[:_INTENTS]:
        counts = (one.n, one.right, one.answered, one.offered, one.wrongly)
        table.add_row(escape(one.intent), *map(str, counts))
    return table


def _reliability(report: Report) -> Table:
    error = report.figures["calibration_error"]
    told = "-" if error is None else f"{error:.3f}"
    table = _table(
        f"\nReliability (calibration error {told})",
        *("score", "#n", "#mean score", "#right", "right of 100 %"),
    )
    for held in report.reliability:
        bar = "█" * round(_BAR * held.right) if held.count else ""
        means = (f"{held.confidence:.2f}", f"{held.right:.2f}") if held.count else ("-", "-")
        score = f"{100 * held.low:.0f}-{100 * held.high:.0f}"
        table.add_row(score, str(held.count), *means, bar)
    return table


def _perturbed(report: Report) -> Table:
    table = _table(
        "\nThe same questions, perturbed (loss in points)",
        *("perturbation", "#accuracy", "#loss", "#answered or offered", "#loss"),
    )
    for name, one in report.perturbed.items():
        table.add_row(
            name,
            f"{one.accuracy:.3f}",
            f"{one.accuracy_loss:.1f}",
            f"{one.answered_or_offered:.3f}",
            f"{one.answered_or_offered_loss:.1f}",
        )
    return table
