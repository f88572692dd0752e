"""Chinese: the words of dates, and of the lines that state one. Data, no rules."""

from __future__ import annotations

from provenance.dating.abroad import StampWords

CHINESE = StampWords(
    weekdays=(
        "星期一 周一 週一",
        "星期二 周二 週二",
        "星期三 周三 週三",
        "星期四 周四 週四",
        "星期五 周五 週五",
        "星期六 周六 週六",
        "星期日 星期天 周日 週日",
    ),
    fillers="分",
    labels=(
        ("发布时间", "header", 0.9),
        ("發布時間", "header", 0.9),
        ("发布日期", "header", 0.9),
        ("發布日期", "header", 0.9),
        ("发布于", "header", 0.9),
        ("發布於", "header", 0.9),
        ("发表于", "header", 0.9),
        ("發表於", "header", 0.9),
        ("发表时间", "header", 0.9),
        ("發表時間", "header", 0.9),
        ("发布", "header", 0.9),
        ("發布", "header", 0.9),
        ("新闻稿", "header", 0.85),
        ("新聞稿", "header", 0.85),
        ("日期", "header", 0.8),
        ("时间", "header", 0.8),
        ("時間", "header", 0.8),
        ("更新时间", "header", 0.6),
        ("更新時間", "header", 0.6),
        ("更新日期", "header", 0.6),
        ("更新于", "header", 0.6),
        ("更新於", "header", 0.6),
        ("最后更新", "header", 0.6),
        ("最後更新", "header", 0.6),
    ),
    bare_labels="日期 时间 時間",
)
