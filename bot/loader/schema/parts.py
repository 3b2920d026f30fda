"""What every knowledge file is made of: words, numbers, dates, sourced facts, sections."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, NewType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from bot.domain.eligibility.values import Span
from bot.domain.provenance import Confidence

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ProgrammeId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
IntentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*$")]
# Our intents are two words; any other base may name its entries as it likes.
EntryId = Annotated[str, StringConstraints(pattern=r"^[\w./-]{1,60}$")]


def _number(written: object) -> object:
    # Decimal would read "900.000", the usual way to write it, as nine hundred.
    if isinstance(written, str) and re.fullmatch(r"-?\d+(\.\d{1,2})?", written.strip()):
        return written.strip()
    raise PydanticCustomError("number", "not a plain number")


def _reference(written: object) -> str:
    """The id in "parameter.id"."""
    text = written.strip() if isinstance(written, str) else ""
    if found := re.fullmatch(r"parameter\.([a-z][a-z0-9_]*)", text):
        return found[1]
    bare = re.fullmatch(r"(Rp)? ?[\d.,]+( \w+)?", text)
    raise PydanticCustomError("bare_number" if bare else "reference", "not a parameter")


def _quantity(written: object) -> "Decimal | ParameterId":
    if isinstance(written, str) and written.strip().startswith("parameter"):
        return ParameterId(_reference(written))
    number = Decimal(str(_number(written)))
    if number < 0:
        raise PydanticCustomError("greater_than_equal", "negative")
    if number >= _TOO_MUCH:
        raise PydanticCustomError("less_than", "too much")
    return number


def span_of(written: str) -> Span | None:
    """ "0-6" or "5" as a span, None when it is neither."""
    # int() refuses numbers of thousands of digits.
    found = re.fullmatch(r"(\d{1,12})(?:\s*-\s*(\d{1,12}))?", written.strip())
    if not found:
        return None
    low = int(found[1])
    return Span(low, low if found[2] is None else int(found[2]))


def _range(written: object) -> Span:
    span = span_of(written) if isinstance(written, str) else None
    if span is None or span.is_empty:
        raise PydanticCustomError("range", "not a range")
    return span


def _day(written: object) -> object:
    # Pydantic alone reads "20261121" as seconds since 1970.
    if isinstance(written, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", written.strip()):
        return written.strip()
    raise PydanticCustomError("date", "not a date")


def _zone(written: str) -> str:
    try:
        ZoneInfo(written)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("time_zone", "not a time zone") from None
    return written


_TOO_MUCH = 10**15
Number = Annotated[Decimal, Field(ge=0, lt=_TOO_MUCH), BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_day)]
TimeZone = Annotated[Words, AfterValidator(_zone)]
# "parameter.pkh_hamil" -> "pkh_hamil": a dated number that stands in parameter.yaml.
ParameterId = NewType("ParameterId", str)
_ReferenceText = Annotated[str, StringConstraints(pattern=r"^parameter\.[a-z][a-z0-9_]*$")]
Reference = Annotated[
    ParameterId, PlainValidator(_reference, json_schema_input_type=_ReferenceText)
]
Quantity = Annotated[
    Decimal | ParameterId,
    PlainValidator(_quantity, json_schema_input_type=Number | _ReferenceText),
]
_RangeText = Annotated[str, StringConstraints(pattern=r"^\d+(-\d+)?$")]
Range = Annotated[Span, PlainValidator(_range, json_schema_input_type=int | _RangeText)]


def _words_as(key: str, written: Any) -> BeforeValidator:
    """Plain words stand for `{key: words}`; `written` is what an editor should accept."""
    return BeforeValidator(
        lambda value: {key: value} if isinstance(value, str) else value,
        json_schema_input_type=written,
    )


class Model(BaseModel):
    """Unknown keys are mistakes; Indonesian names are the aliases."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Model):
    """Where a fact comes from; what is left out is taken from the file's own header."""

    sources: list[Words] | None = Field(None, alias="sumber")
    confidence: Confidence | None = Field(None, alias="keyakinan")
    reviewed_on: Day | None = Field(None, alias="dicek_terakhir")
    valid_until: Day | None = Field(None, alias="berlaku_sampai")
    owner: Words | None = Field(None, alias="pemilik")


class Item(Model):
    """A line of a list: words, or an amount."""

    text: Words | None = Field(None, alias="teks")
    name: Words | None = Field(None, alias="nama")
    amount: Quantity | None = Field(None, alias="jumlah")
    unit: Words | None = Field(None, alias="satuan")
    period: Words | None = Field(None, alias="periode")
    note: Words | None = Field(None, alias="catatan")


AnyItem = Annotated[Item, _words_as("teks", str | Item)]


class Section(Sourced):
    """One answer: answer first, details, next step. `numbered`: the items are steps in order."""

    lead: Words = Field(alias="jawaban")
    items: Annotated[list[AnyItem], Field(min_length=1)] = Field([], alias="butir")
    numbered: Literal["ya", "tidak"] | None = Field(None, alias="urut")
    closing: Words | None = Field(None, alias="lanjut")
    see_also: Annotated[list[EntryId], Field(max_length=3)] = Field([], alias="lihat")


AnySection = Annotated[Section, _words_as("jawaban", str | Section)]
