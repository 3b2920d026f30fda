"""Running the service: `serve`, `job`."""

import asyncio

import typer

from bot import app as program
from bot import jobs, reports
from bot.cli.options import ConfigFile, configured
from bot.cli.output import terminal
from bot.config import Config
from bot.loader import load
from bot.logs import set_up


def serve(config: ConfigFile = None) -> None:
    """Run every channel of the configuration in one process."""
    settings = configured(config)
    set_up(settings.log.level, json_lines=settings.log.json_lines)
    program.finish_publications(settings)
    with program.open_core(settings, program.load_brain(settings)) as core:
        answers = len(core.service.brain.base.intents)
        asyncio.run(program.serve(core, lambda port: _announce(settings, answers, port)))


def _announce(config: Config, answers: int, port: int) -> None:
    address, telegram = f"http://{config.server.host}:{port}", bool(config.telegram.token)
    dashboard = config.dashboard.enabled
    text = reports.announcement(address, answers, telegram=telegram, dashboard=dashboard)
    terminal.print(text, soft_wrap=True)


def job(name: str, config: ConfigFile = None) -> None:
    """Run one job now: retention, rescreen, notify, staleness, urgent, digest, regroup."""
    settings = configured(config)
    if name not in jobs.JOBS:
        raise typer.BadParameter(f"choose from: {', '.join(jobs.JOBS)}")
    now = program.now()
    box, keep = program.secret_box(settings), settings.retention
    with program.open_writer(settings) as writer:
        tools = jobs.Tools(
            writer,
            box,
            keep,
            lambda: load(settings.knowledge, program.today()),
            now,
            check_links=settings.dashboard.check_links,
            room=program.room(settings),
        )
        terminal.print(jobs.JOBS[name](tools))
