"""The tables of the base: dated numbers, sources, poverty figures, the city's areas."""

from bot.domain import knowledge as domain
from bot.loader import schema
from bot.loader.building import provenance
from bot.loader.folder import Folder


def region(of: schema.Region) -> domain.Region:
    """A table of poverty figures."""
    return domain.Region(
        id=of.id,
        name=of.name,
        names=tuple(name.lower() for name in (of.name, *of.names)),
        figures=tuple(
            domain.Figure(
                period=row.period,
                quoted=_figures(row),
                remembered=_figures(row.remembered) if row.remembered else {},
                provenance=provenance(row, of),
            )
            for row in of.rows
        ),
    )


def _figures(row: schema.Figures) -> dict[str, str]:
    values = ((key, getattr(row, key)) for key in schema.FIGURE_KEYS)
    return {key: value for key, value in values if value}


def parameters(folder: Folder) -> dict[str, domain.Parameter]:
    """The dated numbers."""
    return {
        of.id: domain.Parameter(
            id=of.id,
            name=of.name,
            unit=of.unit,
            values=tuple(sorted(of.values.items())),
            provenance=provenance(of),
        )
        for _, file in folder.of(schema.Parameters)
        for of in file.parameters
    }


def sources(folder: Folder) -> dict[str, domain.Source]:
    """The pages and rules that facts were read in."""
    return {
        of.id: domain.Source(of.id, of.name, of.published or "")
        for _, file in folder.of(schema.Sources)
        for of in file.sources
    }


def city(of: schema.City) -> domain.City:
    """The city and its kelurahan."""
    return domain.City(
        name=of.name,
        province=of.province,
        time_zone=of.time_zone,
        places=tuple(
            domain.Place(
                name=place.name,
                names=tuple(name.lower() for name in (place.name, *place.names)),
                district=district.name,
            )
            for district in of.districts
            for place in district.kelurahan
        ),
    )
