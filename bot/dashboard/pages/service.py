"""Layanan: what is asked, and what becomes of it."""

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.kinds import ends_chart, kinds, spoken
from bot.dashboard.visit import Visit
from bot.domain.desk import Right
from bot.domain.usage import ANSWERED, LEAST_PEOPLE, Month


async def show(visit: Visit) -> Response:
    """A month in charts."""
    reporting = visit.desk.reporting
    months = await visit.slowly(reporting.months)
    month = month_of(visit.query.get("bulan", ""), months)
    if month is None:
        return visit.missing()
    usage = await visit.slowly(reporting.usage, month)
    return visit.page(
        "layanan.html",
        bulan=[(spoken(each), f"/dasbor/layanan?bulan={each}", each == month) for each in months],
        judul_bulan=spoken(month),
        sampai=usage.until,
        jumlah=usage.overview,
        terjawab=usage.overview.share(*ANSWERED),
        akhir=ends_chart(usage),
        grafik=[(kind.chart(usage), kind.note) for kind in kinds(month)],
        sedikit=LEAST_PEOPLE,
    )


def month_of(written: str, months: tuple[Month, ...]) -> Month | None:
    """The month asked for, the running one where none is; None where there are no figures."""
    month = Month.read(written) if written else months[0]
    return month if month in months else None


DOORS = (Door("/layanan", Right.READ, get=show),)
