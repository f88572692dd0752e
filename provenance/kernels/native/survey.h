/* What two documents have in common. Part of native.c. */

#define FEWEST_PASSAGES 40
#define LIGHT 0.3
#define FEW_PASSAGES 64 /* logarithms for stems in so many passages are looked up */

/* One document cut out of the columns of a batch; its bounds count from the first word of the batch. */
typedef struct {
    const uint64_t *words, *stems;
    const double *weights;
    const int64_t *bounds;
    const uint8_t *is_furniture;
    Py_ssize_t tokens, passages;
    int64_t first;
} Document;

typedef struct {
    int64_t i, j;
} Pair;

typedef struct {
    Pair *rows;
    Py_ssize_t found, space;
} PairList;

/* What the survey is asked for, see plain_survey.Seeding. */
typedef struct {
    RunValues run_values;
    Py_ssize_t run_words, most_places, most_pairs, rivals, alike_words;
    double close_cosine, close_dot, alike_cosine;
    uint64_t secret;
} Seeding;

/* Of two documents: what the survey gives, as rows over the words of a and then of b, and what it needs on the way. */
typedef struct {
    const Seeding *seeding;
    Room *room;
    Document sides[2];
    Py_ssize_t tokens, passages, distinct_words, distinct_stems;
    int64_t *words, *stems, *passage_of; /* [tokens] */
    double *weights;
    int64_t *counts; /* [distinct stems] */
    double *prior;
    uint8_t *edges; /* [tokens + 2] */
    int64_t *runs; /* [found runs, 3] */
    Py_ssize_t found_runs;
    Bench bench;
    PairList compared; /* pairs of passages in order, and what compared_spans says of each */
    int64_t *compared_counts;
    double *compared_weights;
    Pairs sharing; /* pairs of passages that share stems; of each cosine and dice; of each passage the length */
    double *cosine, *dice, *norms;
    Py_ssize_t *alike, found_alike; /* which of those are alike */
    int64_t *last;  /* [distinct stems] the term that last held each */
    Terms terms[2]; /* of a and of b, in columns for both */
    int64_t *term_passage, *term_stem, *term_count;
    double *term_value;
    int64_t *held; /* [distinct stems] */
    int64_t *in_passage; /* [passages] */
} Survey;

/* Cuts a document out of seven columns; what is wrong with them, or NULL. */
static const char *
cut(Document *side, const Py_buffer *columns, Py_ssize_t document)
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
    side->words = (const uint64_t *)columns[0].buf + token;
    side->stems = (const uint64_t *)columns[1].buf + token;
    side->weights = (const double *)columns[2].buf + token;
    side->bounds = passage < last ? passage_token + passage : tokens + document;
    side->is_furniture = (const uint8_t *)columns[5].buf + passage;
    side->tokens = (Py_ssize_t)(end - token);
    side->passages = (Py_ssize_t)(last - passage);
    side->first = token;
    for (Py_ssize_t k = 0; k < side->passages; k++) {
        if (side->bounds[k] > side->bounds[k + 1]) {
            return "the columns do not fit each other";
        }
    }
    if (side->bounds[0] != token || side->bounds[side->passages] != end) {
        return "the passages of a document must hold all its words";
    }
    return NULL;
}

/* Values by numbers from 0 up: a table of open addressing, small enough to stay at hand, and the values themselves. */
typedef struct {
    uint32_t *places; /* number and one; 0 where the place is free */
    uint64_t *values;
    uint64_t secret;
    int bits;
    Py_ssize_t found;
} Numbers;

static Numbers
numbers_for(Survey *s, void *values)
{
    int bits = bits_for(s->tokens);
    uint32_t *places = take_clear(s->room, (Py_ssize_t)1 << bits, sizeof *places);
    return (Numbers){.places = places, .values = values, .secret = s->seeding->secret, .bits = bits};
}

/* The number of a value, a new one where it has none. */
static ALWAYS_INLINE int64_t
number_of(Numbers *numbers, uint64_t value)
{
    size_t at = place_of(value, numbers->secret, numbers->bits), held = ((size_t)1 << numbers->bits) - 1;
    while (numbers->places[at] > 0 && numbers->values[numbers->places[at] - 1] != value) {
        at = (at + 1) & held;
    }
    if (numbers->places[at] == 0) {
        numbers->values[numbers->found] = value;
        numbers->places[at] = (uint32_t)++numbers->found;
    }
    return (int64_t)numbers->places[at] - 1;
}

/* Numbers words and stems of both documents by their first appearance. A word that had the same stem before has its
 * number again. */
static void
number(Survey *s)
{
    if (s->tokens >= UINT32_MAX) {
        longjmp(s->room->out, 1); /* more than memory holds */
    }
    Numbers words = numbers_for(s, s->term_count), stems = numbers_for(s, s->term_value); /* not yet needed, as these: */
    uint64_t *stem_of = (uint64_t *)s->term_stem;                                         /* [distinct words] */
    int64_t *number_of_stem = s->term_passage;
    for (int side = 0; side < 2; side++) {
        const Document *document = &s->sides[side];
        int64_t *word = s->words + (side ? s->sides[0].tokens : 0), *stem = word + s->tokens;
        for (Py_ssize_t at = 0; at < document->tokens; at++) {
            Py_ssize_t known = words.found;
            int64_t value = word[at] = number_of(&words, document->words[at]);
            if (words.found > known || stem_of[value] != document->stems[at]) {
                stem_of[value] = document->stems[at];
                number_of_stem[value] = number_of(&stems, document->stems[at]);
            }
            stem[at] = number_of_stem[value];
        }
    }
    s->distinct_words = words.found;
    s->distinct_stems = stems.found;
}

/* Counts how often each stem stands in both texts, and into `held` in how many passages. */
static void
count_stems(Survey *s)
{
    memset(s->last, 0xFF, (size_t)s->distinct_stems * sizeof *s->last);
    memset(s->held, 0, (size_t)s->distinct_stems * sizeof *s->held);
    memset(s->counts, 0, (size_t)s->distinct_stems * sizeof *s->counts);
    Py_ssize_t at = 0;
    for (Py_ssize_t passage = 0; passage < s->passages; passage++) {
        int side = passage >= s->sides[0].passages;
        const int64_t *bounds = s->sides[side].bounds + (side ? passage - s->sides[0].passages : passage);
        for (Py_ssize_t end = at + (Py_ssize_t)(bounds[1] - bounds[0]); at < end; at++) {
            int64_t stem = s->stems[at];
            s->held[stem] += s->last[stem] != passage;
            s->last[stem] = passage;
            s->counts[stem]++;
        }
    }
}

/* How rare each stem is among the passages of both texts. */
static void
find_rarity(const Survey *s, double *rarity)
{
    double few[FEW_PASSAGES] = {0}, passages = (double)(s->passages > FEWEST_PASSAGES ? s->passages : FEWEST_PASSAGES);
    double whole = log1p(passages / 2);
    for (Py_ssize_t k = 0; k < s->distinct_stems; k++) {
        int64_t count = s->held[k] > 2 ? s->held[k] : 2;
        rarity[k] = count < FEW_PASSAGES ? few[count] : 0.0;
        if (rarity[k] == 0.0) {
            rarity[k] = log1p(passages / (double)count) / whole;
            if (count < FEW_PASSAGES) {
                few[count] = rarity[k];
            }
        }
    }
}

/* Weighs the words by the passages that hold their stems, and counts the stems. */
static void
weigh_words(Survey *s)
{
    double *rarity = s->term_value; /* room that is not yet needed */
    count_stems(s);
    find_rarity(s, rarity);
    memset(s->prior, 0, (size_t)s->distinct_stems * sizeof *s->prior);
    for (int side = 0; side < 2; side++) {
        const Document *document = &s->sides[side];
        Py_ssize_t shift = side ? s->sides[0].tokens : 0;
        for (Py_ssize_t k = 0; k < document->tokens; k++) {
            int64_t stem = s->stems[shift + k];
            int is_furniture = document->is_furniture[s->passage_of[shift + k]];
            double weight = is_furniture ? 0.0 : document->weights[k] * rarity[stem];
            s->weights[shift + k] = weight;
            s->prior[stem] = weight > s->prior[stem] ? weight : s->prior[stem]; /* for now the heaviest */
        }
    }
    for (Py_ssize_t k = 0; k < s->distinct_stems; k++) {
        s->prior[k] = s->prior[k] < LIGHT ? (double)s->counts[k] / (double)s->tokens * PRIOR_WORDS : 0.5;
    }
}

static void
set_edges(Survey *s)
{
    uint8_t *edges = s->edges;
    int64_t *passage_of = s->passage_of;
    for (int k = 0; k < 2; k++) {
        const Document *side = &s->sides[k];
        memset(edges, 0, (size_t)side->tokens + 1);
        for (Py_ssize_t p = 0; p <= side->passages; p++) {
            edges[side->bounds[p] - side->first] = 1;
        }
        for (Py_ssize_t p = 0; p < side->passages; p++) {
            for (int64_t at = side->bounds[p]; at < side->bounds[p + 1]; at++) {
                *passage_of++ = p;
            }
        }
        edges += side->tokens + 1;
    }
}

/* Lists the distinct stems of each passage: of those words that weigh something, with the weight of the first; or, with
 * `least_words`, of passages so long that are no furniture. */
static void
list_terms(Survey *s, Py_ssize_t least_words)
{
    memset(s->last, 0xFF, (size_t)s->distinct_stems * sizeof *s->last);
    Py_ssize_t found = 0, at = 0;
    for (int k = 0; k < 2; k++) {
        const Document *side = &s->sides[k];
        Terms *terms = &s->terms[k];
        Py_ssize_t begin = found;
        terms->ranges = s->term_passage + found;
        terms->numbers = s->term_stem + found;
        terms->values = s->term_value + found;
        for (Py_ssize_t p = 0; p < side->passages; p++) {
            int64_t first = found;
            Py_ssize_t length = (Py_ssize_t)(side->bounds[p + 1] - side->bounds[p]), end = at + length;
            int is_usable = least_words < 0 || (!side->is_furniture[p] && length >= least_words);
            for (; at < end; at++) {
                int64_t stem = s->stems[at];
                if (!is_usable || (least_words < 0 && !(s->weights[at] > LIGHT))) {
                    continue;
                }
                if (s->last[stem] < first) {
                    s->term_passage[found] = p;
                    s->term_stem[found] = stem;
                    s->term_value[found] = s->weights[at];
                    s->term_count[found] = 0;
                    s->last[stem] = found++;
                }
                s->term_count[s->last[stem]]++;
            }
        }
        terms->length = found - begin;
        terms->ranges_held = side->passages;
        terms->numbers_held = s->distinct_stems;
    }
}

/* The length of each passage as a vector, and how many stems it has. */
static void
measure(Survey *s)
{
    memset(s->norms, 0, (size_t)s->passages * sizeof *s->norms);
    memset(s->in_passage, 0, (size_t)s->passages * sizeof *s->in_passage);
    for (int k = 0; k < 2; k++) {
        Py_ssize_t shift = k ? s->sides[0].passages : 0;
        for (Py_ssize_t at = 0; at < s->terms[k].length; at++) {
            double value = s->terms[k].values[at];
            s->norms[s->terms[k].ranges[at] + shift] += value * value;
            s->in_passage[s->terms[k].ranges[at] + shift]++;
        }
    }
    for (Py_ssize_t p = 0; p < s->passages; p++) {
        s->norms[p] = sqrt(s->norms[p]);
    }
}

static double
cosine_of(const Survey *s, const Pairs *pairs, Py_ssize_t k)
{
    double norm = s->norms[pairs->rows[3 * k]] * s->norms[s->sides[0].passages + pairs->rows[3 * k + 1]];
    return pairs->dots[k] / (norm > 1e-9 ? norm : 1e-9);
}

/* Drops from each passage of one side all but the best partners: those of the highest cosine, then the first. */
static void
drop_rivals(const Survey *s, const Pairs *pairs, int side, uint8_t *is_dropped)
{
    Py_ssize_t passages = s->sides[side].passages, rivals = s->seeding->rivals;
    if (rivals > pairs->found) {
        return;
    }
    if (passages > PY_SSIZE_T_MAX / 64 / rivals) {
        longjmp(s->room->out, 1);
    }
    Py_ssize_t *best = take(s->room, passages * rivals, sizeof *best);
    Py_ssize_t *count = take_clear(s->room, passages, sizeof *count);
    for (Py_ssize_t k = 0; k < pairs->found; k++) {
        Py_ssize_t passage = (Py_ssize_t)pairs->rows[3 * k + side], *row = best + passage * rivals, at = count[passage];
        double cosine = pairs->dots[k];
        while (at > 0 && pairs->dots[row[at - 1]] < cosine) {
            at--;
        }
        if (at == rivals) {
            is_dropped[k] = 1;
            continue;
        }
        if (count[passage] == rivals) {
            is_dropped[row[rivals - 1]] = 1;
        }
        else {
            count[passage]++;
        }
        for (Py_ssize_t down = count[passage] - 1; down > at; down--) {
            row[down] = row[down - 1];
        }
        row[at] = k;
    }
}

static void
note(Room *room, PairList *list, int64_t i, int64_t j)
{
    list->rows = grown(room, list->rows, list->found, &list->space, sizeof(Pair));
    list->rows[list->found++] = (Pair){i, j};
}

static int
by_pair(const void *one, const void *other)
{
    const Pair *x = one, *y = other;
    return x->i != y->i ? (x->i > y->i) - (x->i < y->i) : (x->j > y->j) - (x->j < y->j);
}

/* Puts pairs into order, each once. */
static void
settle(PairList *list)
{
    Py_ssize_t kept = 0;
    if (list->found > 1) {
        qsort(list->rows, (size_t)list->found, sizeof(Pair), by_pair);
    }
    for (Py_ssize_t k = 0; k < list->found; k++) {
        if (kept == 0 || by_pair(&list->rows[k], &list->rows[kept - 1]) != 0) {
            list->rows[kept++] = list->rows[k];
        }
    }
    list->found = kept;
}

/* Notes the pairs of passages that are close. */
static void
note_close(Survey *s, PairList *list)
{
    list_terms(s, -1);
    measure(s);
    Pairs pairs = multiplied(s->room, &s->terms[0], &s->terms[1], s->seeding->most_pairs);
    Py_ssize_t kept = 0;
    for (Py_ssize_t k = 0; k < pairs.found; k++) {
        double cosine = cosine_of(s, &pairs, k), dot = pairs.dots[k];
        if (cosine >= s->seeding->close_cosine || dot >= s->seeding->close_dot) {
            memmove(pairs.rows + 3 * kept, pairs.rows + 3 * k, 24);
            pairs.dots[kept++] = cosine;
        }
    }
    pairs.found = kept;
    uint8_t *is_dropped = take_clear(s->room, kept, 1);
    drop_rivals(s, &pairs, 0, is_dropped);
    drop_rivals(s, &pairs, 1, is_dropped);
    for (Py_ssize_t k = 0; k < pairs.found; k++) {
        if (!is_dropped[k]) {
            note(s->room, list, pairs.rows[3 * k], pairs.rows[3 * k + 1]);
        }
    }
}

/* Notes the pairs of passages that a run passes through and that are no furniture. */
static void
note_touched(const Survey *s, PairList *list)
{
    const int64_t *of_a = s->passage_of, *of_b = s->passage_of + s->sides[0].tokens;
    for (Py_ssize_t k = 0; k < s->found_runs; k++) {
        const int64_t *run = s->runs + 3 * k;
        for (int64_t at = 0; at < run[2]; at++) {
            int64_t i = of_a[run[0] + at], j = of_b[run[1] + at];
            int is_new = at == 0 || i != of_a[run[0] + at - 1] || j != of_b[run[1] + at - 1];
            if (is_new && !s->sides[0].is_furniture[i] && !s->sides[1].is_furniture[j]) {
                note(s->room, list, i, j);
            }
        }
    }
}

/* One text as its words are compared. */
static Worded
worded(const Survey *s, int side)
{
    Py_ssize_t shift = side ? s->sides[0].tokens : 0;
    return (Worded){s->words + shift, s->stems + shift, s->weights + shift, s->sides[side].tokens};
}

/* The words of a passage of one text. */
static Extent
words_of(const Survey *s, int side, int64_t passage)
{
    const Document *document = &s->sides[side];
    return (Extent){(Py_ssize_t)(document->bounds[passage] - document->first),
                    (Py_ssize_t)(document->bounds[passage + 1] - document->first)};
}

/* Compares the pairs of passages that were noted. */
static void
compare_pairs(Survey *s)
{
    Worded a = worded(s, 0), b = worded(s, 1);
    s->compared_counts = take(s->room, s->compared.found, 16);
    s->compared_weights = take(s->room, s->compared.found, 32);
    for (Py_ssize_t k = 0; k < s->compared.found; k++) {
        Extent x = words_of(s, 0, s->compared.rows[k].i), y = words_of(s, 1, s->compared.rows[k].j);
        const int64_t span[] = {x.start, x.end, y.start, y.end};
        compare(&s->bench, &a, &b, span, &s->seeding->run_values, s->compared_counts + 2 * k,
                s->compared_weights + 4 * k);
    }
}

/* Weighs the terms by how often a passage has them, and how few passages do. */
static void
weigh_terms(Survey *s)
{
    memset(s->held, 0, (size_t)s->distinct_stems * sizeof *s->held);
    Py_ssize_t length = s->terms[0].length + s->terms[1].length;
    for (Py_ssize_t k = 0; k < length; k++) {
        s->held[s->term_stem[k]]++;
    }
    double few[FEW_PASSAGES];
    for (int k = 1; k < FEW_PASSAGES; k++) {
        few[k] = -1.0;
    }
    for (Py_ssize_t k = 0; k < length; k++) {
        int64_t held = s->held[s->term_stem[k]];
        double idf = held < FEW_PASSAGES ? few[held] : -1.0;
        if (idf < 0) {
            idf = log((double)s->passages / (double)held);
            if (held < FEW_PASSAGES) {
                few[held] = idf;
            }
        }
        s->term_value[k] = (double)s->term_count[k] * idf;
    }
}

/* The pairs of passages that share stems, and how alike those of each are. */
static void
find_alike(Survey *s)
{
    list_terms(s, s->seeding->alike_words);
    weigh_terms(s);
    measure(s);
    s->sharing = multiplied(s->room, &s->terms[0], &s->terms[1], s->seeding->most_pairs);
    s->cosine = take(s->room, s->sharing.found, sizeof *s->cosine);
    s->dice = take(s->room, s->sharing.found, sizeof *s->dice);
    s->alike = take(s->room, s->sharing.found + 1, sizeof *s->alike);
    for (Py_ssize_t k = 0; k < s->sharing.found; k++) {
        const int64_t *row = s->sharing.rows + 3 * k;
        int64_t in_both = s->in_passage[row[0]] + s->in_passage[s->sides[0].passages + row[1]];
        s->cosine[k] = cosine_of(s, &s->sharing, k);
        s->dice[k] = (double)(2 * row[2]) / (double)in_both;
        s->alike[s->found_alike] = k;
        s->found_alike += s->cosine[k] > s->seeding->alike_cosine;
    }
}

/* Which of both texts' runs of words consist of words that the other text has too: none else can be common. */
static void
open_runs(const Survey *s, uint8_t *is_open)
{
    Py_ssize_t cut = s->sides[0].tokens;
    uint8_t *is_shared = take_clear(s->room, s->distinct_words, 1);
    for (Py_ssize_t k = 0; k < s->tokens; k++) {
        is_shared[s->words[k]] |= k < cut ? 1 : 2;
    }
    Py_ssize_t streak = 0;
    for (Py_ssize_t k = s->tokens - 1; k >= 0; k--) {
        streak = k == cut - 1 || is_shared[s->words[k]] != 3 ? 0 : streak;
        streak += is_shared[s->words[k]] == 3;
        is_open[k] = streak >= s->seeding->run_words;
    }
}

/* Finds the maximal runs of words that both documents have. */
static void
find_runs(Survey *s)
{
    Search search = {.a = s->sides[0].words, .b = s->sides[1].words, .width = s->seeding->run_words,
                     .most = s->seeding->most_places, .length_a = s->sides[0].tokens, .length_b = s->sides[1].tokens,
                     .secret = s->seeding->secret, .room = s->room};
    search.count_a = search.length_a - search.width + 1;
    search.count_b = search.length_b - search.width + 1;
    if (search.count_a < 1 || search.count_b < 1) {
        return;
    }
    uint8_t *is_open = take(s->room, s->tokens, 1);
    open_runs(s, is_open);
    search.open_a = is_open;
    search.open_b = is_open + search.length_a;
    make_room(&search);
    look_for_runs(&search);
    s->runs = search.runs;
    s->found_runs = search.found;
}

/* Makes room for everything that grows with the documents: four columns that follow each other, then the rest. */
static void
make_columns(Survey *s)
{
    s->words = take(s->room, 4 * s->tokens, 8);
    s->stems = s->words + s->tokens;
    s->passage_of = s->stems + s->tokens;
    s->weights = (double *)(s->passage_of + s->tokens);
    s->edges = take(s->room, s->tokens + 2, 1);
    s->last = take(s->room, s->tokens, sizeof *s->last);
    s->held = take(s->room, s->tokens, sizeof *s->held);
    s->term_passage = take(s->room, s->tokens, sizeof *s->term_passage);
    s->term_stem = take(s->room, s->tokens, sizeof *s->term_stem);
    s->term_count = take(s->room, s->tokens, sizeof *s->term_count);
    s->term_value = take(s->room, s->tokens, sizeof *s->term_value);
    s->norms = take(s->room, s->passages, sizeof *s->norms);
    s->in_passage = take(s->room, s->passages, sizeof *s->in_passage);
}

/* What the two documents of `s->sides` have in common, with the room and the seeding that are there. */
static void
look_over(Survey *s)
{
    s->tokens = s->sides[0].tokens + s->sides[1].tokens;
    s->passages = s->sides[0].passages + s->sides[1].passages;
    make_columns(s);
    number(s);
    s->counts = take(s->room, 2 * s->distinct_stems, 8);
    s->prior = (double *)(s->counts + s->distinct_stems);
    set_edges(s);
    weigh_words(s);
    Py_ssize_t most = s->distinct_words > s->distinct_stems ? s->distinct_words : s->distinct_stems;
    s->bench = (Bench){.room = s->room, .local = take_clear(s->room, most + 1, sizeof *s->bench.local)};
    find_runs(s);
    note_touched(s, &s->compared);
    note_close(s, &s->compared);
    settle(&s->compared);
    compare_pairs(s);
    find_alike(s);
}

/* A list of passage in a, passage in b, cosine and dice of each pair of a higher cosine than is asked for. */
static PyObject *
alike_pairs(const Survey *s)
{
    PyObject *list = PyList_New(s->found_alike);
    for (Py_ssize_t at = 0; list != NULL && at < s->found_alike; at++) {
        Py_ssize_t k = s->alike[at];
        const int64_t *pair = s->sharing.rows + 3 * k;
        PyObject *row = Py_BuildValue("(LLdd)", (long long)pair[0], (long long)pair[1], s->cosine[k], s->dice[k]);
        if (row == NULL) {
            Py_CLEAR(list);
        }
        else {
            PyList_SET_ITEM(list, at, row);
        }
    }
    return list;
}

/* The pairs that share stems, as a row of passages in a and one of those in b. */
static PyObject *
sharing_pairs(const Survey *s)
{
    Py_ssize_t found = s->sharing.found;
    PyObject *bytes = PyByteArray_FromStringAndSize(NULL, 16 * found);
    int64_t *row = bytes ? (int64_t *)PyByteArray_AS_STRING(bytes) : NULL;
    for (Py_ssize_t k = 0; row != NULL && k < found; k++) {
        row[k] = s->sharing.rows[3 * k];
        row[found + k] = s->sharing.rows[3 * k + 1];
    }
    return bytes;
}

/* The bounds of a document's passages among its words, as a list, and which of them are furniture, as bytes. */
static PyObject *
passages_of(const Document *side)
{
    PyObject *bounds = PyList_New(side->passages + 1), *result = NULL;
    PyObject *flags = PyBytes_FromStringAndSize((const char *)side->is_furniture, side->passages);
    int is_whole = bounds != NULL && flags != NULL;
    for (Py_ssize_t p = 0; is_whole && p <= side->passages; p++) {
        PyObject *bound = PyLong_FromLongLong(side->bounds[p] - side->first);
        is_whole = bound != NULL;
        if (is_whole) {
            PyList_SET_ITEM(bounds, p, bound);
        }
    }
    result = is_whole ? PyTuple_Pack(2, bounds, flags) : NULL;
    Py_XDECREF(bounds);
    Py_XDECREF(flags);
    return result;
}

static PyObject *
bytes_of(const void *rows, Py_ssize_t count, Py_ssize_t size)
{
    return PyByteArray_FromStringAndSize(count ? rows : NULL, count * size);
}

/* What was found as a tuple, or NULL with an error. */
static PyObject *
told(const Survey *s)
{
    PyObject *parts[] = {
        passages_of(&s->sides[0]), passages_of(&s->sides[1]), bytes_of(s->words, s->tokens, 32),
        bytes_of(s->counts, s->distinct_stems, 16), bytes_of(s->edges, s->tokens + 2, 1),
        bytes_of(s->runs, s->found_runs, 24), bytes_of(s->compared.rows, s->compared.found, 16),
        bytes_of(s->compared_counts, s->compared.found, 16), bytes_of(s->compared_weights, s->compared.found, 32),
        sharing_pairs(s), bytes_of(s->sharing.dots, s->sharing.found, 8), bytes_of(s->cosine, s->sharing.found, 8),
        bytes_of(s->dice, s->sharing.found, 8), bytes_of(s->norms, s->passages, 8), alike_pairs(s)};
    Py_ssize_t count = sizeof parts / sizeof *parts;
    PyObject *result = PyTuple_New(count);
    for (Py_ssize_t k = 0; k < count; k++) {
        if (result != NULL && parts[k] != NULL) {
            PyTuple_SET_ITEM(result, k, parts[k]);
        }
        else {
            Py_XDECREF(parts[k]);
            Py_CLEAR(result);
        }
    }
    return result;
}

static PyObject *
surveyed(Survey *s)
{
    if (setjmp(s->room->out) != 0) {
        return PyErr_NoMemory();
    }
    look_over(s);
    return told(s);
}

PyDoc_STRVAR(survey_doc,
             "survey(word, stem, weight, document_token, passage_token, is_furniture, document_passage, a, b,\n"
             "       run_values, run_words, most_places, most_pairs, close_cosine, close_dot, rivals, alike_words,\n"
             "       alike_cosine, /)"
             "\n--\n\n"
             "What two documents of a batch have in common: for each the bounds of its passages, as a list, and whether\n"
             "they are furniture, as bytes; then each in a bytearray words, stems, passages (int64) and\n"
             "weights (float64) of all words; counts and priors of all stems; edges; runs; pairs of passages that are close\n"
             "or touched by a run, with what compared_spans gives of them; pairs that share stems in two rows; their\n"
             "products; cosines; dice; and the norms of the passages. And a list of those pairs of a high cosine: their\n"
             "passages, cosine and dice.");

#define COLUMNS 7

static const Type *const COLUMN_TYPES[] = {&UINT64, &UINT64, &FLOAT64, &INT64, &INT64, &FLAG, &INT64, &FLOAT64};

/* What is wrong with a seeding, or NULL; its last values are those of an array. */
static const char *
complete(Seeding *seeding, const Py_buffer *run_values)
{
    seeding->run_values = (RunValues){run_values->buf, run_values->len / 8};
    if (seeding->run_words < 1 || seeding->rivals < 1 || seeding->alike_words < 0 || run_values->len == 0) {
        return "a run has one word or more and some value, a passage a partner or more, and no passage under 0 words";
    }
    return NULL;
}

static PyObject *
survey(PyObject *module, PyObject *args)
{
    PyObject *arrays[COLUMNS + 1];
    Py_buffer views[COLUMNS + 1];
    Py_ssize_t a, b;
    Seeding seeding = {.secret = ((const State *)PyModule_GetState(module))->secret};
    Room room = {0};
    Survey s = {.seeding = &seeding, .room = &room};
    if (!PyArg_ParseTuple(args, "OOOOOOOnnOnnnddnnd:survey", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &arrays[4],
                          &arrays[5], &arrays[6], &a, &b, &arrays[7], &seeding.run_words, &seeding.most_places,
                          &seeding.most_pairs, &seeding.close_cosine, &seeding.close_dot, &seeding.rivals,
                          &seeding.alike_words, &seeding.alike_cosine) ||
        look_at_all(arrays, views, COLUMN_TYPES, COLUMNS + 1, 0) < 0) {
        return NULL;
    }
    const char *wrong = cut(&s.sides[0], views, a);
    wrong = wrong ? wrong : cut(&s.sides[1], views, b);
    wrong = wrong ? wrong : complete(&seeding, &views[COLUMNS]);
    PyObject *result = wrong ? refused(wrong) : surveyed(&s);
    clear(&room, 1);
    return released(views, COLUMNS + 1, result);
}
