/* Ranges of reuse out of clusters of seeds. Part of native.c. */

static int
by_pair_of_b(const void *one, const void *other)
{
    const Pair *x = one, *y = other;
    return x->j != y->j ? (x->j > y->j) - (x->j < y->j) : (x->i > y->i) - (x->i < y->i);
}

/* Some seeds from `start` to `end`, to be parted by one side; and whether the other side did not part them. */
typedef struct {
    Py_ssize_t start, end;
    int side, is_settled;
} Part;

/* A cluster: where its seeds stand, and the first of them; and how far it may leap where it is to be parted again. */
typedef struct {
    Py_ssize_t start, end;
    Pair first;
    int64_t gap;
} Cluster;

typedef struct {
    Cluster *rows;
    Py_ssize_t found, space;
} ClusterList;

static int
by_first(const void *one, const void *other)
{
    return by_pair(&((const Cluster *)one)->first, &((const Cluster *)other)->first);
}

/* extents.clusters of the seeds from `start` to `end`, which are put into order; appended with this gap. */
static void
part_clusters(Room *room, Pair *seeds, Py_ssize_t start, Py_ssize_t end, const int64_t *gaps, int64_t gap,
              ClusterList *list)
{
    Py_ssize_t pending = 0, space = 0, before = list->found;
    Part *parts = NULL;
    if (start < end) {
        parts = grown(room, parts, pending, &space, sizeof(Part));
        parts[pending++] = (Part){start, end, 0, 0};
    }
    while (pending > 0) {
        Part part = parts[--pending];
        qsort(seeds + part.start, (size_t)(part.end - part.start), sizeof(Pair), part.side ? by_pair_of_b : by_pair);
        Py_ssize_t first = part.start;
        for (Py_ssize_t k = part.start + 1; k <= part.end; k++) {
            int64_t leap = k == part.end ? 0 : part.side ? seeds[k].j - seeds[k - 1].j : seeds[k].i - seeds[k - 1].i;
            if (k < part.end && leap <= gaps[part.side] + 1) {
                continue;
            }
            if (k == part.end && first == part.start && part.is_settled) {
                list->rows = grown(room, list->rows, list->found, &list->space, sizeof(Cluster));
                list->rows[list->found++] = (Cluster){first, k, seeds[first], gap};
                break;
            }
            int is_whole = k == part.end && first == part.start;
            parts = grown(room, parts, pending, &space, sizeof(Part));
            parts[pending++] = (Part){first, k, 1 - part.side, is_whole};
            first = k;
        }
    }
    if (list->found - before > 1) {
        qsort(list->rows + before, (size_t)(list->found - before), sizeof(Cluster), by_first);
    }
}

/* The passages of one side that stand in the seeds of a cluster, from the first to the last, and the words of these. */
static Extent
reach_of(const Field *f, const Pair *seeds, const Cluster *cluster, int side, int is_second, Extent *passages)
{
    int64_t least = is_second ? seeds[cluster->start].j : seeds[cluster->start].i, most = least;
    for (Py_ssize_t k = cluster->start; k < cluster->end; k++) {
        int64_t passage = is_second ? seeds[k].j : seeds[k].i;
        least = passage < least ? passage : least;
        most = passage > most ? passage : most;
    }
    *passages = (Extent){(Py_ssize_t)least, (Py_ssize_t)most};
    return (Extent){words_of(f->s, side, least).start, words_of(f->s, side, most).end};
}

/* ---------------------------------------------------------------- extents */

static Py_ssize_t
middle_of(const Run *run)
{
    return (Py_ssize_t)(run->x + run->length / 2);
}

static int
by_middle(const void *one, const void *other)
{
    const Run *x = *(const Run *const *)one, *y = *(const Run *const *)other;
    Py_ssize_t a = middle_of(x), b = middle_of(y);
    return a != b ? (a > b) - (a < b) : (x > y) - (x < y);
}

/* The range with some words more on both sides, as far as its text goes. */
static Extent
around(Extent range, Py_ssize_t words)
{
    return (Extent){range.start > AROUND ? range.start - AROUND : 0,
                    words - range.end > AROUND ? range.end + AROUND : words};
}

/* extents._refined of one start or two. */
static Area
refined_area(Field *f, const Extent (*starts)[2], int count)
{
    Round rounds[4 * ROUNDS];
    Py_ssize_t known = 0;
    Area best = {.likelihood = -1.0};
    for (int k = 0; k < 2 * count; k++) {
        Extent a = starts[k / 2][0], b = starts[k / 2][1];
        if (k % 2) {
            a = around(a, f->words[0].length);
            b = around(b, f->words[1].length);
        }
        double score = refine(&f->ground, &a, &b, HOPELESS * f->least, rounds, &known);
        if (k == 0 || score > best.likelihood) {
            best = (Area){a, b, score, 0.0};
        }
    }
    return best;
}

/* extents._convinces; where it is in doubt, the pair is left. */
static int
convinces(const Field *f, const Area *area)
{
    double missing = f->least - area->likelihood;
    Py_ssize_t shorter = length_of(area->a) < length_of(area->b) ? length_of(area->a) : length_of(area->b);
    if (shorter < f->limits->min_extent_words || missing > DOUBTFUL_LIKELIHOOD) {
        return 0;
    }
    if (missing > 0) {
        longjmp(f->room->out, LEFT);
    }
    return 1;
}

static void
add_area(Field *f, AreaList *list, Area area)
{
    if (list->found >= MOST_AREAS) {
        longjmp(f->room->out, LEFT);
    }
    list->rows = grown(f->room, list->rows, list->found, &list->space, sizeof(Area));
    list->rows[list->found++] = area;
}

/* The longest run, then the last, of those in the order of their middles whose middle lies in both ranges, or NULL. */
static const Run *
longest_inside(const Run *const *runs, Py_ssize_t count, Extent a, Extent b)
{
    const Run *best = NULL;
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (middle_of(runs[middle]) < a.start) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    for (; low < count && middle_of(runs[low]) < a.end; low++) {
        Py_ssize_t y = (Py_ssize_t)(runs[low]->y + runs[low]->length / 2);
        if (b.start <= y && y < b.end) {
            int is_better = best == NULL || runs[low]->length > best->length ||
                            (runs[low]->length == best->length && by_length(runs[low], best) > 0);
            best = is_better ? runs[low] : best;
        }
    }
    return best;
}

/* extents._from_clusters; the runs stand in the order of their middles. */
static void
areas_of_clusters(Field *f, Pair *seeds, Py_ssize_t count, const Run *const *runs, Py_ssize_t found_runs,
                  AreaList *found)
{
    static const int64_t WIDE[] = {GAP, GAP}, NONE[] = {0, 0};
    ClusterList pending = {0};
    part_clusters(f->room, seeds, 0, count, WIDE, GAP, &pending);
    while (pending.found > 0) {
        Cluster cluster = pending.rows[--pending.found];
        Extent starts[2][2], passages;
        starts[0][0] = reach_of(f, seeds, &cluster, 0, 0, &passages);
        starts[0][1] = reach_of(f, seeds, &cluster, 1, 1, &passages);
        const Run *run = longest_inside(runs, found_runs, starts[0][0], starts[0][1]);
        if (run != NULL) {
            starts[1][0] = (Extent){(Py_ssize_t)run->x, (Py_ssize_t)(run->x + run->length)};
            starts[1][1] = (Extent){(Py_ssize_t)run->y, (Py_ssize_t)(run->y + run->length)};
        }
        Area best = refined_area(f, (const Extent(*)[2])starts, run ? 2 : 1);
        if (convinces(f, &best)) {
            add_area(f, found, best);
        }
        else if (cluster.gap > 0 && cluster.end - cluster.start > 1) {
            part_clusters(f->room, seeds, cluster.start, cluster.end, NONE, 0, &pending);
        }
    }
}

/* extents._is_inside */
static int
is_inside(const Run *run, const AreaList *areas)
{
    Py_ssize_t x = middle_of(run), y = (Py_ssize_t)(run->y + run->length / 2);
    for (Py_ssize_t k = 0; k < areas->found; k++) {
        const Area *area = &areas->rows[k];
        if (area->a.start <= x && x < area->a.end && area->b.start <= y && y < area->b.end) {
            return 1;
        }
    }
    return 0;
}

/* extents._from_runs, of the long runs that lie in no area yet. */
static void
areas_of_runs(Field *f, const AreaList *covered, const AreaList *fresh, AreaList *found)
{
    for (Py_ssize_t k = 0; k < f->s->runs.found; k++) {
        const Run *run = &f->s->runs.rows[k];
        if (run->length < START_RUN_WORDS || is_inside(run, covered) || is_inside(run, fresh) ||
            is_inside(run, found)) {
            continue;
        }
        const Extent start[1][2] = {{{(Py_ssize_t)run->x, (Py_ssize_t)(run->x + run->length)},
                                     {(Py_ssize_t)run->y, (Py_ssize_t)(run->y + run->length)}}};
        Area area = refined_area(f, start, 1);
        if (convinces(f, &area)) {
            add_area(f, found, area);
        }
    }
}

static int
by_likelihood(const void *one, const void *other)
{
    const Area *x = one, *y = other;
    return x->rounded != y->rounded ? (x->rounded < y->rounded) - (x->rounded > y->rounded)
                                    : by_ranges(x->a, x->b, y->a, y->b);
}

static int
by_area(const void *one, const void *other)
{
    const Area *x = one, *y = other;
    return by_ranges(x->a, x->b, y->a, y->b);
}

/* Whether more than half of the shorter lies in both. */
static int
is_mostly(Extent one, Extent other)
{
    Py_ssize_t shorter = length_of(one) < length_of(other) ? length_of(one) : length_of(other);
    return 2 * overlap(one, other) > shorter;
}

/* extents._resolved */
static AreaList
resolved(Field *f, AreaList *found)
{
    AreaList kept = {0};
    for (Py_ssize_t k = 0; found->found > 1 && k < found->found; k++) {
        found->rows[k].rounded = rounded(f->room, found->rows[k].likelihood, 6);
    }
    if (found->found > 1) {
        qsort(found->rows, (size_t)found->found, sizeof(Area), by_likelihood);
    }
    for (Py_ssize_t k = 0; k < found->found; k++) {
        Area *area = &found->rows[k], *best = NULL;
        int is_held = 0;
        for (Py_ssize_t at = 0; at < kept.found && best == NULL; at++) {
            Area *one = &kept.rows[at];
            best = overlap(one->a, area->a) && overlap(one->b, area->b) ? one : NULL;
            is_held |= is_mostly(one->a, area->a) || is_mostly(one->b, area->b);
        }
        if (best != NULL) {
            best->a = hull_of(best->a, area->a);
            best->b = hull_of(best->b, area->b);
        }
        else if (!is_held) {
            add_area(f, &kept, *area);
        }
    }
    return kept;
}

/* extents._joined, in place. */
static void
join(AreaList *found)
{
    Py_ssize_t kept = 0;
    if (found->found > 1) {
        qsort(found->rows, (size_t)found->found, sizeof(Area), by_area);
    }
    for (Py_ssize_t k = 0; k < found->found; k++) {
        Area *last = kept ? &found->rows[kept - 1] : NULL, area = found->rows[k];
        Py_ssize_t gap_a = last ? area.a.start - last->a.end : -1, gap_b = last ? area.b.start - last->b.end : -1;
        if (gap_a >= 0 && gap_b >= 0 && gap_a <= MAX_JOIN_WORDS && gap_b <= MAX_JOIN_WORDS) {
            last->a.end = area.a.end;
            last->b.end = area.b.end;
            last->likelihood += area.likelihood;
        }
        else {
            found->rows[kept++] = area;
        }
    }
    found->found = kept;
}

/* Drops the seeds whose middle word in the first text lies in an area; how many stay. */
static Py_ssize_t
drop_held(const Field *f, Pair *seeds, Py_ssize_t count, const AreaList *areas)
{
    Py_ssize_t kept = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        Extent words = words_of(f->s, 0, seeds[k].i);
        Py_ssize_t middle = (words.start + words.end) / 2;
        int is_held = 0;
        for (Py_ssize_t at = 0; at < areas->found && !is_held; at++) {
            is_held = areas->rows[at].a.start <= middle && middle < areas->rows[at].a.end;
        }
        if (!is_held) {
            seeds[kept++] = seeds[k];
        }
    }
    return kept;
}

/* extents._in_common of `a`, backwards where `by` is -1, and each beginning, or end, of `b`: into `lengths`, from 0 on. */
static void
in_common(Field *f, const uint32_t *a, Py_ssize_t length_a, const uint32_t *b, Py_ssize_t length_b, int by,
          Py_ssize_t *lengths)
{
    Bench *bench = &f->s->bench;
    Py_ssize_t words = (length_a + 63) / 64;
    uint32_t symbols = 0;
    bench->masks = reserve(bench->room, bench->masks, &bench->masks_space, length_a + 1, words);
    bench->states = reserve(bench->room, bench->states, &bench->states_space, 1, words);
    for (Py_ssize_t k = 0; k < length_a; k++) {
        uint32_t *local = &bench->local[a[by > 0 ? k : length_a - 1 - k]];
        if (*local == 0) {
            *local = ++symbols;
            memset(bench->masks + (Py_ssize_t)*local * words, 0, (size_t)words * 8);
        }
        bench->masks[(Py_ssize_t)*local * words + (k >> 6)] |= UINT64_C(1) << (k & 63);
    }
    memset(bench->states, 0xFF, (size_t)words * 8);
    lengths[0] = 0;
    for (Py_ssize_t k = 0; k < length_b; k++) {
        Py_ssize_t local = bench->local[b[by > 0 ? k : length_b - 1 - k]], shared = 0;
        if (local > 0) {
            step(bench->states, bench->masks + local * words, words);
            for (Py_ssize_t at = 0; at < words; at++) {
                uint64_t held = at + 1 < words || length_a % 64 == 0 ? UINT64_MAX : (UINT64_C(1) << length_a % 64) - 1;
                shared += popcount(~bench->states[at] & held);
            }
        }
        lengths[k + 1] = local > 0 ? shared : lengths[k];
    }
    for (Py_ssize_t k = 0; k < length_a; k++) {
        bench->local[a[k]] = 0;
    }
}

/* extents._fitted; in words of the text. */
static Extent
fitted(Field *f, int side, Extent own, Extent others)
{
    const uint32_t *words = f->ground.stems[side] + own.start, *there = f->ground.stems[1 - side] + others.start;
    const uint8_t *is_edge = f->ground.edges[side] + own.start;
    Py_ssize_t count = length_of(own), *lengths = take(f->room, count + 1, sizeof *lengths), start = 0, end = 1, most = 0;
    in_common(f, there, length_of(others), words, count, -1, lengths);
    for (Py_ssize_t k = 0; k < count; k++) {
        Py_ssize_t here = 2 * lengths[count - k] - (count - k) + (is_edge[k] ? EDGE_WORDS : 0);
        if (k == 0 || here >= most) {
            most = here;
            start = k;
        }
    }
    in_common(f, there, length_of(others), words + start, count - start, 1, lengths);
    for (Py_ssize_t k = 1; k <= count - start; k++) {
        Py_ssize_t here = 2 * lengths[k] - k + (is_edge[start + k] ? EDGE_WORDS : 0);
        if (k == 1 || here > most) {
            most = here;
            end = k;
        }
    }
    return (Extent){own.start + start, own.start + start + end};
}

static Py_ssize_t
shared_by(Field *f, const Extent *ranges)
{
    return subsequence(&f->s->bench, f->ground.stems[0] + ranges[0].start, length_of(ranges[0]),
                       f->ground.stems[1] + ranges[1].start, length_of(ranges[1]), 0);
}

/* extents._without_overhang, in place. */
static void
cut_overhang(Field *f, Area *area)
{
    Extent ranges[2] = {area->a, area->b};
    Py_ssize_t lengths[2] = {length_of(area->a), length_of(area->b)};
    const uint32_t *first = f->ground.stems[0] + area->a.start, *second = f->ground.stems[1] + area->b.start;
    int is_equal = lengths[0] == lengths[1] && memcmp(first, second, (size_t)lengths[0] * sizeof *first) == 0;
    if (is_equal || (lengths[1] > 0 && lengths[0] > MOST_CELLS / lengths[1])) {
        return;
    }
    Py_ssize_t shared = shared_by(f, ranges), shorter = lengths[0] < lengths[1] ? lengths[0] : lengths[1];
    if ((double)shared < COPIED * (double)shorter) {
        return;
    }
    for (int side = 1; side >= 0; side--) {
        if (lengths[side] - shared >= MIN_OVERHANG) {
            ranges[side] = fitted(f, side, ranges[side], ranges[1 - side]);
        }
    }
    if ((double)(2 * shared_by(f, ranges)) >= COPIED * (double)(length_of(ranges[0]) + length_of(ranges[1]))) {
        area->a = ranges[0];
        area->b = ranges[1];
    }
}

/* extents.extents */
static AreaList
extents(Field *f)
{
    const Survey *s = f->s;
    Pair *seeds = take(f->room, s->alike.found, sizeof(Pair));
    const Run **runs = take(f->room, s->runs.found, sizeof *runs);
    Py_ssize_t count = 0, long_runs = 0;
    for (Py_ssize_t k = 0; k < s->alike.found; k++) {
        const Like *like = &s->alike.rows[k];
        if (dice_of(s, like) > MIN_DICE) {
            seeds[count++] = (Pair){like->i, like->j};
        }
    }
    for (Py_ssize_t k = 0; k < s->runs.found; k++) {
        const Run *run = &s->runs.rows[k];
        if (run->length >= START_RUN_WORDS) {
            runs[long_runs++] = run;
        }
    }
    if (long_runs > 1) {
        qsort(runs, (size_t)long_runs, sizeof *runs, by_middle);
    }
    AreaList found = {0};
    for (int round = 0; round < LEFTOVER_ROUNDS; round++) {
        AreaList fresh = {0}, more = {0};
        areas_of_clusters(f, seeds, count, runs, long_runs, &fresh);
        areas_of_runs(f, &found, &fresh, &more);
        if (fresh.found + more.found == 0) {
            break;
        }
        for (Py_ssize_t k = 0; k < fresh.found + more.found; k++) {
            add_area(f, &found, k < fresh.found ? fresh.rows[k] : more.rows[k - fresh.found]);
        }
        found = resolved(f, &found);
        count = drop_held(f, seeds, count, &found);
    }
    join(&found);
    for (Py_ssize_t k = 0; k < found.found; k++) {
        cut_overhang(f, &found.rows[k]);
    }
    return found;
}
