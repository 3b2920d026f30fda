"""The words that announce personal data: what kind of number follows, and that a person does."""

import re


def any_of(words: str) -> str:
    """A pattern for one of the words; `_` is a gap that may be left out (pak_de)."""
    return "(?:" + "|".join(word.replace("_", " ?") for word in words.split()) + ")"


_OF_MINE = "(?:nya|ku|ne|e|nipun)?"
NUMBER_KIND = re.compile(
    rf"(?P<kk>(?:no)?k\.?k\.?{_OF_MINE}$|nkk|kartukeluarga)"
    rf"|(?P<nik>(?:no)?n\.?i\.?k\.?{_OF_MINE}$|(?:no|e)?ktp|induk|identitas|kependudukan)"
    rf"|(?P<account>(?:no\.?)?rek(?:ening)?{_OF_MINE}\.?$|(?:va|kis)$|"
    + any_of(
        "bank bri bni btn bca bsi bpd mandiri kks atm kartu debit tabungan simpel simpanan virtual"
        " giro sejahtera bpjs jkn norek"
    )
    + rf")|(?P<phone>(?:no\.?)?(?:hp|wa){_OF_MINE}$|nom[oe]r(?:ku|e|nya)$|"
    + any_of(
        "handphone whatsapp wasap te?lp telp telf telep ponsel nope kontak (?:meng)?hubungi sms"
        " call seluler"
    )
    + ")"
)
NUMBER_WORD = re.compile(r"[a-z]+(?:\.[a-z]+)?\.?")
BANK = re.compile(r"rek|\b(?:bank|bri|bni|btn|bca|bsi|bpd|atm|kks)|mandiri")

# These stand right before a number that is too short to be told by its length.
PHONE_BEFORE = re.compile(
    r"(?:te?lp|telp|telf|telep|\bhp|\bwa\b|ponsel|kontak)[a-z]{0,5}\.?"
    r"(?: rumah| saya| ibu| bapak| kantor| ku| no| nomor| nomer)?[ .:=(]{0,3}$"
)
ACCOUNT_BEFORE = re.compile(r"(?:no\.?rek|\brek\b|rekening|tabungan|simpel)[a-z]{0,3}[ .:=]{0,3}$")
SECRET_BEFORE = re.compile(
    r"\b(?:pin|otp|cvv|sandi|password|kode rahasia|kode verifikasi)(?:nya|ku|ne|e)?"
    r"(?: atm| kks| kartu| saya| ku| ibu| bapak| mbah| kartunya| atmnya| adalah| itu)*[ .:=]{0,3}$"
)

_KIN = any_of(
    "mbah_putri mbah_kakung eyang_putri eyang_kakung bapak"
    " bapake ibu ibuk ibue simbok simbah mbah mbahe eyang nenek kakek suami istri isteri bojo"
    " bojone anak anake adik adek kakak mbakyu kakang ponakan keponakan sepupu mertua menantu"
    " mantu cucu putu tetangga tangga tonggo teman konco paman bibi bulik paklik pakde bude budhe"
    " om tante warga pasien almarhum almarhumah alm janda duda lansia tukang bayi"
    " saudara sodara ayah ayahe mama mamah mamak emak papa papah ortu orang_tua bpk"
)
# Kin that are first names as well: "nama putri saya", but "nama saya Putri".
_KIN_OR_NAME = any_of("putra putri adi")
_MINE = (
    "(?:(?: ?"
    + any_of(
        "ku mu nya ny ne né e é ipun nipun saya sya syaa saia sy aku ak aq q gue gua gw ane kami"
        " kmi kula kulo kl[ao] kita dia beliau"
    )
    + "| "
    + any_of(
        "lengkap asli panggilan depan sesuai_ktp di_ktp di_kk pemilik penerima pemohon pelapor"
        " lansia tiri kandung angkat sulung bungsu pertama kedua sebelah almarhum almarhumah"
        " adalah yaitu"
        " yakni itu iku ialah"
    )
    + r")\b)"
)
_WHOSE = rf"(?:{_MINE}| {_KIN}(?:{_MINE}|\b)| {_KIN_OR_NAME}{_MINE})"
_TITLE = any_of(
    "mbah_putri mbah_kakung eyang_putri eyang_kakung"
    " pak bu bapak ibu ibuk mbah mbak mba mas pak_de pak_dhe bude bu_dhe pak_lik bu_lik om tante"
    " kang kangmas yu lik lek mbok simbok simbah eyang nyai kyai kiai ust ustad ustadz ustadzah hj"
    " haji hajah kak dik dek jeng wak uwak den bang abah umi dokter dr bidan"
)
_ROLE = any_of(
    "ketua rt rw lurah camat kades kadus kader guru pendamping polisi koordinator agen kepala"
    " mantan"
)
_NAME = any_of(
    "nama nma nm naama namma nami jeneng jnng jneng jenenge jenengane asma asmo wasta wasto aran"
)
_SURE = any_of(
    r"ata?s_(?:na?ma|nm) a\._n\b a_/_n\b an\. bernama brnama bpk sdr sdri saudari ny nyonya tn"
    " tuan almarhum almarhumah alm"
)
_WEAK = any_of(
    "saya sya saia sy aku ak aq q gue gua gw kula kulo dalem ini iki niki dengan punya milik"
    " punyane gadhahane kagunganipun"
    " kagungan dari oleh untuk buat kepada salam"
)
# From "nama saya …", which a name must follow, to "dari …", which hardly says anything.
PERSON = re.compile(
    r"(?<![\w\[])(?=[a-z])(?:"
    rf"(?P<sure>{_SURE}{_WHOSE}*+|{_NAME}{_WHOSE}++)"
    rf"|(?P<person>{_TITLE}|an|{_NAME}|perkenalkan|kenalkan|kenalin"
    r"|(?:di)?panggil(?:an)?(?: (?:saja|aja|wae|mawon|aku))?)"
    rf"|(?P<weak>(?:{_KIN}|{_KIN_OR_NAME}){_MINE}{{0,2}}|{_WEAK})"
    r")(?=[ .:,=(\"'-])"
)
TITLE_OR_ROLE = re.compile(rf"(?:{_TITLE}|{_ROLE})(?=[ .,])")
