"""What the command line shows: gaps, explanations, suggestions, figures, progress."""

from bot.reports.asking import asked_body
from bot.reports.figures import figure_tables
from bot.reports.gaps import gap_groups, gap_objects, gap_rows, gap_sheet
from bot.reports.learning import learning_bar
from bot.reports.rules import rule_sheet
from bot.reports.serving import announcement
from bot.reports.suggestions import suggestion_lines, suggestion_yaml
from bot.reports.why import why_lines

__all__ = [
    "announcement",
    "asked_body",
    "figure_tables",
    "gap_groups",
    "gap_objects",
    "gap_rows",
    "gap_sheet",
    "learning_bar",
    "rule_sheet",
    "suggestion_lines",
    "suggestion_yaml",
    "why_lines",
]
