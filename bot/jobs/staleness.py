"""Facts about to lapse, told to who keeps them; links and numbers looked at, most used first."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.domain.desk import Actor
from bot.domain.knowledge import ContactKind, KnowledgeBase
from bot.domain.messages import Reply
from bot.domain.reaching import LinkState, Printed, malformed, printed
from bot.domain.sentences import Say
from bot.domain.staleness import Lapsing, by_owner, lapsing
from bot.domain.wording import in_words
from bot.jobs.digest import post
from bot.jobs.tools import Tools
from bot.jobs.trying import Found, try_sites
from bot.storage import journal, links
from bot.storage.links import LinkCheck

US = Actor("pemeriksaan harian")
FACT = "fakta"  # the `kind` of a fact in the journal
SOON, LAPSED = "segera lewat masa", "lewat masa"
USED_DAYS = 28  # how far back "most used" looks
MOST_SITES = 200  # tried in one run
MOST_TOLD = 10  # of one office, in one message; the dashboard has them all


def staleness(tools: Tools) -> str:
    """List the facts that lapse within 14 days to their owners, and check links and numbers."""
    base = tools.base()
    today = tools.now.astimezone(base.zone).date()
    found = lapsing(base, today)
    told = tools.writer.run(partial(_tell, tools, found, today)).result()
    checks = check_links(tools)
    broken = sum(check.state is LinkState.BROKEN for check in checks)
    return (
        f"{len(found)} facts lapse within 14 days or have lapsed ({told} told now); "
        f"{len(checks)} links and numbers looked at, {broken} broken."
    )


def _tell(tools: Tools, found: Sequence[Lapsing], today: date, connection: Connection) -> int:
    """Note what nobody was told yet: once when it comes near, once when it has lapsed. The
    coordinators' group is told in the same transaction.
    """
    new: list[Lapsing] = []
    for one in found:
        deed = LAPSED if one.has_lapsed(today) else SOON
        target, day = f"{one.file} · {one.label}"[:80], one.last_day.isoformat()
        earlier = journal.of(connection, FACT, target)
        if any(e.deed == deed and e.detail.get("sampai") == day for e in earlier):
            continue
        detail = {"sampai": day, "bagian": str(one.parts), "pemilik": one.owner}
        detail = {name: words for name, words in detail.items() if words}
        journal.write(connection, tools.stored_now, US, deed, FACT, target, **detail)
        new.append(one)
    if new and tools.room.telegram_group:
        post(connection, tools, FACT, _message(tools.base(), new))
    return len(new)


def _message(base: KnowledgeBase, new: Sequence[Lapsing]) -> Reply:
    """What to look at again, office by office."""
    say = base.say
    lines = [
        say[Say.DESK_LAPSING_LINE].format(
            judul=one.label,
            tanggal=in_words(one.last_day),
            kantor=owner or say[Say.DESK_NO_OWNER],
        )
        for owner, held in by_owner(new).items()
        for one in held[:MOST_TOLD]
    ]
    return Reply("\n".join(lines), say[Say.DESK_LAPSING])


def check_links(tools: Tools) -> tuple[LinkCheck, ...]:
    """Look at every link and number the bot prints, and keep what was found."""
    since = tools.now - timedelta(days=USED_DAYS)
    uses = tools.writer.run(partial(links.uses, since=since)).result()
    shown = printed(tools.base(), uses)
    before = {one.value: one for one in tools.writer.run(links.known).result()}
    tried: Mapping[str, Found] = {}
    if tools.check_links and (sites := _sites(shown)):
        tried = asyncio.run(try_sites(sites, tools.may_reach))
    checks = tuple(_check(one, tried, before.get(one.value), tools) for one in shown)
    tools.writer.run(partial(links.keep, checks=_once(checks))).result()
    return checks


def _sites(shown: Iterable[Printed]) -> list[str]:
    """What can be asked over the network, the most used first."""
    sound = (s for s in shown if s.kind is ContactKind.SITE and not malformed(s.kind, s.value))
    return list(dict.fromkeys(one.value for one in sound))[:MOST_SITES]


def _check(
    one: Printed, tried: Mapping[str, Found], before: LinkCheck | None, tools: Tools
) -> LinkCheck:
    wrong = malformed(one.kind, one.value)
    if wrong:
        state, why = LinkState.BROKEN, wrong
    elif one.kind is not ContactKind.SITE:
        state, why = LinkState.FINE, "bentuknya benar"
    else:
        state, why = tried.get(one.value, (LinkState.UNTRIED, "belum dicoba"))
        if state is LinkState.UNTRIED and before and before.state is not state:
            return before  # what was seen last time says more than nothing
    return LinkCheck(one.value, one.kind, state, why, tools.now)


def _once(checks: Iterable[LinkCheck]) -> tuple[LinkCheck, ...]:
    """One row for a value that is two kinds of contact; what is broken counts."""
    found: dict[str, LinkCheck] = {}
    for one in checks:
        held = found.get(one.value)
        if held is None or one.state is LinkState.BROKEN:
            found[one.value] = one
    return tuple(found.values())
