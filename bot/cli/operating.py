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
from bot.service import Brain


def serve(config: ConfigFile = None) -> None:
    """Run every channel of the configuration in one process."""
    settings = configured(config)
    set_up(settings.log.level, json_lines=settings.log.json_lines)
    brain = program.load_brain(settings)
    with program.open_core(settings, brain) as core:
        asyncio.run(program.serve(core, lambda port: _announce(settings, brain, port)))


def _announce(config: Config, brain: Brain, port: int) -> None:
    address, telegram = f"http://{config.server.host}:{port}", bool(config.telegram.token)
    text = reports.announcement(address, len(brain.base.intents), telegram=telegram)
    terminal.print(text, soft_wrap=True)


def job(name: str, config: ConfigFile = None) -> None:
    """Run one job now: retention, rescreen."""
    settings = configured(config)
    if name not in jobs.JOBS:
        raise typer.BadParameter(f"choose from: {', '.join(jobs.JOBS)}")
    now = program.now()
    box, keep = program.secret_box(settings), settings.retention
    with program.open_writer(settings) as writer:
        tools = jobs.Tools(
            writer, box, keep, lambda: load(settings.knowledge, program.today()), now
        )
        terminal.print(jobs.JOBS[name](tools))
