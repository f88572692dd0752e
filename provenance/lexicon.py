"""English word lists, as data: what carries little evidence of reuse, what reports speech, what is page furniture.

Another language is another set of lists; where a text is in a language without lists, nothing here matches and the
statistics of the two texts alone decide.
"""

from __future__ import annotations

import re

FUNCTION_WORDS = frozenset(
    """
    a about above after again against all also although am an and any are as at be because been before being below
    between both but by can cannot could did do does doing down during each either else ever every few for from further
    had has have having he her here hers herself him himself his how however i if in into is it its itself just like
    made make many may me might more most much must my myself neither no nor not now of off on once one only or
    other our ours ourselves out over own per quite rather same shall she should since so some such than that the
    their theirs them themselves then there these they this those though through thus to too two under until up upon
    us very was we were what when where whether which while who whom whose why will with within without would yet
    you your yours yourself yourselves it's we've we're we'll i've i'm i'd they've they're that's there's don't
    doesn't didn't isn't wasn't aren't weren't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't
    """.split()
)
"""Words that any two English texts share."""

CALENDAR_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tomorrow
    week month year weeks months years day days morning afternoon evening night 年 月 日
    """.split()
)
"""Words of dates: two reports of one event share them without sharing a word of each other."""

MONTHS = frozenset("january february march april june july august september october november december".split())
"""Not May: it is a verb more often than a month."""

DATE_NAMES = {
    **{name: name for name in (*sorted(MONTHS), *"monday tuesday wednesday thursday friday saturday sunday".split())},
    **{name[:3]: name for name in sorted(MONTHS)},
    "sept": "september",
}
"""Months and weekdays, each with the form it is compared by."""

NUMBER_WORDS = dict(
    zip("two three four five six seven eight nine ten eleven twelve".split(), map(str, range(2, 13)), strict=True)
)
"""Small numbers in words, each in figures. Not one: it is a pronoun as often as a number."""

ORDINALS = dict(
    zip(
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(),
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
        strict=True,
    )
)
"""Small ordinals in figures, each in words."""

TREND_WORDS = frozenset(
    """
    rise rises rose risen rising fall falls fell fallen falling up down higher lower increase increases increased
    decrease decreases decreased gain gains gained loss losses lost unchanged
    """.split()
)
"""Words that follow the figures: a bulletin that reports another figure reports another trend."""

CORRECTION_WORDS = frozenset(
    "corrected correcting correction corrections corrects corrigendum erratum refiled refiles rpt amended".split()
)
"""Words by which a text says that it repeats another and puts it right."""

CORRECTION_NOTES = re.compile(
    r"^[ \t*_#>(\[-]*(?:correction|clarification|corrected|erratum|corrigendum)\b(?=[\s*_]*[:.\u2013\u2014-])|"
    r"\b(?:an|the) (?:earlier|previous|original) version of this (?:article|story|report|post|page|release|piece)\b|"
    r"\bthis (?:article|story|report|post|page|release|piece) (?:has been|was) (?:corrected|amended)\b",
    re.MULTILINE,
)
"""Words by which a text says of itself that it puts something right, in lower case."""

CORRECTION_MARKS = ("correct", "clarification", "erratum", "corrigendum", "amended", "version of this")
"""Each of those notes has one of these, which are soon looked for."""

TAKEN_BACK = re.compile(
    r"\b(?:this|that|it|which) (?:was|is) (?:wrong|incorrect|untrue|false|not (?:true|correct|so|the case))\b|"
    r"\b(?:withdraws?|withdrew|retracts?|retracted)\b",
    re.IGNORECASE,
)
"""Words by which a note says that what it repeats does not hold."""

NOTICE_MARKS = (
    "correct", "clarif", "apolog", "erroneous", "wrong", "mistake", "misstate", "misspel", "misidentif", "in fact",
    "in error", "should have", "should read", "point out", "inaccura", "regret", "amended", "erratum", "set the record",
)  # fmt: skip
"""Each notice of correction has one of these, in lower case."""

OUR_ITEMS = re.compile(
    r"\b(?:this (?:news)?paper|our (?:[\w’'-]+ ){0,2}reports?|the report headlined|version of this \w+|articles?|"
    r"stor(?:y|ies)|column|feature|editorial|headline|caption|graphic|infographic|obituary|news brief|"
    r"apologi[sz]es? for)\b|\bwe(?: [a-z]+){0,2}(?= )",
    re.IGNORECASE,
)
"""What a notice of correction speaks of: something that the paper itself had."""

TOLD_BEFORE = re.compile(
    r"\b(?:said|saying|stated|stating|reported|reporting|claimed|claiming|suggested|suggesting|wrote|described|"
    r"referred to|gave|giving|given|listed|named|identified|misstated|misidentified|misspelled|misspelt|quoted|cited)\b"
    r"(?: (?:wrongly|incorrectly|erroneously|mistakenly|in error)\b)?"
    r"(?: (?:on|in|last) [\w ,]{1,30}? that\b| (?:that|as)\b)?",
    re.IGNORECASE,
)
"""Words behind which a notice tells what was said."""

PUT_RIGHT = re.compile(
    r"\b(?:in fact|this (?:was|is) (?:wrong|incorrect|untrue|false|an error|not (?:true|correct|so|the case))|"
    r"should (?:have (?:said|read|been|stated)|read)|the correct [\w ]{1,30}? (?:is|was)|"
    r"we (?:now )?(?:understand|accept) that|asked to point out|we are happy to make|set the record straight|"
    r"(?:regrets?|apologi[sz]es?)(?: to [\w ,.]{1,60}?)? for (?:the|this|our|any|an) "
    r"(?:error|mistake|confusion|distress)|"
    r"regrets? (?:the|this|our|any) (?:error|mistake)|we apologi[sz]e (?:to|for)|"
    r"it (?:is|was|will)\b[^.]{1,80}, not\b)",
    re.IGNORECASE,
)
"""Words by which a notice puts right what it repeats."""

ERRING = re.compile(
    r"\b(?:wrongly|incorrectly|erroneously|mistakenly|inaccurately|in error|"
    r"misstated|misidentified|misspelled|misspelt)\b",
    re.IGNORECASE,
)
"""Words by which a notice says that something was told wrongly."""

REPORTING_VERBS = frozenset(
    """
    said says say saying added adds adding told tells commented comments explained explains continued continues
    stated states insisted insists argued argues claimed claims warned warns wrote writes concluded noted notes
    remarked
    """.split()
)
"""Verbs that attribute speech: with the name and the title before them they are a formula, not a statement."""

OFFICE_WORDS = frozenset(
    """
    adviser advisor ambassador analyst assistant associate attorney bishop cabinet captain chair chairman chairwoman
    chief clerk coach colonel commissioner constable coroner council councillor curator dean department deputy director
    editor executive former general governor head inspector judge lawyer leader manager mayor member minister officer
    operating permanent portfolio president press principal professor representative scholar secretary senior sergeant
    sheriff solicitor spokesman spokesperson spokeswoman superintendent trustee vice
    """.split()
)
"""Words of titles: two reports that name one person share them."""

NEGATIONS = frozenset(
    """
    not no never none neither nor nobody nothing nowhere without cannot n't
    """.split()
)
"""Words whose coming or going turns a statement round."""

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
    )
)
"""Lines of page furniture that are told by how they begin."""

FURNITURE_PATTERNS = (
    *OPENED_FURNITURE_PATTERNS,
    *(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r".{0,60}all rights reserved\W*$",
            r".{0,40}© ?\d{4}\b",
            (
                r"(?=\D{1,160}$|.*?(?:\s[»›>|·•/]\s|\[page ))"  # columns of figures are a table, and say something
                r"\S.{0,30}?(?: {2,}|\s+[»›>|·•/]\s+)\S.{0,30}?(?: {2,}|\s+[»›>|·•/]\s+)[^.!?]{1,40}$"
            ),
        )
    ),
)
"""All lines of page furniture, matched from the start of a passage (its leading signs and bullets set aside)."""

FURNITURE_OPENINGS = frozenset(
    opening.replace("_", " ")
    for opening in """
    the_arti the_mate the_page the_publ the_valu this_art this_mat this_pag this_pub this_sit this_web
    a_li abou acce adve alre anyo back brea canc cate chat clea clic clos comm cont cook copy crea down e-ma edit emai
    ente face file find flip foll get_ go_t goog have hide home if_y imag join jump late lear leav like link load loca
    log_ logi logo logu mark memb menu more most newe news next no_p note olde only open past phot pict pint plea popu
    post powe prev prin priv quic quot read rece reco redd regi rela repl repo rest retu save sear see_ sent shar show
    sign skip spon star subs tags tap_ term to_f top_ topi tren twee twit uplo view we_and_o we_u what wind you_ your
    aktu first_po first_pu first_up for_imme last_pos last_pub last_upd media_re mis_ press_re publ stan to_stop_
    to_unsub upda you' tel: tel_ tel. tele phon fax: fax_ fax. mobi web_ web: web. webs www.
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
"""Sentences that say how more is to be had: furniture beside such, and below the notes to editors."""

CONTACT = re.compile(r"(?:tel(?:ephone)?|phone|fax|e-?mail|web(?:site)?)\b[ .:]|www\.", re.IGNORECASE)
"""How the line of a letterhead begins that says how its owner is reached."""

POSTAL = re.compile(
    r"(?=.*\d)(?=.*,).*\b(?:street|st|road|rd|avenue|ave|lane|square|place|house|hall|floor|suite|p\.? ?o\.? box|quay"
    r"|court|park|drive|way|row|terrace|gardens?|crescent|building|centre|center)\b(?:[^.!?]|\.(?=\s|,))*$",
    re.IGNORECASE,
)
"""A line with an address to which letters are sent."""

LIST_ENTRY = re.compile(r"[\W_]*+(?:\w[\w’'./%-]{0,23}:?|(?=\D{0,40}[0-9½¼¾])(?:[^\s.!?]+ ){1,4}[^\s.!?]+)[\W_]*+")
"""An entry of a list, as of what goes into a dish: five words at most with a figure among them, or a single word."""

LETTER_FIELDS = tuple(
    """
    from to cc bcc date sent subject reply-to message-id in-reply-to references list-id list-unsubscribe mime-version
    content-type content-transfer-encoding received return-path x-mailer user-agent organization newsgroups importance
    von an betreff datum gesendet
    """.split()
)
"""What stands before the colon in the head of a letter, in small letters."""

LETTER_MARKS = re.compile(
    r"[-_= ]{2,}(?:original|forwarded|weitergeleitete|ursprüngliche) (?:message|mail|nachricht)\b|"
    r"begin forwarded message:",
    re.IGNORECASE,
)
"""Lines by which programs say that a letter is quoted or passed on."""

_WORKS = (
    r"(?:(?:list of |selected |key |normative |informative |literature |general |notes and )?"
    r"(?:references|bibliography|reference list|works cited|works consulted|literature cited|literature|further reading"
    r"|citations|sources|sources cited|endnotes|footnotes|notes)(?: and (?:notes|further reading|sources))?"
    r"|literatur(?:verzeichnis)?|quellen|bibliographie|bibliografía|bibliografia|références)"
)
REFERENCE_HEADINGS = re.compile(
    rf"[\W_]*+(?:(?:[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,2}}|[ivx]{{1,4}}|[a-z])[.)]?\s{{1,8}})?{_WORKS}[\W_]*+$",
    re.IGNORECASE,
)
"""Headings of lists of the works that a text refers to, with or without a number."""

REFERENCE_OPENINGS = tuple(
    opening.replace("_", " ")
    for opening in "list sele key_ norm info lite gene note refe bibl work furt cita sour endn foot quel".split()
)
"""The first four letters of those without a number."""

PUBLISHED = re.compile(
    r"\b(?:pp?\. ?[0-9]|vol\.|eds?\.|doi\b|https?:|isbn\b|rfc ?[0-9]|press\b|journal\b|proceedings\b|thesis\b"
    r"|university\b)"
    r"|[0-9](?:\([0-9]{1,3}\))?[:,] ?[0-9]{1,5}[-–][0-9]{1,5}",
    re.IGNORECASE,
)
"""Words by which a list says where a work appeared."""

_DISCLAIMED = (
    r"(?:services?|software|(?:web ?)?site|app|content|materials?|products?|program|library|work|data|information)"
)

STANDING_CLAUSES = re.compile(
    r"(?:[\[(]?(?:[0-9]{1,4}|[a-z]|[ivx]{1,4})[\])]?[.)]?(?:[0-9]{1,2}\.?){0,3}[ \t]{1,8}){0,2}"
    r"(?:be it (?:therefore )?enacted by the (?:king|queen)['’]s most excellent majesty|be it enacted by the senate\b"
    r"|enacted by the parliament of\b"
    r"|this act (?:may be (?:cited|referred to) as|shall (?:be cited|come into (?:force|operation)|extend)"
    r"|comes into force|extends to|does not extend)\b"
    r"|short title\b|in this act,? (?:unless|except where|where) the context (?:otherwise requires|so admits)"
    rf"|th(?:e|is) {_DISCLAIMED} (?:is|are) (?:being )?provided (?:by [^.]{{1,80}} )?(?:on an )?[\"'“‘]*as[ -]is\b"
    r"|in no event (?:shall|will) \w|to the (?:maximum|fullest) extent (?:permitted|allowed) by\b"
    r"|permission is hereby granted, free of charge|the above copyright notice\b"
    r"|redistribution and use in source and binary forms"
    r"|(?:these|this) (?:terms|agreement)(?: of (?:use|service))? (?:shall be|are|is|will be) governed by\b"
    r"|the authors? (?:have |has )?declared? (?:that )?(?:(?:they|there) (?:have|has|is|are) )?no\b"
    r"|the present invention relates\b|(?:background|summary|field) of the invention|what is claimed is"
    r"|(?:brief|detailed) description of the (?:drawings|invention|preferred embodiments?)|detailed description\W*$"
    r"|while the (?:present |above )?invention has been\b|although the (?:present )?invention has been\b"
    r"|the (?:trustees|directors|governors) are responsible for (?:preparing|keeping|the preparation|the maintenance)\b"
    r"|they are (?:also )?responsible for (?:keeping|safeguarding|the maintenance)\b"
    r"|the (?:trustees|directors|governors) have (?:had (?:due )?regard|complied|paid due regard)\b"
    r"|this appliance (?:can be|is not intended|must not be|should not be|shall not) \w"
    r"|children (?:shall|should|must) not\b"
    r"|children should be supervised\b|if the (?:supply|power|mains) (?:cord|lead|cable) is damaged"
    r"|all (?:the )?characters (?:appearing )?in this\b|if you are not the (?:intended|named|addressee)\b"
    r"|this (?:e-?mail|message|communication)(?: and any \w+)?(?: transmitted with it)? (?:is|are|may be|contains?)"
    r" (?:[\w ]{1,20} )?(?:confidential|privileged|intended)\b"
    r"|this (?:press |news )?(?:release|report|presentation) (?:contains|includes|may contain) forward[- ]looking\b"
    r"|it(?: is|['’]s) (?:a|an|my|such an?) (?:great |real |very great )?(?:pleasure|honou?r|privilege|joy) to\b"
    r"|apologies(?: (?:for absence|received))?\W*$|declarations? of interests?\W*$|matters arising\b"
    r"|(?:(?:approval|confirmation) of )?(?:the )?minutes of the (?:last|previous)\b|any other (?:urgent )?business\W*$"
    r"|(?:dates?|time)(?: and (?:time|place))? of (?:the )?next meeting\b"
    r"|a catalogue record for this book\b)",
    re.IGNORECASE,
)
"""Clauses that many texts have word for word because the law, an office or a licence wants them, with their numbers."""

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

RELEASE_MARKERS = re.compile(
    r"^[ \t*#-]*(?:ends|notes? (?:to|for) editors?|for immediate release|"
    r"(?:press|media|news) (?:release|contacts?|enquiries))"
    r"[ \t\r*:.-]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines that press releases carry and those who take them up leave out."""

PRESS_OFFICE = re.compile(
    r"[ ,:–-]{1,3}(?:press|media|news|communications)[ -]?(?:office|team|desk|room|centre|center|service|release)$"
)
"""What stands behind the name of whoever issues a release, in small letters."""

ISSUER_ENDS = re.compile(
    r"(?:,? (?:limited|ltd|plc|inc|corp|corporation|llc|pvt|group|holdings)\.?)+$"
    r"|,? (?:(?:january|february|march|april|may|june|july|august|september|october|november|december) )?"
    r"(?:19|20)\d\d$",
    re.IGNORECASE,
)
"""What stands behind the name of an issuer: the form of a firm, the month of a report."""

NAME_LINKS = frozenset("of and for the in & de la".split())
"""Small words within names."""

ITEMS = "article|story|post|piece|text|page|report|release|statement|column|interview|essay|notice|bulletin"
"""What a text calls itself."""

_ISSUES = "today|yesterday|tonight|this|last|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_CUT_FROM = "taken|adapted|excerpted|extracted|abridged"
_LINE = r"(?:^|\n)[^\w\n]{0,4}"

AGENCY_INITIALS = r"[A-Z][A-Z&.]{1,9}(?:-[A-Z]{1,3})?"
"""How agencies sign datelines in short, as a pattern: PTI, AFP, UPI-B."""

REPOST_MARKERS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (words, re.compile("|".join(patterns)))
    for words, *patterns in (
        (
            tuple(
                f"{when} {what}"
                for when in ("first", "originally", "previously")
                for what in ("publish", "post", "appear", "print", "aired", "broadcast")
            ),
            (
                rf"\b(?:this (?:{ITEMS}) )?(?:was )?"
                r"(?:first|originally|previously) (?:(?:publish|post|appear|print)ed|aired|broadcast)\b"
            ),
        ),
        (("version of this",), rf"\ba version of this (?:{ITEMS}) (?:was )?(?:appeared|ran|published|posted)\b"),
        (("crosspost", "cross-post"), r"\bcross-?posted (?:from|at|on|to)\b"),
        (
            ("republished", "reposted", "reprinted", "reproduced", "reblogged", "syndicated"),
            (
                r"\b(?:re(?:published|posted|printed|produced|blogged)|syndicated) (?:here )?(?:in full )?"
                r"(?:from|(?:with|by) (?:the )?(?:kind )?permission|courtesy|under)\b"
            ),
        ),
        (
            tuple(f"{word} from" for word in (*_CUT_FROM.split("|"), "comes")),
            rf"\bthis (?:{ITEMS}|excerpt|extract) (?:is |was |has been )?(?:{_CUT_FROM}|comes) from\b",
            rf"{_LINE}(?:{_CUT_FROM}) from\b",
        ),
        (
            ("source", "via", "h/t", "hat tip", "hat-tip"),
            r"(?:^|\n)[ \t]{0,8}(?:(?:story |news |original )?source|via|h/t|hat[ -]tip)\s?:\s?\S",
        ),
        (("materials provided by", "provided by the"), r"\b(?:materials?|text|story) (?:is |was )?provided by\b"),
        (("inputs from",), r"\bwith (?:additional |agency )?inputs? from\b"),
        (
            ("via ", "h/t", "hat tip", "hat-tip", "tip of the hat"),
            (
                r"(?:^\s{0,8}|\n[ \t\r]{0,8}\n[ \t]{0,8}|[(\[])"
                r"(?:via|(?:h/t|hat[ -]tip|tip of the hat)(?: to)?) (?=[^\n]{1,60}(?:\n|$))"
            ),
            r"\b(?:authored|written|posted|submitted) by [^\n,.]{1,60} via\b",
        ),
        (
            tuple(f"from {when}" for when in _ISSUES.split("|")),
            rf"{_LINE}from (?:{_ISSUES})\b(?=[^\n]{{1,60}}(?:\n|$))",
        ),
        (
            tuple(f"from {mark}" for mark in '*_"“‘'),
            rf"{_LINE}from (?=[*_\"“‘]{{1,2}}\w[^\n]{{1,80}}\n[ \t\r]{{0,8}}\n)",
        ),
        (
            (" wrote:", " writes:"),
            r"(?:^|\n)[> \t]{0,12}[^\n]{2,160}\b(?:wrote|writes):(?=[ \t\r]{0,4}\n(?:[> \t\r]{0,12}\n)?[> \t]{0,12}>)",
        ),
        (("copied", "pasted", "lifted"), r"\b(?:copied|pasted|lifted) (?:here )?from (?:the|a|an|their|its|our)\b"),
        (("courtesy of",), rf"{_LINE}courtesy of\b"),
        (
            ("read the ", "see the "),
            rf"\b(?:read|see) the (?:original|full|whole) (?:{ITEMS}) (?:here )?(?:at|on|in|from)\b",
        ),
        (
            tuple(
                f"as {when}reported"
                for when in ("", "first ", "originally ", "previously ", "earlier ", "exclusively ")
            ),
            (
                r"\bas (?:(?:first|originally|previously|earlier|exclusively) )?reported "
                r"(?:(?:first|earlier|exclusively) )?(?:by|in|on)\b"
            ),
        ),
    )
)
"""Words in lower case by which a text says that it passes on another; each with words of which it needs one."""

_MONTH, _WEEKDAY = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", "mon|tue|wed|thu|fri|sat|sun"
_DAY = (
    rf"(?:{_WEEKDAY})[a-z]{{0,6}}[.,]? (?:{_MONTH}|\d)|(?:{_MONTH})[a-z]{{0,6}}\.? \d|\d{{4}}[-/.]"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?(?:{_MONTH})|\d{{1,2}}[./]\d{{1,2}}[./]"
)
_CLOCK = r"\d{1,2}:\d\d|\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b|\d{1,2} \w{3,7} ago"
_CHANGED = "updated|corrected|amended|edited|revised|refiled|expanded"

CHANGE_NOTES = re.compile(
    r"^[^\w\n]{0,8}(?:(?:last )?(?:updated?|modified|revised|corrected|amended)(?: on| at|,)?"
    rf"(?=[ \t]{{0,3}}(?::|\(\D|{_DAY}|{_CLOCK}))"
    r"|(?:updates?|correction|corrections|clarification|erratum|errata|editor[’']?s?[’']? (?:note|update)s?)"
    r"(?: \([^)\n]{1,40}\))?[ \t]{0,3}[:—–-]"
    rf"|(?:(?:{_MONTH}|spring|summer|autumn|fall|winter)[a-z]{{0,6}}\.? "
    r"(?:\d{1,2},? )?)?(?:19|20)\d\d (?:update|correction)s?[ \t]{0,3}(?:[:—–-]|$)"
    rf"|(?:an? |the )?(?:{_CHANGED})(?:,? (?:and |& )?(?:{_CHANGED}))? "
    rf"(?:version|edition|draft|copy|{ITEMS})[ \t]{{0,3}}(?:[^\w\s]{{1,6}}|$|replac(?:es|ing)|supersed)"
    r"|(?:replaces|supersedes) (?:the|our|all|any|its|that|those) (?:\w+ ){0,3}"
    rf"(?:version|edition|draft|copy|one|{ITEMS})s?\b"
    r"|\((?:adds|updates|recasts|corrects|refiles|releads|rewrites) )"
    r"|\A[^\w\n]{0,8}(?:corrected|refiled|rpt|amended|updated|revised|update \d{1,2})"
    r"(?:\)[ \t]{0,3}[—–-]?|[ \t]{0,3}[—–:-])"
    rf"|\bthis (?:version|document|entry|memo|{ITEMS}) (?:was|has been) (?:later |since |last )?(?:{_CHANGED})\b"
    r"(?! (?:for|down|and condensed)\b)"
    rf"|\(the (?:{ITEMS}) (?:is|was|has been) (?:{_CHANGED})\b"
    rf"|\b(?:an|the) (?:earlier|previous|original|prior) version of this (?:document|{ITEMS})\b"
    rf"|\bthis (?:\w+ )?(?:version|document|edition|draft|memo|standard|{ITEMS}) (?:supersedes|replaces|obsoletes)\b",
    re.MULTILINE,
)
"""Words in lower case by which a text says that it was changed, or that it stands in the place of an earlier one."""

CHANGE_MARKS = (
    *("updat", "modif", "revis", "correct", "amend", "edit", "clarif", "errat", "refile", "version of this"),
    *(
        "replaces",
        "replacing",
        "supersed",
        "obsoletes",
        "(adds",
        "(recasts",
        "(releads",
        "(rewrites",
        "rpt",
        "expanded",
    ),
)
"""Each note of a change has one of these."""

STAGES = {
    **dict.fromkeys("draft interim preliminary provisional tentative".split(), 1),
    "final draft": 2,
    **dict.fromkeys("final definitive".split(), 3),
}
"""What a text calls itself before it is done, and then: the higher the later. Those of one number are in no order."""

STAGED = "report|version|text|release|edition|copy|statement|results|findings|order|rules?|agreement|plan|minutes"
"""What has a stage."""

CREDIT_PHRASES = re.compile(
    r"\b(?P<after>according to(?! (?:which|how|what|whether))|"
    r"(?:as )?(?:first |earlier )?(?:reported|revealed|announced) (?:by|in)|"
    r"(?:first|originally|previously) (?:published|posted|appeared|printed|aired|broadcast) (?:by|in|on|at)|"
    r"courtesy of|(?:copied|quoted|reproduced|reprinted|republished|reposted|adapted|excerpted) from|owed? to|"
    r"h/t|hat tip(?: to)?)\b|"
    r"\b(?:in|from) (?:a|an|its|their|the|his|her) (?:(?:press|news|media|joint|written|prepared) )?"
    r"(?:statement|release|announcement)\b|"
    r"\b(?:the|a|its|their) (?:press|news|media) release\b",
)
"""Words, in lower case, by which a text credits where something comes from: whom, stands after or before them."""

CREDIT_MARKS = (
    *("according to", "reported", "revealed", "announced", "published", "posted", "appeared", "courtesy of"),
    *("copied from", "quoted from", "reproduced from", "owe to", "owed to", "statement", "release", "announcement"),
    *("reprinted from", "republished from", "reposted from", "adapted from", "excerpted from", "printed in"),
    *("printed by", "aired on", "aired by", "aired in", "broadcast on", "broadcast by", "broadcast in"),
    *("h/t", "hat tip"),
)
"""Each of those phrases has one of these, which are soon looked for; none goes on over the end of a line."""

CREDIT_GENERIC_STEMS = frozenset(
    """
    said say told add statement releas press news media announc announcement accord report publish post appear
    courtesi courtesy source sourc originally original first reproduc copi copy taken quot owe thank spokesman
    spokeswoman spokesperson txt here spoke also
    """.split()
)
"""Stems that name nobody in particular."""


_UNIT = re.compile(r"[^0-9]+$")
_SUFFIXES = ("’s", "'s", "ies", "ing", "ed", "es", "s", "ly", "e")


def stem(word: str) -> str:
    """The word without the lightest English endings: enough to join *approve*, *approved*, *approving*.

    A number is its figures, whatever is counted: *11.49m* and *11.49 million*, *14th* and *14* meet.
    """
    if "0" <= word[:1] <= "9":
        return _UNIT.sub("", word)  # but 10000 is not 1000
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    # One doubled consonant and one final e more, so that planned, planning and plan, or use and using, meet.
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        return word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == "e" else word


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
