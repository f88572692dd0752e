"""How we decide, for a reader who has never seen the tool: terms and what they mean, as HTML of ours."""

from __future__ import annotations

from typing import Final

METHOD: Final = (
    (
        "kinds",
        "What a passage is",
        (
            (
                "Copied",
                (
                    "the same words once upper and lower case, quotation marks, dashes, spaces and punctuation are "
                    "set aside."
                ),
            ),
            (
                "Edited copy",
                (
                    "nearly so: fewer than one word in ten differs. A figure that was filled in anew counts as the "
                    "figure that stood there, and in a scan a misread word as the word that it was."
                ),
            ),
            (
                "Paraphrase",
                (
                    "recognisably the same statement, reworded beyond that. More than names, titles, dates and stock "
                    "phrases must be shared; an event told by two hands is not reuse."
                ),
            ),
            (
                "Boilerplate",
                "furniture such as navigation, forum controls, standing footers and front matter. It is set aside.",
            ),
            (
                "Original",
                (
                    "no earlier match in this collection. It does not mean that the words are nowhere else in the "
                    "world. In the text that probably had a shared passage first, that passage counts as original."
                ),
            ),
            ("Quoted and credited", "copied words inside quotation marks whose source is named."),
        ),
    ),
    (
        "time",
        "When a text was written",
        (
            (
                "Bounds",
                (
                    "A text that tells of a dated event as past was not written before that day; one that announces "
                    "it was not written after. Only dates whose tense is clear set a bound; weaker hints shape only "
                    "what is likely."
                ),
            ),
            (
                "Stated dates",
                (
                    "Dates in front matter, headers, bylines or file names are taken as stated. If the text "
                    "contradicts them, the conflict is shown. The time stamp of a file never counts."
                ),
            ),
            (
                "Missing years",
                "A weekday with day and month fits few years; other texts of the family decide between them.",
            ),
        ),
    ),
    (
        "order",
        "Who came first",
        (
            (
                "Evidence",
                (
                    "Every cue adds to or takes from one sum, for one text or for the other, and each is quoted. A "
                    "cue is called strong if it alone multiplies the odds by 20 or more, moderate from 4, slight "
                    "below."
                ),
            ),
            (
                "Pairs and families",
                (
                    "Two texts are weighed by what tells of those two. Which of a family was first, and who has words "
                    "from whom, is weighed over all its texts at once: what each shares with the others counts, too. "
                    "So a first text can be surer than its order with one of the others."
                ),
            ),
            (
                "A missing text",
                (
                    "If neither of two texts can have all its shared words from the other, a third text that is not "
                    "in this collection is inferred. Only one marked “must have existed” is taken as the origin of "
                    "passages."
                ),
            ),
            (
                "A chance of being wrong",
                (
                    "First means first among the documents read here. A document that was not read may be older than "
                    "all of them."
                ),
            ),
        ),
    ),
    (
        "words",
        "How sure that is",
        (
            ("Almost certainly", "a probability of at least 95 %."),
            ("Probably", "at least 85 %."),
            ("Leaning", "at least 70 %: the evidence leans this way and no more."),
            ("Undetermined", "below 70 % for either order. The report then names no source."),
            ("Percentages", "are whole numbers, rounded down. The probabilities are estimates of the tool."),
        ),
    ),
    (
        "limits",
        "What it cannot do",
        (
            (
                "Language",
                (
                    "Dates and tenses are read in English. Credit, page furniture and corrections are heard in "
                    "English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and Russian; of a text in "
                    "another language nothing is said of whom it credits. Shared wording is found in any language."
                ),
            ),
            ("Short passages", "Stretches of fewer words than the shortest reported match are not looked for."),
            ("Meaning", "A text told entirely in other words, without a shared turn of phrase, is not found."),
        ),
    ),
)
