"""What the bot does when. The order of this table is the order of precedence."""

from bot.domain.routing import Route
from handlers import (
    answer,
    asking,
    choosing,
    commands,
    desk,
    eligibility,
    emergency,
    fallback,
    feedback,
    figures,
    menus,
    places,
    privacy,
    unreadable,
)

ROUTES: tuple[Route, ...] = (
    Route("emergency", emergency.wants, emergency.handle),
    Route("desk", desk.wants, desk.handle),
    Route("asking", asking.wants, asking.handle),
    Route("eligibility", eligibility.wants, eligibility.handle),
    Route("unreadable", unreadable.wants, unreadable.handle),
    Route("privacy", privacy.wants, privacy.handle),
    Route("feedback", feedback.wants, feedback.handle),
    Route("choosing", choosing.wants, choosing.handle),
    Route("menus", menus.wants, menus.handle),
    Route("commands", commands.wants, commands.handle),
    Route("figures", figures.wants, figures.handle),
    Route("places", places.wants, places.handle),
    Route("answer", answer.wants, answer.handle),
    Route("fallback", fallback.wants, fallback.handle),
)
