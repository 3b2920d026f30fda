"""Laporan: the serving report of a month, on one page of paper and as files."""

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.exporting import long_table, workbook
from bot.dashboard.kinds import ends_chart, kinds, spoken
from bot.dashboard.pages.service import month_of
from bot.dashboard.spreadsheets import CSV, XLSX, csv_of, xlsx_of
from bot.dashboard.visit import Visit
from bot.desk.reporting import Report
from bot.domain.desk import Right
from bot.domain.usage import ANSWERED, LEAST_PEOPLE, Month

MOST_PROGRAMMES = 8
MOST_WAITING = 5


async def show(visit: Visit) -> Response:
    """The sheet of paper."""
    months, month = await _months(visit)
    if month is None:
        return visit.missing()
    report = await visit.slowly(visit.desk.reporting.report, month)
    days, _, programmes, *_ = (kind.chart(report.usage) for kind in kinds(month))
    told = report.usage.overview
    return visit.page(
        "laporan.html",
        bulan=[(spoken(each), f"/dasbor/laporan?bulan={each}", each == month) for each in months],
        bulan_ini=month,
        judul_bulan=spoken(month),
        bulan_lalu=spoken(month.before),
        sejak=spoken(report.loop_since),
        laporan=report,
        jumlah=told,
        terjawab=told.share(*ANSWERED),
        terjawab_lalu=report.before.share(*ANSWERED),
        akhir=ends_chart(report.usage),
        harian=days,
        program=programmes.cut(MOST_PROGRAMMES),
        menunggu=report.told_openly[:MOST_WAITING],
        sedikit=LEAST_PEOPLE,
    )


async def as_csv(visit: Visit) -> Response:
    """Every number, for a program."""
    report = await _report(visit)
    if report is None:
        return visit.missing()
    return _file(await visit.slowly(csv_of, long_table(report)), CSV, f"{report.usage.month}.csv")


async def as_xlsx(visit: Visit) -> Response:
    """Every number, for a spreadsheet program."""
    report = await _report(visit)
    if report is None:
        return visit.missing()
    return _file(await visit.slowly(xlsx_of, workbook(report)), XLSX, f"{report.usage.month}.xlsx")


async def _months(visit: Visit) -> tuple[tuple[Month, ...], Month | None]:
    """The months there are, and the one asked for."""
    months = await visit.slowly(visit.desk.reporting.months)
    return months, month_of(visit.query.get("bulan", ""), months)


async def _report(visit: Visit) -> Report | None:
    _, month = await _months(visit)
    return None if month is None else await visit.slowly(visit.desk.reporting.report, month)


def _file(content: bytes, kind: str, name: str) -> Response:
    disposition = f'attachment; filename="laporan-pelayanan-{name}"'
    return Response(content, media_type=kind, headers={"content-disposition": disposition})


DOORS = (
    Door("/laporan", Right.READ, get=show),
    Door("/laporan/csv", Right.READ, get=as_csv),
    Door("/laporan/xlsx", Right.READ, get=as_xlsx),
)
