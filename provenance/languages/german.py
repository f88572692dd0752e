"""German: the words of its news. Data, no rules."""

from __future__ import annotations

from provenance.languages.words import NewsWords

GERMAN = NewsWords(
    function_words="""
    der die das den dem des ein eine einen einem einer eines kein keine keinen und oder aber auch als am an auf aus
    bei beim bis da damit dann dass daß dazu denn doch durch er es für gegen habe haben hat hatte hatten hier ich
    ihm ihn ihr ihre ihrem ihren ihrer im in ist ja jetzt kann können man mehr mit mich mir nach nicht noch nun nur
    ob ohne schon sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sondern über um uns
    unser unsere unter vom von vor war waren was weil welche wenn werden werde wie wieder will wir wird wo worden
    wurde wurden zu zum zur zwischen dieser diese dieses diesem diesen alle allem jedoch etwa rund müssen muss
    """,
    said="""
    sagte sagten sagt sagen erklärte erklärten erklärt meinte meint betonte betont ergänzte ergänzt kritisierte
    erzählte erzählt warnte warnt forderte fordert fügte äußerte versicherte kommentierte bekräftigte
    """,
    announced="""
    teilte teilten mitteilte mitteilten mitgeteilt bekannt bekanntgab bekanntgegeben meldete meldeten meldet
    informierte informierten informiert ankündigte kündigte verkündete hervor hervorgeht vermeldete berichtete
    berichteten berichtet schrieb schreibt zitierte zitiert enthüllte enthüllt
    """,
    credits="""
    laut | nach angaben | nach angabe | nach auskunft | nach informationen | nach aussage | nach aussagen |
    nach darstellung | nach einschätzung | nach mitteilung | nach worten | den angaben von | unter berufung auf |
    mit bezug auf einen bericht | wie aus | berichtet von | berichtet der | berichtet die | berichtet das |
    zuerst berichtete | zuerst berichteten | zuerst hatte | zitiert nach | mit freundlicher genehmigung |
    übernommen von | übernommen aus | so der | so die | so das
    """,
    releases="""
    zufolge | in einer mitteilung | in der mitteilung | in einer pressemitteilung | in der pressemitteilung |
    in ihrer pressemitteilung | in ihrer mitteilung | in einer erklärung | in einer stellungnahme |
    in einer presseaussendung | in einer aussendung | in einer medienmitteilung | aus einer mitteilung |
    aus einer pressemitteilung | heißt es in | hieß es in
    """,
    generic="""
    angaben angabe auskunft informationen aussage aussagen mitteilung pressemitteilung medienmitteilung erklärung
    stellungnahme sprecher sprecherin pressesprecher pressesprecherin bericht berichten artikel quelle zuerst
    erschienen erschien veröffentlicht dieser beitrag text montag dienstag mittwoch donnerstag freitag samstag
    sonnabend sonntag januar februar märz april mai juni juli august september oktober november dezember heute
    gestern eigenen jahr jahre jahren uhr
    """,
    reposts="""
    zuerst erschienen in | zuerst erschienen im | zuerst erschienen auf | zuerst erschienen bei |
    erschien zuerst in | erschien zuerst im | erschien zuerst auf | erschien zuerst bei | ursprünglich erschienen |
    ursprünglich veröffentlicht | erstmals erschienen | erstmals veröffentlicht | zuerst veröffentlicht |
    nachdruck aus | abdruck aus | übernommen von | übernommen aus | kopiert von | kopiert aus | dieser text stammt |
    dieser artikel stammt | dieser beitrag stammt | mit freundlicher genehmigung | zum originalartikel |
    zum original | den vollständigen artikel lesen sie
    """,
    sources="quelle quellen via original originaltext",
    notes="""
    in einer früheren version dieses | in einer früheren fassung dieses | in einer ersten version dieses |
    in einer vorherigen version dieses | eine frühere version dieses | dieser artikel wurde aktualisiert |
    dieser artikel wurde korrigiert | dieser text wurde aktualisiert | dieser text wurde korrigiert |
    dieser beitrag wurde aktualisiert | dieser beitrag wurde korrigiert | wir haben den fehler korrigiert |
    wir haben den artikel aktualisiert | wir haben die stelle korrigiert
    """,
    labelled_notes="""
    aktualisiert | aktualisierung | korrektur | berichtigung | richtigstellung | korrigierte fassung |
    korrigierte version | nachtrag | anmerkung der redaktion | anm. d. red. | hinweis der redaktion |
    zuletzt aktualisiert | update
    """,
    release_lines="""
    pressemitteilung | presseinformation | medienmitteilung | presseaussendung | pressekontakt | medienkontakt |
    kontakt für medien | ansprechpartner für die presse | ansprechpartner für medien |
    ansprechpartnerin für die presse | zur sofortigen veröffentlichung | zur veröffentlichung frei |
    ende der mitteilung | rückfragehinweis
    """,
    release_openings="""
    hinweis an die redaktionen | hinweis für die redaktionen | hinweis an die redaktion | hinweise für redaktionen |
    abdruck honorarfrei | abdruck frei | sperrfrist | pressekontakt | medienkontakt | rückfragehinweis |
    belegexemplar erbeten
    """,
    stamped="""
    veröffentlicht | publiziert | erschienen | aktualisiert | zuletzt aktualisiert | stand | letzte aktualisierung
    """,
    lines="""
    antworten | antwort schreiben | antwort erstellen | zitieren | zitat | melden | beitrag melden | bearbeiten |
    gefällt mir | nach oben | zum seitenanfang | seitenanfang | zur startseite | startseite | zurück |
    zurück zur übersicht | zurück zur startseite | weiter | weiterlesen | mehr lesen | mehr erfahren |
    mehr anzeigen | mehr zum thema | mehr zu diesem thema | lesen sie auch | auch interessant |
    das könnte sie auch interessieren | das könnte dich auch interessieren | passend zum thema | meistgelesen |
    meist gelesen | meistgelesene artikel | ähnliche artikel | ähnliche beiträge | verwandte artikel |
    verwandte themen | verwandte beiträge | nächster artikel | vorheriger artikel | nächster beitrag |
    vorheriger beitrag | nächste seite | vorherige seite | teilen | jetzt teilen | artikel teilen | beitrag teilen |
    seite teilen | empfehlen | weiterempfehlen | merken | auf die merkliste | drucken | artikel drucken |
    seite drucken | druckversion | drucken versenden | per e-mail versenden | per mail versenden | versenden |
    senden | link kopieren | kommentare | kommentar | kommentieren | kommentar schreiben | kommentar verfassen |
    kommentar abgeben | kommentare anzeigen | kommentare ansehen | schreiben sie ihren kommentar |
    schreibe einen kommentar | hinterlasse einen kommentar | hinterlasse eine antwort | jetzt kommentieren |
    diskussion | diskussion / kommentare | anmelden | anmelden / registrieren | abmelden | einloggen | ausloggen |
    registrieren | jetzt registrieren | konto erstellen | passwort vergessen | angemeldet bleiben | menü |
    hauptmenü | suche | suchen | impressum | datenschutz | datenschutzerklärung | impressum datenschutz | agb |
    kontakt | über uns | werbung | anzeige | newsletter | newsletter abonnieren | kostenlose newsletter |
    abonnieren | jetzt abonnieren | schlagworte | schlagwörter | kategorien | kategorie | themen | tags |
    bildergalerie | zur bildergalerie | fotostrecke | schließen | abbrechen | thema erstellen | neues thema |
    thema abonnieren | themenstarter | mitglied | beiträge | mitglieder | aufrufe | zugriffe | alle akzeptieren |
    alle artikel des autors | über den autor | über die autorin | alle rechte vorbehalten
    """,
    openings="""
    lesen sie auch: | lesen sie hier: | lesen sie mehr | mehr zum thema: | auch interessant: |
    das könnte sie auch interessieren | auf facebook teilen | auf twitter teilen | auf x teilen |
    auf whatsapp teilen | auf linkedin teilen | auf xing teilen | per e-mail teilen | teilen sie diesen |
    beiträge: | mitglied seit | dabei seit | registriert seit | registriert: | wohnort: | antworten auf |
    du musst angemeldet sein | du musst eingeloggt sein | du musst dich anmelden | sie müssen angemeldet sein |
    sie müssen eingeloggt sein | sie müssen sich anmelden | bitte melden sie sich an | bitte melde dich an |
    bitte loggen sie sich ein | noch kein konto | noch kein mitglied | sie haben noch kein konto |
    melden sie sich für unseren newsletter | melden sie sich zu unserem newsletter | abonnieren sie unseren |
    jetzt newsletter | ihre e-mail-adresse wird nicht veröffentlicht |
    deine e-mail-adresse wird nicht veröffentlicht | erforderliche felder sind | diese website verwendet cookies |
    diese webseite verwendet cookies | diese seite verwendet cookies | wir verwenden cookies | wir nutzen cookies |
    durch die nutzung dieser website | kommentare werden geladen | zum inhalt springen | zur navigation springen |
    zum hauptinhalt springen | direkt zum inhalt | folgen sie uns | folge uns | alle rechte vorbehalten |
    hier klicken | foto: | bild: | fotos: | verschlagwortet mit | veröffentlicht in | veröffentlicht unter |
    in den warenkorb
    """,
    relayed="""
    antwort erstellen | beitrag melden | thema erstellen | neues thema | thema abonnieren | themenstarter |
    dabei seit | registriert seit | beiträge: | zitieren
    """,
    interface="""
    anmelden angemeldet registrieren registriert konto passwort newsletter abonnieren antworten thema forum beitrag
    beiträge mitglied mitglieder cookies kommentar kommentare browser javascript e-mail klicken klick
    """,
    contacts="telefon tel fax telefax mobil e-mail email internet web webseite",
    calendar="""
    januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch
    donnerstag freitag samstag sonnabend sonntag heute gestern morgen vormittag mittag nachmittag abend nacht woche
    wochen tag tage tagen monat monate monaten jahr jahre jahren uhr
    """,
    corrections="berichtigung | korrektur | richtigstellung | korrekturhinweis | in eigener sache",
    ours="""
    in unserem | in unserer | in einer früheren | in einer ersten | in dem artikel | in dem bericht |
    in dem beitrag | im artikel | im bericht | im beitrag | in der ausgabe | in der meldung | wir haben |
    haben wir | schrieben wir | berichteten wir
    """,
    told="""
    hieß es | heißt es | haben wir geschrieben | haben wir berichtet | hatten wir geschrieben |
    hatten wir berichtet | schrieben wir | berichteten wir | stand | war zu lesen | war die rede von |
    wurde behauptet | haben wir fälschlicherweise | haben wir irrtümlich | haben wir fälschlich |
    hatten wir fälschlicherweise | hatten wir irrtümlich | wurde fälschlicherweise | wurde irrtümlich | wir haben
    """,
    erring="""
    fälschlicherweise | fälschlich | irrtümlich | irrtümlicherweise | versehentlich | falsch | fehler
    """,
    right="""
    richtig ist | richtig muss es heißen | richtig heißt es | richtig lautet | richtig wäre | korrekt ist |
    korrekt muss es heißen | korrekt lautet | tatsächlich | in wirklichkeit | vielmehr | es muss heißen |
    es muss richtig heißen
    """,
    but="sondern",
    has_capital_nouns=True,
    has_compounds=True,
)
