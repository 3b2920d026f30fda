"""The options that commands share, and the configuration they lead to."""

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.config import ROOT, Config, read_config

ConfigFile = Annotated[
    Path | None, typer.Option("--config", envvar="SAMBUNG_CONFIG", help="The configuration file.")
]
KnowledgeDir = Annotated[
    Path | None,
    typer.Option("--knowledge", help="A knowledge folder instead of the configured one."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def configured(file: Path | None, knowledge: Path | None = None) -> Config:
    """The configuration beside the program unless told otherwise; environment included."""
    beside = ROOT / "config.yaml"
    config = read_config(file or (beside if beside.exists() else None), os.environ)
    return config.model_copy(update={"knowledge": knowledge}) if knowledge else config
