"""The shape of every knowledge file: Indonesian keys outside, English names inside.

The JSON Schemas for editors are generated from these models (`sambung schema`).
"""

from typing import Any

from bot.domain.sentences import Say
from bot.loader.schema.answers import (
    SECTION_KEYS,
    Aspect,
    Aspects,
    Communities,
    Community,
    Contact,
    Entries,
    Entry,
    Menu,
    Programme,
    ReportingChannel,
    ReportingChannels,
)
from bot.loader.schema.eligibility import (
    COMPARISONS,
    GROUPS,
    TESTS,
    BenefitLine,
    Groups,
    Interview,
    Node,
    Option,
    Question,
    Role,
    Rule,
    Trait,
    Values,
    Vocabulary,
)
from bot.loader.schema.language import Expectations, HouseholdCase, Lexicon
from bot.loader.schema.numbers import (
    FIGURE_KEYS,
    City,
    Figures,
    Parameter,
    Parameters,
    Region,
    Source,
    Sources,
)
from bot.loader.schema.parts import Item, Model, Section, Sourced, span_of

__all__ = [
    "COMPARISONS",
    "FIGURE_KEYS",
    "FILES",
    "FOLDERS",
    "GROUPS",
    "SECTION_KEYS",
    "SENTENCES",
    "TESTS",
    "Aspect",
    "Aspects",
    "BenefitLine",
    "City",
    "Communities",
    "Community",
    "Contact",
    "Entries",
    "Entry",
    "Expectations",
    "Figures",
    "Groups",
    "HouseholdCase",
    "Interview",
    "Item",
    "Lexicon",
    "Menu",
    "Model",
    "Node",
    "Option",
    "Parameter",
    "Parameters",
    "Programme",
    "Question",
    "Region",
    "ReportingChannel",
    "ReportingChannels",
    "Role",
    "Rule",
    "Section",
    "Source",
    "Sourced",
    "Sources",
    "Trait",
    "Values",
    "Vocabulary",
    "json_schemas",
    "span_of",
]

# Whatever else lies in knowledge/ is reported.
FOLDERS: dict[str, type[Model]] = {
    "program": Programme,
    "tanya_jawab": Entries,
    "pengaduan": ReportingChannels,
    "komunitas": Communities,
    "indikator": Region,
    "kamus": Lexicon,
    "periksa": Expectations,
}
FILES: dict[str, type[Model]] = {
    "aspek.yaml": Aspects,
    "fakta.yaml": Interview,
    "parameter.yaml": Parameters,
    "sumber.yaml": Sources,
    "kota.yaml": City,
    "menu.yaml": Menu,
}
SENTENCES = "pesan.yaml"  # key: sentence, without a model; checked by bot.loader.messages


def json_schemas() -> dict[str, dict[str, Any]]:
    """One JSON Schema per kind of file, for the completion and checks of an editor."""
    models = FOLDERS | {name.removesuffix(".yaml"): model for name, model in FILES.items()}
    found = {
        kind: _for_admins(model.model_json_schema(by_alias=True)) for kind, model in models.items()
    }
    found[SENTENCES.removesuffix(".yaml")] = {
        "type": "object",
        "properties": {key.value: {"type": "string", "minLength": 1} for key in Say},
        "required": [key.value for key in Say],
        "additionalProperties": False,
    }
    return found


def _for_admins(part: Any) -> Any:
    """Without the English titles and docstrings that an editor would show to an admin."""
    if isinstance(part, list):
        return [_for_admins(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _for_admins(value)
        for key, value in part.items()
        # Only where it is a text: `properties` may hold a key of that name.
        if not (key in ("title", "description") and isinstance(value, str))
    }
