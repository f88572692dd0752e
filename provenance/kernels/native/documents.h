/* What of a document is the same whatever it is compared with: made once for all its pairs. Part of native.c. */

#define LIGHT 0.3
#define FEWEST_VALUES 1024 /* that there is room for */
#define MOST_WORDS_HELD 65536 /* in documents that are kept for their next pairs: a few families at once */
#define LONG_HELD 2 /* so many long documents are kept beside them: one with which each of many is compared is read once */

/* The columns of a batch, in the order of plain_survey.Columns. */
#define COLUMNS 7

/* What the survey is asked for, see plain_survey.Seeding. */
typedef struct {
    RunValues run_values;
    Py_ssize_t run_words, most_places, most_pairs, rivals, alike_words;
    double close_cosine, close_dot, alike_cosine;
    uint64_t secret;
} Seeding;

/* The bits of the size of a table of open addressing for so many values: it is at most half full. */
static int
bits_for(Py_ssize_t values)
{
    int bits = 4;
    while (((size_t)1 << bits) < 2 * (size_t)values) {
        bits++;
    }
    return bits;
}

/* A value; and of one document at a time its own number of it, and one, 0 between uses. */
typedef struct {
    uint64_t value;
    uint32_t own;
} Numbered;

/* Distinct values of many documents by numbers from 0 up as they first appear, by open addressing. */
typedef struct {
    uint32_t *places; /* number and one; 0 where the place is free */
    Numbered *rows;
    int bits;
    Py_ssize_t found, space;
} Numbers;

/* The distinct values of one document, by its own numbers: those among the values of many. */
typedef struct {
    uint32_t *numbers;
    Py_ssize_t found;
} Distinct;

/* Distinct stems of the passages of a document, in order, and again in the order of their numbers. */
typedef struct {
    uint32_t *first;   /* [passages + 1] where those of each passage begin */
    uint32_t *stems, *times; /* how often the passage has it */
    double *weights, *lower; /* what it weighs, and what it weighed before where it stood there with less */
    uint32_t *begins;  /* [distinct stems + 1] where those of each stem begin in the columns that follow */
    uint32_t *terms, *passages;
    Py_ssize_t found;
} Terms;

/* One document cut out of the columns of a batch; its bounds count from the first word of the batch. */
typedef struct {
    Py_ssize_t number, tokens, passages;
    const int64_t *bounds;
    const uint8_t *is_furniture;
    int64_t first;
    Distinct distinct_words, distinct_stems;
    uint32_t *words, *stems; /* [tokens] */
    uint32_t *passage_of; /* [tokens] */
    double *weights;      /* [tokens] as in the batch; 0 in furniture */
    uint8_t *edges;       /* [tokens + 1] whether a passage begins or ends there */
    Borders borders;
    uint32_t *counts, *held; /* [distinct stems] how often each stands there, and in how many passages */
    double *heaviest; /* [distinct stems] */
    Terms solid; /* the stems of words of substance, with the weight of the first; and where a later one weighs more, again */
    Terms usable; /* all stems of passages that are no furniture and long enough */
} Document;

/* Documents as they are read out of a batch. */
typedef struct {
    Room room;
    const Py_buffer *columns;
    const Seeding *seeding;
    Document **documents; /* open addressing by their number in the batch */
    int bits;
    Py_ssize_t documents_held, words_held, longest; /* the last in words, as those held: one more than a document has */
    Numbers words, stems; /* of all documents that are held */
    uint32_t *scratch;
    Py_ssize_t scratch_space;
} Library;

/* The place of a value: with its number and one, or free. */
static ALWAYS_INLINE uint32_t *
place_in(const Numbers *numbers, uint64_t value, uint64_t secret)
{
    size_t at = place_of(value, secret, numbers->bits), held = ((size_t)1 << numbers->bits) - 1;
    while (numbers->places[at] > 0 && numbers->rows[numbers->places[at] - 1].value != value) {
        at = (at + 1) & held;
    }
    return &numbers->places[at];
}

/* Makes room for twice as many values, or for the first. */
static void
grow_numbers(Room *room, Numbers *numbers, uint64_t secret)
{
    const Numbers before = *numbers;
    numbers->space = before.space > 0 ? 2 * before.space : FEWEST_VALUES;
    numbers->bits = bits_for(numbers->space);
    numbers->places = take_clear(room, (Py_ssize_t)1 << numbers->bits, sizeof *numbers->places);
    numbers->rows = take(room, numbers->space, sizeof *numbers->rows);
    for (Py_ssize_t k = 0; k < numbers->found; k++) {
        numbers->rows[k] = before.rows[k];
        *place_in(numbers, before.rows[k].value, secret) = (uint32_t)k + 1;
    }
}

/* The number of a value, a new one where it has none. */
static ALWAYS_INLINE uint32_t
number_of(Room *room, Numbers *numbers, uint64_t value, uint64_t secret)
{
    uint32_t *place = place_in(numbers, value, secret);
    if (*place == 0) {
        if (numbers->found == numbers->space) {
            grow_numbers(room, numbers, secret);
            place = place_in(numbers, value, secret);
        }
        numbers->rows[numbers->found] = (Numbered){value, 0};
        *place = (uint32_t)++numbers->found;
    }
    return *place - 1;
}

/* The number of a value in the document at hand, a new one where it has none. */
static ALWAYS_INLINE uint32_t
own_number(Room *room, Numbers *numbers, uint64_t value, uint64_t secret, Distinct *distinct)
{
    uint32_t number = number_of(room, numbers, value, secret), *own = &numbers->rows[number].own;
    if (*own == 0) {
        distinct->numbers[distinct->found] = number;
        *own = (uint32_t)++distinct->found;
    }
    return *own - 1;
}

/* Forgets the document at hand. */
static void
disown(Numbers *numbers, const Distinct *distinct)
{
    for (Py_ssize_t k = 0; k < distinct->found; k++) {
        numbers->rows[distinct->numbers[k]].own = 0;
    }
}

/* The numbers in a of the values that b numbers, and new ones from there on for the others; how many there are in all. */
static Py_ssize_t
renumber(Numbers *numbers, const Distinct *a, const Distinct *b, uint32_t *of_b)
{
    uint32_t found = (uint32_t)a->found;
    for (Py_ssize_t k = 0; k < a->found; k++) {
        numbers->rows[a->numbers[k]].own = (uint32_t)k + 1;
    }
    for (Py_ssize_t k = 0; k < b->found; k++) {
        uint32_t own = numbers->rows[b->numbers[k]].own;
        of_b[k] = own ? own - 1 : found;
        found += own == 0;
    }
    disown(numbers, a);
    return (Py_ssize_t)found;
}

/* Cuts a document out of seven columns; what is wrong with them, or NULL. */
static const char *
cut(Document *one, const Py_buffer *columns, Py_ssize_t document)
{
    const int64_t *tokens = columns[3].buf, *passage_token = columns[4].buf, *passages = columns[6].buf;
    Py_ssize_t documents = columns[3].len < columns[6].len ? columns[3].len / 8 - 1 : columns[6].len / 8 - 1;
    if (document < 0 || document >= documents) {
        return "there is no such document";
    }
    int64_t token = tokens[document], end = tokens[document + 1];
    int64_t passage = passages[document], last = passages[document + 1];
    if (token < 0 || token > end || end > columns[0].len / 8 || columns[1].len != columns[0].len ||
        columns[2].len != columns[0].len || passage < 0 || passage > last || last > columns[5].len ||
        (passage < last && last >= columns[4].len / 8)) {
        return "the columns do not fit each other";
    }
    one->number = document;
    one->bounds = passage < last ? passage_token + passage : tokens + document;
    one->is_furniture = (const uint8_t *)columns[5].buf + passage;
    one->tokens = (Py_ssize_t)(end - token);
    one->passages = (Py_ssize_t)(last - passage);
    one->first = token;
    for (Py_ssize_t k = 0; k < one->passages; k++) {
        if (one->bounds[k] > one->bounds[k + 1]) {
            return "the columns do not fit each other";
        }
    }
    if (one->bounds[0] != token || one->bounds[one->passages] != end) {
        return "the passages of a document must hold all its words";
    }
    return NULL;
}

/* Numbers words and stems. A word that had the same stem before has its number again. */
static void
number_words(Library *library, Document *one)
{
    Room *room = &library->room;
    const uint64_t *words = (const uint64_t *)library->columns[0].buf + one->first;
    const uint64_t *stems = (const uint64_t *)library->columns[1].buf + one->first;
    uint64_t secret = library->seeding->secret;
    uint32_t *stem_of = library->scratch; /* [distinct words] */
    one->distinct_words.numbers = take(room, one->tokens, sizeof(uint32_t));
    one->distinct_stems.numbers = take(room, one->tokens, sizeof(uint32_t));
    one->words = take(room, one->tokens, sizeof *one->words);
    one->stems = take(room, one->tokens, sizeof *one->stems);
    for (Py_ssize_t k = 0; k < one->tokens; k++) {
        Py_ssize_t known = one->distinct_words.found;
        uint32_t word = one->words[k] = own_number(room, &library->words, words[k], secret, &one->distinct_words);
        if (word == known || library->stems.rows[one->distinct_stems.numbers[stem_of[word]]].value != stems[k]) {
            stem_of[word] = own_number(room, &library->stems, stems[k], secret, &one->distinct_stems);
        }
        one->stems[k] = stem_of[word];
    }
    disown(&library->words, &one->distinct_words);
    disown(&library->stems, &one->distinct_stems);
}

/* Takes room for the terms, which stand in columns for as many words. */
static void
begin_terms(Room *room, const Document *one, Terms *terms)
{
    terms->first = take(room, one->passages + 1, sizeof *terms->first);
    terms->first[0] = 0;
    terms->begins = take_clear(room, one->distinct_stems.found + 2, sizeof *terms->begins);
}

/* Lists the terms by their stems. */
static void
order_terms(Room *room, const Document *one, Terms *terms)
{
    terms->terms = take(room, terms->found, sizeof *terms->terms);
    terms->passages = take(room, terms->found, sizeof *terms->passages);
    uint32_t *ends = terms->begins + 1;
    for (Py_ssize_t k = 0; k < terms->found; k++) {
        ends[terms->stems[k] + 1]++;
    }
    for (Py_ssize_t k = 0; k < one->distinct_stems.found; k++) {
        ends[k + 1] += ends[k];
    }
    for (Py_ssize_t p = 0; p < one->passages; p++) {
        for (uint32_t k = terms->first[p]; k < terms->first[p + 1]; k++) {
            uint32_t at = ends[terms->stems[k]]++;
            terms->terms[at] = k;
            terms->passages[at] = (uint32_t)p;
        }
    }
}

/* Adds a word of substance to the terms that begin at `first` with its passage. */
static void
add_solid(Terms *solid, uint32_t first, uint32_t *record, uint32_t stem, double weight)
{
    int is_again = *record > first;
    double before = is_again ? solid->weights[*record - 1] : 0.0;
    if (!is_again || weight > before) {
        solid->stems[solid->found] = stem;
        solid->weights[solid->found] = weight;
        solid->lower[solid->found] = before;
        *record = (uint32_t)++solid->found;
    }
}

/* Counts the stems passage by passage, and lists them as terms. */
static void
list_terms(Library *library, Document *one)
{
    Room *room = &library->room;
    Py_ssize_t distinct = one->distinct_stems.found;
    Terms *solid = &one->solid, *usable = &one->usable;
    uint32_t *passage_held = library->scratch; /* each for one stem: its last passage and one, and its last terms and one */
    uint32_t *last_solid = passage_held + distinct, *last_usable = last_solid + distinct;
    memset(library->scratch, 0, (size_t)(3 * distinct) * sizeof *library->scratch);
    begin_terms(room, one, solid);
    begin_terms(room, one, usable);
    for (Py_ssize_t p = 0; p < one->passages; p++) {
        Py_ssize_t start = (Py_ssize_t)(one->bounds[p] - one->first), end = (Py_ssize_t)(one->bounds[p + 1] - one->first);
        int is_usable = !one->is_furniture[p] && end - start >= library->seeding->alike_words;
        for (Py_ssize_t k = start; k < end; k++) {
            uint32_t stem = one->stems[k];
            one->counts[stem]++;
            one->held[stem] += passage_held[stem] != (uint32_t)p + 1;
            passage_held[stem] = (uint32_t)p + 1;
            one->heaviest[stem] = one->weights[k] > one->heaviest[stem] ? one->weights[k] : one->heaviest[stem];
            if (one->weights[k] > LIGHT) {
                add_solid(solid, solid->first[p], &last_solid[stem], stem, one->weights[k]);
            }
            if (is_usable) {
                if (last_usable[stem] <= usable->first[p]) {
                    usable->stems[usable->found] = stem;
                    usable->times[usable->found] = 0;
                    last_usable[stem] = (uint32_t)++usable->found;
                }
                usable->times[last_usable[stem] - 1]++;
            }
        }
        solid->first[p + 1] = (uint32_t)solid->found;
        usable->first[p + 1] = (uint32_t)usable->found;
    }
    order_terms(room, one, solid);
    order_terms(room, one, usable);
}

/* The words of a document by their passages: where these begin and end, and what the words weigh. */
static void
lay_out(Library *library, Document *one)
{
    Room *room = &library->room;
    const double *weights = (const double *)library->columns[2].buf + one->first;
    one->passage_of = take(room, one->tokens, sizeof *one->passage_of);
    one->weights = take(room, one->tokens, sizeof *one->weights);
    one->edges = take_clear(room, one->tokens + 1, 1);
    for (Py_ssize_t p = 0; p <= one->passages; p++) {
        one->edges[one->bounds[p] - one->first] = 1;
    }
    one->borders = borders_of(room, one->edges, one->tokens);
    for (Py_ssize_t p = 0; p < one->passages; p++) {
        for (int64_t at = one->bounds[p] - one->first; at < one->bounds[p + 1] - one->first; at++) {
            one->passage_of[at] = (uint32_t)p;
            one->weights[at] = one->is_furniture[p] ? 0.0 : weights[at];
        }
    }
}

/* Makes of a document that was cut what is the same for all its pairs. */
static void
prepare(Library *library, Document *one)
{
    Room *room = &library->room;
    if (one->tokens >= INT32_MAX) {
        longjmp(room->out, 1); /* more than memory holds */
    }
    if (library->scratch == NULL || library->scratch_space < 3 * one->tokens) {
        library->scratch_space = 6 * one->tokens;
        library->scratch = take(room, library->scratch_space, sizeof *library->scratch);
    }
    lay_out(library, one);
    number_words(library, one);
    one->counts = take_clear(room, 2 * one->distinct_stems.found, sizeof *one->counts);
    one->held = one->counts + one->distinct_stems.found;
    one->heaviest = take_clear(room, one->distinct_stems.found, sizeof *one->heaviest);
    one->solid.stems = take(room, one->tokens, sizeof(uint32_t));
    one->solid.weights = take(room, one->tokens, sizeof(double));
    one->solid.lower = take(room, one->tokens, sizeof(double));
    one->usable.stems = take(room, one->tokens, sizeof(uint32_t));
    one->usable.times = take(room, one->tokens, sizeof(uint32_t));
    list_terms(library, one);
}

/* Makes an empty library of as many documents at most. */
static void
open_library(Library *library, Py_ssize_t most)
{
    clear(&library->room, 0);
    library->documents_held = library->words_held = library->longest = 0;
    library->words = library->stems = (Numbers){0};
    grow_numbers(&library->room, &library->words, library->seeding->secret);
    grow_numbers(&library->room, &library->stems, library->seeding->secret);
    library->scratch_space = 0;
    library->bits = bits_for(most < MOST_WORDS_HELD ? most : MOST_WORDS_HELD + 2);
    library->documents = take_clear(&library->room, (Py_ssize_t)1 << library->bits, sizeof *library->documents);
}

/* Whether what is held leaves no room for two more documents. */
static int
is_full(const Library *library)
{
    return library->words_held > MOST_WORDS_HELD + LONG_HELD * library->longest ||
           library->documents_held > MOST_WORDS_HELD;
}

/* A document of the batch, ready to be compared; what is wrong with the columns, or NULL. */
static const char *
fetch(Library *library, Py_ssize_t number, const Document **fetched)
{
    size_t held = ((size_t)1 << library->bits) - 1;
    size_t at = place_of((uint64_t)number, library->seeding->secret, library->bits);
    while (library->documents[at] != NULL && library->documents[at]->number != number) {
        at = (at + 1) & held;
    }
    if (library->documents[at] == NULL) {
        Document *one = take_clear(&library->room, 1, sizeof *one);
        const char *wrong = cut(one, library->columns, number);
        if (wrong != NULL) {
            return wrong;
        }
        prepare(library, one);
        library->documents[at] = one;
        library->documents_held++;
        library->words_held += one->tokens + 1;
        library->longest = one->tokens + 1 > library->longest ? one->tokens + 1 : library->longest;
    }
    *fetched = library->documents[at];
    return NULL;
}
