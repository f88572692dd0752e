"""French: the words of its news. Data, no rules."""

from __future__ import annotations

from provenance.languages.words import NewsWords

FRENCH = NewsWords(
    function_words="""
    le la les l un une des du de d au aux à et ou mais donc ni car que qu qui quoi dont où ce cet cette ces c se s
    son sa ses leur leurs il elle ils elles on nous vous je j tu me m te lui y en ne n pas plus moins très bien
    aussi dans sur sous par pour avec sans entre vers chez contre depuis pendant après avant est sont était étaient
    être été a ont avait avaient avoir eu sera seront fait faire comme si même tout tous toute toutes notre nos
    votre vos mon ma mes ainsi alors encore déjà cela ceux celle celui celles lors afin
    """,
    said="""
    déclaré déclare déclarait affirmé affirme affirmait expliqué explique expliquait estimé estime estimait ajouté
    ajoute ajoutait souligné souligne soulignait confié confie assuré assure assurait raconté raconte rappelé
    rappelle réagi réagit insisté insiste lancé regretté regrette commenté commente martelé conclu conclut poursuivi
    poursuit dit disait écrit souffle soupire résume
    """,
    announced="""
    annoncé annonce annonçait indiqué indique indiquait précisé précise précisait rapporté rapporte rapportent
    rapportait révélé révèle informé informe communiqué appris signalé signale fait détaillé
    """,
    credits="""
    selon | d'après | aux dires de | de source | de sources | de l'aveu | au dire de | citant | cité par |
    citée par | citées par | cités par | rapporté par | rapportée par | révélé par | révélée par | relayé par |
    relayée par | annoncé par | annoncée par | publié par | publiée par | publiés par | publiées par | diffusé par |
    diffusée par | publié dans | a annoncé à | confié à | avec l'aimable autorisation | contacté par | contactée par
    """,
    releases="""
    dans un communiqué | dans son communiqué | dans le communiqué | par communiqué | par voie de communiqué |
    dans un communiqué de presse | dans une déclaration | d'un communiqué
    """,
    generic="""
    communiqué presse déclaration source sources porte-parole porte parole article publié initialement dépêche
    information informations reportage entretien lundi mardi mercredi jeudi vendredi samedi dimanche janvier février
    mars avril mai juin juillet août septembre octobre novembre décembre hier aujourd'hui aujourd hui an ans heures
    texte page
    """,
    reposts="""
    initialement publié | initialement publiée | initialement paru | initialement parue | publié initialement |
    publiée initialement | d'abord publié | publié pour la première fois | précédemment publié | paru initialement |
    reproduit avec | reproduite avec | repris de | repris du | reprise de | extrait de l'article | article tiré de |
    texte tiré de | avec l'aimable autorisation | lire l'article original | lire l'article complet |
    lire l'intégralité | copié de | copié du | republié de | republié du
    """,
    sources="source sources via original voir en ligne",
    notes="""
    une version précédente de | une précédente version de | une première version de | dans une version précédente |
    cet article a été modifié | cet article a été mis à jour | cet article a été corrigé |
    cet article a été actualisé | ce texte a été modifié | ce texte a été corrigé | l'article a été corrigé |
    l'article a été modifié
    """,
    labelled_notes="""
    mis à jour | mise à jour | actualisé | actualisation | rectificatif | erratum | correction | version corrigée |
    note de la rédaction | ndlr | précision | dernière mise à jour
    """,
    release_lines="""
    communiqué de presse | communiqué | pour diffusion immédiate | contact presse | contacts presse |
    contact médias | contact média | relations presse | service de presse | note aux rédactions |
    note à l'attention des rédactions | -30-
    """,
    release_openings="""
    contact presse | contacts presse | contact médias | note aux rédactions | note à la rédaction | sous embargo |
    embargo jusqu | pour diffusion immédiate
    """,
    stamped="""
    publié | publiée | mis à jour | mis en ligne | modifié | dernière mise à jour | première publication |
    date de publication | posté
    """,
    lines="""
    répondre | répondre à ce message | répondre à cet article | citer | signaler | signaler un abus |
    signaler ce commentaire | signaler ce message | modifier | j'aime | haut de page | retour en haut |
    retour en haut de page | retour à l'accueil | retour | accueil | suivant | précédent | article suivant |
    article précédent | page suivante | page précédente | lire la suite | lire plus | en savoir plus | voir plus |
    voir tout | afficher plus | à lire aussi | à lire également | lire aussi | lire également | a lire aussi |
    sur le même sujet | sur le même thème | dans la même rubrique | articles liés | articles similaires |
    les plus lus | les plus lus dans cette section | les plus récents | le plus lu | à la une | partager |
    partager cet article | partager l'article | partager sur | partager cette page | imprimer | imprimer l'article |
    imprimer cet article | envoyer par mail | envoyer par e-mail | envoyer à un ami | envoyer | copier le lien |
    commenter | commentaire | commentaires | laisser un commentaire | ajouter un commentaire |
    poster un commentaire | ajoutez votre commentaire ici | réagir | réagir à cet article | réactions |
    voir les commentaires | tous les commentaires | se connecter | connexion | se déconnecter | déconnexion |
    s'identifier | identifiez-vous | connectez-vous | je me connecte | s'inscrire | inscription | inscrivez-vous |
    je m'inscris | créer un compte | mot de passe | mot de passe oublié | je m'abonne | s'abonner |
    s'abonner à la newsletter | abonnez-vous | newsletter | menu | recherche | rechercher | rubriques | mots-clés |
    mots clés | plan du site | mentions légales | politique de confidentialité | contact | contacts |
    nous contacter | contactez-nous | qui sommes-nous | à propos | publicité | annonce | fermer | annuler |
    tout accepter | accepter | nouveau sujet | sujet précédent | sujet suivant | messages | membre |
    tous droits réservés
    """,
    openings="""
    à lire aussi : | à lire aussi: | à lire également : | lire aussi : | lire aussi: | lire également : |
    a lire aussi : | voir aussi : | partager sur facebook | partager sur twitter | partager sur x |
    partager sur whatsapp | partager sur linkedin | partager par | messages : | messages: | inscrit le |
    inscrite le | inscription : | localisation : | membre depuis | vous devez être connecté |
    vous devez vous connecter | vous devez être inscrit | connectez-vous pour | connectez-vous ou | déjà abonné |
    déjà inscrit | pas encore de compte | abonnez-vous à | abonnez-vous pour | inscrivez-vous à |
    inscrivez-vous pour | inscrivez-vous gratuitement | recevez notre newsletter |
    votre adresse e-mail ne sera pas publiée | votre adresse de messagerie ne sera pas publiée |
    votre message sera publié après | les champs obligatoires sont | ce site utilise des cookies |
    nous utilisons des cookies | en poursuivant votre navigation | aller au contenu | aller au menu |
    passer au contenu | suivez-nous | tous droits réservés | toute reproduction interdite | reproduction interdite |
    cliquez ici | crédit photo | crédits photo | photo : | photos : | suivre les commentaires |
    prévenez-moi de tous les nouveaux commentaires
    """,
    relayed="""
    répondre à ce message | signaler ce message | nouveau sujet | sujet précédent | sujet suivant | messages : |
    messages: | inscrit le | inscrite le
    """,
    interface="""
    connecter connecté connexion inscrire inscrivez inscription compte newsletter abonner abonnez répondre réponse
    sujet forum message messages membre membres cookies commentaire commentaires navigateur javascript e-mail
    courriel cliquez
    """,
    contacts="""
    tél tel téléphone fax télécopie mobile portable courriel e-mail email mail internet site web
    """,
    elided="l d c j m n s t qu jusqu lorsqu puisqu",
    calendar="""
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi
    vendredi samedi dimanche aujourd hui hier demain matin midi après-midi soir nuit semaine semaines jour jours
    mois an ans année années heure heures
    """,
    corrections="rectificatif | erratum | correction | errata | mise au point | précision",
    ours="""
    notre article | notre édition | nos éditions | nos colonnes | notre dépêche | notre reportage | notre enquête |
    dans l'article | dans un article | dans une version précédente | une version précédente | une première version |
    nous avons | nous avions | nous écrivions | nous indiquions
    """,
    told="""
    nous avons écrit | nous avons indiqué | nous avons annoncé | nous avons affirmé | nous avons publié |
    nous avions écrit | nous avions indiqué | nous écrivions | nous indiquions | nous avons écrit par erreur |
    nous avons indiqué par erreur | il était écrit | il était indiqué | indiquait | affirmait | mentionnait |
    il est écrit | nous avons
    """,
    erring="par erreur | à tort | erreur | erroné | erronée | inexact | inexacte | contrairement à",
    right="""
    il fallait lire | il faut lire | il fallait comprendre | en réalité | en fait | il s'agit | il s'agissait |
    le bon chiffre
    """,
    but="mais",
)
