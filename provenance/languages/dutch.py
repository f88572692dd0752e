"""Dutch: the words of its news. Data, no rules."""

from __future__ import annotations

from provenance.languages.words import NewsWords

DUTCH = NewsWords(
    function_words="""
    de het een en of maar want dat die dit deze van in op te aan met voor door bij uit naar om over onder tussen
    tegen tot zonder na sinds als dan toen nu nog niet geen ook wel al er is zijn was waren wordt worden werd werden
    heeft hebben had hadden zal zullen zou zouden kan kunnen moet moeten mag wil gaat hij zij ze wij we ik je jij u
    hem haar hun ons onze zich wie wat waar hoe waarom meer veel zo daar hier omdat terwijl alle alles eerste
    """,
    said="""
    zei zeiden zegt zeggen verklaarde verklaart vertelde vertelt legde voegde benadrukte benadrukt stelde stelt
    reageerde reageert waarschuwde waarschuwt liet vindt vond schreef schrijft aldus concludeerde
    """,
    announced="""
    meldde meldden meldt melden maakte maken liet laat weten bekend kondigde deelde gemeld medegedeeld meegedeeld
    bericht berichtte onthulde
    """,
    credits="""
    volgens | aldus | naar eigen zeggen van | blijkens | op basis van | onder verwijzing naar | met dank aan |
    overgenomen van | overgenomen uit | bericht door | gemeld door | zo meldt | zo meldde | dat meldt | dat meldde |
    dat melden | meldt | laat weten aan | met toestemming van | bronnen bij | geciteerd door
    """,
    releases="""
    in een persbericht | in een verklaring | in een mededeling | in het persbericht | via een persbericht |
    in een reactie
    """,
    generic="""
    persbericht verklaring mededeling bron bronnen woordvoerder woordvoerster artikel bericht eerder gepubliceerd
    verschenen maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli
    augustus september oktober november december gisteren vandaag jaar uur tekst
    """,
    reposts="""
    eerder verschenen in | eerder verschenen op | eerst verschenen in | eerst verschenen op | eerder gepubliceerd |
    oorspronkelijk verschenen | oorspronkelijk gepubliceerd | verscheen eerder in | verscheen eerder op |
    verscheen eerst in | verscheen oorspronkelijk | overgenomen van | overgenomen uit | gekopieerd van |
    gekopieerd uit | met toestemming van | lees het originele artikel | lees het volledige artikel |
    dit artikel komt van | dit bericht komt van
    """,
    sources="bron bronnen via",
    notes="""
    in een eerdere versie van | een eerdere versie van | dit artikel is aangepast | dit artikel is bijgewerkt |
    dit artikel is gecorrigeerd | dit bericht is aangepast | dit bericht is gecorrigeerd
    """,
    labelled_notes="""
    bijgewerkt | update | gewijzigd | correctie | rectificatie | aangepast | noot van de redactie |
    laatst bijgewerkt | laatste update | aanvulling | aanvullingen & verbeteringen
    """,
    release_lines="""
    persbericht | perscontact | contact voor de pers | voor de redactie | noot voor de redactie |
    noot voor de pers | niet voor publicatie | voor onmiddellijke publicatie | einde persbericht
    """,
    release_openings="""
    noot voor de redactie | noot aan de redactie | niet voor publicatie | perscontact | contact voor de pers |
    onder embargo | embargo tot
    """,
    stamped="gepubliceerd | geplaatst | bijgewerkt | laatst bijgewerkt | laatste update | gewijzigd",
    lines="""
    beantwoorden | reageren | reageer | citeer | citeren | melden | rapporteer | bewerken | vind ik leuk |
    naar boven | terug naar boven | terug | terug naar home | home | volgende | vorige | volgend artikel |
    vorig artikel | volgende pagina | vorige pagina | lees meer | lees verder | meer lezen | meer weten |
    toon meer | bekijk alles | meer nieuws | lees ook | ook interessant | gerelateerd | gerelateerde artikelen |
    gerelateerd nieuws | meest gelezen | best gelezen | laatste nieuws | delen | deel | deel dit artikel |
    deel dit bericht | printen | afdrukken | print artikel | verstuur | versturen | mail | kopieer link | bewaren |
    opslaan | reactie | reacties | plaats een reactie | geef een reactie | bekijk reacties | inloggen | log in |
    uitloggen | aanmelden | registreren | account aanmaken | wachtwoord vergeten | abonneren | word abonnee |
    nieuwsbrief | menu | zoeken | zoek | rubrieken | tags | categorieën | onderwerpen | sitemap | disclaimer |
    privacybeleid | privacyverklaring | contact | over ons | advertentie | sluiten | annuleren | accepteren |
    alles accepteren | nieuw topic | nieuw onderwerp | berichten | lid | alle rechten voorbehouden
    """,
    openings="""
    lees ook: | lees ook | lees meer: | bekijk ook: | delen via | deel via | deel op | berichten: | lid sinds |
    lid geworden op | geregistreerd op | woonplaats: | je moet ingelogd zijn | u moet ingelogd zijn |
    je moet inloggen | log in om | meld je aan | heb je al een account | nog geen account | nog geen abonnee |
    al abonnee | schrijf je in voor | abonneer je op | je e-mailadres wordt niet | het e-mailadres wordt niet |
    vereiste velden zijn | deze website gebruikt cookies | deze site gebruikt cookies | wij gebruiken cookies |
    we gebruiken cookies | ga naar de inhoud | ga naar inhoud | volg ons | alle rechten voorbehouden | klik hier |
    foto: | beeld:
    """,
    relayed="nieuw topic | nieuw onderwerp | berichten: | lid sinds",
    interface="""
    inloggen ingelogd account registreren aanmelden abonneren nieuwsbrief reageren reactie reacties onderwerp topic
    forum bericht berichten lid leden cookies browser javascript e-mail klik
    """,
    contacts="telefoon tel fax mobiel e-mail email internet website",
    calendar="""
    januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag vandaag gisteren morgen ochtend middag avond nacht week weken dag dagen maand
    maanden jaar jaren uur
    """,
    corrections="rectificatie | correctie | correcties en aanvullingen | herstel",
    ours="""
    in het artikel | in ons artikel | in een artikel | in het bericht | in de krant van | in een eerdere versie |
    stond | schreven wij | schreven we | wij schreven | wij hebben
    """,
    told="""
    stond dat | stond vermeld dat | stond ten onrechte dat | stond abusievelijk dat | stond | schreven wij dat |
    schreven we dat | werd gemeld dat | werd gezegd dat | meldden wij dat | wij schreven dat
    """,
    erring="ten onrechte | abusievelijk | onjuist | foutief | per abuis | fout",
    right="in werkelijkheid | juist is | dit moet zijn | dat moet zijn | moet zijn | het juiste",
    but="maar",
    has_compounds=True,
)
