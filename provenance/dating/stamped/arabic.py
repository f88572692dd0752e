"""Arabic: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

ARABIC = StampWords(
    months=(
        "يناير جانفي",
        "فبراير فيفري",
        "مارس آذار",
        "أبريل ابريل إبريل أفريل نيسان",
        "مايو أيار ماي",
        "يونيو حزيران جوان",
        "يوليو تموز جويلية يوليوز",
        "أغسطس اغسطس آب أوت غشت",
        "سبتمبر أيلول شتنبر",
        "أكتوبر اكتوبر",
        "نوفمبر نونبر",
        "ديسمبر دجنبر",
    ),
    weekdays=("الاثنين الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    leads="في يوم",
    closings="م",
    fillers="في يوم الساعة بتاريخ م",
    labels=(
        ("نشر", "header", 0.9),
        ("نُشر", "header", 0.9),
        ("نشر في", "header", 0.9),
        ("نُشر في", "header", 0.9),
        ("تاريخ النشر", "header", 0.9),
        ("تم النشر", "header", 0.9),
        ("بيان صحفي", "header", 0.85),
        ("التاريخ", "header", 0.8),
        ("آخر تحديث", "header", 0.6),
        ("تحديث", "header", 0.6),
        ("تم التحديث", "header", 0.6),
    ),
    bare_labels="التاريخ",
)
