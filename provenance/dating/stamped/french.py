"""French: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

FRENCH = StampWords(
    months=(
        "janvier janv",
        "février fevrier févr",
        "mars",
        "avril avr",
        "mai",
        "juin",
        "juillet juil",
        "août aout",
        "septembre sept",
        "octobre oct",
        "novembre nov",
        "décembre decembre déc",
    ),
    weekdays=(
        "lundi lun",
        "mardi mar",
        "mercredi mer",
        "jeudi jeu",
        "vendredi ven",
        "samedi sam",
        "dimanche dim",
    ),
    leads="le du",
    fillers="le à du h heures",
    bylines=("par", "auteur :", "auteur:"),
    labels=(
        ("publié", "header", 0.9),
        ("publiée", "header", 0.9),
        ("date de publication", "header", 0.9),
        ("première publication", "header", 0.9),
        ("mis en ligne", "header", 0.9),
        ("paru", "header", 0.9),
        ("parution", "header", 0.9),
        ("communiqué de presse", "header", 0.85),
        ("communiqué", "header", 0.85),
        ("mis à jour", "header", 0.6),
        ("mise à jour", "header", 0.6),
        ("dernière mise à jour", "header", 0.6),
        ("modifié", "header", 0.6),
        ("actualisé", "header", 0.6),
        ("embargo jusqu’au", "header", 0.5),
        ("embargo jusqu'au", "header", 0.5),
    ),
)
