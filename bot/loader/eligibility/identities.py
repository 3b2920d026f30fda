"""What the criteria and groups of a rule are called: by their own id, or by what they ask for."""

from collections import Counter
from collections.abc import Iterator

from bot.loader import schema
from bot.loader.eligibility.places import RulePlace, told
from bot.loader.places import Place


def identities(where: RulePlace) -> Iterator[tuple[Place, str]]:
    """Every criterion and group of a rule with its id, in the order of the file.

    "desil", "anggota_1", "anggota_2", "salah_satu_1"; a second "desil" is "desil_2".
    """
    taken = {found.node.id for found in told(where) if found.node.id}
    counts: Counter[str] = Counter()
    for found in told(where):
        if found.node.id:
            yield found.place, found.node.id
            continue
        kind, numbered = _kind(found.node)
        identity = ""
        while not identity or identity in taken:
            counts[kind] += 1
            first = counts[kind] == 1 and not numbered
            identity = kind if first else f"{kind}_{counts[kind]}"
        taken.add(identity)
        yield found.place, identity


def _kind(node: schema.Node) -> tuple[str, bool]:
    """What an id is made of, and whether the first one has a number too."""
    if node.fact:
        return node.fact, False
    if node.meets:
        return f"memenuhi_{node.meets}", False
    for field, key in {**schema.TESTS, **schema.GROUPS}.items():
        if getattr(node, field):
            return key, True
    return "syarat", True
