"""The serving report as tables: one long one for programs, a workbook for people."""

from collections.abc import Iterator

from bot.dashboard.charts import columns, counts, label_of
from bot.dashboard.kinds import Kind, kinds, spoken
from bot.dashboard.spreadsheets import Sheet, Value
from bot.desk.reporting import Report
from bot.domain.usage import ANSWERED, Row

HIDDEN = "disembunyikan"
NONE = "belum ada"
_HEADS = ("bulan", "bagian", "baris", "ukuran", "jumlah")
_WAITING = ("Pertanyaan", "Orang", "Kantor", "Tenggat", "Status")


def long_table(report: Report) -> list[tuple[Value, ...]]:
    """Every number of the report on a row of its own."""
    month = str(report.usage.month)
    rows: list[tuple[Value, ...]] = [_HEADS]
    rows += [(month, "Ringkasan", "", label, value) for label, value in _summary(report)]
    for kind in kinds(report.usage.month):
        heads = columns(report.usage.tables[kind.key])
        for row in report.usage.tables[kind.key].rows:
            told = zip(heads, _counts(row), strict=True)
            name = kind.names.label(row.name)
            rows += [(month, kind.title, name, label, value) for label, value in told]
    for group in report.told_openly:
        rows.append((month, "Menunggu jawaban", group.title, "Orang", group.people))
    return rows


def workbook(report: Report) -> tuple[Sheet, ...]:
    """The same, a sheet for each part."""
    month = report.usage.month
    return (
        Sheet("Ringkasan", [("Laporan pelayanan", spoken(month)), *_summary(report)]),
        *(Sheet(kind.title, list(_table(kind, report))) for kind in kinds(month)),
        Sheet("Menunggu jawaban", list(_waiting(report))),
    )


def _summary(report: Report) -> list[tuple[str, Value]]:
    told, loop = report.usage.overview, report.loop
    since = f"sejak 1 {spoken(report.loop_since)}"
    return [
        ("Orang yang bertanya", _hidden(told.people)),
        ("Pertanyaan", _hidden(told.asked)),
        *((label_of(end), count) for end, count in told.ends),
        ("Bagian yang terjawab", _share(told.share(*ANSWERED))),
        ("Bagian yang merasa terbantu, dari yang menilai", _share(told.helped)),
        ("Jawaban dibuka lewat tombol", _hidden(told.opened)),
        ("Pesan tanda bahaya", _hidden(told.emergencies)),
        ("Pertanyaan bulan sebelumnya", _hidden(report.before.asked)),
        ("Kelompok pertanyaan yang masih terbuka", len(report.open)),
        ("Lewat tenggat", report.overdue),
        (f"Hari sampai dijawab, separuhnya paling lama, {since}", _days(loop.days_median)),
        (f"Hari sampai dijawab, 9 dari 10 paling lama, {since}", _days(loop.days_p90)),
        (f"Bagian penanya yang sudah dikabari, {since}", _share(report.share_informed)),
        (f"Bagian yang terjawab setelah dikabari, {since}", _share(report.share_solved)),
        ("Fakta yang sudah kedaluwarsa", report.lapsed),
        ("Fakta yang kedaluwarsa dalam 14 hari", len(report.facts) - report.lapsed),
    ]


def _table(kind: Kind, report: Report) -> Iterator[tuple[Value, ...]]:
    table = report.usage.tables[kind.key]
    yield (kind.names.head, *columns(table))
    for row in table.rows:
        yield (kind.names.label(row.name), *_counts(row))


def _waiting(report: Report) -> Iterator[tuple[Value, ...]]:
    yield _WAITING
    for group in report.told_openly:
        due = group.due_on.isoformat() if group.due_on else ""
        yield (group.title, group.people, group.office, due, str(group.status))


def _counts(row: Row) -> Iterator[Value]:
    return (_hidden(count) for count in counts(row))


def _hidden(count: int | None) -> Value:
    return HIDDEN if count is None else count


def _share(share: float | None) -> Value:
    return NONE if share is None else round(share, 3)


def _days(days: float | None) -> Value:
    return NONE if days is None else round(days, 1)
