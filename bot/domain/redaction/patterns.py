"""Personal data with a form of its own: e-mail addresses, dates of birth, number plates."""

import re
from collections.abc import Iterator

from bot.domain.redaction.spans import Span, View
from bot.domain.redaction.words import NOT_A_NAME, ORDINARY, PLACES

# Searched from the sign outwards, each way a bounded stretch: a search for the whole address would
# try every letter of a long text as its beginning.
_AT = re.compile(
    r" ?@ ?| ?[\[(]at[\])] ?| at (?=[a-z]{3,12} ?(?:\.|dot|titik))"
    r"|(?=(?:gmail|yahoo|ymail|hotmail|outlook|icloud|rocketmail)\.co)"
)
_LOCAL = re.compile(r"[a-z0-9][\w.+%-]{0,63}$")
_LOCAL_END = re.compile(r"[\w.+%-]")
_HINT = re.compile(r"@|at[\])]| at |gmail|yahoo|ymail|hotmail|outlook|icloud|rocketmail")
_UNDERLINED = re.compile(r"_[\w.]{0,60}")
_DOMAIN = re.compile(r"[a-z0-9-]{2,63}(?:(?: ?\. ?| dot | titik )[a-z0-9-]{2,30}){0,4}")
_SPACED_ENDING = re.compile(r"(?> ?\. ?| dot | titik )(?!(?:com?|net|org|go|ac|sch|id|web|my)\b)")
# "budi @gmail.com" has a gap and is an address still; "halo @budi" calls somebody.
_SURE_DOMAIN = re.compile(
    r"(?:gmail|yahoo|ymail|hotmail|outlook|icloud|rocketmail)\b"
    r"|[a-z0-9-]+(?:(?: ?\. ?| dot | titik )[a-z0-9-]+)*?(?: ?\. ?| dot | titik )"
    r"(?:com|net|org|(?:co|go|ac|or|sch|my|web|biz|desa) ?\. ?id)(?![\w-])"
)
_NETWORK = (
    r"(?<![a-z\d])(?:ig|insta|instagram|fb|facebook|tele|telegram|tg|tiktok|tik tok|twitter"
    r"|threads|medsos|sosmed)"
)
_NETWORK_END = re.compile(rf"{_NETWORK}$")
# After a network's name a handle is known by its sign or by how it is written (budi_88).
_HANDLE = re.compile(
    rf"(?P<network>{_NETWORK}(?: ?(?:ku|nya|ne|saya|sy|aku|kula|kulo|kami|dia|beliau))?"
    r"[ :=.]{0,3})"
    r"(?:@ ?(?P<told>[a-z\d_][\w.]{0,40})"
    r"|(?<=[ :=])(?P<written>(?!rp)[a-z][a-z.]{0,30}(?:_|\d\d)[\w.]{0,30}))"
    r"|(?<![\w.%+-])@(?P<called>(?!rp\.?\d)[a-z_][\w.]{2,40})"
)
_NOBODYS_HANDLE = ORDINARY | NOT_A_NAME | PLACES

_MONTH = (
    r"(?:jan(?:uari)?|[fp]eb(?:r?uari)?|mar(?:et)?|apr(?:il)?|mei|may|jun[iy]?|jul[iy]?"
    r"|agu?s?t?(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|oct|no[vp](?:ember)?|des(?:ember)?|dec)"
    r"(?![a-z])\.?"
)
# Begins with a digit and nothing else, so that long texts are skipped over quickly.
_DATE = re.compile(
    r"[0-9](?<!\d[0-9])(?<!\d[./-][0-9])(?:"
    rf"[0-9]?[-/. ]{{0,2}}(?P<month>{_MONTH})(?:[-/., ]{{0,2}}(?P<year>\d{{4}}|'?\d\d))?"
    r"|[0-9]? ?(?P<sep>[-/. ]) ?(?P<middle>\d{1,2}) ?(?P=sep) ?(?P<numeric>(?:19|20)\d\d|\d\d)"
    r"|(?P<iso>(?:(?<=1)9|(?<=2)0)\d\d)[-/.]\d\d?[-/.]\d\d?"
    r"|(?P<glued>(?<=[0-3])\d[01]\d(?:(?:19|20)\d\d|\d\d)))(?![\d]|[./-]\d)"
)
_BORN_BEFORE = re.compile(
    r"(?:\blahir|\bttl\b|\btgl ?lhr|\blhr\b|\blair|kelahiran|dilahirkan|\bultah|ulang tahun"
    r"|\bmiyos|wiyosan)"
    r"[^\d]{0,32}$"
)
_BORN_AFTER = re.compile(r"[^\d.;?!]{0,12}(?:\blahir|\bttl\b|kelahiran|\blair)")
_BORN_CLOSE = re.compile(r"(?:lahir|ttl|lhr|lair|kelahiran|ultah)[a-z]{0,3}[ .:,=]{0,3}$")
_DIGIT_BEFORE = re.compile(r"\d[^a-z\d]{0,2}$")
_DIGIT_AFTER = re.compile(r"[^a-z\d]{0,2}\d")
# Nobody asks when aid of such a year is paid, so the date is a birthday. '88 means 1988.
_OLD_YEARS = range(1930, 2013)

_SPELLED = re.compile(
    r"(?<!\w)(?:(?:nol|kosong|satu|siji|dua|loro|tiga|telu|empat|papat|lima|enam|nem|tujuh|pitu"
    r"|delapan|wolu|sembilan|sanga|songo|\d)(?!\w)[ ,.-]{0,3}){9,20}+"
)

_PLATE = re.compile(
    r"(?<![a-z\d])(?:(?P<region>a[abdeg]|[bdefghklmnprstwz]|b[abdeghklmnp]|d[abcdeghklmnprstw]"
    r"|e[abd]|k[bdhtu]|p[ab]))[ .-]?"
    r"(?P<number>[1-9]\d{0,3})[ .-]?(?P<suffix>[a-z]{1,3})(?![a-z\d])"
)
_PLATE_CUE = re.compile(
    r"nopol|\bplat|berplat|pelat|no\.? ?polisi|nomor polisi|kendaraan|motor|mobil"
)


def find_emails(view: View) -> Iterator[Span]:
    """Yield e-mail addresses, also "budi (at) gmail dot com" and "budi.gmail.com"."""
    if not _HINT.search(view.low):
        return
    for sign in _AT.finditer(view.low):
        domain = _DOMAIN.match(view.low, sign.end())
        if domain is None or not _LOCAL_END.match(view.low, sign.start() - 1):
            continue
        if "@" in sign[0] and _calls_somebody(view, sign):
            continue
        local = _LOCAL.search(view.low, max(0, sign.start() - 64), sign.start())
        if local:
            text = domain[0]
            odd = _SPACED_ENDING.search(text) if " " in text else None
            end = sign.end() + (odd.start() if odd else len(text))
            rest = _UNDERLINED.match(view.low, end)
            yield Span(local.start(), rest.end() if rest else end, "email")


def _calls_somebody(view: View, sign: re.Match[str]) -> bool:
    """Whether the word before the sign is no local part: "ig@budi", "halo @budi_santoso"."""
    if _NETWORK_END.search(view.before(sign.start(), 12)):
        return True
    if not sign[0].startswith(" "):
        return False
    return _SURE_DOMAIN.match(view.after(sign.end(), 80)) is None


def find_handles(view: View) -> Iterator[Span]:
    """Yield names on social networks: "@budi_santoso", and "ig budi_88" without the sign."""
    for handle in _HANDLE.finditer(view.low):
        how = handle.lastgroup or ""
        name = handle[how].rstrip(".")
        if name not in _NOBODYS_HANDLE:
            start = handle.start() if how == "called" else handle.end("network")
            yield Span(start, handle.start(how) + len(name), "name")


def find_birthdates(view: View) -> Iterator[Span]:
    """Yield dates with a word of birth beside them, and dates too old to be anything else."""
    for date in _DATE.finditer(view.low):
        if _is_birthdate(view, date):
            yield Span(date.start(), date.end(), "birthdate")


def _is_birthdate(view: View, date: re.Match[str]) -> bool:
    if date["sep"] and not _could_be_a_day(view, date):
        return False
    if date["glued"] or (date["month"] and not date["year"]):
        return _BORN_CLOSE.search(view.before(date.start(), 16)) is not None
    year = int((date["year"] or date["numeric"] or date[0][:4]).strip("'"))
    if (year if year > 99 else year + 1900) in _OLD_YEARS:
        return True
    before = view.before(date.start(), 48)
    return bool(_BORN_BEFORE.search(before) or _BORN_AFTER.match(view.after(date.end(), 32)))


def _could_be_a_day(view: View, date: re.Match[str]) -> bool:
    """Three numbers with a day and a month among them, and not a piece of a longer number."""
    first, middle = int(date[0][:2].strip("-/. ")), int(date["middle"])
    spaced = date["sep"] == " "
    piece = spaced and (
        _DIGIT_BEFORE.search(view.before(date.start(), 3))
        or _DIGIT_AFTER.match(view.after(date.end(), 3))
    )
    return (
        first > 0
        and middle > 0
        and min(first, middle) <= 12
        and max(first, middle) <= 31
        and not piece
    )


def find_spelled_numbers(view: View) -> Iterator[Span]:
    """Yield telephone numbers in words: "kosong delapan satu dua …"."""
    for found in _SPELLED.finditer(view.low):
        text = found[0].rstrip(" ,.-")
        if any(map(str.isalpha, text)):
            yield Span(found.start(), found.start() + len(text), "phone")


def find_plates(view: View) -> Iterator[Span]:
    """Yield vehicle plates: with a word for it nearby, or written in capitals in full length."""
    for plate in _PLATE.finditer(view.low):
        written = view.folded[plate.start() : plate.end()]
        full = len(plate["region"]) > 1 and len(plate["number"]) > 2 and len(plate["suffix"]) > 1
        if (full and written.isupper()) or _PLATE_CUE.search(view.before(plate.start(), 32)):
            yield Span(plate.start(), plate.end(), "plate")
