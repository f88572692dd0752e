"""What stands on an English page beside its text, as data: navigation, prompts, addresses, code."""

from __future__ import annotations

import re

HEAD_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:for immediate release|(?:press|news|media) release)(?:[\s:,–-][^.!?]{0,60})?\W*$",
        (
            r"(?:(?:first |last )?(?:published|updated|posted)|publié|mis à jour|veröffentlicht|aktualisiert|stand)\b"
            r"[^!?]{0,40}\d{4}[^!?]{0,25}$"
        ),
    )
)
"""Lines at the head of a text: that it is a release, and when it was put up. A headline stands among them."""

_PAGE = r"(?:(?:page|seite|página|pagina|p|s)\.? {0,3})?\d{1,4}"
_GAP = r"(?: {2,}|\t\s*| ?[|·•] ?| {0,3}[—–-] {1,8})"
_MONTH = (
    r"(?:jan|feb|fév|mar|mär|apr|avr|abr|ma[iy]|magg?|ju[nil]|giu|lug|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc"
    r"|dic|gen|ene)[^\W\d_]{0,7}"
)
_YEAR, _NUMBER = r"(?:1[5-9]|20)\d\d", r"(?:no|nr|nº|n°|num|núm|vol)\.? ?\d[\d,.]{0,6}"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.|er)? (?:de )?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?),? (?:de )?{_YEAR}"
_WEEKDAY = r"[^\W\d_]{2,8}(?:day|tag|och|abend|di|dimanche),?\s{1,3}(?:den )?"
_PAPER = r"((?=[^\W\d_])[^!?:;]{3,80}?)"
RUNNING_HEAD = re.compile(
    rf"{_PAGE}{_GAP}{_PAPER}(?:{_DAY}|{_NUMBER})\W*$|{_PAPER}(?:{_DAY}|{_NUMBER})\W{{0,3}}?{_GAP}{_PAGE}\W*$"
    rf"|{_NUMBER}{_GAP}{_PAPER}{_DAY}\W*$|{_PAGE} {_PAPER}{_WEEKDAY}{_DAY}\W*$|{_PAPER}{_WEEKDAY}{_DAY}\W* {_PAGE}$",
    re.IGNORECASE,
)
"""A page of a paper with the paper, and its day or its number: what a scan has above the text of a page.

One of its groups holds the paper. Where only a space parts the page, the day has its weekday.
"""

OPENED_FURNITURE_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:jump|skip) to (?:main )?(?:content|navigation)\b",
        r"recommended (?:posts|for you|reading|stories|articles)\W*$",
        r"link to (?:comment|post)\b",
        r"(?:share|post) (?:this|on other sites|on (?:facebook|twitter|x|whatsapp|linkedin|reddit)|via)\b",
        r"share(?: this)?(?: (?:article|story|post|page))?\W*$",
        r"(?:join|leave|start) (?:the|a) (?:conversation|discussion|comment)\b",
        r"you can post now and register later\b",
        r"(?:if you have an account|already have an account|have an account\?),? (?:sign|log) in\b",
        r"(?:please )?(?:sign|log) ?(?:in|up|out)(?: (?:or|to) .{0,60})?\W*$",
        r"(?:note: )?your (?:post|comment|link|previous content) (?:will|has)\b",
        r"reply(?: to)?(?: this)?(?: topic| post| thread| quote)?\W*$",
        r"reply to this (?:topic|thread|post)\b",
        r"pasted as (?:rich|plain) text\b|restore formatting\b|clear editor\b",
        r"paste as plain text\b|you cannot paste images\b|upload or insert images\b",
        r"only \d+ emoji (?:are|is) allowed\b",
        r"(?:quote|report|like|edit|create new|view profile|quick reply|mark as read)\W*$",
        r"(?:go to topic listing|more options)\W*$",
        r"(?:next|previous|prev|older|newer)(?: (?:page|topic|post|posts|thread|article|story|unread))?\W*$",
        r"(?:followers?|posts?|replies|views|likes|members?|joined|location|posted|topic starter)\W*[\d,]*\W*$",
        r"(?:about|contact|home|menu|search|login|register|subscribe|newsletter|advertisement|sponsored)(?: us)?\W*$",
        r"(?:read|see|show|load|find out|learn|view) (?:more|all|full story|comments)\W*$",
        r"(?:related|trending|most read|popular|latest|more)(?: (?:news|stories|articles|topics|posts|on this))\W*$",
        r"related(?: (?:news|stories|articles|topics))?\W*$",
        r"we and our (?:\d{1,4} )?(?:trusted )?(?:third-party )?partners (?:store|use|process|access)\b",
        r"(?:we|this (?:web)?site) uses? cookies\b|accept (?:all )?cookies\b|(?:cookie|privacy) (?:policy|settings)\b",
        r"(?:terms (?:of|and) (?:use|service|conditions))\b",
        r"(?:©|copyright)\s.{0,80}$",
        r"\(c\)\s{1,3}(?:copyright\b|(?:1[89]|20)\d\d\b|\w[^,;:]{0,50}(?:\bcopyright|[ ,](?:1[89]|20)\d\d)[\W_]*$)",
        r"th(?:is|e) (?:material|article|publication|page) (?:may|must) not be (?:published|reproduced|copied)\b",
        (
            r"no part of th(?:is|e) (?:material|article|publication|page|(?:web ?)?site) (?:may|must) be "
            r"(?:reproduced|copied|used)\b"
        ),
        r"the value of (?:your |an |any )?investments? (?:can|may)\b",
        r"past performance is (?:no|not a)\b|your capital is at risk\b",
        r"anyone (?:with|who has|who may have) (?:any )?information\b.{0,60}\b(?:call|contact|ring|telephone|email)\b",
        r"open(?:ing (?:hours|times))?:? (?:daily|mon|tue|wed|thu|fri|sat|sun)\w* .{0,40}\d ?(?:am|pm|[:.]\d\d)",
        r"(?:was|did you find) th(?:is|e) (?:article|answer|content|information|page) (?:useful|helpful)\b",
        r"(?:sign up|subscribe) (?:to|for) (?:our|the) .{0,60}newsletters?\b",
        r"(?:follow|like|find) us(?: on\b|:| ?@)",
        r"(?:click|tap) here (?:to|for)\b",
        r"(?:print|email|save|download)(?: (?:this|page|article|pdf))*\W*$",
        r"(?:back to top|return to top|top of page)\W*$",
        r"(?:comments?|tags|categories|filed under|posted in)\W*\d*\W*$",
        r"powered by \w.{0,40}$",
        # how those who publish it are reached, under a text or over it
        (
            r"(?:tel(?:ephone)?|phone|fax|mobile|e-?mail|web(?:site)?)[ .:]{1,3}"
            r"(?:(?:number|no|us|at|on)\b[ .:]{0,3}){0,2}"
            r"(?:[+(]{0,3}\d[\d ()+./-]{5,30}|\S{1,60}@\S{1,60}|(?:www\.|https?://)\S{1,90})[^!?]{0,60}$"
        ),
        r"www\.\S{1,90}$",
        r"[\d,.]+ (?:posts|replies|views|members|comments|likes|shares)\W*$",
        # what a page says once its text was shared, and where to
        r"(?:(?:facebook|twitter|google\+|linkedin|pinterest|whatsapp|reddit|flipboard|e-?mail|print|tweet|share)\W*){2,}$",
        r"a link has been (?:sent|posted) to your\b",
        r"(?:cancel ?send|sent!|posted!|post to facebook)\W*$",
        r"chat with us (?:in|on)\b",
        r"to find out more about .{1,40} please (?:read|see|visit)\b",
        r"enter (?:your |a )?(?:city|zip|postcode|e-?mail)\b",
        r"(?:download|get) (?:the|our) .{1,30}\bapp\W*$",
        # boxes that offer letters
        r"you have successfully subscribed\b|you (?:can|may) unsubscribe\b|to (?:unsubscribe|stop receiving)\b",
        (
            r"you(?: are|['’]re) receiving th(?:is|ese) "
            r"(?:bulletin|circular|digest|e-?mail|letter|mailing|message|newsletter)s?\b"
        ),
        r"subscribe (?:to|for|today) .{0,80}\b(?:e-?mails?|alerts?|reports?|updates?)\W*$",
        r"(?:get|receive) .{1,80}\b(?:in|to|into) your (?:inbox|e-?mail)\W*$",
        r"(?:get )?breaking news (?:e-?mails?|alerts?)(?: and special reports)?\W*$",
        # galleries and the names of those who took a picture
        r"image \d+ ?of ?/? ?\d+\W*$|\d+ ?/ ?\d+\W*$|(?:back to|view) (?:the )?(?:gallery|slideshow)\W*$",
        r"(?:close|(?:show|hide) captions?)\W*$",
        r"(?:photo|image|picture|photograph)(?: credit)?: [^.!?]{1,60}\W*$",
        r"(?:photo|image|picture|photograph) (?:by|via|courtesy of) [^.!?]{1,60}\W*$",
        # what stands over or under a story wherever an outlet puts it
        r"check out this (?:article|post|story) on \S{3,60}\s?:?(?:\s?https?\S*)?\W*$",
        r"find out what['’]s happening in the world as it unfolds\b",
        r"(?:(?:analysis|opinion|perspective) )?interpretation of the news based on evidence\b",
    )
)
"""Lines of page furniture that are told by how they begin."""

SIGNED_FURNITURE_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r".{0,60}all rights reserved\W*$",
        r".{0,40}© ?\d{4}\b",
        # who took a picture for an agency
        (
            r"[^.!?:;\"“”()\[\]/]{3,60}(?:/[^.!?:;\"“”()\[\]/]{2,40})?"
            r"/ ?(?:afp|alamy|ap|associated press|bloomberg|epa|getty|pa|press association|reuters|shutterstock)"
            r"(?:/[\w ]{2,20}){0,2}(?: (?:file photo|images|photo|pool))?\)?\W*$"
        ),
        (
            r"(?=\D{1,160}$|.*?(?:\s[»›>|·•/]\s|\[page ))"  # columns of figures are a table, and say something
            r"\S.{0,30}?(?: {2,}|\s+[»›>|·•/]\s+)\S.{0,30}?(?: {2,}|\s+[»›>|·•/]\s+)[^.!?]{1,40}$"
        ),
    )
)
"""Lines of page furniture that may begin with any words, and have one of `FURNITURE_SIGNS` within.

Like the others they are matched from the start of a passage, its leading signs and bullets set aside.
"""

FURNITURE_OPENINGS = frozenset(
    opening.replace("_", " ")
    for opening in """
    the_arti the_mate the_page the_publ the_valu this_art this_mat this_pag this_pub this_sit this_web a_li abou
    acce adve alre analysis anyo back brea canc cate chat chec clea clic clos comm cont cook copy crea down e-ma
    edit emai ente face file find flip foll get_ go_t goog have hide home if_y imag interpre join jump late lear
    leav like link load loca log_ logi logo logu mark memb menu more most newe news next no_p note olde only open
    opinion_ past perspect phot pict pint plea popu post powe prev prin priv quic quot read rece reco redd regi rela
    repl repo rest retu save sear see_ sent shar show sign skip spon star subs tags tap_ term to_f top_ topi tren
    twee twit uplo view we_and_o we_u what wind you_ your aktu first_po first_pu first_up for_imme last_pos last_pub
    last_upd media_re mis_ press_re publ stan to_stop_ to_unsub upda you' tel: tel_ tel. tele phon fax: fax_ fax.
    mobi web_ web: web. webs www. was_this was_the_ did_you_ for_furt for_more for_medi for_pres press_co
    press_en press_in media_co media_en media_in
    """.split()
)
"""The first four characters of those that begin with a letter, and of `CODE`; eight where four begin any sentence."""

FURNITURE_SIGNS = ("all rights reserved", "  ", *"©»›>|·•/")
"""What stands within a line that is furniture however it begins."""

CODE = re.compile(r"window\.\w{1,40} ?= ?window\.|_\w{1,40}\.push\(|googletag\.|\(function ?\(\w(?:, ?\w{1,20}){0,9}\)")
"""How the scripts of advertisers begin that come into a text with its page, in small letters."""

CODE_OPENINGS = ("window.", "_", "googletag.", "(function")
"""What stands at the start of all that `CODE` matches."""

REACHED = re.compile(
    r"(?:for (?:further|more|media|press) (?:information|details|enquiries|inquiries|queries|interviews)"
    r"|(?:press|media|news) (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)))\b.{0,120}(?:@|\d{3}|www\.|https?:)",
    re.IGNORECASE,
)
"""Sentences that say how more is to be had: furniture beside such, and right below the notes to editors."""

CONTACT = re.compile(r"(?:tel(?:ephone)?|phone|fax|e-?mail|web(?:site)?)\b[ .:]|www\.", re.IGNORECASE)
"""How the line of a letterhead begins that says how its owner is reached."""

POSTAL = re.compile(
    r"(?=.*\d)(?=.*,).*\b(?:street|st|road|rd|avenue|ave|lane|square|place|house|hall|floor|suite|p\.? ?o\.? box|quay"
    r"|court|park|drive|way|row|terrace|gardens?|crescent|building|centre|center)\b(?:[^.!?]|\.(?=\s|,))*$",
    re.IGNORECASE,
)
"""A line with an address to which letters are sent."""

FURNITURE_WORDS = re.compile(
    r"\b(?:sign(?:ed)? (?:in|up)|log(?:ged)? in|account|register|subscribe|newsletter|reply|replies|topic|thread|forum|"
    r"post|posts|posting|moderat(?:e|or|ors|ed)|members?|username|cookies?|comments?|browser|javascript|e-?mail|click)\b",
    re.IGNORECASE,
)
"""Words of interfaces: a short paragraph wedged between furniture that has one of them is furniture too."""

RELAY_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"jump to content\b",
        r"recommended posts\W*$",
        r"link to comment\b",
        r"share on other sites\b",
        r"you can post now and register later\b",
        r"reply to this (?:topic|thread|post)\b",
        r"(?:quick reply|topic starter|mark as read|go to topic listing)\W*$",
        r"only \d+ emoji (?:are|is) allowed\b",
        r"pasted as rich text\b",
    )
)
"""Furniture of forum software: who posts there passes on what others wrote."""

PROMPT_VERBS = frozenset(
    """
    add ask become bookmark browse buy call catch change check choose click comment contact discover donate download
    email enable enter explore find follow get give help hear install join keep learn leave like listen log order pick
    press read receive register reply report save scan scroll search select send share sign start stay submit
    subscribe support swipe switch tap tell text try turn tweet unsubscribe upgrade use view visit vote watch write
    """.split()
)
"""What a page asks its readers to do."""

PROMPT_MATTERS = re.compile(
    r"\b(?:accounts?|adverts?|advertis\w+|alerts?|apps?|articles?|bookmarks?|browser|comment(?:s|ing)?|cookies?|"
    r"conversation|coverage|digest|digital|editors?|e-?mails?|emails|episodes?|facebook|feed|forums?|"
    r"headlines|home ?page|home screen|inbox|instagram|journalis\w+|links?|location|"
    r"(?:log(?:ged)?|sign(?:ed)?) ?(?:in|up)|mailing list|members?|membership|newsletters?|news|newsroom|"
    r"newsdesk|notifications?|pages?|podcasts?|passwords?|posts?|privacy|profile|readers?|register|"
    r"reporting|settings|share|site|stor(?:y|ies)|subscri\w+|telegram|terms of|threads?|tips|topics?|"
    r"tweets?|twitter|unsubscribe|updates?|username|videos?|web ?site|whatsapp|youtube)\b",
    re.IGNORECASE,
)
"""What an outlet speaks of when it speaks of itself: its letters, its page, its readers."""
