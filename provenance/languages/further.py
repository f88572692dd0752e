"""Languages that are told and not read, by words that any two texts in them share. A text in one abstains."""

from __future__ import annotations

FURTHER = {
    "cs": """
    a i v ve na se si že je jsou byl byla bylo byli být bude budou by s z ze za do od po pro při před pod nad mezi bez
    o u k ke který která které kteří jak jako co kdo kde když ale nebo ani už jen také ještě podle ten ta to tento tato
    této tím tom není má mají jeho její jejich svůj svou své
    """,
    "da": """
    og i at det er en et til på de som med for af den der ikke har var vil kan om fra han hun vi jeg blev bliver være
    blive men også eller efter over under ud op ind ved mod sig sin sit sine deres hans hendes dette denne disse når
    hvor hvad nu her så kun mere mellem siden havde skal skulle kunne ville
    """,
    "fi": """
    ja on ei se että oli ovat hän he joka jotka kun kuin mutta myös tai niin vain jo vielä nyt sekä olla ollut ole
    olisi oli mukaan jälkeen ennen kanssa tämä tässä sen niiden siitä siinä mitä missä koska jos sitä tänä tällä
    """,
    "hu": """
    a az és hogy nem is egy van volt lesz meg de csak már még mint ha vagy el ki be fel ez azt ezt ami aki amely azonban
    szerint után előtt között alatt majd így úgy amikor ahol pedig volna lehet kell minden nagyon ő ők mi
    """,
    "id": """
    yang dan di ke dari untuk dengan pada ini itu tidak akan adalah dalam oleh sebagai juga telah sudah bisa dapat atau
    karena mereka kami kita dia ia saat setelah sebelum bahwa para tersebut lebih hanya masih menjadi kepada antara
    """,
    "no": """
    og i at det er en et til på de som med for av den der ikke har var vil kan om fra han hun vi jeg ble blir være bli
    men også eller etter over under ut opp inn ved mot seg sin sitt sine deres hans hennes dette denne disse når hvor
    hva nå her så bare mer mellom siden hadde skal skulle kunne ville
    """,
    "ro": """
    și si în in a al ale ai de la cu pe din pentru care că ca nu este sunt era au o un una unei unui mai fi fost se sau
    dar prin după până între spre cele cei cea cel lor lui său sa acest această acestea acesta când unde cum ce iar doar
    """,
    "sv": """
    och i att det är en ett till på de som med för av den inte har var kommer kan om från han hon vi jag blev blir vara
    bli men också eller efter över under ut upp in vid mot sig sin sitt sina deras hans hennes detta denna dessa när där
    vad nu här så bara mer mellan sedan hade ska skulle kunde ville enligt
    """,
    "uk": """
    і й в у на не що з до за та є як це для про від але або вже ще при під над між без після перед через який яка яке
    які якого був була було були буде будуть його її їх він вона воно вони ми ви ти я цей ця ці того тому коли де також
    лише
    """,
}
"""By the code of each language."""
