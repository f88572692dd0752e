"""English words of which one, put for the other, turns a statement round, as data; and words for a woman and a man."""

from __future__ import annotations

_PAIRS = """
rose/fell rise/fall rises/falls rising/falling risen/fallen rose/dropped rose/declined rose/slipped rose/slid
jumped/dropped jumped/fell climbed/fell climbed/dropped climbed/slipped gained/fell gained/lost grew/shrank grew/fell
grow/shrink grows/shrinks growth/decline growing/shrinking up/down upward/downward upwards/downwards more/fewer
more/less higher/lower highest/lowest high/low above/below increase/decrease increased/decreased increasing/decreasing
increases/decreases increase/cut increased/cut increase/reduce increased/reduced increase/drop increase/fall
increase/decline raised/lowered raise/lower raises/lowers raising/lowering raised/cut raise/cut raised/reduced
raise/reduce widened/narrowed widen/narrow widens/narrows widening/narrowing wider/narrower strengthened/weakened
strengthen/weaken strengthens/weakens strengthening/weakening stronger/weaker strong/weak expanded/contracted
expansion/contraction expand/shrink expanded/shrank accelerated/slowed accelerate/slow faster/slower fast/slow
quick/slow quickly/slowly larger/smaller largest/smallest large/small bigger/smaller biggest/smallest big/small
longer/shorter longest/shortest long/short deeper/shallower deep/shallow heavier/lighter maximum/minimum
majority/minority better/worse best/worst improved/worsened improve/worsen improving/worsening
improvement/deterioration eased/worsened tightened/eased tighten/ease tightening/easing tightened/loosened
upgrade/downgrade upgraded/downgraded upgrades/downgrades outperform/underperform overweight/underweight
overestimated/underestimated bullish/bearish profit/loss profits/losses gain/loss gains/losses surplus/deficit
surpluses/deficits credit/debit asset/liability assets/liabilities income/expenditure import/export imports/exports
imported/exported importer/exporter importers/exporters bought/sold buy/sell buys/sells buying/selling buyer/seller
buyers/sellers lend/borrow lent/borrowed lending/borrowing lender/borrower lenders/borrowers landlord/tenant
landlords/tenants employer/employee employers/employees creditor/debtor creditors/debtors freehold/leasehold
furnished/unfurnished before/after early/late earlier/later earliest/latest start/end started/ended starts/ends
start/finish started/finished begin/end began/ended begins/ends beginning/end arrive/depart arrives/departs
arrived/departed arrived/left arrival/departure arrivals/departures open/closed open/shut opened/closed opens/closes
opening/closing open/close opened/shut entry/exit entrance/exit inside/outside indoor/outdoor indoors/outdoors
upper/lower top/bottom front/back front/rear ahead/behind left/right inbound/outbound north/south northern/southern
northbound/southbound northward/southward northwards/southwards east/west eastern/western eastbound/westbound
eastward/westward eastwards/westwards northeast/southwest northwest/southeast northeast/northwest southeast/southwest
approve/reject approved/rejected approve/refuse approved/refused approval/rejection approval/refusal accept/reject
accepted/rejected accept/refuse accepted/refused accepts/rejects backed/opposed supported/opposed support/oppose
supports/opposes support/opposition supporter/opponent supporters/opponents ally/opponent allies/opponents
friend/enemy friends/enemies for/against favor/against pro/anti welcomed/condemned welcomed/criticized
praised/criticized praise/criticism praises/criticizes praised/condemned passed/failed pass/fail passes/fails
succeed/fail succeeded/failed succeeds/fails success/failure won/lost win/lose wins/loses winner/loser winners/losers
won/drew lost/drew beat/lost beats/loses beat/drew win/defeat wins/defeats win/loss victory/defeat victories/defeats
kept/lost scored/missed scores/misses saved/missed guilty/innocent convicted/acquitted convicted/cleared
conviction/acquittal guilty/cleared guilty/acquitted allowed/banned allowed/dismissed allowed/refused
allowed/forbidden allow/ban allow/forbid allows/bans allows/forbids permitted/prohibited permitted/forbidden
permit/prohibit permits/prohibits permit/forbid permits/forbids upheld/overturned upheld/dismissed upheld/rejected
uphold/overturn granted/refused granted/denied grant/refuse grant/deny granted/rejected legal/banned
claimant/defendant claimants/defendants plaintiff/defendant plaintiffs/defendants prosecution/defense
compulsory/optional compulsory/voluntary mandatory/optional mandatory/voluntary required/optional confirmed/denied
confirm/deny confirms/denies admitted/denied admits/denies admit/deny true/false right/wrong correct/wrong safe/unsafe
safe/dangerous safely/dangerously present/absent presence/absence alive/dead lived/died survived/died survive/die
healthy/ill injured/unhurt injured/unharmed serious/minor major/minor severe/mild severe/minor severe/slight
serious/slight common/rare commonly/rarely often/rarely often/seldom frequently/rarely usually/rarely regularly/rarely
include/exclude includes/excludes included/excluded including/excluding inclusive/exclusive hot/cold hotter/colder
warm/cool warm/cold warmer/cooler warmer/colder wet/dry wetter/drier wettest/driest hottest/coldest warmest/coldest
rich/poor richer/poorer richest/poorest full/empty older/younger oldest/youngest old/young same/different
public/private urban/rural domestic/foreign domestic/international positive/negative positively/negatively
optimistic/pessimistic benefit/harm benefits/harms beneficial/harmful advantage/disadvantage strength/weakness
strengths/weaknesses hired/fired appointed/dismissed appointed/sacked joined/left joins/leaves joining/leaving
peace/war hawkish/dovish
"""

OPPOSITES = frozenset((x, y) for pair in _PAIRS.split() for x, y in (pair.split("/"), pair.split("/")[::-1]))
"""Both orders of each pair, in lower case."""

_WOMEN_AND_MEN = """
woman/man women/men girl/boy girls/boys daughter/son daughters/sons sister/brother sisters/brothers mother/father
mothers/fathers mum/dad mom/dad grandmother/grandfather granddaughter/grandson granddaughters/grandsons wife/husband
wives/husbands widow/widower aunt/uncle niece/nephew nieces/nephews female/male females/males spokeswoman/spokesman
chairwoman/chairman policewoman/policeman policewomen/policemen businesswoman/businessman congresswoman/congressman
sportswoman/sportsman schoolgirl/schoolboy schoolgirls/schoolboys
"""
GENDERS = {
    word: gender
    for pair in _WOMEN_AND_MEN.split()
    for word, gender in zip(pair.split("/"), ("f", "m"), strict=True)
} | {"mr": "m"} | dict.fromkeys(("mrs", "ms", "miss"), "f")  # fmt: skip
"""Words and forms of address that say whether one is a woman or a man."""

PRONOUNS = dict.fromkeys(("she", "her", "hers", "herself"), "f") | dict.fromkeys(("he", "him", "his", "himself"), "m")
"""Words that do so for someone named before."""
