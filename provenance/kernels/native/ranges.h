/* Where a range of reuse begins and ends. Part of native.c. */

#define WINDOW 60
#define ROUNDS 4
#define PRIOR_WORDS 500.0
#define MOST_PER_WORD 4.0
#define LEAST_RATE 0.3
#define MOST_RATE 0.97
#define USUAL_PRIOR 0.5  /* of stems of substance, which are most */
#define FEW_ELSEWHERE 16 /* chances of such stems that stand so often elsewhere are looked up */

/* A stem: how often the other range and this one have it, how often it was met behind this and before it, each at most
 * WINDOW times; and the number and one of its chance, where that is known. All are cleared after use. */
typedef struct {
    uint32_t there, inside;
    uint16_t behind, before;
    uint32_t chance;
} Stem;

/* The chance of a match, and what one scores; -1 where not known. */
typedef struct {
    double chance, hit;
} Chance;

/* Where the edges of a text are, in order. */
typedef struct {
    uint32_t *places;
    Py_ssize_t found;
} Borders;

typedef struct {
    const uint32_t *stems[2], *counts;
    const uint8_t *edges[2];
    Borders borders[2];
    const double *prior;
    Py_ssize_t length[2], held;
    int64_t total;
    Stem *table;
    Chance *chances; /* [few elsewhere, longer text] */
    double *credit, *sums;
} Ground;

/* What all stems of one range have in common: how many words stand in the other range, and in all the rest. Of those of
 * the usual prior the first chances are kept, by how often they stand elsewhere; those of all others follow. */
typedef struct {
    double others, total, rate;
    int is_apart;
    uint32_t known;
} Odds;

/* The chance of a match of a stem that is not known yet. */
static ALWAYS_INLINE Chance *
new_chance(const Ground *ground, uint32_t number, Odds *odds)
{
    Stem *stem = &ground->table[number];
    int64_t held = odds->is_apart ? (int64_t)stem->inside + stem->there : (stem->inside > 0) + (stem->there > 0);
    int64_t elsewhere = ground->counts[number] - held;
    int is_usual = ground->prior[number] == USUAL_PRIOR && elsewhere >= 0 && elsewhere < FEW_ELSEWHERE;
    uint32_t at = is_usual ? (uint32_t)elsewhere : odds->known++;
    Chance *chance = &ground->chances[at];
    stem->chance = at + 1;
    if (!is_usual || chance->chance < 0) {
        double share = ((double)elsewhere + ground->prior[number]) / odds->total;
        *chance = (Chance){-expm1(-(odds->others * share)), -1.0};
    }
    return chance;
}

static ALWAYS_INLINE Chance *
chance_of(const Ground *ground, uint32_t number, Odds *odds)
{
    uint32_t known = ground->table[number].chance;
    return known ? &ground->chances[known - 1] : new_chance(ground, number, odds);
}

/* What a match of a stem scores. */
static ALWAYS_INLINE double
hit_of(const Ground *ground, uint32_t number, Odds *odds)
{
    Chance *chance = chance_of(ground, number, odds);
    if (chance->hit < 0) {
        double hit = log1p(odds->rate * (1 - chance->chance) / (chance->chance > 1e-12 ? chance->chance : 1e-12));
        chance->hit = hit < MOST_PER_WORD ? hit : MOST_PER_WORD;
    }
    return chance->hit;
}

/* Counts matches outwards from the range, which ends before `end`, among `count` words. */
static void
credit_outwards(const Ground *ground, const uint32_t *words, Py_ssize_t start, Py_ssize_t end, Py_ssize_t count)
{
    for (Py_ssize_t k = end; k < count; k++) {
        Stem *stem = &ground->table[words[k]];
        ground->credit[k] = stem->inside + stem->behind++ < stem->there ? 1.0 : 0.0;
    }
    for (Py_ssize_t k = start - 1; k >= 0; k--) {
        Stem *stem = &ground->table[words[k]];
        ground->credit[k] = stem->inside + stem->before++ < stem->there ? 1.0 : 0.0;
    }
}

/* The rate of matching in the range itself. */
static double
rate_of(const Ground *ground, const uint32_t *words, Py_ssize_t start, Py_ssize_t end, Odds *odds)
{
    double matched = 0.0, room = 0.0;
    for (Py_ssize_t k = start; k < end; k++) {
        const Stem *stem = &ground->table[words[k]];
        double credit = stem->there >= stem->inside ? 1.0 : (double)stem->there / (double)stem->inside;
        double chance = chance_of(ground, words[k], odds)->chance;
        ground->credit[k] = credit;
        matched += credit - chance;
        room += 1 - chance;
    }
    double rate = matched / (room > 1e-9 ? room : 1e-9);
    return rate < LEAST_RATE ? LEAST_RATE : rate > MOST_RATE ? MOST_RATE : rate;
}

/* The sums of what the words score, from 0 on; gives the segment of the largest sum. */
static Extent
add_up(const Ground *ground, const uint32_t *words, Py_ssize_t count, Odds *odds)
{
    double miss = log(1 - odds->rate), sum = 0.0, floor = 0.0, most = 0.0;
    Py_ssize_t lowest = 0;
    Extent best = {0, 0};
    ground->sums[0] = 0.0;
    for (Py_ssize_t k = 0; k < count; k++) {
        double credit = ground->credit[k];
        sum += credit > 0 ? credit * hit_of(ground, words[k], odds) + (1 - credit) * miss : miss;
        ground->sums[k + 1] = sum;
        if (sum < floor) {
            floor = sum;
            lowest = k + 1;
        }
        else if (sum - floor > most) {
            best = (Extent){lowest, k + 1};
            most = sum - floor;
        }
    }
    return best;
}

#define EDGE_BONUS 4.0

/* The number of the first border that is no nearer to the beginning than this place. */
static Py_ssize_t
border_from(const Borders *borders, Py_ssize_t place)
{
    Py_ssize_t low = 0, high = borders->found;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if ((Py_ssize_t)borders->places[middle] < place) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return low;
}

/* Moves each end of a segment to where sum and bonus for an edge are largest. The sums of `count` words begin at `low`,
 * and so do the ends. */
static Extent
moved_to_edges(const Ground *ground, int side, Py_ssize_t low, Py_ssize_t count, Extent best)
{
    const double *sums = ground->sums;
    const Borders *borders = &ground->borders[side];
    Py_ssize_t first = border_from(borders, low), last = border_from(borders, low + count + 1);
    double most = (ground->edges[side][low + best.start] ? EDGE_BONUS : 0.0) - sums[best.start];
    for (Py_ssize_t at = first; at < last; at++) { /* elsewhere nothing is better than where the sum is lowest */
        Py_ssize_t k = (Py_ssize_t)borders->places[at] - low;
        double here = EDGE_BONUS - sums[k];
        if (k < best.end && (here > most || (here == most && k < best.start))) {
            most = here;
            best.start = k;
        }
    }
    best.end = best.start + 1;
    most = sums[best.end];
    for (Py_ssize_t k = best.start + 2; k <= count; k++) {
        if (sums[k] > most) {
            most = sums[k];
            best.end = k;
        }
    }
    for (Py_ssize_t at = first; at < last; at++) {
        Py_ssize_t k = (Py_ssize_t)borders->places[at] - low;
        double here = sums[k] + EDGE_BONUS;
        if (k > best.start && (here > most || (here == most && k < best.end))) {
            most = here;
            best.end = k;
        }
    }
    return best;
}

static Extent
best_near(const Ground *ground, int side, Extent own, const uint32_t *others, Py_ssize_t count, int is_apart,
          double *score)
{
    Py_ssize_t low = own.start > WINDOW ? own.start - WINDOW : 0;
    Py_ssize_t high = ground->length[side] - own.end > WINDOW ? own.end + WINDOW : ground->length[side];
    const uint32_t *words = ground->stems[side] + low;
    Py_ssize_t start = own.start - low, end = own.end - low;
    int64_t distinct = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        distinct += ground->table[others[k]].there++ == 0;
    }
    for (Py_ssize_t k = start; k < end; k++) {
        distinct += ground->table[words[k]].inside++ == 0;
    }
    double total = (double)(ground->total - (is_apart ? count + (end - start) : distinct)) + PRIOR_WORDS;
    Odds odds = {.others = (double)count, .total = total, .is_apart = is_apart, .known = FEW_ELSEWHERE};
    for (int k = 0; k < FEW_ELSEWHERE; k++) {
        ground->chances[k].chance = -1.0;
    }
    odds.rate = rate_of(ground, words, start, end, &odds);
    credit_outwards(ground, words, start, end, high - low);
    Extent best = add_up(ground, words, high - low, &odds);
    if (best.start < best.end) {
        best = moved_to_edges(ground, side, low, high - low, best);
    }
    *score = ground->sums[best.end] - ground->sums[best.start];
    for (Py_ssize_t k = 0; k < count; k++) {
        ground->table[others[k]] = (Stem){0, 0, 0, 0, 0};
    }
    for (Py_ssize_t k = 0; k < high - low; k++) {
        ground->table[words[k]] = (Stem){0, 0, 0, 0, 0};
    }
    best.start += low;
    best.end += low;
    return best;
}

static int
is_within(Extent range, Py_ssize_t length)
{
    return range.start >= 0 && range.start <= range.end && range.end <= length;
}

/* What is wrong with the six arrays of a ground, or NULL. */
static const char *
unfit(const Py_buffer *views)
{
    Py_ssize_t held = views[4].len / 8;
    if (views[5].len != views[4].len || bound_of(&views[4]) < 0) {
        return "each count has a prior";
    }
    for (int side = 0; side < 2; side++) {
        Py_ssize_t bound = bound_of(&views[side]);
        if (views[2 + side].len != views[side].len / 8 + 1 || bound < 0 || bound > held) {
            return "every stem needs a count, and an edge flag, as does the end of its text";
        }
    }
    return NULL;
}

/* Makes room for what grows with the texts of a ground. */
static void
furnish(Room *room, Ground *ground)
{
    Py_ssize_t longer = ground->length[0] > ground->length[1] ? ground->length[0] : ground->length[1];
    ground->table = take_clear(room, ground->held + 1, sizeof *ground->table);
    ground->chances = take(room, FEW_ELSEWHERE + longer, sizeof *ground->chances);
    ground->credit = take(room, longer, sizeof *ground->credit);
    ground->sums = take(room, longer + 1, sizeof *ground->sums);
}

static Borders
borders_of(Room *room, const uint8_t *edges, Py_ssize_t length)
{
    Borders borders = {take(room, length + 1, sizeof *borders.places), 0};
    for (Py_ssize_t k = 0; k <= length; k++) {
        borders.places[borders.found] = (uint32_t)k;
        borders.found += edges[k] != 0;
    }
    return borders;
}

static const void *
copied(Room *room, const Py_buffer *view)
{
    void *copy = take(room, view->len, 1);
    return view->len > 0 ? memcpy(copy, view->buf, (size_t)view->len) : copy;
}

/* A ground out of six arrays that fit, none of which is needed any longer. */
static void
read_ground(Room *room, Ground *ground, const Py_buffer *views)
{
    ground->counts = narrowed(room, &views[4]);
    ground->prior = copied(room, &views[5]);
    ground->held = views[4].len / 8;
    for (int side = 0; side < 2; side++) {
        ground->stems[side] = narrowed(room, &views[side]);
        ground->edges[side] = copied(room, &views[2 + side]);
        ground->length[side] = views[side].len / 8;
        ground->borders[side] = borders_of(room, ground->edges[side], ground->length[side]);
    }
    for (Py_ssize_t k = 0; k < ground->held; k++) {
        ground->total += ground->counts[k];
    }
    furnish(room, ground);
}

/* A round of refining: from which ranges to which, and the score of the less convincing side; where that of a is hopeless
 * b is left out. */
typedef struct {
    Extent a, b, new_a, new_b;
    double score;
} Round;

static int
is_same(Extent one, Extent other)
{
    return one.start == other.start && one.end == other.end;
}

/* The ranges of one start once both rest, and their score. Rounds that were gone through before are looked up. */
static double
refine(const Ground *ground, Extent *a, Extent *b, double hopeless, Round *rounds, Py_ssize_t *known)
{
    double score = 0.0;
    for (int count = 0; count < ROUNDS; count++) {
        Round *round = rounds;
        while (round < rounds + *known && !(is_same(round->a, *a) && is_same(round->b, *b))) {
            round++;
        }
        if (round == rounds + *known) {
            double other;
            round->a = *a;
            round->b = *b;
            round->new_a = best_near(ground, 0, *a, ground->stems[1] + b->start, b->end - b->start, 0, &round->score);
            Extent found = round->new_a;
            if (round->score >= hopeless) {
                round->new_b = best_near(ground, 1, *b, ground->stems[0] + found.start, found.end - found.start, 0, &other);
                round->score = other < round->score ? other : round->score;
            }
            ++*known;
        }
        score = round->score;
        if (score < hopeless || (is_same(round->new_a, *a) && is_same(round->new_b, *b))) {
            break;
        }
        *a = round->new_a;
        *b = round->new_b;
        if (a->start == a->end || b->start == b->end) {
            return 0.0;
        }
    }
    return score;
}

#define LAID "provenance.kernels.ground"

/* A ground that is kept from one question to the next, with its memory. */
typedef struct {
    Ground ground;
    Room room;
} Laid;

static void
take_up(PyObject *capsule)
{
    Laid *laid = PyCapsule_GetPointer(capsule, LAID);
    clear(&laid->room, 1);
    PyMem_Free(laid);
}

/* -1 without memory. */
static int
lay(Laid *laid, const Py_buffer *views)
{
    if (setjmp(laid->room.out) != 0) {
        return -1;
    }
    read_ground(&laid->room, &laid->ground, views);
    return 0;
}

PyDoc_STRVAR(laid_doc, "laid(stems_a, stems_b, edges_a, edges_b, counts, prior, /)\n--\n\n"
                       "The ground of two texts, looked over, as `refined` and `best_range` take it.");

static PyObject *
laid(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[6], *capsule = NULL;
    Py_buffer views[6];
    static const Type *const TYPES[] = {&INT64, &INT64, &FLAG, &FLAG, &INT64, &FLOAT64};
    if (!PyArg_ParseTuple(args, "OOOOOO:laid", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &arrays[4], &arrays[5]) ||
        look_at_all(arrays, views, TYPES, 6, 0) < 0) {
        return NULL;
    }
    const char *wrong = unfit(views);
    if (wrong != NULL) {
        return released(views, 6, refused(wrong));
    }
    Laid *laid = PyMem_Calloc(1, sizeof *laid);
    if (laid == NULL || lay(laid, views) < 0) {
        PyErr_NoMemory();
    }
    else {
        capsule = PyCapsule_New(laid, LAID, take_up);
    }
    if (capsule == NULL && laid != NULL) {
        clear(&laid->room, 1);
        PyMem_Free(laid);
    }
    return released(views, 6, capsule);
}

/* The best of the ranges that some starts lead to. -1 without memory. */
static int
refine_all(Room *room, const Ground *ground, const Py_buffer *starts, double hopeless, Extent best[2], double *most)
{
    if (setjmp(room->out) != 0) {
        return -1;
    }
    Py_ssize_t count = starts->len / 32, known = 0;
    Round *rounds = take(room, count, ROUNDS * sizeof *rounds);
    const int64_t *start = starts->buf;
    for (Py_ssize_t k = 0; k < count; k++, start += 4) {
        Extent a = {(Py_ssize_t)start[0], (Py_ssize_t)start[1]}, b = {(Py_ssize_t)start[2], (Py_ssize_t)start[3]};
        double score = refine(ground, &a, &b, hopeless, rounds, &known);
        if (k == 0 || score > *most) {
            best[0] = a;
            best[1] = b;
            *most = score;
        }
    }
    return 0;
}

PyDoc_STRVAR(refined_doc, "refined(laid, starts, hopeless, /)\n--\n\n"
                          "Of the int64 rows of start and end in a and start and end in b, after each side has in turn\n"
                          "been set to what scores best against the other, the best: both ranges, and the score of the\n"
                          "less convincing side.");

static PyObject *
refined(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *capsule, *array;
    Py_buffer starts;
    double hopeless, most = 0.0;
    if (!PyArg_ParseTuple(args, "OOd:refined", &capsule, &array, &hopeless)) {
        return NULL;
    }
    const Laid *laid = PyCapsule_GetPointer(capsule, LAID);
    if (laid == NULL || look(array, &starts, &INT64, 0) < 0) {
        return NULL;
    }
    const Ground *ground = &laid->ground;
    if (starts.len == 0 || !are_inside(&starts, ground->length[0], ground->length[1])) {
        return released(&starts, 1, refused("there must be a start, and each lie inside both texts"));
    }
    Room room = {0};
    Extent best[2];
    int status = refine_all(&room, ground, &starts, hopeless, best, &most);
    clear(&room, 1);
    return released(&starts, 1, status < 0 ? PyErr_NoMemory()
                                           : Py_BuildValue("(nn)(nn)d", best[0].start, best[0].end, best[1].start,
                                                           best[1].end, most));
}

/* The range of one text near `own` that is best explained by some stems. -1 without memory. */
static int
find_best(Room *room, const Ground *ground, int side, Extent own, const Py_buffer *others, Extent *best, double *score)
{
    if (setjmp(room->out) != 0) {
        return -1;
    }
    *best = best_near(ground, side, own, narrowed(room, others), others->len / 8, 1, score);
    return 0;
}

PyDoc_STRVAR(best_range_doc, "best_range(laid, others, side, start, end, /)\n--\n\n"
                             "The range of one text, 0 or 1, best explained by reuse of other stems: start, end\n"
                             "and score.");

static PyObject *
best_range(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *capsule, *array;
    Py_buffer others;
    Extent own, best;
    int side;
    double score = 0.0;
    if (!PyArg_ParseTuple(args, "OOinn:best_range", &capsule, &array, &side, &own.start, &own.end)) {
        return NULL;
    }
    const Laid *laid = PyCapsule_GetPointer(capsule, LAID);
    if (laid == NULL || look(array, &others, &INT64, 0) < 0) {
        return NULL;
    }
    const Ground *ground = &laid->ground;
    Py_ssize_t bound = bound_of(&others);
    if (side < 0 || side > 1 || !is_within(own, ground->length[side])) {
        return released(&others, 1, refused("a range must lie inside its text, 0 or 1"));
    }
    if (bound < 0 || bound > ground->held) {
        return released(&others, 1, refused("every stem needs a count"));
    }
    Room room = {0};
    int status = find_best(&room, ground, side, own, &others, &best, &score);
    clear(&room, 1);
    return released(&others, 1, status < 0 ? PyErr_NoMemory() : Py_BuildValue("(nn)d", best.start, best.end, score));
}
