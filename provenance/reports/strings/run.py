"""The page: notes of the run, and its foot."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

RUN: Final = MappingProxyType(
    {
        # run notes
        "unread_title": "Files that could not be read",
        "unread_none": "Every file that was tried could be read.",
        "column_file": "File",
        "column_reason": "Reason",
        "column_todo": "What to do",
        "doubtful_title": "Files read with doubts",
        "steps_title": "What each step let through",
        "steps_about": "If something you expected is missing, this shows where it was lost.",
        "limits_title": "What a limit left out",
        "limits_none": "No limit was reached.",
        "settings_title": "Settings that differ from the defaults",
        "settings_none": "None.",
        "column_setting": "Setting",
        "column_value": "Value",
        "column_default": "Default",
        "skipped": (
            "{files} in the folder {verb} passed over: no reader takes {pronoun}, or the settings leave {pronoun} out. "
            "The command names {pronoun} with <code>--verbose</code>."
        ),
        "boilerplate_title": "Boilerplate found in several documents",
        "boilerplate_in": "in {documents}",
        # the foot
        "made_by": (
            "Made by provenance {version}. This page is one file, holds everything it shows, and asks the network for"
            " nothing."
        ),
        "made_by_folder": "Made by provenance {version}. These pages ask the network for nothing.",
    }
)
