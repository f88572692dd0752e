"""Turkish: the words of its news, but for those of credit, whose verbs and nouns say with endings what is needed."""

from __future__ import annotations

from provenance.languages.words import NewsWords

TURKISH = NewsWords(
    function_words="""
    ve bir bu da de için ile olarak olan daha çok en gibi kadar sonra önce göre ise ama ancak hem ne ya ki mi mı
    değil var yok oldu olduğu edildi etti dedi diye her şey o şu biz siz ben onlar kendi tarafından üzere yeni iki
    ilk son
    """,
    sources="kaynak kaynaklar",
    release_lines="basın bülteni | basın açıklaması | basın duyurusu | basın iletişim | medya iletişim",
    release_openings="editöre not | editörlere not | basın iletişim",
    stamped="""
    yayınlanma | yayımlanma | yayın tarihi | güncelleme | güncellenme | son güncelleme | giriş tarihi
    """,
    lines="""
    yanıtla | cevapla | alıntı yap | alıntıla | şikayet et | beğen | paylaş | haberi paylaş | yazdır | yukarı çık |
    başa dön | ana sayfa | anasayfa | önceki | sonraki | önceki haber | sonraki haber | devamını oku | daha fazla |
    tümünü gör | ilgili haberler | en çok okunanlar | son dakika | yorumlar | yorum yap | yorum yaz | giriş yap |
    üye ol | kayıt ol | şifremi unuttum | abone ol | iletişim | hakkımızda | künye | reklam | kapat | ara | menü |
    etiketler | tüm hakları saklıdır
    """,
    openings="""
    ilginizi çekebilir | ayrıca okuyun | yorum yapmak için | giriş yapmalısınız | bu site çerez | sitemizde çerez |
    bizi takip edin | tüm hakları saklıdır | kaynak gösterilmeden | izinsiz | fotoğraf: | mesajlar:
    """,
    interface="""
    giriş üye kayıt şifre abone yanıtla yorum konu forum mesaj çerez tarayıcı javascript e-posta tıklayın
    """,
    contacts="telefon tel faks e-posta eposta web",
    calendar="""
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazartesi salı çarşamba perşembe cuma
    cumartesi pazar günü gün gece sabah akşam hafta ay yıl saat bugün dün yarın
    """,
)
