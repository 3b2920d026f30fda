"""Many questions put into groups at once."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from bot.domain.grouping.grouper import Grouper
from bot.domain.grouping.question import Question
from bot.domain.knowledge import KnowledgeBase

Allowed = Callable[[int, int], bool]


def _anywhere(question: int, group: int) -> bool:
    return True


def grouped(base: KnowledgeBase, questions: Sequence[Question]) -> tuple[tuple[int, ...], ...]:
    """The ids of questions that ask the same thing; each group in the order given."""
    groups: dict[int, list[int]] = defaultdict(list)
    grouper = Grouper(base)
    grouper.see(questions)
    found = sorted_into(grouper, questions)
    for question in questions:
        groups[found[question.id]].append(question.id)
    return tuple(tuple(ids) for ids in groups.values())


def sorted_into(
    grouper: Grouper, questions: Sequence[Question], allowed: Allowed = _anywhere
) -> dict[int, int]:
    """Question id -> group, among the groups that `grouper` holds already and new ones.

    New groups have negative numbers. `allowed(question, group)` says whether a question may go
    there. Afterwards the questions are in the grouper, which has seen them before (`see`).
    """
    ids = [question.id for question in questions]
    fresh = 0
    for question in questions:
        group = grouper.nearest(question, partial(allowed, question.id))
        if group is None:
            fresh -= 1
            group = fresh
        grouper.add(question, group, seen=True)
    _join_twins(grouper, fresh, allowed)
    return {question: group for question in ids if (group := grouper.group_of(question))}


def _join_twins(grouper: Grouper, fresh: int, allowed: Allowed) -> None:
    """Groups that grew towards each other become one; who came later goes to who came first."""
    for group in range(fresh, 0):
        held = grouper.held_by(group)
        if not held:
            continue
        twin = grouper.twin(group, partial(_all_may, allowed, held))
        if twin is not None:
            for question in held:
                grouper.move(question, twin)


def _all_may(allowed: Allowed, questions: Sequence[int], group: int) -> bool:
    return all(allowed(question, group) for question in questions)
