"""Tables as files for a spreadsheet program; nothing in them is ever taken for a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value: TypeAlias = str | int | float | None
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet program takes for the beginning of a formula, also behind spaces.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_WIDEST = 60  # characters
_TITLE_CHARACTERS = 31  # of a sheet's name
_NOT_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name; the first row names the columns."""

    name: str
    rows: Sequence[Sequence[Value]]


def csv_of(rows: Iterable[Sequence[Value]]) -> bytes:
    """One table as CSV, marked as UTF-8 so that Excel reads its letters right."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([map(_guarded, row) for row in rows])
    return ("\ufeff" + text.getvalue()).encode()


def xlsx_of(sheets: Iterable[Sheet]) -> bytes:
    """Several tables as a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name.translate(_NOT_IN_TITLE)[:_TITLE_CHARACTERS])
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row, start=1):
                _write(page.cell(number, column), value, is_head=number == 1)
        _fit(page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _guarded(value: Value) -> Value:
    """Text that would be run as a formula gets the mark that makes it text."""
    if not isinstance(value, str):
        return value
    clean = _clean(value)
    return f"'{clean}" if clean.lstrip().startswith(_FORMULA) else clean


def _write(cell: Cell, value: Value, *, is_head: bool) -> None:
    if isinstance(value, str):
        cell.value = _clean(value)
        cell.data_type = "s"  # else "=..." would be stored as a formula
        cell.quotePrefix = True  # and would become one when somebody edits the cell
    else:
        cell.value = value
    cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
    cell.font = Font(bold=is_head)


def _fit(page: Worksheet) -> None:
    page.freeze_panes = "A2"
    for number, column in enumerate(page.iter_cols(values_only=True), start=1):
        longest = max((len(str(value)) for value in column if value is not None), default=0)
        page.column_dimensions[get_column_letter(number)].width = min(longest + 3, _WIDEST)


def _clean(text: str) -> str:
    """Without control characters: no workbook may hold them, and they hide a formula."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
