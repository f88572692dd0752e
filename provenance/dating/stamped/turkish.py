"""Turkish: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

TURKISH = StampWords(
    months=(
        "ocak",
        "şubat",
        "mart",
        "nisan",
        "mayıs",
        "haziran",
        "temmuz",
        "ağustos",
        "eylül",
        "ekim",
        "kasım",
        "aralık",
    ),
    weekdays=("pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"),
    fillers="saat günü",
    bylines=("yazan:", "haber:", "muhabir:"),
    labels=(
        ("yayınlanma", "header", 0.9),
        ("yayınlanma tarihi", "header", 0.9),
        ("yayımlanma", "header", 0.9),
        ("yayın tarihi", "header", 0.9),
        ("yayınlandı", "header", 0.9),
        ("giriş tarihi", "header", 0.9),
        ("oluşturulma tarihi", "header", 0.9),
        ("eklenme tarihi", "header", 0.9),
        ("basın bülteni", "header", 0.85),
        ("basın açıklaması", "header", 0.85),
        ("tarih", "header", 0.8),
        ("güncelleme", "header", 0.6),
        ("güncellenme", "header", 0.6),
        ("güncellenme tarihi", "header", 0.6),
        ("son güncelleme", "header", 0.6),
    ),
    bare_labels="tarih",
)
