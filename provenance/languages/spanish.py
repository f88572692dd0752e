"""Spanish: the words of its news. Data, no rules."""

from __future__ import annotations

from provenance.languages.words import NewsWords

SPANISH = NewsWords(
    function_words="""
    el la los las lo un una unos unas de del al a y e o u pero ni que quien cual cuyo donde cuando como si no más
    menos muy también ya se su sus le les me mi te tu nos nuestro nuestra yo él ella ellos ellas este esta estos
    estas ese esa esos esas eso esto aquel en con por para sin sobre entre hasta desde hacia contra durante tras
    según es son era eran fue fueron ser sido está están estaba estar ha han había haber hay tiene tienen porque
    aunque así otro otra otros otras todo toda todos todas cada sólo solo
    """,
    said="""
    dijo dijeron afirmó afirmaron afirma aseguró aseguraron asegura explicó explicaron explica señaló señalaron
    señala declaró declararon declara añadió añade agregó agrega subrayó subraya destacó destaca indicó advirtió
    advierte manifestó manifiesta comentó comenta sostuvo sostiene insistió recalcó recordó recuerda lamentó criticó
    aseveró expresó apuntó apunta cuenta relató concluyó reconoció
    """,
    announced="""
    informó informaron informa informan anunció anunciaron anuncia comunicó comunicaron comunica precisó precisaron
    precisa detalló detallaron notificó reveló revelaron revela confirmó confirmaron confirma indicó indicaron
    difundió adelantó publicó
    """,
    credits="""
    según | de acuerdo con | de acuerdo a | conforme a | a juicio de | en palabras de | fuentes de | fuentes del |
    fuentes cercanas | citando a | citado por | citada por | recogido por | recogidas por | publicado por |
    publicada por | anunciado por | anunciada por | difundido por | difundida por | revelado por | revelada por |
    con información de | con datos de | informa | por cortesía de | cortesía de | con permiso de |
    con autorización de | declaraciones a
    """,
    releases="""
    en un comunicado | en una nota de prensa | en una nota | en su comunicado | en el comunicado |
    mediante un comunicado | a través de un comunicado | en una declaración | de un comunicado |
    por medio de un comunicado | en un boletín
    """,
    generic="""
    comunicado nota prensa declaración declaraciones fuente fuentes portavoz vocero vocera información informaciones
    datos artículo publicado originalmente agencia lunes martes miércoles jueves viernes sábado domingo enero
    febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ayer hoy año años
    horas texto propio
    """,
    reposts="""
    publicado originalmente | publicada originalmente | originalmente publicado | publicado por primera vez |
    publicado anteriormente | aparecido originalmente | apareció originalmente | reproducido de | reproducido con |
    tomado de | tomada de | extraído de | copiado de | copiado del | con información de | por cortesía de |
    con permiso de | con autorización de | lea el artículo original | leer el artículo original |
    lea la nota original | lea la nota completa | artículo original en | artículo original de |
    este artículo fue publicado | esta nota fue publicada
    """,
    sources="fuente fuentes vía via",
    notes="""
    una versión anterior de | una versión previa de | en una versión anterior | este artículo ha sido actualizado |
    este artículo ha sido corregido | este artículo ha sido modificado | este artículo fue actualizado |
    este artículo fue corregido | esta nota fue actualizada | esta nota fue corregida |
    esta información ha sido actualizada | esta información ha sido corregida | esta noticia ha sido actualizada |
    esta noticia ha sido corregida
    """,
    labelled_notes="""
    actualizado | actualizada | actualización | corrección | fe de errores | fe de erratas | rectificación |
    versión corregida | corregido | nota de la redacción | nota del editor | aclaración | última actualización
    """,
    release_lines="""
    nota de prensa | comunicado de prensa | comunicado | nota informativa | para publicación inmediata |
    para su difusión inmediata | para difusión inmediata | contacto de prensa | contacto para medios |
    contacto para prensa | contacto prensa | gabinete de prensa | gabinete de comunicación | nota a los editores |
    nota para la redacción
    """,
    release_openings="""
    contacto de prensa | contacto para medios | contacto para prensa | nota a los editores |
    nota para los editores | nota a la redacción | nota para la redacción | para publicación inmediata |
    embargado hasta | más información para medios | más información para la prensa
    """,
    stamped="""
    publicado | publicada | actualizado | actualizada | última actualización | fecha de publicación | creado |
    modificado
    """,
    lines="""
    responder | citar | denunciar | denunciar mensaje | denunciar comentario | reportar | reportar mensaje |
    editar | me gusta | volver arriba | arriba | subir | ir arriba | volver | volver al inicio |
    volver a la portada | inicio | portada | siguiente | anterior | artículo siguiente | artículo anterior |
    página siguiente | página anterior | noticia siguiente | noticia anterior | leer más | lee más | ver más |
    ver todo | ver todas | seguir leyendo | sigue leyendo | saber más | más información | mostrar más | cargar más |
    lea también | lee también | leer también | te puede interesar | le puede interesar |
    también te puede interesar | puede interesarle | noticias relacionadas | artículos relacionados |
    temas relacionados | relacionadas | lo más leído | lo más visto | lo último | últimas noticias | más noticias |
    compartir | compartir en redes | compartir en redes sociales | compartir noticia | compartir artículo |
    comparte | comparte esta noticia | comparte este artículo | imprimir | imprimir artículo | enviar |
    enviar por correo | enviar por email | enviar a un amigo | copiar enlace | guardar | comentar | comentario |
    comentarios | deja un comentario | dejar un comentario | deja una respuesta | escribe un comentario |
    añadir comentario | ver comentarios | publicar comentario | iniciar sesión | inicia sesión | inicie sesión |
    cerrar sesión | entrar | acceder | ingresar | regístrate | registrarse | regístrese | registro | crear cuenta |
    crear una cuenta | contraseña | olvidé mi contraseña | suscríbete | suscríbase | suscribirse |
    suscríbase a nuestro boletín | suscríbete a nuestro boletín | suscríbete a la newsletter | boletín |
    newsletter | menú | buscar | buscador | secciones | etiquetas | temas | categorías | archivado en | mapa web |
    aviso legal | política de privacidad | política de cookies | contacto | contactar | quiénes somos | publicidad |
    anuncio | cerrar | cancelar | aceptar | aceptar todo | nuevo tema | tema anterior | tema siguiente | mensajes |
    miembro | todos los derechos reservados
    """,
    openings="""
    lea también: | lee también: | lea además: | lea más: | te puede interesar: | le puede interesar: |
    ver también: | vea también: | más información: | compartir en facebook | compartir en twitter | compartir en x |
    compartir en whatsapp | compartir en linkedin | compartir por | mensajes: | registrado: | registrado el |
    se unió: | miembro desde | ubicación: | debes iniciar sesión | debe iniciar sesión | tienes que iniciar sesión |
    inicia sesión para | inicie sesión para | inicia sesión o | ¿ya tienes cuenta | ¿aún no tienes cuenta |
    ¿no tienes cuenta | regístrate para | regístrate gratis | suscríbete a | suscríbase a | suscríbete para |
    recibe nuestro boletín | tu dirección de correo electrónico no será publicada |
    su dirección de correo electrónico no será publicada | los campos obligatorios están |
    este sitio utiliza cookies | este sitio usa cookies | esta web utiliza cookies | utilizamos cookies |
    usamos cookies | ir al contenido | saltar al contenido | síguenos en | síguenos | síganos |
    todos los derechos reservados | prohibida la reproducción | prohibida su reproducción |
    prohibida toda reproducción | haz clic aquí | haga clic aquí | foto: | fotos: | imagen: | archivado en: |
    etiquetas:
    """,
    relayed="""
    denunciar mensaje | reportar mensaje | nuevo tema | tema anterior | tema siguiente | mensajes: | se unió: |
    registrado: | citar
    """,
    interface="""
    sesión cuenta regístrate registrarse registrado suscríbete suscríbase boletín newsletter responder respuesta
    tema foro mensaje mensajes miembro miembros cookies comentario comentarios navegador javascript correo clic
    """,
    contacts="teléfono tel tfno tlf fax móvil correo email e-mail web sitio página",
    calendar="""
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles
    jueves viernes sábado domingo hoy ayer mañana tarde noche madrugada semana semanas día días mes meses año años
    hora horas
    """,
    corrections="fe de errores | fe de erratas | corrección | rectificación | aclaración | errata",
    ours="""
    en la información | en nuestra información | en nuestra edición | en la edición | en el artículo |
    en nuestro artículo | en un artículo | en una información | en la noticia | en la nota | una versión anterior |
    este periódico | este diario | publicamos | informamos | dijimos | hemos publicado
    """,
    told="""
    se decía que | se decía | se afirmaba que | se afirmaba | se indicaba que | se indicaba | se señalaba |
    se dijo que | se publicó que | se informó que | se informó de que | se aseguraba | decía que | afirmaba que |
    publicamos que | publicamos | informamos que | informamos de que | dijimos que | hemos publicado
    """,
    erring="por error | erróneamente | equivocadamente | error | errónea | erróneo | incorrectamente",
    right="""
    en realidad | lo correcto es | debía decir | debe decir | debió decir | lo cierto es | el dato correcto |
    la cifra correcta
    """,
    but="sino",
)
