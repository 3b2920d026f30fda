"""Rules and questions that wait for each other, and rules that hold on the same day."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.loader import schema
from bot.loader.eligibility.known import Known, Scene
from bot.loader.eligibility.places import RulePlace, conditions, rules, told
from bot.loader.places import Place, at, below
from bot.loader.problems import Problem

Arrows = Mapping[str, Mapping[str, Place]]  # from -> to -> where that is written


def check_loops(scene: Scene) -> Iterator[Problem]:
    """Every circle of programmes that must be met first, and of questions asked only after."""
    fix = "Hapus salah satu “memenuhi”."
    yield from _circles(_prerequisites(scene), "“memenuhi” berputar", fix)
    yield from _circles(_gates(scene), "“hanya_jika” berputar", "Hapus salah satu “hanya_jika”.")


def _prerequisites(scene: Scene) -> Arrows:
    arrows: dict[str, dict[str, Place]] = {}
    for where in rules(scene.folder):
        for found in told(where):
            if found.node.meets:
                place = below(found.place, "memenuhi")
                arrows.setdefault(where.programme.id, {}).setdefault(found.node.meets, place)
    return arrows


def _gates(scene: Scene) -> Arrows:
    arrows: dict[str, dict[str, Place]] = {}
    for found in conditions(scene.folder):
        if found.owner:
            asked = _asked_for(scene.known, found.node)
            # A question may settle its own gate by the way: "3" says that one is on the list.
            if found.node.fact and found.node.fact in scene.known.filled:
                asked = asked - {found.owner}
            arrows.setdefault(found.owner, {}).update(dict.fromkeys(sorted(asked), found.place))
    return arrows


def _asked_for(known: Known, node: schema.Node) -> set[str]:
    """The questions that an answer to this condition waits for."""
    if node.fact:
        return set(known.filled.get(node.fact, (node.fact.partition("/")[0],)))
    return {
        question
        for question, sort in known.sorts.items()
        if any(trait in sort for trait in node.people or {})
    }


def _circles(arrows: Arrows, what: str, fix: str) -> Iterator[Problem]:
    told_of: set[str] = set()
    for start in arrows:
        path = _way_back(arrows, start)
        if path and told_of.isdisjoint(path):
            told_of.update(path)
            place = arrows[start][path[1]]
            yield at(place, f"{what}: {' → '.join(path)}.", fix)


def _way_back(arrows: Arrows, start: str) -> list[str]:
    """The shortest way from `start` to itself, empty when there is none."""
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked
        for onward in arrows.get(way[-1], {}):
            if onward == start:
                return [*way, start]
            if onward not in seen:
                seen.add(onward)
                ways.append([*way, onward])
    return []


def check_periods(scene: Scene) -> Iterator[Problem]:
    """Rules that end before they begin, and rules of one programme that hold on the same day."""
    earlier: dict[str, list[RulePlace]] = {}
    for where in rules(scene.folder):
        starts, ends = where.rule.starts, where.rule.ends
        if starts and ends and ends < starts:
            what = f"“sampai” {ends} lebih awal dari “mulai” {starts}."
            yield at(below(where.place, "sampai"), what, "Periksa kedua tanggalnya.")
            continue
        for other in earlier.setdefault(where.programme.id, []):
            if other.period.meets(where.period):
                document, path = other.place
                what = f"masa berlakunya bertumpuk dengan aturan di baris {document.line(*path)}."
                yield at(where.place, what, _end_before(where))
        earlier[where.programme.id].append(where)


def _end_before(where: RulePlace) -> str:
    if where.rule.starts is None:
        return "Tulis “mulai” dan “sampai” supaya tiap hari hanya punya satu aturan."
    return f"Akhiri aturan yang lama: sampai: {where.rule.starts - timedelta(days=1)}."
