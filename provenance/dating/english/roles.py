"""English: what the words of a sentence do for its tense. Data, no rules."""

from __future__ import annotations

from provenance.dating.english.pasts import IRREGULAR_PASTS
from provenance.dating.role import Role

ROLES: tuple[tuple[Role, str], ...] = (
    (Role.PAST, IRREGULAR_PASTS + " follows followed"),
    (Role.PAST_OR_BASE, "beat bid broadcast burst cast cost cut hit hurt let put quit read shut split spread"),
    (
        Role.PLAN,
        """
        anticipated booked due earmarked envisaged expected likely pencilled
        penciled permitted planned poised projected ready scheduled set slated supposed timed timetabled
        tipped
        """,
    ),
    (Role.MOVED, "adjourned deferred delayed extended moved postponed pushed rescheduled"),
    (
        Role.ANNOUNCED,
        """
        advertised agreed aimed announced anticipated arranged billed called confirmed demanded discussed
        hinted estimated feared forecast hoped intended invited organised organized pledged predicted prepared
        promised proposed requested sought targeted threatened urged vowed wanted warned
        """,
    ),
    (
        Role.REPORTED,
        """
        said told added reported stated explained revealed insisted claimed noted declared wrote thought
        believed alleged argued admitted conceded complained maintained remarked recalled
        """,
    ),
    (
        Role.REPORTS,
        """
        says say tells adds reports shows show claims states writes notes suggests believes according sees see
        forecasts
        """,
    ),
    (
        Role.HOPES,
        """
        aims anticipates anticipate predicts envisages foresees hopes intends plans prepares promises proposes
        seeks vows wants expects expect want hoping planning preparing aiming intending looking upcoming
        forthcoming plan intend hope forecasting predicting anticipating expecting awaiting requires require
        """,
    ),
    (
        Role.COMES,
        """
        goes begins starts opens closes runs meets holds ends launches returns comes arrives leaves
        expires matures convenes resumes airs features heads hosts kicks takes falls completes faces plays
        visits joins host go take begin start open close meet expire convene mature resume return play face join
        reverts retires steps head becomes switches leave arrive depart departs competes compete premieres reopens
        reopen come comes concludes conclude commences commence lasts performs perform travels travel
        ceases enters unveils unveil delivers hears decides decide publishes publish appears appear
        applies apply defends defend entertains celebrates celebrate
        """,
    ),
    (Role.WILL, "will shall won't shan't won’t shan’t wo sha"),
    (
        Role.WOULD,
        """
        would could should might may ought wouldn't couldn't shouldn't mightn't wouldn’t couldn’t
        shouldn’t mightn’t
        """,
    ),
    (Role.MUST, "must can cannot can't can’t entitles entitle need needs mustn't mustn’t"),
    (
        Role.IS,
        "is are am ain't ain’t isn't aren't isn’t aren’t it's it’s that's that’s they're they’re we're we’re i'm i’m",
    ),
    (Role.WAS, "was were wasn't weren't wasn’t weren’t"),
    (Role.BE, "be been being"),
    (Role.HAS, "has have hasn't haven't hasn’t haven’t i've i’ve we've we’ve they've they’ve you've you’ve having"),
    (Role.HAD, "had hadn't hadn’t"),
    (Role.DID, "did didn't didn’t"),
    (Role.TO, "to"),
    (
        Role.ADVERB,
        """
        not now also already still just never ever always then first once again later soon often even
        only previously yet currently formally finally officially originally initially together
        subsequently recently last further
        """,
    ),
    (Role.CLAUSE, "who which whom whose but while whilst whereas when where because although though that as"),
    (Role.BEFORE, "before"),
    (Role.AFTER, "after following"),
    (Role.IF, "if unless whether provided"),
    (Role.SINCE, "since dated"),
    (Role.UNTIL, "until till til by through deadline pre"),
    (Role.FROM, "from between starting beginning commencing effective ending"),
    (Role.FOR, "for"),
    (Role.OF, "of"),
    (Role.THAN, "than against versus"),
    (Role.AT, "on in at during around about near circa over throughout within with under towards toward"),
    (
        Role.PART,
        """
        early late mid end start middle half close morning afternoon
        evening night midnight weekend week month eve spring summer autumn winter
        """,
    ),
    (Role.DETERMINER, "the a an this that's its his her their our my your these those some any each every no next"),
    (Role.JOIN, "and or & plus"),
)
