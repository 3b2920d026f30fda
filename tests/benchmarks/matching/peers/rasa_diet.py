"""Rasa DIET with the pipeline and the 100 epochs of Rasa's own template, on Rasa's own Python.

This module and what it imports of ours must run on Python 3.10, the newest that Rasa 3.6 knows.
"""

import asyncio
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from rasa.core.agent import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    Agent,
)
from rasa.model_training import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    train_nlu,
)

from tests.benchmarks.matching.peers.protocol import WANTED, Phrases, Ranking, distinct

PIPELINE = """recipe: default.v1
language: id
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: 100
    constrain_similarities: true
"""
_SLASH = "--"  # in Rasa "pkh/syarat" would be a retrieval intent
_PLAIN = str.maketrans("[]{}()", "      ")  # marks of an entity in Rasa's examples


class Diet:
    """The dual intent and entity transformer of Bunk 2020."""

    def __init__(self) -> None:
        self._trained = Path()
        self._agent: Any = None
        self._loop = asyncio.new_event_loop()

    def fit(self, phrases: Phrases, knowledge: Path) -> None:
        folder = Path(tempfile.mkdtemp())
        examples: dict[str, list[str]] = defaultdict(list)
        for label, text in phrases:
            plain = " ".join(text.translate(_PLAIN).split())
            examples[label.replace("/", _SLASH)].append(f"    - {plain}")
        lines = ['version: "3.1"', "nlu:"]
        for label, texts in examples.items():
            lines += [f"- intent: {label}", "  examples: |", *texts]
        (folder / "nlu.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "config.yml").write_text(PIPELINE, encoding="utf-8")
        files = (str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
        self._trained = Path(train_nlu(*files, fixed_model_name="diet"))

    def save(self, folder: Path) -> None:
        shutil.move(self._trained, folder / "diet.tar.gz")
        shutil.rmtree(self._trained.parent)

    def load(self, folder: Path) -> None:
        self._agent = Agent.load(str(folder / "diet.tar.gz"))

    def rank(self, text: str) -> Ranking:
        parsed = self._loop.run_until_complete(self._agent.parse_message(text))
        found = (
            (str(each["name"]).replace(_SLASH, "/"), float(each["confidence"]))
            for each in parsed.get("intent_ranking", [])[: WANTED + 1]
        )
        return distinct(found)
