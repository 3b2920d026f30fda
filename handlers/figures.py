"""Poverty figures of a year: "berapa persen orang miskin tahun 2019"."""

import re

from bot.domain.choosing import plain
from bot.domain.conversation import Conversation, Turn
from bot.domain.keeping import kept_words
from bot.domain.knowledge import Figure, Region
from bot.domain.messages import InboundMessage, Text
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from bot.domain.understanding import is_likely
from handlers.answer import Asked, answered

_YEAR = re.compile(r"\b20[0-4]\d\b")
_INTENTS = "data/kemiskinan"  # and data/kemiskinan_jateng, ...
_COLUMNS = (
    ("persen_miskin", Say.FIGURE_PERCENT),
    ("jumlah_miskin", Say.FIGURE_PEOPLE),
    ("garis_kemiskinan", Say.FIGURE_LINE),
)


def wants(message: InboundMessage, _: Conversation, context: TurnContext) -> bool:
    """One question about poverty figures that names a year."""
    if not isinstance(message.content, Text) or context.understanding is None:
        return False
    questions = context.understanding.questions
    return (
        len(questions) == 1
        and is_likely(questions[0])
        and questions[0].candidates[0].intent.startswith(_INTENTS)
        and bool(context.base.regions)
        and _YEAR.search(message.content.utterance) is not None
    )


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """The rows of that year, quoted ones stated, remembered ones hedged; or none."""
    assert isinstance(message.content, Text)
    assert context.understanding
    utterance = message.content.utterance
    years = dict.fromkeys(_YEAR.findall(utterance))
    region = _region(utterance, context)
    text = "\n".join(_of_year(region, year, context) for year in years)
    intent = context.base.intents[context.understanding.questions[0].candidates[0].intent]
    asked = Asked(kept_words(utterance, context.base.public_numbers), before)
    return answered(intent, asked, context, text)


def _of_year(region: Region, year: str, context: TurnContext) -> str:
    lines = [
        line
        for figure in region.figures
        if year in figure.period
        for line in _lines(region, figure, context)
    ]
    return "\n".join(lines) or context.say(Say.FIGURE_NONE, wilayah=region.name, tahun=year)


def _region(utterance: str, context: TurnContext) -> Region:
    """The region named; the most special name wins, the first region (the city) is the default."""
    words = f" {plain(utterance)} "
    named = [
        (len(name), region)
        for region in context.base.regions.values()
        for name in region.names
        if f" {name} " in words
    ]
    if named:
        return max(named, key=lambda pair: pair[0])[1]
    city = context.base.city.name if context.base.city else ""
    regions = list(context.base.regions.values())
    return next((region for region in regions if region.name == city), regions[0])


def _lines(region: Region, figure: Figure, context: TurnContext) -> list[str]:
    lines = []
    for key, values in ((Say.FIGURE, figure.quoted), (Say.FIGURE_REMEMBERED, figure.remembered)):
        told = [
            context.say(say, nilai=values[column]) for column, say in _COLUMNS if column in values
        ]
        if told:
            line = context.say(
                key, wilayah=region.name, periode=figure.period, isi=", ".join(told)
            )
            lines.append(line)
    return lines
