"""English: pasts and participles, those that look like one, and those of captions. Data, no rules."""

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
    accrued advanced aged bed bleed breed creed deed embargoed exceed feed gifted greed hundred indeed infrared kindred
    limited mixed naked need preferred proceed red reed related renowned sacred seed shred skilled so-called speed steed
    subordinated succeed
    talented tweed unaffected unaltered unarmed unbeaten unchanged unchecked unconfirmed undamaged undecided undefeated
    undisclosed undisputed unemployed unexpected unfinished unharmed united unlicensed unlimited unmarried unnamed
    unopposed unpublished unprecedented unrelated unresolved unsigned unspecified untitled untouched unused unwanted
    weed wicked
"""
"""Words with the ending of a past that are none."""
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
