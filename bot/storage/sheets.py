"""The address of a sheet to print: the answers themselves, sealed. Nothing is stored for it."""

import zlib
from dataclasses import replace
from datetime import datetime

from cryptography.fernet import InvalidToken

from bot.domain.conversation import SHEET_ADDRESS, Turn
from bot.domain.eligibility.interview import Interview
from bot.domain.sheet import SHEET_PATH, NoSheet
from bot.storage.compact import interview_from_text, interview_to_text
from bot.storage.secrets import SecretBox

# A week: time to go to the kelurahan and to print there. Not more, for whoever holds the address
# reads the answers.
VALID_SECONDS = 7 * 24 * 60 * 60
_RAW = -15  # zlib's largest window without its header and checksum: the seal has one


def addressed(box: SecretBox, turn: Turn, public_url: str, now: datetime) -> Turn:
    """The turn with the sheet's address in its reply. Nothing else holds it, nor does a log."""
    if turn.sheet is None:
        return turn
    address = f"{public_url}{SHEET_PATH}{sealed(box, turn.sheet, now)}"
    text = turn.reply.text.replace(SHEET_ADDRESS, address)
    return replace(turn, reply=replace(turn.reply, text=text))


def sealed(box: SecretBox, interview: Interview, now: datetime) -> str:
    """The token of an interview: its answers alone, nobody's name, and the time. For addresses."""
    packed = zlib.compress(interview_to_text(interview).encode(), 9, _RAW)
    token = box.sheets.encrypt_at_time(packed, int(now.timestamp()))
    return token.decode().rstrip("=")


def unsealed(box: SecretBox, token: str, now: datetime) -> Interview | NoSheet:
    """The interview again, or why the token is good for none."""
    whole = (token + "=" * (-len(token) % 4)).encode()
    try:
        made_at = box.sheets.extract_timestamp(whole)  # checks the seal, but not the time
        if now.timestamp() - made_at > VALID_SECONDS:
            return NoSheet.EXPIRED
        packed = box.sheets.decrypt_at_time(whole, VALID_SECONDS, int(now.timestamp()))
        return interview_from_text(zlib.decompress(packed, _RAW).decode())
    except (InvalidToken, ValueError, zlib.error):
        # ValueError: sealed by another version of the program.
        return NoSheet.UNREADABLE
