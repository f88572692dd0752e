/* What two documents have in common. Part of native.c. */

#define FEWEST_PASSAGES 40
#define FEW_PASSAGES 64 /* logarithms for stems in so many passages are looked up */

typedef struct {
    int64_t i, j;
} Pair;

typedef struct {
    Pair *rows;
    Py_ssize_t found, space;
} PairList;

/* Two passages that share stems: how many, and how alike they are. */
typedef struct {
    int64_t i, j;
    uint32_t shared;
    double dot, cosine;
} Like;

typedef struct {
    Like *rows;
    Py_ssize_t found, space;
} LikeList;

/* The terms of two documents as vectors: what each is worth in this pair, nothing where it does not count. */
typedef struct {
    const Terms *terms[2];
    double *values[2]; /* [terms] */
    double *norms[2];  /* [passages] the length of each */
    uint32_t *from, *to; /* [distinct stems of a] where those of b stand that have such a stem in common with a */
    uint32_t *passages;  /* [terms of b] by stem: their passages, and what they are worth */
    double *worth;
} Vectors;

/* A stem of both texts: its number in either. */
typedef struct {
    uint32_t of_a, of_b;
} Common;

/* Of two documents: what the survey gives, and what it needs on the way. */
typedef struct {
    const Seeding *seeding;
    Library *library;
    Room *room;
    const Document *sides[2];
    Py_ssize_t tokens, passages, distinct_words, distinct; /* the last of stems */
    const uint32_t *words[2], *stems[2]; /* of both texts, numbered alike: those of a as they are */
    double *weights[2];
    uint32_t *of_b; /* [distinct stems of b] their numbers */
    Common *common; /* [distinct stems of both texts] */
    Py_ssize_t found_common;
    uint32_t *counts; /* [distinct] */
    double *rarity, *prior;
    RunList runs;
    Bench bench;
    PairList compared; /* pairs of passages in order, and what compared_spans says of each */
    int64_t *compared_counts;
    double *compared_weights;
    Vectors likeness;
    LikeList alike; /* pairs of passages that are */
    double *best[2]; /* [passages] on demand: the highest cosine of each to any of the other text */
} Survey;

/* Numbers the words of b like those of a; which of them stand in both. */
static uint8_t *
join_words(Survey *s)
{
    const Document *a = s->sides[0], *b = s->sides[1];
    uint32_t *of_b = take(s->room, b->distinct_words.found, sizeof *of_b);
    uint32_t *words = take(s->room, b->tokens, sizeof *words);
    s->distinct_words = renumber(&s->library->words, &a->distinct_words, &b->distinct_words, of_b);
    uint8_t *is_shared = take_clear(s->room, s->distinct_words, 1);
    for (Py_ssize_t k = 0; k < b->distinct_words.found; k++) {
        is_shared[of_b[k]] = (Py_ssize_t)of_b[k] < a->distinct_words.found;
    }
    for (Py_ssize_t k = 0; k < b->tokens; k++) {
        words[k] = of_b[b->words[k]];
    }
    s->words[0] = a->words;
    s->words[1] = words;
    return is_shared;
}

/* Numbers the stems of b like those of a; counts them, and their passages into `held`, and keeps what the heaviest of
 * each weighs in `prior`. */
static void
join_stems(Survey *s, uint32_t *held)
{
    const Document *a = s->sides[0], *b = s->sides[1];
    Py_ssize_t known = a->distinct_stems.found;
    s->distinct = renumber(&s->library->stems, &a->distinct_stems, &b->distinct_stems, s->of_b);
    for (Py_ssize_t k = 0; k < known; k++) {
        s->counts[k] = a->counts[k];
        held[k] = a->held[k];
        s->prior[k] = a->heaviest[k];
    }
    for (Py_ssize_t k = 0; k < b->distinct_stems.found; k++) {
        Py_ssize_t number = (Py_ssize_t)s->of_b[k];
        if (number < known) {
            s->common[s->found_common++] = (Common){(uint32_t)number, (uint32_t)k};
            s->counts[number] += b->counts[k];
            held[number] += b->held[k];
            s->prior[number] = b->heaviest[k] > s->prior[number] ? b->heaviest[k] : s->prior[number];
        }
        else {
            s->counts[number] = b->counts[k];
            held[number] = b->held[k];
            s->prior[number] = b->heaviest[k];
        }
    }
}

/* How rare each stem is among the passages of both texts, and how likely by chance. */
static void
find_rarity(Survey *s, const uint32_t *held)
{
    double few[FEW_PASSAGES] = {0}, passages = (double)(s->passages > FEWEST_PASSAGES ? s->passages : FEWEST_PASSAGES);
    double whole = log1p(passages / 2), tokens = (double)s->tokens;
    for (Py_ssize_t k = 0; k < s->distinct; k++) {
        uint32_t count = held[k] > 2 ? held[k] : 2;
        double rarity = count < FEW_PASSAGES ? few[count] : 0.0;
        if (rarity == 0.0) {
            rarity = log1p(passages / (double)count) / whole;
            if (count < FEW_PASSAGES) {
                few[count] = rarity;
            }
        }
        s->rarity[k] = rarity;
        s->prior[k] = s->prior[k] * rarity < LIGHT ? (double)s->counts[k] / tokens * PRIOR_WORDS : USUAL_PRIOR;
    }
}

/* Weighs the words by the passages that hold their stems. */
static void
weigh_words(Survey *s)
{
    const Document *a = s->sides[0], *b = s->sides[1];
    double *weights = s->weights[0];
    for (Py_ssize_t k = 0; k < a->tokens; k++) {
        weights[k] = a->weights[k] * s->rarity[a->stems[k]];
    }
    uint32_t *stems = take(s->room, b->tokens, sizeof *stems);
    weights = s->weights[1];
    for (Py_ssize_t k = 0; k < b->tokens; k++) {
        stems[k] = s->of_b[b->stems[k]];
        weights[k] = b->weights[k] * s->rarity[stems[k]];
    }
    s->stems[0] = a->stems;
    s->stems[1] = stems;
}

/* ------------------------------------------------------------------------------------------------------ vectors */

/* Takes room for the vectors of these terms. */
static void
begin_vectors(Survey *s, Vectors *v, const Terms *a, const Terms *b)
{
    v->terms[0] = a;
    v->terms[1] = b;
    for (int side = 0; side < 2; side++) {
        v->values[side] = take(s->room, v->terms[side]->found, sizeof(double));
        v->norms[side] = take(s->room, s->sides[side]->passages, sizeof(double));
    }
    v->from = take(s->room, 2 * s->sides[0]->distinct_stems.found, sizeof *v->from);
    v->to = v->from + s->sides[0]->distinct_stems.found;
    v->passages = take(s->room, b->found, sizeof *v->passages);
    v->worth = take(s->room, b->found, sizeof *v->worth);
}

/* The words of substance, each worth what the first of its stem weighs that has some in this pair. */
static void
value_solid(Survey *s, Vectors *v)
{
    begin_vectors(s, v, &s->sides[0]->solid, &s->sides[1]->solid);
    for (int side = 0; side < 2; side++) {
        const Terms *terms = v->terms[side];
        for (Py_ssize_t k = 0; k < terms->found; k++) {
            double rarity = s->rarity[side ? s->of_b[terms->stems[k]] : terms->stems[k]];
            double value = terms->weights[k] * rarity;
            v->values[side][k] = value > LIGHT && !(terms->lower[k] * rarity > LIGHT) ? value : 0.0;
        }
    }
}

/* The terms weighed by how often a passage has them, and how few passages do. */
static void
value_usable(Survey *s, Vectors *v)
{
    const Document *const *sides = s->sides;
    begin_vectors(s, v, &sides[0]->usable, &sides[1]->usable);
    double few[FEW_PASSAGES], *idf = take(s->room, s->distinct, sizeof *idf);
    uint32_t *held = take_clear(s->room, s->distinct, sizeof *held);
    for (int k = 0; k < FEW_PASSAGES; k++) {
        few[k] = -1.0;
    }
    for (int side = 0; side < 2; side++) {
        const uint32_t *begins = v->terms[side]->begins;
        for (Py_ssize_t k = 0; k < sides[side]->distinct_stems.found; k++) {
            held[side ? s->of_b[k] : k] += begins[k + 1] - begins[k];
        }
    }
    for (Py_ssize_t k = 0; k < s->distinct; k++) {
        idf[k] = held[k] < FEW_PASSAGES ? few[held[k]] : -1.0;
        if (idf[k] < 0 && held[k] > 0) {
            idf[k] = log((double)s->passages / (double)held[k]);
            if (held[k] < FEW_PASSAGES) {
                few[held[k]] = idf[k];
            }
        }
    }
    for (int side = 0; side < 2; side++) {
        const Terms *terms = v->terms[side];
        for (Py_ssize_t k = 0; k < terms->found; k++) {
            uint32_t stem = terms->stems[k];
            v->values[side][k] = (double)terms->times[k] * idf[side ? s->of_b[stem] : stem];
        }
    }
}

/* The length of each passage as a vector. */
static void
measure(Survey *s, Vectors *v)
{
    for (int side = 0; side < 2; side++) {
        const uint32_t *first = v->terms[side]->first;
        for (Py_ssize_t p = 0; p < s->sides[side]->passages; p++) {
            double square = 0.0;
            for (uint32_t k = first[p]; k < first[p + 1]; k++) {
                square += v->values[side][k] * v->values[side][k];
            }
            v->norms[side][p] = sqrt(square);
        }
    }
}

/* Puts the terms of b at hand by the stems that both texts have, but for those that would pair too many passages. With
 * `is_partial` a term of no value does not count. */
static void
file_terms(Survey *s, Vectors *v, int is_partial)
{
    const Terms *a = v->terms[0], *b = v->terms[1];
    uint32_t found = 0;
    memset(v->from, 0, (size_t)(2 * s->sides[0]->distinct_stems.found) * sizeof *v->from); /* and v->to */
    for (Py_ssize_t each = 0; each < s->found_common; each++) {
        uint32_t k = s->common[each].of_a, of_b = s->common[each].of_b, here = a->begins[k + 1] - a->begins[k];
        v->from[k] = found;
        for (uint32_t at = a->begins[k]; is_partial && at < a->begins[k + 1]; at++) {
            here -= !(v->values[0][a->terms[at]] > 0);
        }
        for (uint32_t at = b->begins[of_b]; here > 0 && at < b->begins[of_b + 1]; at++) {
            double worth = v->values[1][b->terms[at]];
            v->passages[found] = b->passages[at];
            v->worth[found] = worth;
            found += !is_partial || worth > 0;
        }
        if ((int64_t)here * (int64_t)(found - v->from[k]) > (int64_t)s->seeding->most_pairs) {
            found = v->from[k];
        }
        v->to[k] = found;
    }
}

/* What two passages have in common. */
typedef struct {
    double dot;
    uint64_t shared;
} Product;

/* The products of a passage of a with those of b that it shares stems with: into `products`, those met set in `met`. */
static void
multiply(const Vectors *v, Py_ssize_t passage, Product *products, uint64_t *met)
{
    const Terms *a = v->terms[0];
    for (uint32_t k = a->first[passage]; k < a->first[passage + 1]; k++) {
        double value = v->values[0][k];
        for (uint32_t at = v->from[a->stems[k]], to = v->to[a->stems[k]]; at < to; at++) {
            uint32_t other = v->passages[at];
            Product *product = &products[other];
            product->dot += value * v->worth[at];
            product->shared++;
            met[other >> 6] |= UINT64_C(1) << (other & 63);
        }
    }
}

enum { CLOSE, ALIKE, BEST }; /* what is wanted of the pairs of passages */

/* Keeps a passage of a with one of b, where what they have in common makes them so close or alike; or how alike either
 * is to any at best. */
static void
keep_like(Survey *s, const Vectors *v, int wanted, int64_t i, int64_t j, Product product, LikeList *list)
{
    const Seeding *seeding = s->seeding;
    double least = wanted == CLOSE ? seeding->close_cosine : seeding->alike_cosine;
    double norm = v->norms[0][i] * v->norms[1][j];
    norm = norm > 1e-9 ? norm : 1e-9;
    int is_enough = wanted == CLOSE && product.dot >= seeding->close_dot;
    if (wanted != BEST && !is_enough && product.dot < 0.999 * least * norm) {
        return; /* most are far from it, and need no division */
    }
    double cosine = product.dot / norm;
    if (wanted == BEST) {
        s->best[0][i] = cosine > s->best[0][i] ? cosine : s->best[0][i];
        s->best[1][j] = cosine > s->best[1][j] ? cosine : s->best[1][j];
        return;
    }
    if (is_enough || (wanted == CLOSE ? cosine >= least && product.dot > 0 : cosine > least)) {
        list->rows = grown(s->room, list->rows, list->found, &list->space, sizeof(Like));
        list->rows[list->found++] = (Like){i, j, (uint32_t)product.shared, product.dot, cosine};
    }
}

/* The pairs of passages that are close by their words of substance, or alike by all of them. With BEST none: there are
 * as many as words times the passages that have them. */
static ALWAYS_INLINE LikeList
pairs_of(Survey *s, Vectors *v, int wanted)
{
    LikeList list = {0};
    Py_ssize_t passages = s->sides[1]->passages, words = (passages + 63) / 64;
    Product *products = take_clear(s->room, passages, sizeof *products);
    uint64_t *met = take_clear(s->room, words, sizeof *met);
    for (Py_ssize_t i = 0; i < s->sides[0]->passages; i++) {
        multiply(v, i, products, met);
        for (Py_ssize_t word = 0; word < words; word++) {
            for (; met[word] > 0; met[word] &= met[word] - 1) {
                Py_ssize_t j = 64 * word + lowest_bit(met[word]);
                keep_like(s, v, wanted, i, j, products[j], &list);
                products[j] = (Product){0.0, 0};
            }
        }
    }
    return list;
}

/* The share of stems that two passages have in common. */
static double
dice_of(const Survey *s, const Like *like)
{
    const uint32_t *a = s->likeness.terms[0]->first + like->i, *b = s->likeness.terms[1]->first + like->j;
    return (double)(2 * like->shared) / (double)(a[1] - a[0] + b[1] - b[0]);
}

/* How alike each passage is to any of the other text at best: few texts need it. */
static void
find_closest(Survey *s)
{
    if (s->best[0] == NULL) {
        s->best[0] = take_clear(s->room, s->sides[0]->passages, sizeof(double));
        s->best[1] = take_clear(s->room, s->sides[1]->passages, sizeof(double));
        pairs_of(s, &s->likeness, BEST);
    }
}

/* The number in a of the stem of a term, where it pairs passages of both texts; or -1. */
static Py_ssize_t
pairing_stem(const Survey *s, int side, uint32_t term)
{
    const Vectors *v = &s->likeness;
    uint32_t stem = v->terms[side]->stems[term];
    stem = side ? s->of_b[stem] : stem;
    return (Py_ssize_t)stem < s->sides[0]->distinct_stems.found && v->to[stem] > v->from[stem] ? (Py_ssize_t)stem : -1;
}

/* Drops from each passage of one side all but the best partners: those of the highest cosine, then the first. */
static void
drop_rivals(const Survey *s, const LikeList *pairs, int side, uint8_t *is_dropped)
{
    Py_ssize_t passages = s->sides[side]->passages, rivals = s->seeding->rivals;
    if (rivals > pairs->found) {
        return;
    }
    if (passages > PY_SSIZE_T_MAX / 64 / rivals) {
        longjmp(s->room->out, 1);
    }
    Py_ssize_t *best = take(s->room, passages * rivals, sizeof *best);
    Py_ssize_t *count = take_clear(s->room, passages, sizeof *count);
    for (Py_ssize_t k = 0; k < pairs->found; k++) {
        Py_ssize_t passage = (Py_ssize_t)(side ? pairs->rows[k].j : pairs->rows[k].i);
        Py_ssize_t *row = best + passage * rivals, at = count[passage];
        double cosine = pairs->rows[k].cosine;
        while (at > 0 && pairs->rows[row[at - 1]].cosine < cosine) {
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
    Vectors vectors;
    value_solid(s, &vectors);
    measure(s, &vectors);
    file_terms(s, &vectors, 1);
    LikeList pairs = pairs_of(s, &vectors, CLOSE);
    uint8_t *is_dropped = take_clear(s->room, pairs.found, 1);
    drop_rivals(s, &pairs, 0, is_dropped);
    drop_rivals(s, &pairs, 1, is_dropped);
    for (Py_ssize_t k = 0; k < pairs.found; k++) {
        if (!is_dropped[k]) {
            note(s->room, list, pairs.rows[k].i, pairs.rows[k].j);
        }
    }
}

/* Notes the pairs of passages that a run passes through and that are no furniture. */
static void
note_touched(const Survey *s, PairList *list)
{
    const Document *a = s->sides[0], *b = s->sides[1];
    for (Py_ssize_t k = 0; k < s->runs.found; k++) {
        const Run *run = &s->runs.rows[k];
        for (int64_t at = 0; at < run->length; at++) {
            uint32_t i = a->passage_of[run->x + at], j = b->passage_of[run->y + at];
            int is_new = at == 0 || i != a->passage_of[run->x + at - 1] || j != b->passage_of[run->y + at - 1];
            if (is_new && !a->is_furniture[i] && !b->is_furniture[j]) {
                note(s->room, list, i, j);
            }
        }
    }
}

/* One text as its words are compared. */
static Worded
worded(const Survey *s, int side)
{
    return (Worded){s->words[side], s->stems[side], s->weights[side], s->sides[side]->tokens};
}

/* The words of a passage of one text. */
static Extent
words_of(const Survey *s, int side, int64_t passage)
{
    const Document *document = s->sides[side];
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

/* Makes room for everything that grows with the documents. */
static void
make_columns(Survey *s)
{
    const Document *a = s->sides[0], *b = s->sides[1];
    Py_ssize_t most = a->distinct_stems.found + b->distinct_stems.found;
    s->of_b = take(s->room, b->distinct_stems.found, sizeof *s->of_b);
    s->common = take(s->room, a->distinct_stems.found, sizeof *s->common);
    s->counts = take(s->room, most, sizeof *s->counts);
    s->prior = take(s->room, most, sizeof *s->prior);
    s->rarity = take(s->room, most, sizeof *s->rarity);
    s->weights[0] = take(s->room, a->tokens, sizeof(double));
    s->weights[1] = take(s->room, b->tokens, sizeof(double));
}

/* What the two documents of `s->sides` have in common, with the room and the library that are there. */
static void
look_over(Survey *s)
{
    s->seeding = s->library->seeding;
    s->tokens = s->sides[0]->tokens + s->sides[1]->tokens;
    s->passages = s->sides[0]->passages + s->sides[1]->passages;
    make_columns(s);
    uint32_t *held = take(s->room, s->sides[0]->distinct_stems.found + s->sides[1]->distinct_stems.found, sizeof *held);
    const uint8_t *is_shared = join_words(s);
    join_stems(s, held);
    find_rarity(s, held);
    weigh_words(s);
    Py_ssize_t most = s->distinct_words > s->distinct ? s->distinct_words : s->distinct;
    s->bench = (Bench){.room = s->room, .local = take_clear(s->room, most + 1, sizeof *s->bench.local)};
    Worded a = worded(s, 0), b = worded(s, 1);
    s->runs = common_runs(s->room, s->seeding, &a, &b, is_shared);
    note_touched(s, &s->compared);
    note_close(s, &s->compared);
    settle(&s->compared);
    compare_pairs(s);
    value_usable(s, &s->likeness);
    measure(s, &s->likeness);
    file_terms(s, &s->likeness, 0);
    s->alike = pairs_of(s, &s->likeness, ALIKE);
}

/* A list of passage in a, passage in b, cosine and dice of each pair of a higher cosine than is asked for. */
static PyObject *
alike_pairs(const Survey *s)
{
    PyObject *list = PyList_New(s->alike.found);
    for (Py_ssize_t k = 0; list != NULL && k < s->alike.found; k++) {
        const Like *like = &s->alike.rows[k];
        PyObject *row =
            Py_BuildValue("(LLdd)", (long long)like->i, (long long)like->j, like->cosine, dice_of(s, like));
        if (row == NULL) {
            Py_CLEAR(list);
        }
        else {
            PyList_SET_ITEM(list, k, row);
        }
    }
    return list;
}

/* The terms of one text that pair passages, in three rows: their passages, stems and values. */
static PyObject *
pairing_terms(const Survey *s, int side)
{
    const Terms *terms = s->likeness.terms[side];
    Py_ssize_t found = 0, at = 0;
    for (uint32_t k = 0; k < (uint32_t)terms->found; k++) {
        found += pairing_stem(s, side, k) >= 0;
    }
    PyObject *bytes = PyByteArray_FromStringAndSize(NULL, 24 * found);
    int64_t *row = bytes ? (int64_t *)PyByteArray_AS_STRING(bytes) : NULL;
    for (Py_ssize_t p = 0; row != NULL && p < s->sides[side]->passages; p++) {
        for (uint32_t k = terms->first[p]; k < terms->first[p + 1]; k++) {
            Py_ssize_t stem = pairing_stem(s, side, k);
            if (stem >= 0) {
                row[at] = p;
                row[found + at] = stem;
                memcpy(row + 2 * found + at++, &s->likeness.values[side][k], 8);
            }
        }
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

/* Words, stems, passages and weights of all words of both texts, a row each. */
static PyObject *
words_of_both(const Survey *s)
{
    PyObject *bytes = PyByteArray_FromStringAndSize(NULL, 32 * s->tokens);
    int64_t *row = bytes ? (int64_t *)PyByteArray_AS_STRING(bytes) : NULL;
    for (int side = 0; row != NULL && side < 2; side++) {
        const Document *one = s->sides[side];
        for (Py_ssize_t k = 0; k < one->tokens; k++, row++) {
            row[0] = s->words[side][k];
            row[s->tokens] = s->stems[side][k];
            row[2 * s->tokens] = one->passage_of[k];
            memcpy(row + 3 * s->tokens, &s->weights[side][k], 8);
        }
    }
    return bytes;
}

/* Counts and priors of all stems, a row each. */
static PyObject *
stems_of_both(const Survey *s)
{
    PyObject *bytes = PyByteArray_FromStringAndSize(NULL, 16 * s->distinct);
    int64_t *row = bytes ? (int64_t *)PyByteArray_AS_STRING(bytes) : NULL;
    for (Py_ssize_t k = 0; row != NULL && k < s->distinct; k++) {
        row[k] = s->counts[k];
        memcpy(row + s->distinct + k, &s->prior[k], 8);
    }
    return bytes;
}

/* A column of a and then that of b. */
static PyObject *
both(const void *a, Py_ssize_t bytes_a, const void *b, Py_ssize_t bytes_b)
{
    PyObject *bytes = PyByteArray_FromStringAndSize(NULL, bytes_a + bytes_b);
    if (bytes != NULL) {
        memcpy(PyByteArray_AS_STRING(bytes), a, (size_t)bytes_a);
        memcpy(PyByteArray_AS_STRING(bytes) + bytes_a, b, (size_t)bytes_b);
    }
    return bytes;
}

/* What was found as a tuple, or NULL with an error. */
static PyObject *
told(const Survey *s)
{
    const Document *a = s->sides[0], *b = s->sides[1];
    PyObject *parts[] = {
        passages_of(a), passages_of(b), words_of_both(s), stems_of_both(s),
        both(a->edges, a->tokens + 1, b->edges, b->tokens + 1), bytes_of(s->runs.rows, s->runs.found, sizeof(Run)),
        bytes_of(s->compared.rows, s->compared.found, sizeof(Pair)),
        bytes_of(s->compared_counts, s->compared.found, 16), bytes_of(s->compared_weights, s->compared.found, 32),
        both(s->best[0], 8 * a->passages, s->best[1], 8 * b->passages),
        both(s->likeness.norms[0], 8 * a->passages, s->likeness.norms[1], 8 * b->passages), alike_pairs(s),
        pairing_terms(s, 0), pairing_terms(s, 1)};
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

/* What the two documents of `s->sides` have in common. */
static PyObject *
surveyed(Survey *s)
{
    if (setjmp(s->room->out) != 0) {
        return PyErr_NoMemory();
    }
    look_over(s);
    find_closest(s);
    return told(s);
}

/* Fetches two of as many documents at most; what is wrong with them, or NULL. Without memory an error is set. */
static const char *
fetch_both(Library *library, Py_ssize_t a, Py_ssize_t b, Py_ssize_t most, const Document **sides)
{
    if (setjmp(library->room.out) != 0) {
        PyErr_NoMemory();
        return "";
    }
    if (library->documents == NULL || is_full(library)) {
        open_library(library, most);
    }
    const char *wrong = fetch(library, a, &sides[0]);
    return wrong ? wrong : fetch(library, b, &sides[1]);
}

PyDoc_STRVAR(survey_doc,
             "survey(word, stem, weight, document_token, passage_token, is_furniture, document_passage, a, b,\n"
             "       run_values, run_words, most_places, most_pairs, close_cosine, close_dot, rivals, alike_words,\n"
             "       alike_cosine, /)"
             "\n--\n\n"
             "What two documents of a batch have in common: for each the bounds of its passages, as a list, and whether\n"
             "they are furniture, as bytes; then each in a bytearray words, stems, passages (int64) and\n"
             "weights (float64) of all words; counts and priors of all stems; edges; runs; pairs of passages that are close\n"
             "or touched by a run, with what compared_spans gives of them; the highest cosine of each passage, and its norm.\n"
             "Then a list of the pairs of a high cosine: their passages, cosine and dice. And of the terms of each text that\n"
             "pair passages the passages and stems in two rows, the values in a third.");

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
    PyObject *arrays[COLUMNS + 1], *result = NULL;
    Py_buffer views[COLUMNS + 1];
    Py_ssize_t a, b;
    State *state = PyModule_GetState(module);
    Seeding seeding = {.secret = state->secret};
    Library library = {.columns = views, .seeding = &seeding};
    Room room;
    Survey s = {.library = &library, .room = &room};
    if (!PyArg_ParseTuple(args, "OOOOOOOnnOnnnddnnd:survey", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &arrays[4],
                          &arrays[5], &arrays[6], &a, &b, &arrays[7], &seeding.run_words, &seeding.most_places,
                          &seeding.most_pairs, &seeding.close_cosine, &seeding.close_dot, &seeding.rivals,
                          &seeding.alike_words, &seeding.alike_cosine) ||
        look_at_all(arrays, views, COLUMN_TYPES, COLUMNS + 1, 0) < 0) {
        return NULL;
    }
    room = room_of(&state->spare[0]);
    library.room = room_of(&state->spare[1]);
    const char *wrong = complete(&seeding, &views[COLUMNS]);
    wrong = wrong ? wrong : fetch_both(&library, a, b, 2, s.sides);
    if (wrong == NULL) {
        result = surveyed(&s);
    }
    else if (!PyErr_Occurred()) {
        refused(wrong);
    }
    leave(&room, &state->spare[0]);
    leave(&library.room, &state->spare[1]);
    return released(views, COLUMNS + 1, result);
}
