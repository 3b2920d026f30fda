"""What waiting for an answer costs the asker, read from their words."""

import re
from collections.abc import Iterable, Sequence

from bot.domain.desk import Harm
from bot.domain.matching.words import stem
from bot.domain.understanding import Candidate

# A candidate at least this likely (0-100) speaks for itself.
_LIKELY = 50.0
_WORD = re.compile(r"[a-z]+")
_STRETCHED = re.compile(r"(.)\1{2,}")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Roots and forms as people write them: Indonesian, Javanese, slang. A word counts that is written
# so, or whose stem is; where only one form tells ("ditarik" does, "tarik" does not), only that.
_THREATS = _words(
    "ancam ngancam ancem ngancem gertak intimidasi teror neror paksa maksa peksa meksa peras"
    " pemerasan bunuh mateni pateni pukul gebuk antem hajar aniaya siksa keroyok lecehkan"
    " pelecehan dilecehkan cabul dicabuli perkosa diperkosa kekerasan kdrt diusir ngusir"
    " pegat dikurung sandera"
)
_ILLNESSES = _words(
    "sakit gerah lara gering mriyang opname opnam dirawat inap operasi stroke kanker tumor jantung"
    " ginjal hemodialisa hemodialisis darah tbc lumpuh kejang kritis koma sekarat pingsan"
    " pendarahan igd ugd icu obat tamba tombo melahirkan lahiran bersalin babaran kontraksi"
    " stunting diabetes kecelakaan infus kemoterapi kemo talasemia thalasemia epilepsi tipes dbd"
)
_CUT = _words(
    "potong motong sunat nyunat pungli pungutan dipungut ditarik dimintai diminta setoran upeti"
    " pelicin tilep nilep gelap digelapkan korupsi rampas raib lenyap bobol amblas ditahan nahan"
    " disita dicabut dicoret dihapus dihentikan diberhentikan dibekukan diblokir keblokir"
    " nonaktif dinonaktifkan macet mandek nyangkut ketahan tertahan diambil dijupuk"
)
# Two words near each other that say what neither says alone: money did not come, or is gone.
_NOT = _words(
    "belum blm durung dereng tidak tdk gak ga ngga nggak enggak ora ra mboten tak kagak urung"
)
_COMES = _words(
    "cair turun keluar masuk metu mlebu medal mudhun mudun ditransfer disalurkan dibayarkan"
)
_GOT = _words("terima nerima nampa nampi dapat dapet entuk oleh angsal")
_MONEY = _words("uang duit dhuwit dana saldo rekening")
_GONE = _words("kosong nol suwung hilang ilang kurang entek habis nihil zonk")
_NEAR = 3  # words between the two
# "Sakit hati" is anger.
_FIGURATIVE = re.compile(r"\b(?:sakit|lara|loro)\s+(?:hati|ati)(?:nya|ku|ne)?\b")

_MONEY_INTENTS = ("pengaduan/potongan", "pengaduan/kartu_ditahan", "pengaduan/penipuan")
_MONEY_ASPECTS = ("belum_cair", "dicabut")
_DANGER = "darurat/"
_ILL = "darurat/medis"


def harm_of(text: str, candidates: Iterable[Candidate]) -> Harm:
    """The worst that is told, or that the likeliest candidate is about."""
    plain = _FIGURATIVE.sub(" ", _STRETCHED.sub(r"\1", text.lower()))
    words = _WORD.findall(plain)
    told = max(map(_harm_of_word, words), default=Harm.ORDINARY)
    if told < Harm.MONEY and _withheld(words):
        told = Harm.MONEY
    return max([told, *map(_harm_of_candidate, candidates)])


def _harm_of_word(word: str) -> Harm:
    if _is_of(word, _THREATS):
        return Harm.THREAT
    if _is_of(word, _ILLNESSES):
        return Harm.ILLNESS
    return Harm.MONEY if _is_of(word, _CUT) else Harm.ORDINARY


def _is_of(word: str, roots: frozenset[str]) -> bool:
    return word in roots or stem(word) in roots


def _withheld(words: Sequence[str]) -> bool:
    if _follows(words, _NOT, _COMES) or _follows(words, _MONEY, _GONE):
        return True
    return any(_is_of(word, _MONEY) for word in words) and _follows(words, _NOT, _GOT)


def _follows(words: Sequence[str], first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether a word of `second` stands within a few words behind one of `first`."""
    for at, word in enumerate(words):
        if _is_of(word, first):
            near = words[at + 1 : at + 2 + _NEAR]
            if any(_is_of(other, second) for other in near):
                return True
    return False


def _harm_of_candidate(candidate: Candidate) -> Harm:
    if candidate.score < _LIKELY:
        return Harm.ORDINARY
    if candidate.intent.startswith(_DANGER):
        return Harm.ILLNESS if candidate.intent == _ILL else Harm.THREAT
    aspect = candidate.intent.partition("/")[2]
    if candidate.intent in _MONEY_INTENTS or aspect in _MONEY_ASPECTS:
        return Harm.MONEY
    return Harm.ORDINARY
