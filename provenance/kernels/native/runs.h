/* Runs of words that two documents share. Part of native.c. */

typedef struct {
    int64_t x, y, length;
} Run;

typedef struct {
    Run *rows;
    Py_ssize_t found, space;
} RunList;

/* Extends the run of words at x and y both ways as far as the words agree, and keeps it. `reach` tells for each diagonal
 * where the last one on it ended in a. */
static void
extend(Room *room, const Worded *a, const Worded *b, Py_ssize_t width, Py_ssize_t x, Py_ssize_t y, uint32_t *reach,
       RunList *runs)
{
    uint32_t *until = &reach[y - x + a->length];
    Py_ssize_t start = x, end = x + width, shift = y - x, floor = (Py_ssize_t)*until;
    if (floor > x) {
        return;
    }
    while (start > floor && start + shift > 0 && a->words[start - 1] == b->words[start - 1 + shift]) {
        start--;
    }
    while (end < a->length && end + shift < b->length && a->words[end] == b->words[end + shift]) {
        end++;
    }
    *until = (uint32_t)end;
    runs->rows = grown(room, runs->rows, runs->found, &runs->space, sizeof(Run));
    runs->rows[runs->found++] = (Run){start, start + shift, end - start};
}

/* A shingle of the second text: where it stands there first and how often, and how often in the first text. */
typedef struct {
    uint32_t first, here, there;
} Place;

/* What two texts, whose words are numbered alike, may have in common: see common_runs. */
typedef struct {
    const Worded *b;
    Py_ssize_t width;
    Place *table; /* open addressing; a place with `here` 0 is free */
    int bits;     /* of its size */
    uint64_t secret;
} Search;

/* The place of the shingle that begins with these words, or one that is free. */
static ALWAYS_INLINE Place *
place_for(const Search *s, const uint32_t *words)
{
    uint64_t hash = 0; /* by the secret from the first word on, or texts could be written whose shingles crowd one place */
    for (Py_ssize_t k = 0; k < s->width; k++) {
        hash = (hash + words[k] + 1) * (s->secret | 1);
    }
    size_t at = place_of(hash, s->secret, s->bits), held = ((size_t)1 << s->bits) - 1;
    while (s->table[at].here > 0 &&
           memcmp(s->b->words + s->table[at].first, words, (size_t)s->width * sizeof *words) != 0) {
        at = (at + 1) & held;
    }
    return &s->table[at];
}

/* Where shingles begin whose words all stand in the other text, too: none else can be common. How many there are. */
static Py_ssize_t
open_places(const Worded *text, const uint8_t *is_shared, Py_ssize_t width, uint32_t *places)
{
    Py_ssize_t streak = 0, count = 0;
    for (Py_ssize_t k = 0; k < text->length; k++) {
        streak = (streak + 1) & -(Py_ssize_t)is_shared[text->words[k]]; /* 0 where it is not */
        places[count] = (uint32_t)(k + 1 - width);
        count += streak >= width;
    }
    return count;
}

/* The maximal runs of words that both texts have, but for those that begin with what stands in too many places. */
static RunList
common_runs(Room *room, const Seeding *seeding, const Worded *a, const Worded *b, const uint8_t *is_shared)
{
    RunList runs = {0};
    Search s = {.b = b, .width = seeding->run_words, .secret = seeding->secret};
    uint32_t *open_a = take(room, a->length + 1, sizeof *open_a), *open_b = take(room, b->length + 1, sizeof *open_b);
    Py_ssize_t count_a = open_places(a, is_shared, s.width, open_a);
    Py_ssize_t count_b = count_a ? open_places(b, is_shared, s.width, open_b) : 0;
    if (count_b == 0) {
        return runs;
    }
    s.bits = bits_for(count_b);
    s.table = take_clear(room, (Py_ssize_t)1 << s.bits, sizeof(Place));
    uint32_t *next = take(room, b->length, sizeof *next), *place_of_a = take(room, count_a, sizeof *place_of_a);
    for (Py_ssize_t k = count_b - 1; k >= 0; k--) { /* last first, so that each list of places runs forward */
        Place *place = place_for(&s, b->words + open_b[k]);
        next[open_b[k]] = place->here > 0 ? place->first : UINT32_MAX;
        place->first = open_b[k];
        place->here++;
    }
    for (Py_ssize_t k = 0; k < count_a; k++) {
        Place *place = place_for(&s, a->words + open_a[k]);
        place_of_a[k] = (uint32_t)(place - s.table);
        place->there += place->here > 0;
    }
    uint32_t *reach = take_clear(room, a->length + b->length, sizeof *reach);
    for (Py_ssize_t k = 0; k < count_a; k++) {
        const Place *place = &s.table[place_of_a[k]];
        if (place->here == 0 || (Py_ssize_t)place->here > seeding->most_places ||
            (Py_ssize_t)place->there > seeding->most_places) {
            continue;
        }
        for (uint32_t y = place->first; y != UINT32_MAX; y = next[y]) {
            extend(room, a, b, s.width, (Py_ssize_t)open_a[k], (Py_ssize_t)y, reach, &runs);
        }
    }
    return runs;
}
