"""From `aturan` of the programme files to the rules, before any date is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.eligibility import rules as domain
from bot.domain.eligibility.rules import Join
from bot.loader import schema
from bot.loader.building import provenance
from bot.loader.eligibility.identities import identities
from bot.loader.eligibility.known import Known, written
from bot.loader.eligibility.places import RulePlace, benefits, rules
from bot.loader.folder import Folder
from bot.loader.places import Place, below
from bot.loader.reading import Steps


def built_rules(folder: Folder, things: Known) -> dict[str, tuple[domain.Rule, ...]]:
    """The rules by programme, oldest first."""
    found: dict[str, list[domain.Rule]] = {}
    for where in rules(folder):
        builder = _Builder(things, where, {at[1]: told_as for at, told_as in identities(where)})
        found.setdefault(where.programme.id, []).append(builder.rule())
    return {
        programme: tuple(sorted(of, key=lambda rule: rule.starts or date.min))
        for programme, of in found.items()
    }


def simple_test(node: schema.Node, things: Known) -> domain.Test:
    """What a single criterion asks for."""
    if node.fact:
        return domain.FactTest(node.fact, written(node, things.facts[node.fact]))
    if node.people:
        return domain.MemberTest(people_of(node.people, things), node.at_least or "")
    if node.receives:
        return domain.ReceivesTest(frozenset(node.receives))
    if node.meets:
        return domain.MeetsTest(node.meets)
    return domain.OfficeTest(node.office or "")


def people_of(people: Mapping[str, schema.Values], things: Known) -> domain.PeopleRule:
    """A sort of people as it is written."""
    return {trait: written(values, things.traits[trait]) for trait, values in people.items()}


@dataclass(frozen=True, slots=True)
class _Builder:
    """One rule; `names` are the ids of its criteria and groups by their place in the file."""

    things: Known
    where: RulePlace
    names: Mapping[Steps, str]

    def rule(self) -> domain.Rule:
        """The rule of this place."""
        of, (document, path) = self.where.rule, self.where.place
        return domain.Rule(
            programme=self.where.programme.id,
            root=domain.Group(Join.ALL, self._top(), Join.ALL.value),
            provenance=provenance(of, self.where.programme),
            starts=of.starts,
            ends=of.ends,
            benefits=tuple(self._benefit(place, line) for place, line in benefits(self.where)),
            most_people=(of.benefits.most_people if of.benefits else None) or "",
            already=self._already(),
            cannot_check=tuple(of.cannot_check),
            file=document.name,
            line=document.line(*path),
        )

    def _top(self) -> tuple[domain.Node, ...]:
        """What must hold, one of what may hold, nothing of what must not."""
        of, place = self.where.rule, self.where.place
        parts = list(self._parts(place, of, Join.ALL))
        for join, listed in ((Join.ANY, of.either), (Join.NONE, of.neither)):
            if listed:
                parts.append(domain.Group(join, self._parts(place, of, join), join.value))
        return tuple(parts)

    def _parts(self, place: Place, groups: schema.Groups, join: Join) -> tuple[domain.Node, ...]:
        listed = {Join.ALL: groups.every, Join.ANY: groups.either, Join.NONE: groups.neither}
        return tuple(
            self._node(below(place, join.value, i), node)
            for i, node in enumerate(listed[join] or [])
        )

    def _node(self, place: Place, node: schema.Node) -> domain.Node:
        words = domain.Wording(node.met or "", node.unmet or "", node.unknown or "")
        name = self.names.get(place[1], "jika")
        for join, listed in (
            (Join.ALL, node.every),
            (Join.ANY, node.either),
            (Join.NONE, node.neither),
        ):
            if listed:
                return domain.Group(join, self._parts(place, node, join), name, words)
        of = provenance(node, self.where.header)
        return domain.Criterion(name, simple_test(node, self.things), words, of)

    def _benefit(self, place: Place, line: schema.BenefitLine) -> domain.Benefit:
        return domain.Benefit(
            name=line.name,
            amount=line.amount,
            people=people_of(line.people, self.things) if line.people else None,
            most=line.most or "",
            when=self._node(below(place, "jika"), line.when) if line.when else None,
        )

    def _already(self) -> domain.Test | None:
        """How it shows that they have it: as the rule says, or by the question for it."""
        if self.where.rule.already:
            return simple_test(self.where.rule.already, self.things)
        programme = self.where.programme.id
        if programme in self.things.received:
            return domain.ReceivesTest(frozenset({programme}))
        return None
