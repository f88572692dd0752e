"""Polish: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

POLISH = StampWords(
    months=(
        "stycznia styczeń",
        "lutego luty",
        "marca marzec",
        "kwietnia kwiecień",
        "maja maj",
        "czerwca czerwiec",
        "lipca lipiec",
        "sierpnia sierpień",
        "września wrzesień",
        "października październik",
        "listopada listopad",
        "grudnia grudzień",
    ),
    weekdays=(
        "poniedziałek pon",
        "wtorek",
        "środa śr",
        "czwartek czw",
        "piątek pt",
        "sobota sob",
        "niedziela niedz",
    ),
    leads="dnia dn.",
    closings="r. r roku",
    fillers="dnia dn o godz godzina w r",
    bylines=("autor:", "tekst:", "przez"),
    labels=(
        ("opublikowano", "header", 0.9),
        ("opublikowany", "header", 0.9),
        ("opublikowane", "header", 0.9),
        ("data publikacji", "header", 0.9),
        ("publikacja", "header", 0.9),
        ("data opublikowania", "header", 0.9),
        ("komunikat prasowy", "header", 0.85),
        ("informacja prasowa", "header", 0.85),
        ("data", "header", 0.8),
        ("dodano", "header", 0.8),
        ("aktualizacja", "header", 0.6),
        ("zaktualizowano", "header", 0.6),
        ("ostatnia aktualizacja", "header", 0.6),
        ("data aktualizacji", "header", 0.6),
        ("zmodyfikowano", "header", 0.6),
    ),
    bare_labels="data",
)
