/* A pair of documents on its way to chains, and its pairs of ranges. Part of native.c. */

/* From here to `chains`: the stages of the package `align`, which says what they are for, on one pair. */

#define COPIED 0.9
#define ALIKE 0.6
#define HELD 0.85
#define MIN_BESIDE_RUN 0.75
#define MIN_WORTH 1.5 /* of a run of words */
#define MOST_ALIKE 0.2 /* of what stands beside a run */
#define NEAR_COPY 0.8
#define MOST_CELLS 10000000 /* of the table that aligns two ranges */
#define MOST_AREAS 256      /* texts with more of them are left to Python, which finds its way among many */
#define LEFTOVER_ROUNDS 3
#define GAP 4
#define MIN_DICE 0.25
#define START_RUN_WORDS 12
#define HOPELESS 0.4
#define AROUND 20
#define MAX_JOIN_WORDS 30
#define BALANCED 2.5
#define MIN_OVERHANG 4
#define EDGE_WORDS 2
#define DOUBTFUL_LIKELIHOOD 3.0
#define MIN_MOVED_WORDS 12
#define MIN_ORDERED 3.2
#define MIN_WORDS 6
#define MIN_SHARED 2.9
#define MIN_SHARE 0.5
#define MIN_HELD 4.0
#define MIN_HELD_SHARE 0.75
#define ENOUGH_EVIDENCE 16.0
#define MIN_TELLING_WORDS 4
#define MIN_ALIKE_COVERAGE 0.6
#define LONG_GAP 50 /* from here on: condensations */
#define NEARLY_BEST 0.8
#define MIN_CONDENSED_DICE 0.125
#define MIN_CONDENSED_PASSAGES 3
#define MIN_CONDENSED_WORDS 45
#define MIN_CONDENSED_WORDS_IN_DOUBT 55
#define SPREAD 1.3
#define SPREAD_BESIDE_PIECES 2.5
#define CONDENSED 3.0
#define MIN_LIKE 0.1
#define REACH 100
#define MIN_KEPT 0.5
#define CONDENSED_CONTRAST 2.8
#define MIN_DENSITY 0.55
#define MIN_PASSAGES_BESIDE 8
#define CONDENSED_CREDIT 3.0
#define DEBT_IN_DOUBT 8.0
#define MAX_PIECE_WORDS 45
#define MAX_PIECE 0.9

enum { WITHOUT_MEMORY = 1, LEFT = 2, OPEN = 3 }; /* why a piece of work was given up, or what it leaves open */

typedef struct {
    Py_ssize_t min_words, min_run_words, min_extent_words, max_gap_words;
} Limits;

/* Two ranges that share wording; `order` is where it stood before it was sorted. `run`: what is told of them in their
 * place, where it has a length. */
typedef struct {
    Extent a, b;
    Run run;
    double similarity, containment, evidence, beside, coverage;
    int64_t longest;
    int is_run, is_formula, is_reordered;
    Py_ssize_t order;
} Pairing;

typedef struct {
    Pairing *rows;
    Py_ssize_t found, space;
} PairingList;

typedef struct {
    Extent a, b;
    double likelihood, rounded;
} Area;

typedef struct {
    Area *rows;
    Py_ssize_t found, space;
} AreaList;

/* `needed` is how much its words must say, 0 where that need not be asked. */
typedef struct {
    Extent a, b;
    PairingList pairings;
    Py_ssize_t order, needed;
} Chain;

typedef struct {
    Chain *rows;
    Py_ssize_t found, space;
} ChainList;

/* One pair of documents on its way to chains. */
typedef struct {
    Survey *s;
    Room *room;
    const Limits *limits;
    Worded words[2];
    Ground ground;
    double least; /* the likelihood from which chance is out of the question */
    Pairing *scored; /* one for each of s->compared */
    ChainList chains;
    double *held; /* [2, distinct stems] room to weigh two ranges, 0 between uses; or NULL */
    const Pair *untold; /* where in both texts passages begin that do not tell the same, in order */
    Py_ssize_t found_untold;
    PairingList alike; /* passages that share most of what weighs, in whatever order */
} Field;

static Py_ssize_t
length_of(Extent range)
{
    return range.end - range.start;
}

static Py_ssize_t
overlap(Extent one, Extent other)
{
    Py_ssize_t start = one.start > other.start ? one.start : other.start;
    Py_ssize_t end = one.end < other.end ? one.end : other.end;
    return end > start ? end - start : 0;
}

/* Whether more than half of a range is in another. */
static int
lies_in(Extent range, Extent other)
{
    return 2 * overlap(range, other) > length_of(range);
}

static Extent
hull_of(Extent one, Extent other)
{
    return (Extent){one.start < other.start ? one.start : other.start, one.end > other.end ? one.end : other.end};
}

static int
by_ranges(Extent a, Extent b, Extent other_a, Extent other_b)
{
    const Py_ssize_t one[] = {a.start, a.end, b.start, b.end};
    const Py_ssize_t other[] = {other_a.start, other_a.end, other_b.start, other_b.end};
    for (int k = 0; k < 4; k++) {
        if (one[k] != other[k]) {
            return one[k] < other[k] ? -1 : 1;
        }
    }
    return 0;
}

/* As round() of Python does it. */
static double
rounded(Room *room, double value, int digits)
{
    char *text = PyOS_double_to_string(value, 'f', digits, 0, NULL);
    double result = text ? PyOS_string_to_double(text, NULL, NULL) : 0.0;
    PyMem_Free(text);
    if (text == NULL || PyErr_Occurred()) {
        PyErr_Clear();
        longjmp(room->out, LEFT);
    }
    return result;
}

static int64_t
passage_at(const Field *f, int side, Py_ssize_t word)
{
    return f->s->sides[side]->passage_of[word];
}

/* ---------------------------------------------------------------- pairs of ranges */

static Pairing
paired(Extent a, Extent b, const int64_t *counts, const double *weights)
{
    Py_ssize_t x = length_of(a), y = length_of(b), shorter = x < y ? x : y;
    double lighter = weights[2] < weights[3] ? weights[2] : weights[3];
    return (Pairing){
        .a = a,
        .b = b,
        .similarity = (double)(2 * counts[0]) / (double)(x + y > 1 ? x + y : 1),
        .containment = (double)counts[0] / (double)(shorter > 1 ? shorter : 1),
        .evidence = weights[0],
        .beside = weights[1],
        .coverage = weights[0] / (lighter > 1e-9 ? lighter : 1e-9),
        .longest = counts[1],
    };
}

/* Two ranges compared word by word. */
static Pairing
compared(Field *f, Extent a, Extent b)
{
    const int64_t span[] = {a.start, a.end, b.start, b.end};
    int64_t counts[2];
    double weights[4];
    compare(&f->s->bench, &f->words[0], &f->words[1], span, &f->s->seeding->run_values, counts, weights);
    return paired(a, b, counts, weights);
}

static void
append(Room *room, PairingList *list, Pairing pairing)
{
    list->rows = grown(room, list->rows, list->found, &list->space, sizeof(Pairing));
    list->rows[list->found++] = pairing;
}

static int
by_place(const void *one, const void *other)
{
    const Pairing *x = one, *y = other;
    int order = by_ranges(x->a, x->b, y->a, y->b);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* Puts pairings into the order of their ranges; equal ones stay as they stand. */
static void
sort_pairings(PairingList *list)
{
    for (Py_ssize_t k = 0; k < list->found; k++) {
        list->rows[k].order = k;
    }
    if (list->found > 1) {
        qsort(list->rows, (size_t)list->found, sizeof(Pairing), by_place);
    }
}

/* pairs.surveyed_pairs */
static void
score(Field *f)
{
    Survey *s = f->s;
    f->scored = take(f->room, s->compared.found, sizeof(Pairing));
    for (Py_ssize_t k = 0; k < s->compared.found; k++) {
        Extent a = words_of(s, 0, s->compared.rows[k].i), b = words_of(s, 1, s->compared.rows[k].j);
        f->scored[k] = paired(a, b, s->compared_counts + 2 * k, s->compared_weights + 4 * k);
    }
}

static Py_ssize_t
shorter_of(const Pairing *p)
{
    return length_of(p->a) < length_of(p->b) ? length_of(p->a) : length_of(p->b);
}

/* pairs.is_reuse */
static int
is_reuse(const Pairing *p)
{
    if (p->similarity >= COPIED) {
        return p->evidence >= 1.0;
    }
    if (p->similarity >= ALIKE || p->containment >= HELD) {
        return p->evidence >= 2.2 && p->coverage >= 0.35;
    }
    int is_one_run = p->beside < MIN_BESIDE_RUN && p->coverage < 0.6;
    return !is_one_run && p->similarity >= 0.25 && p->evidence >= MIN_ORDERED &&
           (p->longest >= 4 || p->containment >= 0.5) && shorter_of(p) >= MIN_WORDS;
}

/* One of the scored pairs that compete, and how much it is worth. */
typedef struct {
    Pair key;
    Py_ssize_t at;
    double worth;
} Rival;

static int
by_worth(const void *one, const void *other)
{
    const Rival *x = one, *y = other;
    return x->worth != y->worth ? (x->worth < y->worth) - (x->worth > y->worth) : by_pair(&x->key, &y->key);
}

/* The evidence of a pair of passages, at most 3, where it is among the rivals, which stand in order; otherwise 0. */
static double
evidence_of(const Field *f, const Rival *rivals, Py_ssize_t count, int64_t i, int64_t j)
{
    Pair key = {i, j};
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (by_pair(&rivals[middle].key, &key) < 0) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    if (low == count || by_pair(&rivals[low].key, &key) != 0) {
        return 0.0;
    }
    double evidence = f->scored[rivals[low].at].evidence;
    return evidence < 3.0 ? evidence : 3.0;
}

/* pairs.one_to_one of the scored pairs of these numbers, which ascend: those that are chosen. */
static PairingList
one_to_one(Field *f, const Py_ssize_t *numbers, Py_ssize_t count)
{
    PairingList chosen = {0};
    uint8_t *used_a = take_clear(f->room, f->s->sides[0]->passages, 1);
    uint8_t *used_b = take_clear(f->room, f->s->sides[1]->passages, 1);
    Rival *rivals = take(f->room, count, sizeof(Rival)), *ranked = take(f->room, count, sizeof(Rival));
    int is_free = 1;
    for (Py_ssize_t k = 0; k < count; k++) {
        Pair key = f->s->compared.rows[numbers[k]];
        rivals[k] = (Rival){key, numbers[k], 0.0};
        is_free &= !used_a[key.i] && !used_b[key.j];
        used_a[key.i] = used_b[key.j] = 1;
    }
    for (Py_ssize_t k = 0; !is_free && k < count; k++) {
        const Pairing *p = &f->scored[numbers[k]];
        Pair key = rivals[k].key;
        double beside = evidence_of(f, rivals, count, key.i - 1, key.j - 1);
        beside += evidence_of(f, rivals, count, key.i + 1, key.j + 1);
        ranked[k] = rivals[k];
        ranked[k].worth = rounded(f->room, p->evidence * (0.4 + p->similarity) + 0.2 * beside, 9);
        used_a[key.i] = used_b[key.j] = 0;
    }
    if (!is_free) {
        qsort(ranked, (size_t)count, sizeof(Rival), by_worth);
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        Pair key = is_free ? rivals[k].key : ranked[k].key;
        if (is_free || (!used_a[key.i] && !used_b[key.j])) {
            used_a[key.i] = used_b[key.j] = 1;
            append(f->room, &chosen, f->scored[is_free ? rivals[k].at : ranked[k].at]);
        }
    }
    sort_pairings(&chosen);
    return chosen;
}

/* Three numbers of two ranges, see weigh_anyhow. */
static void
weigh_both(Field *f, Extent a, Extent b, double *out)
{
    const int64_t span[] = {a.start, a.end, b.start, b.end};
    if (f->held == NULL) {
        f->held = take_clear(f->room, 2 * f->s->distinct, sizeof(double));
    }
    weigh_anyhow(f->held, f->held + f->s->distinct, &f->words[0], &f->words[1], span, out);
}

/* The pairing with the next passage of one side, if that explains clearly more; else as it was. */
static Pairing
with_next(Field *f, Pairing pairing, int step, uint8_t *taken, int side)
{
    const Document *own = f->s->sides[side];
    Extent span = side ? pairing.b : pairing.a;
    int64_t edge = passage_at(f, side, step > 0 ? span.end - 1 : span.start) + step;
    if (edge < 0 || edge >= own->passages || taken[edge] || own->is_furniture[edge]) {
        return pairing;
    }
    Extent next = words_of(f->s, side, edge), wide = hull_of(span, next);
    if (length_of(next) == 0) {
        return pairing;
    }
    Pairing trial = side ? compared(f, pairing.a, wide) : compared(f, wide, pairing.b);
    if (trial.similarity > pairing.similarity + 0.03 && trial.evidence > pairing.evidence + 1.5) {
        taken[edge] = 1;
        return trial;
    }
    return pairing;
}

/* pairs.widened */
static void
widen(Field *f, PairingList *chosen)
{
    uint8_t *taken[2];
    for (int side = 0; side < 2; side++) {
        taken[side] = take_clear(f->room, f->s->sides[side]->passages, 1);
        for (Py_ssize_t k = 0; k < chosen->found; k++) {
            taken[side][passage_at(f, side, side ? chosen->rows[k].b.start : chosen->rows[k].a.start)] = 1;
        }
    }
    for (Py_ssize_t k = 0; k < chosen->found; k++) {
        Pairing *p = &chosen->rows[k];
        int is_copied = p->similarity >= COPIED;
        for (int step = 1; !is_copied && step >= -1; step -= 2) {
            *p = with_next(f, *p, step, taken[0], 0);
            *p = with_next(f, *p, step, taken[1], 1);
        }
    }
}

static int
by_length(const void *one, const void *other)
{
    const Run *x = one, *y = other;
    if (x->length != y->length) {
        return x->length > y->length ? -1 : 1;
    }
    return x->x != y->x ? (x->x > y->x) - (x->x < y->x) : (x->y > y->y) - (x->y < y->y);
}

/* What the words of a run weigh, each in the text where it weighs less. */
static double
worth_of(const Field *f, Py_ssize_t x, Py_ssize_t y, Py_ssize_t words)
{
    double worth = 0.0;
    for (Py_ssize_t k = 0; k < words; k++) {
        double one = f->words[0].weights[x + k], other = f->words[1].weights[y + k];
        worth += other < one ? other : one;
    }
    return worth;
}

/* Takes in the part of a run from `from` up to `to`, if it says enough. */
static void
take_in(Field *f, const Run *run, Py_ssize_t from, Py_ssize_t to, uint8_t *covered_a, uint8_t *covered_b,
        PairingList *found)
{
    Py_ssize_t x = (Py_ssize_t)run->x + from, y = (Py_ssize_t)run->y + from, words = to - from;
    double worth = worth_of(f, x, y, words);
    if (words < f->limits->min_run_words || worth < MIN_WORTH) {
        return;
    }
    memset(covered_a + x, 1, (size_t)words);
    memset(covered_b + y, 1, (size_t)words);
    const RunValues *values = &f->s->seeding->run_values;
    append(f->room, found, (Pairing){.a = {x, x + words}, .b = {y, y + words}, .similarity = 1.0, .containment = 1.0,
                                     .evidence = worth * values->values[values->length - 1], .coverage = 1.0,
                                     .longest = words, .is_run = 1});
}

/* pairs.lone_runs, after the pairings that were found before. */
static void
add_lone_runs(Field *f, PairingList *found)
{
    Py_ssize_t count = 0, before = found->found;
    const Run *all = f->s->runs.rows;
    Run *runs = take(f->room, f->s->runs.found, sizeof(Run));
    for (Py_ssize_t k = 0; k < f->s->runs.found; k++) {
        if (all[k].length >= f->limits->min_run_words) {
            runs[count++] = all[k];
        }
    }
    if (count == 0) {
        return;
    }
    qsort(runs, (size_t)count, sizeof(Run), by_length);
    uint8_t *covered_a = take_clear(f->room, f->words[0].length, 1);
    uint8_t *covered_b = take_clear(f->room, f->words[1].length, 1);
    for (Py_ssize_t k = 0; k < before; k++) {
        memset(covered_a + found->rows[k].a.start, 1, (size_t)length_of(found->rows[k].a));
        memset(covered_b + found->rows[k].b.start, 1, (size_t)length_of(found->rows[k].b));
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        for (Py_ssize_t at = 0, from = 0; at <= runs[k].length; at++) {
            if (at == runs[k].length || covered_a[runs[k].x + at] || covered_b[runs[k].y + at]) {
                take_in(f, &runs[k], from, at, covered_a, covered_b, found);
                from = at + 1;
            }
        }
    }
}

/* The longest run of equal words in both ranges, the first of such. `lengths`: room for the words of the second. */
static Run
longest_run(const Field *f, Extent a, Extent b, int64_t *lengths)
{
    Run best = {0};
    memset(lengths, 0, (size_t)length_of(b) * sizeof *lengths);
    for (Py_ssize_t x = a.start; x < a.end; x++) {
        for (Py_ssize_t y = b.end - 1, at = length_of(b) - 1; at >= 0; y--, at--) {
            int is_equal = f->words[0].words[x] == f->words[1].words[y];
            lengths[at] = is_equal ? 1 + (at > 0 ? lengths[at - 1] : 0) : 0;
        }
        for (Py_ssize_t at = 0; at < length_of(b); at++) {
            if (lengths[at] > best.length) {
                best = (Run){x + 1 - lengths[at], b.start + at + 1 - lengths[at], lengths[at]};
            }
        }
    }
    return best;
}

/* runs.narrowed: notes the run in passages that are otherwise unlike. */
static void
narrow(const Field *f, Pairing *p)
{
    int is_whole = p->is_run || p->is_reordered || p->is_formula || p->similarity >= ALIKE || p->containment >= HELD;
    if (is_whole || p->beside >= MIN_BESIDE_RUN || p->longest < f->limits->min_run_words) {
        return;
    }
    int64_t *lengths = take(f->room, length_of(p->b), sizeof *lengths);
    Run run = longest_run(f, p->a, p->b, lengths);
    double words = (double)(length_of(p->a) + length_of(p->b)), beside = words - 2.0 * (double)run.length;
    if (p->similarity * words - 2.0 * (double)run.length >= MOST_ALIKE * beside) {
        return;
    }
    if (run.length >= f->limits->min_run_words && worth_of(f, run.x, run.y, run.length) >= MIN_WORTH) {
        p->run = run;
    }
}

/* Whether there is such a passage, with words, that is no furniture and not taken. */
static int
is_open(const Field *f, int side, int64_t passage, const uint8_t *taken)
{
    const Document *own = f->s->sides[side];
    return passage >= 0 && passage < own->passages && !taken[passage] && !own->is_furniture[passage] &&
           length_of(words_of(f->s, side, passage)) > 0;
}

/* The passages of either text that are paired; and by whole pairs in the first, behind those that one ends and before
 * those that one begins with, what is so in the second, plus 2: see pairs._Beside. */
typedef struct {
    uint8_t *taken_a, *taken_b;
    int64_t *behind, *before;
} Beside;

/* Takes in the pairings from `first` on, and notes the places beside them. */
static void
take_beside(Field *f, const PairingList *found, Py_ssize_t first, Beside *beside, PairList *places)
{
    for (Py_ssize_t k = first; k < found->found; k++) {
        const Pairing *p = &found->rows[k];
        int64_t first_a = passage_at(f, 0, p->a.start), last_a = passage_at(f, 0, p->a.end - 1);
        int64_t first_b = passage_at(f, 1, p->b.start), last_b = passage_at(f, 1, p->b.end - 1);
        memset(beside->taken_a + first_a, 1, (size_t)(last_a - first_a + 1));
        memset(beside->taken_b + first_b, 1, (size_t)(last_b - first_b + 1));
        if (!p->is_run) {
            beside->behind[last_a + 2] = last_b + 3;
            beside->before[first_a] = first_b + 1;
            note(f->room, places, last_a + 1, last_b + 1);
            note(f->room, places, first_a - 1, first_b - 1);
        }
    }
    settle(places);
}

/* pairs.formulas_between, after the pairings that were found before. */
static void
add_formulas(Field *f, PairingList *found)
{
    Py_ssize_t count_a = f->s->sides[0]->passages, first = 0;
    Beside beside = {
        take_clear(f->room, count_a, 1),
        take_clear(f->room, f->s->sides[1]->passages, 1),
        take_clear(f->room, count_a + 2, sizeof(int64_t)),
        take_clear(f->room, count_a + 2, sizeof(int64_t)),
    };
    while (first < found->found) {
        PairList places = {0};
        take_beside(f, found, first, &beside, &places);
        first = found->found;
        for (Py_ssize_t k = 0; k < places.found; k++) {
            int64_t i = places.rows[k].i, j = places.rows[k].j;
            if (!is_open(f, 0, i, beside.taken_a) || !is_open(f, 1, j, beside.taken_b)) {
                continue;
            }
            int is_between = beside.behind[i + 1] == j + 2 && beside.before[i + 1] == j + 2;
            Extent a = words_of(f->s, 0, i), b = words_of(f->s, 1, j);
            Py_ssize_t shorter = length_of(a) < length_of(b) ? length_of(a) : length_of(b);
            double least = is_between ? ALIKE : COPIED;
            if ((double)(2 * shorter) < least * (double)(length_of(a) + length_of(b))) {
                continue;
            }
            Pairing trial = compared(f, a, b);
            if (trial.similarity >= least) {
                beside.taken_a[i] = beside.taken_b[j] = 1;
                trial.is_formula = 1;
                append(f->room, found, trial);
            }
        }
    }
}

/* pairs._is_most */
static int
is_most(const Pairing *p, const double *weights)
{
    double lighter = weights[1] < weights[2] ? weights[1] : weights[2];
    return weights[0] * weights[0] >= MIN_SHARE * MIN_SHARE * weights[1] * weights[2] ||
           (weights[0] >= MIN_HELD && weights[0] >= MIN_HELD_SHARE * lighter && p->evidence >= MIN_ORDERED);
}

/* Whether two passages are known not to tell the same. */
static int
is_untold(const Field *f, const Pairing *p)
{
    Pair key = {p->a.start, p->b.start};
    return f->found_untold > 0 &&
           bsearch(&key, f->untold, (size_t)f->found_untold, sizeof key, by_pair) != NULL;
}

/* one_to_one of pairs.reordered, after the pairings that were found before. */
static void
add_reordered(Field *f, PairingList *found)
{
    Py_ssize_t count = 0, *numbers = take(f->room, f->s->compared.found, sizeof *numbers);
    Pairing *scored = f->scored;
    uint8_t *taken[2];
    for (int side = 0; side < 2; side++) {
        taken[side] = take_clear(f->room, f->s->sides[side]->passages, 1);
        for (Py_ssize_t k = 0; k < found->found; k++) {
            Extent range = side ? found->rows[k].b : found->rows[k].a;
            int64_t first = passage_at(f, side, range.start), last = passage_at(f, side, range.end - 1);
            memset(taken[side] + first, 1, (size_t)(last - first + 1));
        }
    }
    for (Py_ssize_t k = 0; k < f->s->compared.found; k++) {
        Pair key = f->s->compared.rows[k];
        const Pairing *p = &scored[k];
        if (!taken[0][key.i] && !taken[1][key.j] && shorter_of(p) >= MIN_WORDS) {
            double weights[3];
            weigh_both(f, p->a, p->b, weights);
            if (weights[0] >= MIN_SHARED && is_most(p, weights) && !is_untold(f, p)) {
                if (count == 0) {
                    f->scored = take(f->room, f->s->compared.found, sizeof(Pairing));
                }
                f->scored[k] = *p;
                f->scored[k].evidence = weights[0] > p->evidence ? weights[0] : p->evidence;
                f->scored[k].is_reordered = 1;
                append(f->room, &f->alike, f->scored[k]);
                numbers[count++] = k;
            }
        }
    }
    if (count > 0) {
        PairingList chosen = one_to_one(f, numbers, count);
        for (Py_ssize_t k = 0; k < chosen.found; k++) {
            append(f->room, found, chosen.rows[k]);
        }
    }
    f->scored = scored;
}
