"""Spanish: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

SPANISH = StampWords(
    months=(
        "enero ene",
        "febrero feb",
        "marzo mar",
        "abril abr",
        "mayo",
        "junio jun",
        "julio jul",
        "agosto ago",
        "septiembre setiembre sept",
        "octubre oct",
        "noviembre nov",
        "diciembre dic",
    ),
    weekdays=(
        "lunes lun",
        "martes mar",
        "miércoles miercoles mié",
        "jueves jue",
        "viernes vie",
        "sábado sabado sáb",
        "domingo dom",
    ),
    leads="el del a",
    links="de del",
    fillers="el a las la h horas",
    bylines=("por", "autor:", "autora:"),
    labels=(
        ("publicado", "header", 0.9),
        ("publicada", "header", 0.9),
        ("fecha de publicación", "header", 0.9),
        ("publicación", "header", 0.9),
        ("comunicado de prensa", "header", 0.85),
        ("nota de prensa", "header", 0.85),
        ("fecha", "header", 0.8),
        ("actualizado", "header", 0.6),
        ("actualizada", "header", 0.6),
        ("última actualización", "header", 0.6),
        ("última modificación", "header", 0.6),
        ("modificado", "header", 0.6),
    ),
    bare_labels="fecha",
)
