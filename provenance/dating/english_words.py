"""English: long lists of words, and the labels of lines that state a date. Data, no rules."""

from __future__ import annotations

IRREGULAR_PASTS = """
    arose ate awoke beaten became befell began begun bent bitten blew blown bore born borne bought bound bred broke
    broken brought built burnt came caught chose chosen clung crept dealt done drank drawn dreamt drew driven drove
    dug dwelt eaten fallen fed fell felt fled flew flown foresaw foreseen forgave forgot forgotten fought found
    froze frozen gave given gone got gotten grew grown heard held hid hidden hung kept knelt knew known laid lain
    leapt learnt led left lent lit lost made meant met misled mistook overcame overran oversaw overthrew overtook
    paid paled ran rang rebuilt redone redrawn redrew remade repaid resold retaken retook rewritten rewrote risen
    rose rung sang sank sat saw seen sent shaken shed shone shook shot shown shrank shrunk slain slept slid sold
    sought spent spilt spoke spoken sprang sprung spun stole stolen stood striven strove struck stuck stung sung
    sunk swam swept swore sworn swung taken taught thought threw thrown took torn understood undertaken undertook
    underwent unveiled upheld went wept withdrawn withdrew withheld withstood woke won wore worn wound wove woven
    written wrote
"""
"""Pasts and participles without the ending of one."""

NOT_PASTS = """
    advanced aged bed bleed breed creed deed embargoed exceed feed gifted greed hundred indeed infrared kindred limited
    mixed naked need preferred proceed red reed related renowned sacred seed shred skilled so-called speed steed succeed
    talented tweed unaffected unaltered unarmed unbeaten unchanged unchecked unconfirmed undamaged undecided undefeated
    undisclosed undisputed unemployed unexpected unfinished unharmed united unlicensed unlimited unmarried unnamed
    unopposed unpublished unprecedented unrelated unresolved unsigned unspecified untitled untouched unused unwanted
    weed wicked
"""
"""Words with the ending of a past that are none."""

HAPPENINGS = """
    abduction abolition accident accord accords acquisition acquittal agreement ambush annexation armistice arrest
    collision
    assassination assault atrocities attack attacks battle birth blackout blast blaze bombing bombings breakdown
    breakup capture ceasefire clash clashes collapse communique conquest constitution conviction convictions coup
    crackdown crash crashes crisis cyclone death deaths debacle declaration decree defeat demise deportation
    deposition disaster discovery dissolution downfall drought earthquake eruption execution executions explosion
    explosions expulsion famine film fire fires flood flooding floods founding genocide grounding hack hacking
    handshake heist hijacking hijackings hoax hurricane image imprisonment incident incursion independence
    interference intervention invasion involvement kidnapping kidnappings killing killings landslide law manifesto
    massacre meddling murder murders mutiny novel occupation ouster outbreak overthrow pact photo photograph picture
    plebiscite pogrom poisoning protocol putsch quake raid raids rebellion recession revolt revolution riot riots
    ruling scandal secession seizure shooting shootings siege sinking slaughter slaying slayings stampede study
    suicide takeover theft toppling tornado tragedy treaty truce tsunami uprising uprisings verdict victory war wars
    wreck
"""
"""Nouns of what is dated when it is over."""

APPOINTMENTS = """
    auction auctions ballot by-election ceremony championship championships concert conference contest cup day
    deadline debate derby draw edition election elections event exhibition festival final finals fixture fixtures
    friendlies friendly
    game games gathering handover hearing inquest limit march match meeting meetings olympics opener parade
    plebiscite poll polls primaries primary race rally referendum review round semi-final semi-finals semifinal
    semifinals session show sovereignty stoppage stoppages strike strikes summit talks tender test tests tie ties
    tournament trial visit vote votes walkout walkouts
"""
"""Nouns of what is dated before and after."""

DOCUMENTS = """
    document documents advice decree decrees directive directives announcement article articles biography blog
    book cable column complaint documentary dossier editorial email emails essay footage headline indictment
    interview lawsuit letter letters memo memoir memorandum op-ed press profile recording report reports
    resolution speech statement statements story survey testimony tweet tweets video
"""
"""Nouns of what was written or shown on its day."""

DEPICTED = """
    seated dressed greeted welcomed surrounded addresses address boards board carries carry celebrates celebrate
    chats chat displayed displays display escorted flanked gathers gather gestures gesture greets greet hugs hug
    inspects inspect listens listen looks look marches march passes pass performs perform protests protest
    reacts react reflected rides ride shows show sits sit smiles smile take talks talk unfurled waits wait
    watches watch wears wear arrives arrive attends attend faces face heads head holds hold hosts host joins
    join leaves leave meets meet pictured photographed plays play poses pose returns return seen shakes shake
    shown speaks speak stands stand visits visit walks walk waves wave
"""
"""Verbs and participles by which captions tell what a picture shows."""

LABELS: tuple[tuple[str, str, float], ...] = (
    ("first published", "header", 0.9),
    ("originally published", "header", 0.5),
    ("date published", "header", 0.9),
    ("publication date", "header", 0.9),
    ("published", "header", 0.9),
    ("posted", "header", 0.88),
    ("date posted", "header", 0.88),
    ("released", "header", 0.85),
    ("release date", "header", 0.85),
    ("date of release", "header", 0.85),
    ("issued", "header", 0.85),
    ("date issued", "header", 0.85),
    ("submitted", "header", 0.8),
    ("written", "header", 0.8),
    ("created", "header", 0.75),
    ("date", "header", 0.8),
    ("sent", "header", 0.85),
    ("last updated", "header", 0.6),
    ("last modified", "header", 0.55),
    ("last reviewed", "header", 0.5),
    ("updated", "header", 0.6),
    ("modified", "header", 0.55),
    ("embargoed until", "header", 0.5),
    ("embargoed to", "header", 0.5),
    ("embargoed for", "header", 0.5),
    ("under embargo until", "header", 0.5),
    ("strictly embargoed until", "header", 0.5),
    ("not for publication before", "header", 0.5),
    ("not for release before", "header", 0.5),
    ("embargo", "header", 0.5),
    ("for immediate release", "header", 0.85),
    ("press release", "header", 0.8),
    ("last edited", "header", 0.55),
    ("media release", "header", 0.8),
    ("media statement", "header", 0.8),
    ("not for broadcast or publication before", "header", 0.5),
    ("embargo until", "header", 0.5),
    ("hold for release until", "header", 0.5),
    ("filed", "header", 0.8),
    ("news release", "header", 0.8),
)
