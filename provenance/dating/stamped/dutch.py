"""Dutch: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

DUTCH = StampWords(
    months=(
        "januari jan",
        "februari feb",
        "maart mrt",
        "april apr",
        "mei",
        "juni jun",
        "juli jul",
        "augustus aug",
        "september sept sep",
        "oktober okt",
        "november nov",
        "december dec",
    ),
    weekdays=(
        "maandag ma",
        "dinsdag di",
        "woensdag wo",
        "donderdag do",
        "vrijdag vr",
        "zaterdag za",
        "zondag zo",
    ),
    leads="op de",
    fillers="op om uur",
    bylines=("door", "auteur:"),
    labels=(
        ("gepubliceerd", "header", 0.9),
        ("publicatiedatum", "header", 0.9),
        ("datum van publicatie", "header", 0.9),
        ("geplaatst", "header", 0.9),
        ("verschenen", "header", 0.9),
        ("persbericht", "header", 0.85),
        ("datum", "header", 0.8),
        ("bijgewerkt", "header", 0.6),
        ("laatst bijgewerkt", "header", 0.6),
        ("laatste update", "header", 0.6),
        ("laatst gewijzigd", "header", 0.6),
        ("gewijzigd", "header", 0.6),
        ("laatste wijziging", "header", 0.6),
    ),
    bare_labels="datum",
)
