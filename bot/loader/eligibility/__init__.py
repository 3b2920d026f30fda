"""The interview and the rules: fakta.yaml, `aturan` of the programmes, households of periksa/."""

from bot.loader.eligibility.building import built_eligibility
from bot.loader.eligibility.checking import check_eligibility

__all__ = ["built_eligibility", "check_eligibility"]
