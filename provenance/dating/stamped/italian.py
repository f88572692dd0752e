"""Italian: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

ITALIAN = StampWords(
    months=(
        "gennaio genn gen",
        "febbraio febbr feb",
        "marzo mar",
        "aprile apr",
        "maggio magg mag",
        "giugno giu",
        "luglio lug",
        "agosto ago",
        "settembre sett",
        "ottobre ott",
        "novembre nov",
        "dicembre dic",
    ),
    weekdays=(
        "lunedì lunedi lun",
        "martedì martedi mar",
        "mercoledì mercoledi mer",
        "giovedì giovedi gio",
        "venerdì venerdi ven",
        "sabato sab",
        "domenica dom",
    ),
    leads="il del lì li",
    fillers="il alle ore del",
    bylines=("di", "autore:"),
    labels=(
        ("pubblicato", "header", 0.9),
        ("pubblicata", "header", 0.9),
        ("pubblicato il", "header", 0.9),
        ("data di pubblicazione", "header", 0.9),
        ("pubblicazione", "header", 0.9),
        ("comunicato stampa", "header", 0.85),
        ("data", "header", 0.8),
        ("aggiornato", "header", 0.6),
        ("ultimo aggiornamento", "header", 0.6),
        ("ultima modifica", "header", 0.6),
        ("modificato", "header", 0.6),
    ),
    bare_labels="data",
)
