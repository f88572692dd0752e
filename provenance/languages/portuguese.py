"""Portuguese: the words of its news. Data, no rules."""

from __future__ import annotations

from provenance.languages.words import NewsWords

PORTUGUESE = NewsWords(
    function_words="""
    o a os as um uma uns umas de do da dos das em no na nos nas num numa por pelo pela pelos pelas para com sem sob
    sobre entre até desde contra após e ou mas nem que quem qual cujo onde quando como se não mais menos muito
    também já ainda só seu sua seus suas me te lhe nosso nossa eu ele ela eles elas este esta estes estas esse essa
    isso isto aquele ao à aos às é são era eram foi foram ser sido está estão estava estar há tem têm tinha ter
    havia porque segundo todo toda todos todas cada outro outra outros outras assim você nós
    """,
    said="""
    disse disseram afirmou afirmaram afirma declarou declara explicou explica acrescentou acrescenta ressaltou
    ressalta destacou destaca garantiu garante sublinhou sublinha comentou comenta alertou alerta defendeu defende
    lembrou lembra contou conta escreveu criticou concluiu frisou salientou
    """,
    announced="""
    informou informaram informa anunciou anunciaram anuncia comunicou divulgou divulgaram revelou revela noticiou
    noticia avançou avança adiantou confirmou confirma indicou
    """,
    credits="""
    segundo | de acordo com | conforme | na opinião de | nas palavras de | fontes de | fontes do | fontes da |
    citando | citado por | citada por | publicado por | publicado em | publicado no | publicado na | divulgado por |
    divulgada por | anunciado por | revelado por | com informações de | com informações do | com informações da |
    cedido por | cortesia de
    """,
    releases="""
    em comunicado | em nota | num comunicado | numa nota | em um comunicado | em uma nota | por meio de nota |
    através de nota | em nota à imprensa | em comunicado à imprensa | em comunicado enviado
    """,
    generic="""
    comunicado nota imprensa declaração fonte fontes porta-voz porta voz artigo reportagem publicado originalmente
    informações agência segunda terça quarta quinta sexta feira segunda-feira terça-feira quarta-feira quinta-feira
    sexta-feira sábado domingo janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro
    dezembro ontem hoje ano anos horas
    """,
    reposts="""
    publicado originalmente | publicada originalmente | originalmente publicado | originalmente publicada |
    publicado pela primeira vez | reproduzido de | reproduzido com | republicado de | extraído de | retirado de |
    copiado de | copiado do | com informações de | com informações do | com informações da | com a permissão de |
    com autorização de | leia o artigo original | leia a matéria original | leia a matéria completa |
    texto original de
    """,
    sources="fonte fontes via",
    notes="""
    uma versão anterior de | uma versão anterior desta | uma versão anterior deste | numa versão anterior |
    em uma versão anterior | esta matéria foi atualizada | esta matéria foi corrigida |
    esta reportagem foi atualizada | esta reportagem foi corrigida | este texto foi atualizado |
    este texto foi corrigido | este artigo foi atualizado | este artigo foi corrigido
    """,
    labelled_notes="""
    atualizado | atualizada | actualizado | actualizada | atualização | correção | correcção | errata | erramos |
    retificação | versão corrigida | nota da redação | nota do editor | última atualização
    """,
    release_lines="""
    nota à imprensa | comunicado de imprensa | comunicado à imprensa | comunicado | press release |
    para divulgação imediata | contato para a imprensa | contacto para a imprensa | assessoria de imprensa |
    gabinete de imprensa | contatos para imprensa
    """,
    release_openings="""
    contato para a imprensa | contacto para a imprensa | informações para a imprensa | nota aos editores |
    embargado até
    """,
    stamped="publicado | publicada | atualizado | atualizada | última atualização | data de publicação",
    lines="""
    responder | citar | denunciar | reportar | editar | curtir | gosto | voltar ao topo | topo | voltar |
    voltar ao início | início | página inicial | próximo | próxima | anterior | próxima página | página anterior |
    leia mais | ler mais | saiba mais | veja mais | ver mais | ver tudo | mostrar mais | carregar mais |
    continue lendo | continuar a ler | leia também | veja também | ler também | pode interessar | você pode gostar |
    você também pode gostar | notícias relacionadas | artigos relacionados | mais lidas | mais lidos |
    as mais lidas | últimas notícias | mais notícias | compartilhar | compartilhe | partilhar | partilhe |
    compartilhe esta notícia | compartilhar no facebook | imprimir | enviar | enviar por email | enviar por e-mail |
    copiar link | salvar | comentar | comentário | comentários | deixe um comentário | deixar um comentário |
    deixe uma resposta | ver comentários | entrar | fazer login | iniciar sessão | sair | cadastre-se | registar |
    registe-se | registre-se | criar conta | esqueci a senha | esqueceu a senha | assine | assinar |
    assine a newsletter | subscrever | subscrever a newsletter | newsletter | menu | buscar | busca | pesquisar |
    pesquisa | seções | secções | tags | etiquetas | categorias | temas | mapa do site | aviso legal |
    política de privacidade | termos de uso | contato | contacto | quem somos | publicidade | anúncio | fechar |
    cancelar | aceitar | aceitar todos | novo tópico | mensagens | membro | todos os direitos reservados
    """,
    openings="""
    leia também: | leia mais: | veja também: | ler também: | saiba mais: | compartilhar no | compartilhe no |
    partilhar no | mensagens: | registado em | registrado em | membro desde | localização: |
    você precisa estar logado | tem de iniciar sessão | é preciso fazer login | faça login para | já tem conta |
    já é assinante | não tem conta | assine a nossa newsletter | receba a nossa newsletter |
    o seu endereço de e-mail não será publicado | o seu endereço de email não será publicado |
    os campos obrigatórios | este site usa cookies | este site utiliza cookies | utilizamos cookies |
    usamos cookies | ir para o conteúdo | pular para o conteúdo | saltar para o conteúdo | siga-nos | siga nos |
    todos os direitos reservados | proibida a reprodução | é proibida a reprodução | clique aqui | foto: | fotos:
    """,
    relayed="novo tópico | mensagens: | registado em",
    interface="""
    login sessão conta cadastre registre registe assine newsletter responder resposta tópico fórum mensagem
    mensagens membro membros cookies comentário comentários navegador javascript e-mail email clique
    """,
    contacts="telefone tel telemóvel celular fax email e-mail correio site",
    calendar="""
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro segunda terça quarta
    quinta sexta feira sábado domingo hoje ontem amanhã manhã tarde noite madrugada semana semanas dia dias mês
    meses ano anos hora horas
    """,
    corrections="correção | correcção | errata | erramos | retificação | rectificação",
    ours="""
    na reportagem | nesta reportagem | na matéria | na edição | no artigo | na notícia | em reportagem |
    uma versão anterior | publicamos | publicámos | informamos | escrevemos | este jornal
    """,
    told="""
    informamos que | informamos erroneamente que | publicamos que | publicámos que | escrevemos que | publicamos |
    escrevemos | foi publicado que | dizia que | afirmava que | informava que | disse que
    """,
    erring="""
    por erro | por engano | erroneamente | incorretamente | equivocadamente | erro | errado | errada
    """,
    right="""
    na verdade | na realidade | o correto é | o correcto é | o número correto | o valor correto | deve ler-se
    """,
    but="mas sim",
)
