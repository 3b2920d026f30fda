"""How the service is used: what became of each question, counted so that nobody is singled out."""

from bot.domain.usage.endings import ANSWERED, End, Judged, Question, Use, endings
from bot.domain.usage.hiding import LEAST_PEOPLE, Cell, hidden
from bot.domain.usage.months import Month
from bot.domain.usage.overview import Overview, about, overview
from bot.domain.usage.tables import NONE, REST, Key, Row, Table, counted, parted, shown_ends

__all__ = [
    "ANSWERED",
    "LEAST_PEOPLE",
    "NONE",
    "REST",
    "Cell",
    "End",
    "Judged",
    "Key",
    "Month",
    "Overview",
    "Question",
    "Row",
    "Table",
    "Use",
    "about",
    "counted",
    "endings",
    "hidden",
    "overview",
    "parted",
    "shown_ends",
]
