"""Japanese: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

JAPANESE = StampWords(
    weekdays=(
        "月曜日 月",
        "火曜日 火",
        "水曜日 水",
        "木曜日 木",
        "金曜日 金",
        "土曜日 土",
        "日曜日 日",
    ),
    fillers="分 更新 公開 掲載 配信 発表 投稿",
    labels=(
        ("公開日", "header", 0.9),
        ("公開", "header", 0.9),
        ("掲載日", "header", 0.9),
        ("掲載", "header", 0.9),
        ("発行日", "header", 0.9),
        ("投稿日", "header", 0.9),
        ("公開日時", "header", 0.9),
        ("配信日", "header", 0.9),
        ("発表日", "header", 0.9),
        ("初版", "header", 0.9),
        ("プレスリリース", "header", 0.85),
        ("報道発表", "header", 0.85),
        ("日付", "header", 0.8),
        ("更新日", "header", 0.6),
        ("更新", "header", 0.6),
        ("最終更新", "header", 0.6),
        ("最終更新日", "header", 0.6),
        ("更新日時", "header", 0.6),
    ),
    bare_labels="日付",
)
