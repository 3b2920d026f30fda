"""The pages. Each module has its DOORS; here they come together."""

from bot.dashboard.doors import Door
from bot.dashboard.pages import (
    accounts,
    answering,
    attaching,
    city,
    editing,
    entrance,
    home,
    journal,
    knowledge,
    menu,
    myself,
    publishing,
    questions,
    report,
    service,
    why,
)

DOORS: tuple[Door, ...] = (
    *accounts.DOORS,
    *answering.DOORS,
    *attaching.DOORS,
    *city.DOORS,
    *editing.DOORS,
    *entrance.DOORS,
    *home.DOORS,
    *journal.DOORS,
    *knowledge.DOORS,
    *menu.DOORS,
    *myself.DOORS,
    *publishing.DOORS,
    *questions.DOORS,
    *report.DOORS,
    *service.DOORS,
    *why.DOORS,
)
