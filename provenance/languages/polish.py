"""Polish: the words of its news. Data, no rules."""

from __future__ import annotations

from provenance.languages.words import NewsWords

POLISH = NewsWords(
    function_words="""
    w we z ze na do od po przy dla o u za przez nad pod między bez i oraz a ale lub albo czy że żeby aby który która
    które którzy których którym którą gdy kiedy jak jako co kto to ten ta te tego tej tych tym tymi się nie już
    jeszcze także też tylko jest są był była było byli były być będzie będą ma mają miał może można ich jego jej mu
    im nas nam my ja ty on ona oni swoje swój swoją by bo więc tak tu tam przed ponad około podczas
    """,
    said="""
    powiedział powiedziała powiedzieli mówi mówił mówiła stwierdził stwierdziła podkreślił podkreśliła podkreśla
    dodał dodała dodaje zaznaczył zaznaczyła zaznacza wyjaśnił wyjaśniła wyjaśnia ocenił oceniła tłumaczy tłumaczył
    zapewnił zapewniła przyznał przyznała skomentował skomentowała ostrzegł napisał napisała zauważył
    """,
    announced="""
    poinformował poinformowała poinformowało poinformowali informuje informują podał podała podało podają podaje
    przekazał przekazała przekazało ogłosił ogłosiła ogłosiło ujawnił ujawniła zapowiedział zapowiedziała
    zapowiedziało donosi donoszą
    """,
    credits="""
    według | zdaniem | jak poinformował | jak poinformowała | jak poinformowało | jak informuje | jak podał |
    jak podała | jak podaje | jak podało | jak donosi | jak przekazał | jak przekazała | z informacji |
    powołując się na | w rozmowie z | cytowany przez | cytowana przez | opublikowany przez | dzięki uprzejmości |
    za zgodą
    """,
    releases="""
    w komunikacie | w oświadczeniu | w informacji prasowej | w wydanym komunikacie | w komunikacie prasowym
    """,
    generic="""
    komunikat komunikacie oświadczenie prasowy prasowym prasowa rzecznik rzeczniczka źródło źródła artykuł tekst
    informacja informacji pierwotnie opublikowany poniedziałek wtorek środa środę czwartek piątek sobota sobotę
    niedziela niedzielę stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada
    grudnia wczoraj dziś rok roku lat godz
    """,
    reposts="""
    pierwotnie opublikowany | pierwotnie opublikowano | po raz pierwszy opublikowany | po raz pierwszy ukazał się |
    ukazał się pierwotnie | przedruk z | przedruk za | za zgodą | dzięki uprzejmości | tekst pochodzi z |
    artykuł pochodzi z | skopiowane z | skopiowano z | cały artykuł w | przeczytaj oryginał
    """,
    sources="źródło źródła za via",
    notes="""
    we wcześniejszej wersji | w poprzedniej wersji | artykuł został zaktualizowany | artykuł został poprawiony |
    tekst został zaktualizowany | tekst został poprawiony
    """,
    labelled_notes="""
    aktualizacja | zaktualizowano | sprostowanie | korekta | erratum | od redakcji | przypis redakcji |
    uzupełnienie | ostatnia aktualizacja
    """,
    release_lines="""
    komunikat prasowy | informacja prasowa | komunikat | kontakt dla mediów | kontakt dla prasy | biuro prasowe |
    do natychmiastowej publikacji | informacja dla redakcji
    """,
    release_openings="""
    kontakt dla mediów | kontakt dla prasy | informacja dla redakcji | dodatkowe informacje dla mediów | embargo do
    """,
    stamped="""
    opublikowano | opublikowany | aktualizacja | data publikacji | ostatnia aktualizacja | zaktualizowano | dodano
    """,
    lines="""
    odpowiedz | cytuj | zgłoś | zgłoś post | zgłoś naruszenie | edytuj | lubię to | do góry | na górę | powrót |
    wstecz | strona główna | następny | następna | poprzedni | poprzednia | następny artykuł | poprzedni artykuł |
    następna strona | poprzednia strona | czytaj więcej | czytaj dalej | dowiedz się więcej | zobacz więcej |
    pokaż więcej | zobacz także | zobacz też | czytaj także | czytaj też | przeczytaj także | przeczytaj również |
    polecane | polecamy | powiązane artykuły | podobne artykuły | najczęściej czytane | najpopularniejsze |
    najnowsze | więcej wiadomości | udostępnij | udostępnij artykuł | udostępnij na facebooku | podziel się |
    drukuj | wydrukuj | wyślij | wyślij mailem | kopiuj link | zapisz | skomentuj | komentarz | komentarze |
    dodaj komentarz | napisz komentarz | pokaż komentarze | zaloguj | zaloguj się | wyloguj | zarejestruj się |
    rejestracja | utwórz konto | zapomniałeś hasła | subskrybuj | zapisz się do newslettera | newsletter | menu |
    szukaj | wyszukaj | tagi | kategorie | tematy | mapa strony | regulamin | polityka prywatności | kontakt |
    o nas | reklama | zamknij | anuluj | akceptuję | akceptuj wszystkie | nowy temat | posty |
    wszelkie prawa zastrzeżone
    """,
    openings="""
    czytaj także: | czytaj też: | czytaj również: | zobacz także: | zobacz też: | przeczytaj także: |
    przeczytaj też: | polecamy: | udostępnij na | posty: | dołączył: | dołączyła: | dołączył do | rejestracja: |
    skąd: | lokalizacja: | musisz być zalogowany | musisz się zalogować | zaloguj się, aby | masz już konto |
    nie masz konta | zapisz się do | zapisz się na | twój adres e-mail nie zostanie | pola, których wypełnienie |
    ta strona używa plików cookie | ta strona korzysta z | nasza strona używa | używamy plików cookie |
    używamy plików cookies | przejdź do treści | śledź nas | obserwuj nas | wszelkie prawa zastrzeżone |
    kopiowanie zabronione | kliknij tutaj | fot. | foto: | zdjęcie:
    """,
    relayed="zgłoś post | nowy temat | posty: | dołączył: | dołączyła: | cytuj",
    interface="""
    zaloguj zalogowany konto rejestracja zarejestruj newsletter subskrybuj odpowiedz odpowiedź temat forum post
    posty cookies cookie komentarz komentarze przeglądarka javascript e-mail kliknij
    """,
    contacts="telefon tel faks fax kom e-mail email mail strona www",
    calendar="""
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia poniedziałek
    poniedziałku wtorek wtorku środa środę środy czwartek czwartku piątek piątku sobota sobotę soboty niedziela
    niedzielę niedzieli dziś wczoraj jutro rano wieczorem wieczór nocy noc tydzień tygodnia dzień dni dnia miesiąc
    miesięcy miesiąca rok roku lat godz godzin
    """,
    corrections="sprostowanie | korekta | erratum | wyjaśnienie",
    ours="""
    w artykule | w tekście | w naszym artykule | w naszym tekście | w poprzednim numerze | w poprzedniej wersji |
    we wcześniejszej wersji | w wydaniu | podaliśmy | napisaliśmy
    """,
    told="""
    błędnie podaliśmy, że | błędnie podaliśmy | błędnie napisaliśmy | podaliśmy, że | podaliśmy | napisaliśmy, że |
    napisaliśmy | pisaliśmy, że | znalazła się informacja
    """,
    erring="błędnie | omyłkowo | mylnie | pomyłkowo | błąd | pomyłka | pomyłkę",
    right="w rzeczywistości | w istocie | powinno być | prawidłowo | poprawna",
    but="lecz",
)
