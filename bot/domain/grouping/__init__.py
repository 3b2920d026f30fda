"""Which unanswered questions ask the same thing, and what waiting for an answer costs the asker.

Nothing is learnt: words are respelt, mended and weighed as the knowledge base and the questions
seen so far suggest, so that the second question already finds the first.
"""

from bot.domain.grouping.grouper import Grouper
from bot.domain.grouping.harm import harm_of
from bot.domain.grouping.question import Question
from bot.domain.grouping.scratch import grouped, sorted_into

__all__ = ["Grouper", "Question", "grouped", "harm_of", "sorted_into"]
