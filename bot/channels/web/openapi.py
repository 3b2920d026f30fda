"""The OpenAPI 3.1 description of the REST door, around the JSON Schemas of its models."""

from typing import Any

from pydantic.json_schema import models_json_schema

from bot import __version__
from bot.channels.web.api_models import (
    ChoiceMessage,
    ErrorOut,
    RepliesOut,
    TextMessage,
)

# JSON Schema is data in the shape that others prescribe: the one place for untyped dictionaries.
Json = dict[str, Any]

_ERRORS = {
    "413": "The body is larger than 128 KiB.",
    "415": "The body is no application/json.",
    "422": "The body is no JSON, or not of this shape. `error` says where.",
    "429": "Too many messages; `Retry-After` says how many seconds to wait. Only without a token.",
    "500": "Something broke on our side; `error` has the number under which it is in our log.",
    "503": "The database does not take messages now. Send the same `id` again later.",
}


def description(*, needs_token: bool) -> Json:
    """The document; `needs_token` says whether this server asks for a bearer token."""
    _, models = models_json_schema(
        [(model, "validation") for model in (TextMessage, ChoiceMessage)]
        + [(model, "serialization") for model in (RepliesOut, ErrorOut)],
        ref_template="#/components/schemas/{model}",
    )
    document: Json = {
        "openapi": "3.1.0",
        "info": {
            "title": "Sambung Rasa",
            "version": __version__,
            "description": "Ask about help for poor households, get the answer of the bot.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {"/api/v1/messages": {"post": _operation(needs_token=needs_token)}},
        "components": {"schemas": models["$defs"]},
        "security": [],
    }
    if needs_token:
        document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        document["security"] = [{"token": []}]
    return document


def _operation(*, needs_token: bool) -> Json:
    errors = dict(_ERRORS)
    if needs_token:
        errors["401"] = "The bearer token is missing or wrong."
    return {
        "operationId": "sendMessage",
        "summary": "Send a message of a resident and get the replies to it.",
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"oneOf": [_reference("TextMessage"), _reference("ChoiceMessage")]},
                    "example": {"sender": "warga-17", "text": "syarat PKH apa saja?"},
                }
            },
        },
        "responses": {
            "200": _response("What to show, in this order.", "RepliesOut"),
            **{status: _response(why, "ErrorOut") for status, why in sorted(errors.items())},
        },
    }


def _response(why: str, model: str) -> Json:
    return {"description": why, "content": {"application/json": {"schema": _reference(model)}}}


def _reference(model: str) -> Json:
    return {"$ref": f"#/components/schemas/{model}"}
