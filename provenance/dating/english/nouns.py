"""English: nouns that have a date. Data, no rules."""

from __future__ import annotations

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
    suspension wreck
"""
"""Nouns of what is dated when it is over."""
APPOINTMENTS = """
    auction auctions ballot by-election ceremony championship championships concert conference contest cup day
    deadline debate derby draw edition election elections event exhibition festival final finals fixture fixtures
    friendlies friendly
    game games gathering handover hearing hearings inquest limit march match meeting meetings olympics opener parade
    plebiscite poll polls primaries primary race rally referendum review round semi-final semi-finals semifinal
    semifinals session show sovereignty stoppage stoppages strike strikes summit talks tender test tests tie ties
    tournament trial visit vote votes walkout walkouts
"""
"""Nouns of what is dated before and after."""
DOCUMENTS = """
    document documents advice bulletin circular decree decrees directive directives announcement article articles
    biography blog book cable column complaint documentary dossier editorial email emails essay footage headline
    indictment interview lawsuit letter letters memo memoir memorandum minutes note op-ed press profile recording
    report reports resolution speech statement statements story survey testimony tweet tweets video
"""
"""Nouns of what was written or shown on its day."""
