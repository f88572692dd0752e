"""Portuguese: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

PORTUGUESE = StampWords(
    months=(
        "janeiro jan",
        "fevereiro fev",
        "março marco mar",
        "abril abr",
        "maio",
        "junho jun",
        "julho jul",
        "agosto ago",
        "setembro",
        "outubro",
        "novembro nov",
        "dezembro dez",
    ),
    weekdays=(
        "segunda-feira segunda seg",
        "terça-feira terça",
        "quarta-feira quarta",
        "quinta-feira quinta",
        "sexta-feira sexta",
        "sábado sab",
        "domingo dom",
    ),
    leads="em a",
    links="de",
    fillers="em às as h horas",
    bylines=("por", "autor:", "autora:"),
    labels=(
        ("publicado", "header", 0.9),
        ("publicada", "header", 0.9),
        ("data de publicação", "header", 0.9),
        ("data da publicação", "header", 0.9),
        ("publicação", "header", 0.9),
        ("comunicado de imprensa", "header", 0.85),
        ("nota à imprensa", "header", 0.85),
        ("data", "header", 0.8),
        ("atualizado", "header", 0.6),
        ("atualizada", "header", 0.6),
        ("última atualização", "header", 0.6),
        ("atualização", "header", 0.6),
        ("modificado", "header", 0.6),
    ),
    bare_labels="data",
)
