"""German: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

GERMAN = StampWords(
    months=(
        "januar jänner jan",
        "februar feb",
        "märz maerz mär mrz",
        "april apr",
        "mai",
        "juni jun",
        "juli jul",
        "august aug",
        "september sept sep",
        "oktober okt",
        "november nov",
        "dezember dez",
    ),
    weekdays=(
        "montag mo",
        "dienstag di",
        "mittwoch mi",
        "donnerstag do",
        "freitag fr",
        "samstag sonnabend sa",
        "sonntag so",
    ),
    leads="der den am vom",
    fillers="am um den vom uhr mez mesz",
    bylines=("von", "autor:", "autorin:", "text:"),
    labels=(
        ("veröffentlicht", "header", 0.9),
        ("veröffentlichung", "header", 0.9),
        ("veröffentlichungsdatum", "header", 0.9),
        ("erstveröffentlichung", "header", 0.9),
        ("erschienen", "header", 0.9),
        ("publiziert", "header", 0.9),
        ("erstmals veröffentlicht", "header", 0.9),
        ("pressemitteilung", "header", 0.85),
        ("medienmitteilung", "header", 0.85),
        ("presseinformation", "header", 0.85),
        ("erstellt", "header", 0.85),
        ("eingereicht", "header", 0.8),
        ("datum", "header", 0.8),
        ("stand", "header", 0.6),
        ("aktualisiert", "header", 0.6),
        ("zuletzt aktualisiert", "header", 0.6),
        ("letzte aktualisierung", "header", 0.6),
        ("letzte änderung", "header", 0.6),
        ("geändert", "header", 0.6),
        ("zuletzt geändert", "header", 0.6),
        ("sperrfrist", "header", 0.5),
        ("gesperrt bis", "header", 0.5),
    ),
    bare_labels="datum stand",
)
