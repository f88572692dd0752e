/* Runs of words that two texts share, and products of terms. Part of native.c. */

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

/* A shingle of the second text: how often it stands there and where first, and how often in the first text. */
typedef struct {
    uint64_t hash;
    Py_ssize_t first, here, there;
} Place;

typedef struct {
    const uint64_t *a, *b;
    const uint8_t *open_a, *open_b; /* whether the shingle that begins with a word can be common */
    Py_ssize_t length_a, length_b, count_a, count_b, width, most;
    Place *table; /* open addressing; a place with `here` 0 is free */
    int bits;     /* of its size */
    uint64_t secret;
    Py_ssize_t *next, *place_of, *reach;
    int64_t *runs;
    Py_ssize_t found, space;
    Room *room;
} Search;

static Place *
place_for(const Search *s, uint64_t hash)
{
    size_t at = place_of(hash, s->secret, s->bits), held = ((size_t)1 << s->bits) - 1;
    while (s->table[at].here > 0 && s->table[at].hash != hash) {
        at = (at + 1) & held;
    }
    return &s->table[at];
}

/* Files the shingles of b, last first, so that each list of places runs forward; then finds those of a among them. */
static void
file_shingles(Search *s)
{
    for (Py_ssize_t y = s->count_b - 1; y >= 0; y--) {
        if (!s->open_b[y]) {
            continue;
        }
        uint64_t hash = shingle(s->b + y, s->width);
        Place *place = place_for(s, hash);
        s->next[y] = place->here > 0 ? place->first : -1;
        place->hash = hash;
        place->first = y;
        place->here++;
    }
    for (Py_ssize_t x = 0; x < s->count_a; x++) {
        s->place_of[x] = -1;
        if (!s->open_a[x]) {
            continue;
        }
        Place *place = place_for(s, shingle(s->a + x, s->width));
        s->place_of[x] = place->here > 0 ? (Py_ssize_t)(place - s->table) : -1;
        place->there += place->here > 0;
    }
}

/* Extends the shingle at x and y both ways as far as the words agree, and keeps the run. */
static void
extend(Search *s, Py_ssize_t x, Py_ssize_t y)
{
    Py_ssize_t *reach = &s->reach[y - x + s->length_a]; /* where the last run on this diagonal ended in a */
    if (*reach > x) {
        return;
    }
    Py_ssize_t start = x, end = x + s->width, shift = y - x, floor = *reach > 0 ? *reach : 0;
    while (start > floor && start + shift > 0 && s->a[start - 1] == s->b[start - 1 + shift]) {
        start--;
    }
    while (end < s->length_a && end + shift < s->length_b && s->a[end] == s->b[end + shift]) {
        end++;
    }
    *reach = end;
    s->runs = grown(s->room, s->runs, s->found, &s->space, 3 * sizeof(int64_t));
    int64_t *run = s->runs + 3 * s->found++;
    run[0] = start;
    run[1] = start + shift;
    run[2] = end - start;
}

static void
look_for_runs(Search *s)
{
    file_shingles(s);
    for (Py_ssize_t x = 0; x < s->count_a; x++) {
        const Place *place = s->place_of[x] < 0 ? NULL : &s->table[s->place_of[x]];
        if (place == NULL || place->here > s->most || place->there > s->most) {
            continue;
        }
        for (Py_ssize_t y = place->first; y >= 0; y = s->next[y]) {
            extend(s, x, y);
        }
    }
}

static void
make_room(Search *s)
{
    Py_ssize_t filed = 0;
    for (Py_ssize_t y = 0; y < s->count_b; y++) {
        filed += s->open_b[y];
    }
    s->bits = bits_for(filed);
    s->table = take_clear(s->room, (Py_ssize_t)1 << s->bits, sizeof(Place));
    s->next = take(s->room, s->count_b, sizeof *s->next);
    s->place_of = take(s->room, s->count_a, sizeof *s->place_of);
    s->reach = take(s->room, s->length_a + s->length_b, sizeof *s->reach);
    for (Py_ssize_t k = 0; k < s->length_a + s->length_b; k++) {
        s->reach[k] = -1;
    }
}

/* ------------------------------------------------------------------------------------------------------ products */

/* One more than the largest of these numbers, or -1 where one is negative or too large to be counted in memory. */
static Py_ssize_t
bound_of(const int64_t *numbers, Py_ssize_t length)
{
    int64_t most = -1, least = 0;
    for (Py_ssize_t k = 0; k < length; k++) {
        most = numbers[k] > most ? numbers[k] : most;
        least = numbers[k] < least ? numbers[k] : least;
    }
    return least < 0 || most >= PY_SSIZE_T_MAX / 64 ? -1 : (Py_ssize_t)most + 1;
}

typedef struct {
    const int64_t *ranges, *numbers;
    const double *values;
    Py_ssize_t length, ranges_held, numbers_held;
} Terms;

typedef struct {
    int64_t *rows; /* passage in a, passage in b, numbers in common */
    double *dots;
    Py_ssize_t found, rows_space, dots_space;
} Pairs;

static int
by_value(const void *one, const void *other)
{
    int64_t x = *(const int64_t *)one, y = *(const int64_t *)other;
    return (x > y) - (x < y);
}

/* Puts few numbers into order at once, and many by the C library. */
static void
ascend(int64_t *numbers, Py_ssize_t length)
{
    if (length > 32) {
        qsort(numbers, (size_t)length, sizeof *numbers, by_value);
        return;
    }
    for (Py_ssize_t k = 1; k < length; k++) {
        int64_t value = numbers[k];
        Py_ssize_t at = k;
        for (; at > 0 && numbers[at - 1] > value; at--) {
            numbers[at] = numbers[at - 1];
        }
        numbers[at] = value;
    }
}

/* Keeps the touched ranges of b as the partners of range i, in order, and forgets them. */
static void
keep_touched(Room *room, Pairs *pairs, int64_t i, int64_t *touched, Py_ssize_t count, int64_t *shared,
             const double *dots, Py_ssize_t ranges)
{
    if (count > ranges / 8) { /* many: they are found in order sooner than put into it */
        count = 0;
        for (Py_ssize_t j = 0; j < ranges; j++) {
            touched[count] = j;
            count += shared[j] > 0;
        }
    }
    else {
        ascend(touched, count);
    }
    while (pairs->rows_space < pairs->found + count) {
        pairs->rows = moved(room, pairs->rows, pairs->found, &pairs->rows_space, 3 * sizeof(int64_t));
    }
    while (pairs->dots_space < pairs->found + count) {
        pairs->dots = moved(room, pairs->dots, pairs->found, &pairs->dots_space, sizeof(double));
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        int64_t j = touched[k], *row = pairs->rows + 3 * pairs->found;
        row[0] = i;
        row[1] = j;
        row[2] = shared[j];
        pairs->dots[pairs->found++] = dots[j];
        shared[j] = 0;
    }
}

/* A term without its number. */
typedef struct {
    int64_t range;
    double value;
} Term;

/* The terms of b in the order of their numbers: those of number n from first[n] to first[n + 1]. */
static Term *
in_order(Room *room, const Terms *b, int64_t **first)
{
    int64_t *ends = take_clear(room, b->numbers_held + 2, sizeof *ends);
    Term *order = take(room, b->length, sizeof *order);
    for (Py_ssize_t k = 0; k < b->length; k++) {
        ends[b->numbers[k] + 2]++;
    }
    for (Py_ssize_t k = 2; k < b->numbers_held + 2; k++) {
        ends[k] += ends[k - 1];
    }
    for (Py_ssize_t k = 0; k < b->length; k++) {
        order[ends[b->numbers[k] + 1]++] = (Term){b->ranges[k], b->values[k]};
    }
    *first = ends;
    return order;
}

/* The products of two lists of terms, whose numbers both are under `numbers_held`. */
static Pairs
multiplied(Room *room, const Terms *a, const Terms *b, Py_ssize_t most)
{
    Pairs pairs = {0};
    int64_t *here = take_clear(room, a->numbers_held, sizeof *here), *first;
    const Term *order = in_order(room, b, &first);
    int64_t *shared = take_clear(room, b->ranges_held, sizeof *shared);
    int64_t *touched = take(room, b->ranges_held + 1, sizeof *touched);
    double *dots = take(room, b->ranges_held, sizeof *dots);
    for (Py_ssize_t k = 0; k < a->length; k++) {
        here[a->numbers[k]]++;
    }
    for (Py_ssize_t k = 0; k < a->length;) {
        int64_t i = a->ranges[k];
        Py_ssize_t count = 0;
        for (; k < a->length && a->ranges[k] == i; k++) {
            int64_t term = a->numbers[k], start = first[term], end = first[term + 1];
            if (end == start || here[term] > (int64_t)most / (end - start)) {
                continue;
            }
            for (int64_t at = start; at < end; at++) {
                int64_t j = order[at].range;
                if (shared[j]++ == 0) {
                    dots[j] = 0.0;
                    touched[count++] = j;
                }
                dots[j] += a->values[k] * order[at].value;
            }
        }
        keep_touched(room, &pairs, i, touched, count, shared, dots, b->ranges_held);
    }
    return pairs;
}
