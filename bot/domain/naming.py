"""Which kelurahan somebody names."""

import re
from functools import lru_cache

from bot.domain.choosing import plain
from bot.domain.knowledge import City, Place


def place_named(city: City | None, utterance: str) -> Place | None:
    """The kelurahan with the longest name in the text: "tidar selatan" before "tidar"."""
    if city is None or not city.places:
        return None
    pattern, places = _compiled(city)
    named = pattern.findall(plain(utterance))
    return places[max(named, key=len)] if named else None


@lru_cache(maxsize=4)
def _compiled(city: City) -> tuple[re.Pattern[str], dict[str, Place]]:
    """One pattern for all names, the longer first: this is asked of every message."""
    parts = city.name.lower().split()
    places = {}
    for place in city.places:
        for name in place.names:
            # "magelang" is a kelurahan and the city: only "kelurahan magelang" means the former.
            places[f"kelurahan {name}" if name in parts else name] = place
    names = sorted(places, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b"), places
