"""Italian: the words of its news. Data, no rules."""

from __future__ import annotations

from provenance.languages.words import NewsWords

ITALIAN = NewsWords(
    function_words="""
    il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle al allo alla ai
    agli alle dal dallo dalla dai dalle nel nello nella nei negli nelle sul sullo sulla sui sulle col e ed o ma che
    chi cui se non più anche come quando dove mentre perché è sono era erano sia siano essere stato stata stati
    state ha hanno aveva avevano avere ho questo questa questi queste quello quella quelli quelle si ci ne mi ti vi
    lui lei loro suo sua suoi sue nostro nostra noi voi io c ogni tutto tutti tutte tutta già ancora dopo prima oggi
    così solo poi ad dell all dall nell sull
    """,
    said="""
    detto dice dichiarato dichiara affermato afferma spiegato spiega aggiunto aggiunge sottolineato sottolinea
    commentato commenta ricordato ricorda assicurato assicura precisato precisa concluso conclude ribadito ribadisce
    sostenuto sostiene osservato osserva scrive scritto raccontato racconta avvertito avverte
    """,
    announced="""
    annunciato annuncia comunicato comunica reso rende informato informa riferito riferisce riferiscono riporta
    riportato rivelato rivela segnalato segnala confermato conferma
    """,
    credits="""
    secondo | stando a | stando al | stando alla | in base a | a detta di | a detta del | a detta della |
    per bocca di | come riporta | come riferisce | come riferito da | riportato da | riferito da | rivelato da |
    annunciato da | pubblicato da | pubblicato su | pubblicato sul | citato da | citando | fonti di | fonti del |
    fonti della | per gentile concessione | con il permesso di | in un'intervista a
    """,
    releases="""
    in una nota | in un comunicato | con una nota | con un comunicato | nel comunicato | nella nota |
    in una dichiarazione | attraverso una nota | tramite una nota | di un comunicato
    """,
    generic="""
    nota comunicato stampa dichiarazione fonte fonti portavoce articolo pubblicato originariamente originale notizia
    notizie intervista agenzia lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo
    aprile maggio giugno luglio agosto settembre ottobre novembre dicembre ieri oggi anno anni ore testo
    """,
    reposts="""
    pubblicato originariamente | originariamente pubblicato | pubblicato per la prima volta |
    apparso originariamente | già pubblicato su | tratto da | tratta da | ripreso da | copiato da | estratto da |
    riprodotto da | riprodotto con | per gentile concessione | con il permesso di | leggi l'articolo originale |
    leggi l'articolo completo | articolo originale su | articolo originale di
    """,
    sources="fonte fonti via",
    notes="""
    una versione precedente di | in una versione precedente | questo articolo è stato aggiornato |
    questo articolo è stato corretto | questo articolo è stato modificato | l'articolo è stato corretto
    """,
    labelled_notes="""
    aggiornato | aggiornata | aggiornamento | correzione | errata corrige | rettifica | versione corretta |
    nota della redazione | ultimo aggiornamento | precisazione | ndr
    """,
    release_lines="""
    comunicato stampa | comunicato | nota stampa | ufficio stampa | contatti stampa | contatto stampa |
    contatti per la stampa | per la pubblicazione immediata | note per i redattori | nota per le redazioni |
    per informazioni
    """,
    release_openings="""
    ufficio stampa: | contatti stampa | contatto stampa | contatti per la stampa | nota per i redattori |
    nota per le redazioni | sotto embargo | embargo fino
    """,
    stamped="pubblicato | pubblicata | aggiornato | ultimo aggiornamento | data di pubblicazione",
    lines="""
    rispondi | cita | segnala | segnala messaggio | segnala commento | modifica | mi piace | torna su |
    torna all'inizio | torna alla home | home | indietro | successivo | precedente | articolo successivo |
    articolo precedente | pagina successiva | pagina precedente | leggi tutto | leggi di più | continua a leggere |
    scopri di più | mostra altro | vedi tutti | vedi anche | leggi anche | ti potrebbe interessare |
    potrebbe interessarti | potrebbe interessarti anche | articoli correlati | notizie correlate | i più letti |
    più letti | le più lette | ultime notizie | altre notizie | condividi | condividi su |
    condividi questo articolo | condividi l'articolo | stampa | stampa articolo | invia | invia per email |
    invia a un amico | copia link | salva | commenta | commento | commenti | lascia un commento |
    aggiungi un commento | scrivi un commento | vedi i commenti | accedi | login | esci | registrati |
    registrazione | crea un account | password dimenticata | abbonati | iscriviti | iscriviti alla newsletter |
    newsletter | menu | cerca | ricerca | sezioni | tag | categorie | argomenti | mappa del sito | note legali |
    informativa privacy | privacy policy | cookie policy | contatti | contattaci | chi siamo | pubblicità |
    annuncio | chiudi | annulla | accetta | accetta tutti | nuovo argomento | messaggi | membro |
    riproduzione riservata | tutti i diritti riservati
    """,
    openings="""
    leggi anche: | leggi anche - | vedi anche: | ti potrebbe interessare: | condividi su facebook |
    condividi su twitter | condividi su whatsapp | condividi su linkedin | condividi via | messaggi: |
    iscritto dal | iscritto il | registrato il | località: | devi effettuare il login | devi effettuare l'accesso |
    devi accedere per | accedi per | hai già un account | non hai un account | sei già abbonato |
    iscriviti alla nostra newsletter | iscriviti per | abbonati per | il tuo indirizzo email non sarà pubblicato |
    i campi obbligatori sono | questo sito utilizza cookie | questo sito utilizza i cookie |
    questo sito usa cookie | utilizziamo i cookie | utilizziamo cookie | vai al contenuto | seguici su | seguici |
    riproduzione riservata | tutti i diritti riservati | vietata la riproduzione | clicca qui | foto:
    """,
    relayed="segnala messaggio | nuovo argomento | messaggi: | iscritto dal | iscritto il",
    interface="""
    accedi account login registrati registrazione iscriviti abbonati newsletter rispondi risposta discussione
    argomento forum messaggio messaggi membro membri cookie commento commenti browser javascript email clicca
    """,
    contacts="telefono tel fax cellulare email e-mail mail pec sito web",
    elided="l d c un all dall dell nell sull quell dov",
    calendar="""
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì
    mercoledì giovedì venerdì sabato domenica oggi ieri domani mattina pomeriggio sera notte settimana settimane
    giorno giorni mese mesi anno anni ora ore
    """,
    corrections="errata corrige | rettifica | correzione | precisazione",
    ours="""
    nell'articolo | nel nostro articolo | in un articolo | nella notizia | nel servizio | nell'edizione |
    in una versione precedente | una versione precedente | abbiamo scritto | abbiamo riportato |
    abbiamo pubblicato | avevamo scritto
    """,
    told="""
    abbiamo scritto per errore che | abbiamo erroneamente scritto che | abbiamo scritto che | abbiamo scritto |
    abbiamo riportato | abbiamo pubblicato | avevamo scritto | si diceva che | si leggeva che | era scritto che |
    si affermava che
    """,
    erring="per errore | erroneamente | errore | errata | errato",
    right="in realtà | la cifra corretta | il dato corretto | si legga | leggasi | invece | è corretto",
    but="bensì",
)
