"""Boxes on a page that are not its text, by what sites call them: sharing, related stories, letters, menus, notices.

Names are those of classes and ids. A box that holds the headline, or the article, is no such box whatever it is called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TAGS = frozenset("button form label".split())
"""What is there to be used, not to be read."""
_CALLED = """
    share sharing sharebar sharedaddy social addthis addtoany newsletters? sign-?up subscribe subscriptions?
    paywall regwall related relatedposts recommended recommendations? recirc recirculation outbrain taboola
    promos? promotion more-(?:stories|news|articles) read-(?:more|next) (?:up|next)-(?:up|next) next-up
    (?:most|top)-?(?:read|popular|stories|viewed) trending recent-posts (?:related|suggested)-topics ads?
    adverts? advertisements? advertising sponsored breadcrumbs? pagination pager paging nav navbar navigation
    sidebar widget-area (?:site|page|global|main)-footer
    (?:main|top|header|nav|site|footer|mobile|primary|secondary|user|side|drop-?down)-menu menu-item colophon
    copyright site-header masthead topbar toolbar ticker cookies? cookie-law-info gdpr consent cmp skip-?link
    screen-reader-text tags tag-?list (?:author|writer)-?(?:box|bio|card|info) about-(?:the-)?author respond
    comment-?(?:form|respond|reply|count)s? comments-(?:count|title|header|link) flat-list signature online-list
    reply-(?:link|button) jumpbox action-bar postprofile back2top back-to-top tabmenu bottommenu titlebox
""".split()
_AROUND = """
    area articles banner bar block body bottom box btn buttons? card container content counts? cta embed enabled
    form group header heading holder icons? inline inner items? label layout left links? list module outer panel
    popup posts region return right row section slot stories strip this title tools? top unit widget wrap
    wrapper [0-9]+
""".split()
_NAME = re.compile(
    rf"(?!(?:has|is|no|not|with|without)-)(?:[a-z0-9]+-)*(?:{'|'.join(_CALLED)})(?:-(?:{'|'.join(_AROUND)}))*|footer"
)
"""Names that tell of a state, such as `has-sidebar`, are of what lies beside the box."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = re.compile(r"[-_]+")
_MAX_NAMES, _MAX_NAME = 30, 60


def is_box(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is named, or is by itself, what stands beside the text of a page."""
    if name in TAGS:
        return True
    if name in {"body", "html", "article", "main", "h1"}:
        return False
    names = f"{attributes.get('id', '')} {attributes.get('class', '')}".split()[:_MAX_NAMES]
    return any(_NAME.fullmatch(_plain(each)) for each in names if len(each) <= _MAX_NAME)


def _plain(name: str) -> str:
    """A name in small letters, its parts apart by single hyphens."""
    return _SIGNS.sub("-", _HUMP.sub("-", name).lower()).strip("-")
