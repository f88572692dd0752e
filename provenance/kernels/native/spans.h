/* Two ranges of words compared word by word. Part of native.c. */

/* Words of a text, from the first up to the last. */
typedef struct {
    Py_ssize_t start, end;
} Extent;

typedef struct {
    const uint32_t *words, *stems;
    const double *weights;
    Py_ssize_t length;
} Worded;

/* Room for one comparison. `local` maps a number to its mask and one, 0 for those not in the range of a. */
typedef struct {
    uint32_t *local;
    uint64_t *masks, *states;
    int64_t *partner;
    Py_ssize_t masks_space, states_space, partner_space;
    Room *room;
} Bench;

static int
popcount(uint64_t value)
{
#if defined(__GNUC__) || defined(__clang__)
    return __builtin_popcountll(value);
#else
    value -= value >> 1 & UINT64_C(0x5555555555555555);
    value = (value & UINT64_C(0x3333333333333333)) + (value >> 2 & UINT64_C(0x3333333333333333));
    return (int)(((value + (value >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F)) * UINT64_C(0x0101010101010101) >> 56);
#endif
}

/* The place of the lowest bit of a number that has one. */
static ALWAYS_INLINE int
lowest_bit(uint64_t value)
{
#if defined(__GNUC__) || defined(__clang__)
    return __builtin_ctzll(value);
#else
    return popcount((value & (~value + 1)) - 1);
#endif
}

/* At least `count` times `times` numbers of 64 bits, those there are or others. */
static void *
reserve(Room *room, void *held, Py_ssize_t *space, Py_ssize_t count, Py_ssize_t times)
{
    if (times > 0 && count > PY_SSIZE_T_MAX / 64 / times) {
        longjmp(room->out, 1);
    }
    if (*space >= count * times) {
        return held;
    }
    *space = 2 * count * times;
    return take(room, *space, 8);
}

/* One row of the bit-parallel algorithm: the state of `words` words after a symbol with these masks. */
static ALWAYS_INLINE void
step(uint64_t *state, const uint64_t *masks, Py_ssize_t words)
{
    uint64_t carry = 0;
    for (Py_ssize_t k = 0; k < words; k++) {
        uint64_t matched = state[k] & masks[k], sum = state[k] + matched;
        uint64_t over = sum < matched;
        sum += carry;
        carry = over | (sum < carry);
        state[k] = sum | (state[k] - matched);
    }
}

/* Follows the states back from their ends, and notes the partners. */
static void
trace_back(const uint64_t *states, Py_ssize_t words, Py_ssize_t x, Py_ssize_t y, Py_ssize_t before, int64_t *partner)
{
    while (x > 0 && y > 0) {
        const uint64_t *row = states + (y - 1) * words;
        Py_ssize_t word = (x - 1) >> 6, bit = (x - 1) & 63;
        if (row[word] >> bit & 1) {
            x--;
        }
        else if (y > 1 && !((row - words)[word] >> bit & 1)) {
            y--;
        }
        else {
            x--;
            y--;
            partner[before + x] = before + y;
        }
    }
}

/* The length of the longest common subsequence; with `is_traced` also the partner of each place in a, or -1. Numbers are
 * smaller than `local` is long. */
static Py_ssize_t
subsequence(Bench *bench, const uint32_t *a, Py_ssize_t length_a, const uint32_t *b, Py_ssize_t length_b, int is_traced)
{
    Py_ssize_t least = length_a < length_b ? length_a : length_b, before = 0, after = 0;
    while (before < least && a[before] == b[before]) {
        before++;
    }
    while (after < least - before && a[length_a - 1 - after] == b[length_b - 1 - after]) {
        after++;
    }
    Py_ssize_t x = length_a - before - after, y = length_b - before - after, words = (x + 63) / 64;
    uint32_t symbols = 0;
    if (is_traced) {
        bench->partner = reserve(bench->room, bench->partner, &bench->partner_space, length_a, 1);
        for (Py_ssize_t k = 0; k < length_a; k++) {
            bench->partner[k] = k < before ? k : k < before + x ? -1 : k - length_a + length_b;
        }
    }
    if (x == 0 || y == 0) {
        return before + after;
    }
    bench->masks = reserve(bench->room, bench->masks, &bench->masks_space, x + 1, words);
    bench->states = reserve(bench->room, bench->states, &bench->states_space, is_traced ? y : 1, words);
    for (Py_ssize_t k = 0; k < x; k++) {
        uint32_t *local = &bench->local[a[before + k]];
        if (*local == 0) {
            *local = ++symbols;
            memset(bench->masks + (Py_ssize_t)*local * words, 0, (size_t)words * 8);
        }
        bench->masks[(Py_ssize_t)*local * words + (k >> 6)] |= UINT64_C(1) << (k & 63);
    }
    uint64_t *state = bench->states;
    memset(state, 0xFF, (size_t)words * 8);
    for (Py_ssize_t k = 0; k < y; k++) {
        Py_ssize_t local = bench->local[b[before + k]];
        if (is_traced && k > 0) {
            memcpy(state + words, state, (size_t)words * 8);
            state += words;
        }
        if (local > 0) {
            step(state, bench->masks + local * words, words);
        }
    }
    Py_ssize_t shared = before + after;
    for (Py_ssize_t k = 0; k < words; k++) {
        uint64_t held = k + 1 < words || x % 64 == 0 ? UINT64_MAX : (UINT64_C(1) << x % 64) - 1;
        shared += popcount(~state[k] & held);
    }
    if (is_traced) {
        trace_back(bench->states, words, x, y, before, bench->partner);
    }
    for (Py_ssize_t k = 0; k < x; k++) {
        bench->local[a[before + k]] = 0;
    }
    return shared;
}

/* What a word is worth in a run of 0, 1, 2 and more words. */
typedef struct {
    const double *values;
    Py_ssize_t length;
} RunValues;

/* The weight of the runs of partners, that without the weightiest, and the words of the longest that weighs something. */
static int64_t
weigh(const Bench *bench, const double *weights_a, Py_ssize_t length_a, const double *weights_b,
      const RunValues *run, double *out)
{
    double total = 0.0, most = 0.0;
    int64_t longest = 0;
    for (Py_ssize_t x = 0; x < length_a;) {
        int64_t y = bench->partner[x], length = 0;
        double worth = 0.0;
        if (y < 0) {
            x++;
            continue;
        }
        for (; x < length_a && bench->partner[x] == y + length; x++, length++) {
            double one = weights_a[x], other = weights_b[y + length];
            worth += other < one ? other : one;
        }
        longest = worth > 0 && length > longest ? length : longest;
        worth *= run->values[length < run->length ? length : run->length - 1];
        total += worth;
        most = worth > most ? worth : most;
    }
    out[0] = total;
    out[1] = total - most;
    return longest;
}

static double
sum_of(const double *values, Py_ssize_t length)
{
    double total = 0.0;
    for (Py_ssize_t k = 0; k < length; k++) {
        total += values[k];
    }
    return total;
}

/* Two ranges that lie inside both texts compared: two whole numbers and four others. */
static void
compare(Bench *bench, const Worded *a, const Worded *b, const int64_t *span, const RunValues *values, int64_t *counts,
        double *weights)
{
    Py_ssize_t start_a = (Py_ssize_t)span[0], length_a = (Py_ssize_t)(span[1] - span[0]);
    Py_ssize_t start_b = (Py_ssize_t)span[2], length_b = (Py_ssize_t)(span[3] - span[2]);
    counts[0] = subsequence(bench, a->words + start_a, length_a, b->words + start_b, length_b, 0);
    subsequence(bench, a->stems + start_a, length_a, b->stems + start_b, length_b, 1);
    counts[1] = weigh(bench, a->weights + start_a, length_a, b->weights + start_b, values, weights);
    weights[2] = sum_of(a->weights + start_a, length_a);
    weights[3] = sum_of(b->weights + start_b, length_b);
}

/* Three numbers of two ranges: what the stems weigh that stand in both, wherever they stand, and what either range
 * weighs. `held_a` and `held_b` have room for each stem, 0 before and after. */
static void
weigh_anyhow(double *held_a, double *held_b, const Worded *a, const Worded *b, const int64_t *span, double *out)
{
    double shared = 0.0;
    for (int64_t k = span[0]; k < span[1]; k++) {
        held_a[a->stems[k]] += a->weights[k];
    }
    for (int64_t k = span[2]; k < span[3]; k++) {
        held_b[b->stems[k]] += b->weights[k];
    }
    for (int64_t k = span[0]; k < span[1]; k++) {
        double here = held_a[a->stems[k]], there = held_b[a->stems[k]];
        shared += there < here ? there : here;
        held_a[a->stems[k]] = 0.0;
    }
    for (int64_t k = span[2]; k < span[3]; k++) {
        held_b[b->stems[k]] = 0.0;
    }
    out[0] = shared;
    out[1] = sum_of(a->weights + span[0], (Py_ssize_t)(span[1] - span[0]));
    out[2] = sum_of(b->weights + span[2], (Py_ssize_t)(span[3] - span[2]));
}

/* One more than the largest of these numbers, or -1 where one is negative or too large for a number of 32 bits. */
static Py_ssize_t
bound_of(const Py_buffer *view)
{
    const int64_t *numbers = view->buf;
    int64_t most = -1, least = 0;
    for (Py_ssize_t k = 0; k < view->len / 8; k++) {
        most = numbers[k] > most ? numbers[k] : most;
        least = numbers[k] < least ? numbers[k] : least;
    }
    return least < 0 || most >= INT32_MAX ? -1 : (Py_ssize_t)most + 1;
}

/* Numbers that are no larger as numbers of 32 bits. */
static const uint32_t *
narrowed(Room *room, const Py_buffer *view)
{
    const int64_t *numbers = view->buf;
    uint32_t *narrow = take(room, view->len / 8, sizeof *narrow);
    for (Py_ssize_t k = 0; k < view->len / 8; k++) {
        narrow[k] = (uint32_t)numbers[k];
    }
    return narrow;
}

/* One more than the largest number of a text, or -1 where its columns do not fit or a number has no meaning. */
static Py_ssize_t
bound_of_worded(const Py_buffer *views)
{
    if (views[1].len != views[0].len || views[2].len != views[0].len) {
        return -1;
    }
    Py_ssize_t words = bound_of(&views[0]), stems = bound_of(&views[1]);
    return words < 0 || stems < 0 ? -1 : words > stems ? words : stems;
}

static Worded
read_worded(Room *room, const Py_buffer *views)
{
    return (Worded){narrowed(room, &views[0]), narrowed(room, &views[1]), views[2].buf, views[0].len / 8};
}

static int
are_inside(const Py_buffer *spans, Py_ssize_t length_a, Py_ssize_t length_b)
{
    const int64_t *span = spans->buf;
    for (Py_ssize_t k = 0; k < spans->len / 32; k++, span += 4) {
        if (span[0] < 0 || span[0] > span[1] || span[1] > length_a || span[2] < 0 || span[2] > span[3] ||
            span[3] > length_b) {
            return 0;
        }
    }
    return spans->len % 32 == 0;
}

/* Compares the spans of two texts whose numbers are all under `most`; what is found goes where there is room for it. -1
 * without memory. */
static int
compare_all(Room *room, Py_ssize_t most, const Py_buffer *views, PyObject *counts, PyObject *weights)
{
    if (setjmp(room->out) != 0) {
        return -1;
    }
    Worded a = read_worded(room, views), b = read_worded(room, views + 3);
    Bench bench = {.room = room, .local = take_clear(room, most + 1, sizeof *bench.local)};
    RunValues values = {views[7].buf, views[7].len / 8};
    const int64_t *spans = views[6].buf;
    for (Py_ssize_t k = 0; k < views[6].len / 32; k++) {
        compare(&bench, &a, &b, spans + 4 * k, &values, (int64_t *)PyByteArray_AS_STRING(counts) + 2 * k,
                (double *)PyByteArray_AS_STRING(weights) + 4 * k);
    }
    return 0;
}

/* Weighs the spans of two texts whose numbers are all under `most`. -1 without memory. */
static int
weigh_all(Room *room, Py_ssize_t most, const Py_buffer *views, PyObject *weights)
{
    if (setjmp(room->out) != 0) {
        return -1;
    }
    Worded a = read_worded(room, views), b = read_worded(room, views + 3);
    double *held = take_clear(room, 2 * most + 1, sizeof *held);
    for (Py_ssize_t k = 0; k < views[6].len / 32; k++) {
        weigh_anyhow(held, held + most, &a, &b, (const int64_t *)views[6].buf + 4 * k,
                     (double *)PyByteArray_AS_STRING(weights) + 3 * k);
    }
    return 0;
}

PyDoc_STRVAR(compared_spans_doc,
             "compared_spans(words_a, stems_a, weights_a, words_b, stems_b, weights_b, spans, run_values, /)\n--\n\n"
             "Ranges compared word by word: two int64 a span in a bytearray, and four float64 in another.");

static PyObject *
compared_spans(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[8];
    Py_buffer views[8];
    static const Type *const TYPES[] = {&INT64, &INT64, &FLOAT64, &INT64, &INT64, &FLOAT64, &INT64, &FLOAT64};
    if (!PyArg_ParseTuple(args, "OOOOOOOO:compared_spans", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &arrays[4],
                          &arrays[5], &arrays[6], &arrays[7]) ||
        look_at_all(arrays, views, TYPES, 8, 0) < 0) {
        return NULL;
    }
    Py_ssize_t most_a = bound_of_worded(views), most_b = bound_of_worded(views + 3);
    if (most_a < 0 || most_b < 0 || views[7].len == 0) {
        return released(views, 8, refused("each word has a number of 0 or more, a stem and a weight; a run some value"));
    }
    if (!are_inside(&views[6], views[0].len / 8, views[3].len / 8)) {
        return released(views, 8, refused("a span must lie inside its text"));
    }
    PyObject *counts = PyByteArray_FromStringAndSize(NULL, views[6].len / 2);
    PyObject *weights = PyByteArray_FromStringAndSize(NULL, views[6].len), *result = NULL;
    Room room = {0};
    Py_ssize_t most = most_a > most_b ? most_a : most_b;
    if (counts && weights && compare_all(&room, most, views, counts, weights) == 0) {
        result = PyTuple_Pack(2, counts, weights);
    }
    clear(&room, 1);
    Py_XDECREF(counts);
    Py_XDECREF(weights);
    return released(views, 8, result || PyErr_Occurred() ? result : PyErr_NoMemory());
}

PyDoc_STRVAR(shared_weights_doc,
             "shared_weights(words_a, stems_a, weights_a, words_b, stems_b, weights_b, spans, /)\n--\n\n"
             "What ranges have in common and weigh: three float64 a span in a bytearray.");

static PyObject *
shared_weights(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[7];
    Py_buffer views[7];
    static const Type *const TYPES[] = {&INT64, &INT64, &FLOAT64, &INT64, &INT64, &FLOAT64, &INT64};
    if (!PyArg_ParseTuple(args, "OOOOOOO:shared_weights", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &arrays[4],
                          &arrays[5], &arrays[6]) ||
        look_at_all(arrays, views, TYPES, 7, 0) < 0) {
        return NULL;
    }
    Py_ssize_t most_a = bound_of_worded(views), most_b = bound_of_worded(views + 3);
    if (most_a < 0 || most_b < 0) {
        return released(views, 7, refused("each word has a number of 0 or more, a stem and a weight"));
    }
    if (!are_inside(&views[6], views[0].len / 8, views[3].len / 8)) {
        return released(views, 7, refused("a span must lie inside its text"));
    }
    PyObject *weights = PyByteArray_FromStringAndSize(NULL, views[6].len / 32 * 24);
    Room room = {0};
    if (weights && weigh_all(&room, most_a > most_b ? most_a : most_b, views, weights) < 0) {
        Py_CLEAR(weights);
    }
    clear(&room, 1);
    return released(views, 7, weights || PyErr_Occurred() ? weights : PyErr_NoMemory());
}
