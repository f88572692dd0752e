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

/* The maximal runs of words that both documents have, but for those that begin with what stands in too many places. `a`
 * and `b` are their words, numbered alike. */
static RunList
common_runs(Room *room, const Seeding *seeding, const Document *const *sides, const Worded *a, const Worded *b)
{
    RunList runs = {0};
    const Document *one = sides[0], *other = sides[1];
    uint32_t *reach = NULL;
    for (Py_ssize_t x = 0; x < one->shingles_held; x++) {
        uint64_t value = one->shingle_numbers.values[one->shingles[x]];
        uint32_t found = *place_in(&other->shingle_numbers, value, seeding->secret);
        if (found == 0) {
            continue;
        }
        uint32_t y = other->starts[found - 1];
        if ((Py_ssize_t)one->repeats[x].times > seeding->most_places ||
            (Py_ssize_t)other->repeats[y].times > seeding->most_places) {
            continue;
        }
        reach = reach ? reach : take_clear(room, a->length + b->length, sizeof *reach);
        extend(room, a, b, seeding->run_words, x, (Py_ssize_t)y, reach, &runs);
        while ((y = other->repeats[y].next) > 0) {
            extend(room, a, b, seeding->run_words, x, (Py_ssize_t)y, reach, &runs);
        }
    }
    return runs;
}

static int
by_number(const void *one, const void *other)
{
    uint32_t x = *(const uint32_t *)one, y = *(const uint32_t *)other;
    return (x > y) - (x < y);
}

/* Puts numbers into order, each once; how many there are then. */
static Py_ssize_t
settle_numbers(uint32_t *numbers, Py_ssize_t length)
{
    Py_ssize_t kept = 0;
    qsort(numbers, (size_t)length, sizeof *numbers, by_number);
    for (Py_ssize_t k = 0; k < length; k++) {
        if (kept == 0 || numbers[k] != numbers[kept - 1]) {
            numbers[kept++] = numbers[k];
        }
    }
    return kept;
}
