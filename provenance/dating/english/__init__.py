"""English: the words by which a sentence tells when it was written. Data, no rules."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from provenance.dating.english.clues import CLUES
from provenance.dating.english.days import DAY_WORDS, MONTHS, RELATIVE_DAYS, WEEKDAYS
from provenance.dating.english.labels import LABELS
from provenance.dating.english.nouns import APPOINTMENTS, DOCUMENTS, HAPPENINGS
from provenance.dating.english.pasts import DEPICTED, NOT_PASTS
from provenance.dating.english.roles import ROLES
from provenance.dating.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


def _numbered(rows: tuple[str, ...], first: int) -> Mapping[str, int]:
    return MappingProxyType({name: first + index for index, row in enumerate(rows) for name in row.split()})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = Language(
    months=_numbered(MONTHS, 1),
    weekdays=_numbered(WEEKDAYS, 0),
    lower_case_months=_words("january february april june july august september october november december sept"),
    day_suffixes=("st", "nd", "rd", "th"),
    day_links=("of", "day of"),
    day_words=_numbered(DAY_WORDS, 1),
    range_words=("to", "and", "until", "or", "through"),
    year_parts=("early", "mid", "late", "end"),
    article="the",
    roles=MappingProxyType({word: role for role, words in ROLES for word in words.split()}),
    past_endings=("ed",),
    not_pasts=_words(NOT_PASTS),
    prefixes=("re", "co", "un", "over", "under", "short", "fast", "double"),
    gerund_ending="ing",
    adverb_ending="ly",
    will_endings=("'ll", "’ll"),
    possessive_endings=("'s", "’s", "s'", "s’"),
    plural_ending="s",
    implicatives=_words(
        "having gone failed managed continued began started used helped forced came went helped led had helping "
        "failing managing going failure refusal"
    ),
    recorded=_words("dated based accused suspected charged believed known thought alleged said reported wanted"),
    cancelled=_words(
        "cancelled canceled postponed scrapped abandoned shelved delayed rescheduled deferred axed adjourned"
    ),
    called_off=_words("called put pushed moved brought"),
    off=_words("off back forward"),
    not_infinitives=_words(
        "prison jail court hospital death school war parliament government council cabinet power people date work "
        "college university office press public reporters men women children him her them us me it you everyone "
        "anyone someone one two three four five six seven eight nine ten eleven twelve more less about around nearly "
        "almost over under within nothing something anything everything local national victory defeat glory fame "
        "second third zero"
    ),
    degrees=_words("most more less least very well ill newly highly so too"),
    past_plans=_words("set booked"),
    formerly=_words("originally previously initially formerly earlier last"),
    once=_words("once when"),
    year_shifts=MappingProxyType({"last year": -1, "the previous year": -1, "this year": 0, "next year": 1}),
    periods=_words("ended ending effective beginning starting commencing"),
    maturing=_words("expiring maturing payable redeemable repayable"),
    as_word="as",
    singular=_words("he she it"),
    nouns_too=_words(
        "host start open close return play face plan hope states shows reports claims notes forecasts heads steps "
        "head end leave travel travels show lasts"
    ),
    faced=_words("go goes went gone going come comes came appear appears appeared brought put laid hauled"),
    coming=_words("starting beginning commencing upcoming forthcoming"),
    imperatives=_words(
        "join register book come visit apply save don't don’t see rsvp sign enter email call bring buy please return "
        "submit"
    ),
    recurring=_words("annually yearly every each annual"),
    now=_words("today now"),
    ahead=_words("ahead prior advance run-up"),
    happenings=_words(HAPPENINGS),
    appointments=_words(APPOINTMENTS),
    dues=_words(
        "dividend dividends payment payments redemption delivery deliveries prediction predictions forecast forecasts "
        "expectation expectations hopes fears"
    ),
    stagings=_words("hosted staged organised organized contested televised co-hosted sponsored"),
    agent="by",
    back="back",
    same=_words("same comparable corresponding equivalent year-ago year-earlier"),
    ordinals=_words("first second third fourth last final latter"),
    registers=_words("record held owned registered"),
    rolls=_words("register roll"),
    comparable=_words("period time term month months quarter week weeks half year years"),
    lasting=_words(
        "served ruled led worked lived studied held chaired captained played governed reigned headed was were"
    ),
    forecasts=_words("forecast predicted projected estimated expected anticipated"),
    wakes=_words("wake aftermath connection"),
    terms=_words("year quarter qtr half season semester"),
    adjective_endings=(
        "ation",
        "ical",
        "ity",
        "ness",
        "oval",
        "ship",
        "nic",
        "tic",
        "onal",
        "ial",
        "ous",
        "ful",
        "less",
        "thern",
        "stern",
        "ean",
        "ese",
        "ish",
    ),
    sides=_words("left right centre center"),
    posed=_words(
        "chats gestures greets hugs listens looks poses reacts shakes sits smiles speaks stands talks walks waves"
    ),
    depicted=_words(DEPICTED),
    relative_days=MappingProxyType(RELATIVE_DAYS),
    spans=MappingProxyType({"day": 1, "week": 7, "fortnight": 14, "month": 30}),
    counts=_numbered(("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1),
    beyond=MappingProxyType({"week": 7, "fortnight": 14}),
    ago="ago",
    year="year",
    year_counts=MappingProxyType(
        {
            "one": 1,
            "eleven": 11,
            "twelve": 12,
            "thirteen": 13,
            "fourteen": 14,
            "fifteen": 15,
            "sixteen": 16,
            "seventeen": 17,
            "eighteen": 18,
            "nineteen": 19,
            "twenty": 20,
            "twenty-five": 25,
            "thirty": 30,
            "thirty-five": 35,
            "forty": 40,
            "forty-five": 45,
            "fifty": 50,
            "sixty": 60,
            "seventy": 70,
            "seventy-five": 75,
            "eighty": 80,
            "ninety": 90,
            "a hundred": 100,
            "one hundred": 100,
        }
    ),
    exactly=_words("exactly precisely"),
    anniversaries=MappingProxyType(
        {
            "today": 1,
            "to the day": 1,
            "this day": 1,
            "this morning": 1,
            "this week": 7,
            "this weekend": 7,
            "this month": 31,
        }
    ),
    day_leads=_words("on"),
    motions=_words(
        "slowed fell rose dropped declined grew climbed slipped sank jumped soared plunged narrowed widened moved "
        "went came returned emigrated fled flew travelled traveled exported sold sent transferred lost won "
        "amounted compared listened belongs belonged relates related refers referred switched contributed "
        "admitted down up fall rise falling rising dropping slipping climbing sinking growing narrowing widening"
    ),
    accusations=_words(
        "penalty accused charged convicted guilty suspected blamed jailed criticised criticized fined sentenced "
        "accuses accusing allegations investigated investigation conviction convictions sued sanctions penalties "
        "arrested indicted indictment charges criticism tried trial prison condemned punished praised thanked honoured "
        "honored"
    ),
    documents=_words(DOCUMENTS),
    culprits=_words("over for"),
    comparing=_words("from than against versus vs after compared compares"),
    handled=_words("took made began received issued suspended ceased halted stopped resumed missed cut raised"),
    resolved=_words(
        "approved agreed adopted backed rejected voted passed endorsed decided resolved elected ratified granted "
        "refused deferred heard accepted supported debated considered"
    ),
    sittings=_words("meeting hearing session conference congress summit assembly agm egm council"),
    venue="at",
    attendance=_words("appearance attendance presence participation debate discussion vote decision approval"),
    shelf=_words("use-by best-before sell-by display-until expiry expiration"),
    securities=_words("pct percent cent maturities notes bonds debentures gilts"),
    laws=_words("act acts law laws code constitution treaty convention"),
    subjects=_words("i he she it we they you"),
    attained=_words(
        "ranked reached totalled totaled stood rose fell grew climbed increased declined exceeded passed topped hit "
        "boosted lifted raised reduced expanded doubled trebled"
    ),
    earlier=_words("previous earlier prior last preceding"),
    occasions=_words(
        "appearance briefing broadcast call conversation interview lecture letter memo note report speech statement "
        "telecast testimony"
    ),
    urged=_words("urged warned invited requested"),
    foresights=_words(
        "hope hopes fear fears prospect prospects estimate estimates expectation expectations forecast "
        "forecasts prediction predictions projections"
    ),
    about="about",
    such="such",
    examples=_words("like unlike referring recalling"),
    aims=_words("issuance resale export exports shipment shipments travel sale settlement delivery"),
    promises=_words(
        "goal goals target targets "
        "commitment commitments intention intentions pledge pledges proposal proposals promise promises bid hope hopes"
    ),
    remainders=_words("balance remainder rest"),
    those=_words("those that"),
    directions=_words("up down change unchanged"),
    sooner=_words("later sooner earlier"),
    between="between",
    effective="effective",
    ending="ending",
    issue="issue",
    file="file",
    afterwards="following",
    foreseen="seen",
    accounts=_words(
        "rise increase fall decline drop net earnings exports figures imports income loss losses output production "
        "arrears profit profits results revenue revenues sales statements turnover"
    ),
    earned=_words("had reported posted earned lost recorded made"),
    endings=_words("expiration expiry termination renewal"),
    levels=_words("level levels"),
    foresees=_words("expects expect expecting wants want requires require forecasts predicts"),
    present=_words("present date now today"),
    outlooks=_words(
        "prediction predictions expectation expectations sees see commitment pledge pledges target targets goal goals "
        "plan plans forecast forecasts deadline projection projections promise bid hope hopes prospect prospects "
        "preparations future budget budgets estimate estimates proposal proposals schedule agenda outlook outlooks "
        "request requests"
    ),
    pledges=_words(
        "agreed pledged promised vowed decided determined offered undertook volunteered opted voted designed aimed "
        "meant needed bailed remanded summoned"
    ),
    inclusive=_words("through"),
    thoughts=_words("thought believed alleged argued claimed wrote"),
    lasting_limits=_words("until till til"),
    lengthening=_words(
        "extended gave given granted allowed suspended banned delayed deferred postponed jailed sentenced barred put "
        "waived limited capped guaranteed fixed rescheduled adjourned signed contracted renewed prolonged frozen "
        "closed"
    ),
    marks=_words("record records peak high low mark level best time standard"),
    particles=_words("up off out about aside"),
    sequences=_words("follows followed"),
    credits=re.compile(
        r"[\s.(\[]{0,4}(?:\((?:ap|afp|epa|reuters|getty|photo|file|picture|image|pool)\b|"
        r"\([^()\n]{0,60}(?:/ ?| via )(?:ap|afp|epa|reuters|getty|tass|pa)\b|"
        r"(?:ap|file|handout|pool|courtesy) photo|photo(?:graph)?(?: by|:|/)|photograph:|picture:|image:|"
        r"(?:reuters|getty|afp|epa|pa|ap)/|/\s?(?:afp|reuters|getty|epa)\b|getty images|credit:)"
    ),
    following=_words("next coming upcoming forthcoming"),
    bygone=_words("last"),
    clock=re.compile(
        r"(?:\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m|p\.m)\b|\d{1,2}:\d\d\b|\bnoon\b|\bmidday\b|\bo'clock\b)"
    ),
    labels=MappingProxyType({label: (kind, reliability) for label, kind, reliability in LABELS}),
    stamp_words="on|at|by|this|until|for|from|am|pm|hrs|hours|noon|midnight|gmt|bst|utc|et|ct|mt|pt|est|edt|cst|cdt|mst|mdt|"
    "pst|pdt|cet|cest|ist|sgt|hkt|aest|aedt|nzst|nzdt|mon|tue|tues|wed|thu|thurs|fri|sat|sun|monday|tuesday|wednesday|"
    "thursday|friday|saturday|sunday",
    placed=re.compile(r"(?<=ated) (?:at|in)(?: [A-Z][\w’'-]{1,20}){1,3},?"),
    embargo=re.compile(
        r"[^\w\n]{0,12}+(?:(?:media|press|news) (?:release|notice|statement)[^\w\n]{1,5})?"
        r"(?:(?:strictly|strict|under|please note|note)\W{1,3}){0,3}"
        r"(?:embargo(?:ed)?\b|not for (?:publication|release|broadcast|use)\b[^.\n]{0,30}\b(?:before|until)\b)"
    ),
    zones=("gmt", "bst", "utc", "cet", "est", "edt", "hrs", "hours", "o'clock"),
    dating=_words("date dates dating"),
    fictions=_words("book comedy drama film game musical novel opera play series story thriller"),
    results=_words("defeat draw goal goals injury loss penalty try victory win"),
    reports=_words("report reports accounts"),
    able=_words("able unable"),
    dated=_words("date dates"),
    deals=_words("conversion purchase purchases sale split"),
    owners=_words("his her its their my our"),
    monthly="in",
    base_participles=_words("come become run overcome"),
    extremes=_words("peak trough low high"),
    what="what",
    during="during",
    titles=_words(
        "captain champion champions finalist finalists medallist medallists runner-up semi-finalist semi-finalists "
        "quarter-finalist quarter-finalists winner winners"
    ),
    adjusted=_words("adjusted restated"),
    revising=_words("cut downgraded lowered raised revised scaled slashed trimmed upgraded"),
    whenever=_words("when"),
    pairs=_words("both all each neither none"),
    bare_labels=_words("date sent written created released issued"),
    numbered=_words("week issue number no edition volume vol bulletin"),
    byline="by",
    postings=_words("posted post submitted edited comment commented reply replied"),
    name_joins=_words("and with for"),
    name_parts=_words("and with for von van de del della den der di da dos la le of the"),
    deeds=_words("decision decisions attempt attempts"),
    replacing=_words("changed switched shifted"),
    bounded=_words("available valid open effective"),
    telling=_words("announced confirmed demanded discussed requested warned"),
    holders=_words("holder holders share shares shareholder shareholders stock stockholder stockholders unitholders"),
    accruing=_words("interest dividend dividends"),
    covering=_words("cover covers covered covering examine examines"),
    convertible=_words("callable convertible exchangeable exercisable redeemable"),
    fixing=_words("chose chosen designated fixed named picked"),
    calling_off=_words(
        "abandon cancel cancels cancelling canceling defer deferring delay delaying drop postpone postpones scrap"
    ),
    unreal=_words("case event"),
    above=_words("over on"),
    linked=_words("attached entitled linked opposed related tied"),
    closing=_words("closing due final last"),
    seasons=_words("spring summer autumn fall winter christmas easter"),
    papers=_words(
        "bulletin circular digest gazette journal magazine monthly news newsletter newspaper quarterly review update"
    ),
    records=_words("minutes notes proceedings record transcript"),
    clues=CLUES,
)
