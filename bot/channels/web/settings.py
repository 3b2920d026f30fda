"""What the operator decides about the web channel, and the sentences the page needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`https`: people reach the page over https, so the cookie may travel on nothing else.

    `rest_token` empty: the REST door asks for no token. `messages_per_minute` 0: no limit.
    `trusted_proxy`: all requests come through a proxy of ours, whose X-Forwarded-* are believed.
    """

    https: bool = False
    rest_token: str = ""
    messages_per_minute: int = 30
    trusted_proxy: bool = False


# Every sentence of the page, by its key in knowledge/pesan.yaml. `web_gangguan` fills in {kode}.
TEXT_KEYS = (
    "web_judul",
    "web_subjudul",
    "web_lompat",
    "web_percakapan",
    "web_dari_anda",
    "web_dari_kami",
    "web_pilihan",
    "web_label_pesan",
    "web_contoh_pesan",
    "web_kirim",
    "web_catatan",
    "web_disamarkan",
    "web_pesan_kosong",
    "web_maaf",
    "web_pesan_anda",
    "web_kirim_lagi",
    "web_kembali",
    "web_terlalu_cepat",
    "web_terlalu_panjang",
    "web_tidak_ada",
    "web_tidak_terbaca",
    "web_ditolak",
    "web_gangguan",
)


class MissingTextError(Exception):
    """The page cannot be shown, because pesan.yaml lacks these sentences."""

    def __init__(self, keys: Sequence[str]) -> None:
        """`keys` are those of pesan.yaml."""
        super().__init__(", ".join(keys))


def require_texts(texts: Mapping[str, str]) -> None:
    """Fail at the start, naming every missing sentence, instead of at the first visitor."""
    missing = [key for key in TEXT_KEYS if key not in texts]
    if missing:
        raise MissingTextError(missing)
