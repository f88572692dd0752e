"""Words and sentences for made-up newspapers: a lexicon, a grammar, and the voice of one document.

The commonest words are English, so that tense, dates and attribution can be read; behind them stand made-up ones with
English endings, by the law of Zipf and Mandelbrot. A document prefers the words of its topic and repeats the names of
its story. What matters to a join is how often texts share words by chance: in 1,000 texts of a broadcaster's news, of
380 words each, the ten commonest words are .22 of all, and a text shares 5.3 runs of five words with another by chance
(runs that belong to a shared run of eight not counted); in 1,000 generated ones, nothing planted, .23 and 3.9.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOUNS = """
year government people council report company police minister market week month group plan party city country court
service member school hospital health price bank business family home house child case decision meeting day night
election campaign leader budget tax law bill vote fund project work worker job industry trade price share profit sale
road bridge harbour river street centre building site area region town village board committee officer official chief
director spokesman president chairman mayor judge doctor teacher student driver player team game match season coach
club goal record crowd fan film book music artist show museum theatre programme award study research test result
figure rate cost cut rise fall growth deal offer contract agreement talk strike protest attack war army force border
security system network phone computer power energy oil gas water food farm farmer fire flood storm weather train bus
station airport flight passenger car accident crash victim charge trial prison sentence evidence investigation
statement letter question answer problem issue risk change move step effort support concern claim warning review
""".split()
VERBS = """
say:said make:made take:took give:gave tell:told find:found show:showed keep:kept leave:left bring:brought hold:held
lead:led win:won lose:lost meet:met pay:paid cut:cut set:set raise:raised open:opened close:closed plan:planned
call:called ask:asked need:needed use:used help:helped turn:turned start:started stop:stopped build:built buy:bought
sell:sold face:faced join:joined reach:reached report:reported expect:expected accept:accepted reject:rejected
support:supported criticise:criticised back:backed replace:replaced review:reviewed publish:published defend:defended
announce:announced approve:approved discuss:discussed describe:described confirm:confirmed deny:denied launch:launched
""".split()
ADJECTIVES = """
new last first other national local public big high major early late long former old young small large good best better
key next second foreign social political economic financial legal senior special recent main full free strong clear
likely private general European British French regional rural urban central northern southern western eastern
independent serious difficult common final total average annual monthly weekly daily open
""".split()
ADVERBS = "also still now again already never often recently finally clearly quickly nearly partly mainly soon".split()
PREPOSITIONS = "of of of of in in in to to for for on with with from by at about after before over under into".split()
DETERMINERS = "the the the the the the a a a its their his her this that some any no each another every".split()
PRONOUNS = "it he she they it he they we".split()
JOINS = "and and and but while because although as when which".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
STOCK = (
    "at the end of the day", "for the first time in more than a decade", "could not be reached for comment",
    "in the early hours of the morning", "it is understood that the", "as a matter of urgency",
    "one of the biggest in the country", "in a statement issued on behalf of", "a spokesman for the company said",
    "at the beginning of the year", "the vast majority of the", "is expected to be one of the", "as soon as possible",
    "declined to comment on the matter", "over the course of the next few", "by the end of the year",
    "in the second half of the year", "has been a member of the", "the rest of the world", "on the other side of the",
    "at the time of the accident", "was one of the first to", "as a result of the", "in the wake of the",
    "the chief executive of the company", "told a news conference on the", "it is one of the most",
    "there is no doubt that the", "for the rest of the season", "the turn of the century",
)  # fmt: skip
"""Phrases that any two newspapers share; 1,500 more are made of the commonest words."""

FIRST_DAY = date(2021, 1, 4)
ONSETS = "b br bl c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w".split()
VOWELS = "a a a e e e i i o o u ai ea ee oa ou ie".split()
CODAS = "b ck d ft g l ld ll m mp n n nd nt p r r rd rn rt s sh ss st t t th x".split()
ENDINGS = {
    "noun": ("", "", "", "er", "ing", "ment", "ness", "tion", "ity", "age"),
    "adjective": ("", "al", "ive", "ous", "ful", "ic", "able", "y"),
}
ACCENTS = str.maketrans("aeiouncsyz", "áéíöüñçšýž")
SCRIPTS = {
    "cyrillic": ("бвгджзклмнпрстфхцчш", "аеиоуыэюя"),
    "greek": ("βγδζθκλμνξπρστφχψ", "αεηιουωά"),
    "han": ("的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学", ""),
}


def zipf(count: int, shift: float = 6, power: float = 1.0) -> list[float]:
    """Cumulated weights of ranks 1 to `count`."""
    return list(accumulate(1 / (rank + shift) ** power for rank in range(1, count + 1)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by class, commonest first, with their cumulated weights; verbs as (base, past). Names have no order."""

    words: dict[str, tuple[str, ...]]
    weights: dict[str, list[float]]
    templates: tuple[tuple[str, ...], ...]
    synonyms: dict[str, str]


def _coined(chance: random.Random, syllables: int, ending: str) -> str:
    """A made-up word of so many syllables."""
    parts = [chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(syllables)]
    return "".join(parts) + chance.choice(CODAS) + ending


def _class(chance: random.Random, known: Sequence[str], count: int, kind: str, taken: set[str]) -> tuple[str, ...]:
    found = list(dict.fromkeys(known))
    taken.update(found)
    while len(found) < count:
        word = _coined(chance, chance.choice((1, 1, 2)), chance.choice(ENDINGS[kind]))
        if word not in taken:
            taken.add(word)
            found.append(word)
    return tuple(found)


def _name(chance: random.Random) -> str:
    word = _coined(chance, chance.choice((1, 1, 2)), "").capitalize()
    if chance.random() < 0.18:
        place = chance.randrange(1, len(word))
        word = word[:place] + word[place:].translate(ACCENTS)
    return word


def _phrase(chance: random.Random) -> str:
    """A run of 5 to 7 common words."""
    words = [chance.choice(PREPOSITIONS), "the", chance.choice(ADJECTIVES), chance.choice(NOUNS), "of"]
    return " ".join([*words, chance.choice(DETERMINERS), chance.choice(NOUNS)][: chance.choice((5, 6, 7))])


@lru_cache(maxsize=2)
def lexicon(seed: int = 1) -> Lexicon:
    """The language of all newspapers of a seed."""
    chance = random.Random(f"lexicon {seed}")
    taken: set[str] = set()
    nouns = _class(chance, NOUNS, 12_000, "noun", taken)
    adjectives = _class(chance, ADJECTIVES, 3_000, "adjective", taken)
    bases = _class(chance, [], 2_000, "noun", taken)
    verbs = (*dict.fromkeys(VERBS), *(f"{base}:{base}{'d' if base[-1] == 'e' else 'ed'}" for base in bases))
    adverbs = (*ADVERBS, *(f"{word}ly" for word in adjectives[60:600]))
    words = {
        "N": nouns, "Ns": tuple(word + ("es" if word[-1] in "sx" else "s") for word in nouns), "A": adjectives,
        "V": tuple(verb.split(":")[1] for verb in verbs), "Vb": tuple(verb.split(":")[0] for verb in verbs),
        "D": adverbs, "name": tuple(dict.fromkeys(_name(chance) for _ in range(6_000))),
        "stock": tuple(chance.sample(STOCK, len(STOCK))) + tuple(_phrase(chance) for _ in range(1_500)),
    }  # fmt: skip
    synonyms = {
        word: pool[number ^ 1]
        for kind in ("N", "Ns", "A", "V", "Vb", "D")
        for pool in [words[kind]]
        for number, word in enumerate(pool[: len(pool) // 2 * 2])
    }
    weights = {kind: zipf(len(pool), 30 if kind == "stock" else 6) for kind, pool in words.items()}
    return Lexicon(words, weights, tuple(_template(chance) for _ in range(6_000)), synonyms)


# --------------------------------------------------------------------------- grammar

_CLASSES = frozenset(("N", "Ns", "A", "V", "Vb", "D", "stock"))
_FILLED = frozenset(("P", "O", "L", "#", "past", "future", "quote", "endquote"))


def _noun_phrase(chance: random.Random, depth: int = 0) -> list[str]:
    article = chance.choice(DETERMINERS)
    draw = chance.random()
    if draw < 0.13:
        return ["P"]
    if draw < 0.2:
        return ["the", "O"]
    if draw < 0.27:
        return [chance.choice(PRONOUNS)]
    if draw < 0.33:
        return ["#", "Ns"]
    if draw < 0.45:
        return [*(["A"] if chance.random() < 0.5 else []), "Ns"]
    phrase = [article, *(["A"] if chance.random() < 0.4 else []), "N"]
    if draw > 0.75 and depth < 2:
        return [*phrase, chance.choice(PREPOSITIONS), *_noun_phrase(chance, depth + 1)]
    return phrase


def _verb_phrase(chance: random.Random) -> list[str]:
    draw = chance.random()
    adverb = ["D"] if chance.random() < 0.12 else []
    if draw < 0.5:
        return [*adverb, "V", *_noun_phrase(chance)]
    if draw < 0.62:
        return ["was", *adverb, "V", "by", *_noun_phrase(chance)]
    if draw < 0.72:
        return [chance.choice(("has", "have", "had")), *adverb, "V", *_noun_phrase(chance)]
    if draw < 0.86:
        return [chance.choice(("will", "would", "could", "may", "must")), *adverb, "Vb", *_noun_phrase(chance)]
    return ["V", "to", "Vb", *_noun_phrase(chance)]


def _clause(chance: random.Random) -> list[str]:
    aside = [chance.choice(PREPOSITIONS), *_noun_phrase(chance)] if chance.random() < 0.45 else []
    return [*_noun_phrase(chance), *_verb_phrase(chance), *aside]


def _template(chance: random.Random) -> tuple[str, ...]:
    """One sentence of the grammar: words, commas, and slots to be filled."""
    draw = chance.random()
    clause = _clause(chance)
    if draw < 0.07:
        return (*_noun_phrase(chance), "V", *_noun_phrase(chance), "past")
    if draw < 0.13:
        return (*_noun_phrase(chance), "will", "Vb", *_noun_phrase(chance), "future")
    if draw < 0.21:
        return ("quote", *clause, ",", "endquote", "said", "P", *((",", "the", "N", "of", "the", "O") * (draw < 0.15)))
    if draw < 0.27:
        return ("quote", *clause, ",", chance.choice(JOINS), *_clause(chance), ".", "endquote")
    if draw < 0.33:
        return ("stock", *clause) if draw < 0.3 else (*clause, ",", "stock", *_noun_phrase(chance))
    if draw < 0.6:
        return (*clause, ",", chance.choice(JOINS), *_clause(chance))
    if draw < 0.75:
        return (chance.choice(PREPOSITIONS), *_noun_phrase(chance), "in", "L", ",", *clause)
    return (*clause, chance.choice(PREPOSITIONS), *_noun_phrase(chance))


# --------------------------------------------------------------------------- the voice of a document


def written(day: date, chance: random.Random) -> str:
    """A day as a newspaper writes it, now and then without the year or with a no-break space."""
    gap = "\u00a0" if chance.random() < 0.2 else " "
    year = f" {day.year}" if chance.random() < 0.6 else ""
    return f"{DAYS[day.weekday()]} {day.day}{gap}{MONTHS[day.month - 1]}{year}"


@dataclass(slots=True)
class Story:
    """What a text is about: names and words that it repeats, and its day. Two reports of one event share a story."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    own: dict[str, tuple[str, ...]]
    topic: int
    day: date


def story(chance: random.Random, language: Lexicon, topics: int = 60) -> Story:
    names = language.words["name"]
    people = tuple(f"{chance.choice(names)} {chance.choice(names)}" for _ in range(4))
    bodies = tuple(f"{chance.choice(names)} {chance.choice(BODIES)}" for _ in range(3))
    own = {kind: tuple(chance.choices(language.words[kind], k=6)) for kind in ("N", "Ns", "A", "V", "Vb")}
    day = FIRST_DAY + timedelta(days=chance.randrange(1200))
    places = tuple(chance.choice(names) for _ in range(3))
    return Story(people, places, bodies, own, chance.randrange(topics), day)


BODIES = "Council|Bank|Harbour Trust|Institute|Railway|Water Company|Hospital|Union|Museum|Athletic".split("|")


@dataclass(slots=True)
class Voice:
    """Sentences of one document, drawn from its language, topic and story."""

    chance: random.Random
    language: Lexicon
    about: Story
    streams: dict[str, Iterator[str]] = field(default_factory=dict)

    def word(self, kind: str) -> str:
        """A word of a class; more are drawn ahead, most of them from all words, some from those of topic and story."""
        pool, own = self.language.words[kind], self.about.own.get(kind)
        drawn = self.chance.choices(pool, cum_weights=self.language.weights[kind], k=45)
        if own:
            span = len(pool) // 80
            first = span + self.about.topic * span
            drawn += self.chance.choices(pool[first : first + span], k=10) + self.chance.choices(own, k=9)
            self.chance.shuffle(drawn)
        self.streams[kind] = iter(drawn)
        return next(self.streams[kind])

    def sentence(self) -> str:
        """One sentence with its stop, 5 to some 50 words."""
        streams, parts = self.streams, []
        for slot in self.chance.choice(self.language.templates):
            if slot in _CLASSES:
                parts.append(next(streams[slot], "") if slot in streams else "")
                parts[-1] = parts[-1] or self.word(slot)
            else:
                parts.append(self._filled(slot) if slot in _FILLED else slot)
        text = " ".join(parts).replace(" ,", ",").replace(" .", ".").replace("“ ", "“").replace(" ”", "”")
        place = 1 if text[0] == "“" else 0
        text = text[:place] + text[place].upper() + text[place + 1 :]
        return text if text.endswith(".”") else text + "."

    def _filled(self, slot: str) -> str:
        chance, about = self.chance, self.about
        if slot == "P":
            person = chance.choice(about.people)
            return person if chance.random() < 0.4 else person.rsplit(" ", 1)[1]
        if slot in "OL":
            return chance.choice(about.bodies if slot == "O" else about.places)
        if slot == "#":
            return self.figure()
        if slot in ("past", "future"):
            days = chance.randrange(1, 30)
            return "on " + written(about.day + timedelta(days=days if slot == "future" else -days), chance)
        return "“" if slot == "quote" else "”"

    def figure(self) -> str:
        chance = self.chance
        draw = chance.random()
        if draw < 0.1:
            return f"£{chance.randrange(10, 1000) / 10:.1f}m in"
        if draw < 0.2:
            return f"€{chance.randrange(2, 900)}\u00a0million of"
        if draw < 0.35:
            return f"{chance.randrange(2, 99)}\u202f% of"
        return (
            f"{chance.choice((chance.randrange(2, 30), chance.randrange(30, 1000), 100 * chance.randrange(11, 900))):,}"
        )

    def headline(self) -> str:
        words = [
            self.word("A"),
            self.word("N"),
            self.word("V"),
            self.word("Ns"),
            "in",
            self.chance.choice(self.about.places),
        ]
        return " ".join(words).capitalize()


@dataclass(slots=True)
class ForeignVoice:
    """Sentences of made-up words in another script; Han without spaces."""

    chance: random.Random
    script: str
    words: tuple[str, ...]
    weights: list[float]

    def sentence(self) -> str:
        drawn = self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randrange(8, 30))
        if self.script == "han":
            return "".join(drawn) + "。"
        text = " ".join(drawn)
        return text[0].upper() + text[1:] + "."

    def headline(self) -> str:
        return self.sentence()[:30].rstrip(" .。")


@lru_cache(maxsize=8)
def foreign(script: str, seed: int) -> tuple[tuple[str, ...], list[float]]:
    """The words of another script and their cumulated weights."""
    chance = random.Random(f"{script} {seed}")
    onsets, vowels = SCRIPTS[script]
    size = 2_000 if script == "han" else 12_000
    words: dict[str, None] = {}
    while len(words) < size:
        if vowels:
            syllables = chance.choice((1, 2, 2, 3, 4))
            words["".join(chance.choice(onsets) + chance.choice(vowels) for _ in range(syllables))] = None
        else:
            words["".join(chance.choices(onsets, k=chance.choice((1, 2, 2))))] = None
    return tuple(words), zipf(size)
