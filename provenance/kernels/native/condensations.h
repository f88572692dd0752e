/* Stretches that condense a longer text. Part of native.c. */

/* The distinct passages on one side of a cluster; the seeds are put into the order of that side. */
static Py_ssize_t
distinct_of(Pair *seeds, const Cluster *cluster, int side)
{
    Py_ssize_t count = 0;
    qsort(seeds + cluster->start, (size_t)(cluster->end - cluster->start), sizeof(Pair), side ? by_pair_of_b : by_pair);
    for (Py_ssize_t k = cluster->start; k < cluster->end; k++) {
        count += k == cluster->start || (side ? seeds[k].j != seeds[k - 1].j : seeds[k].i != seeds[k - 1].i);
    }
    return count;
}

/* A stretch of passages of one text that may condense the other text, see condensations._Stretch. */
typedef struct {
    int side, stands_out;
    Extent own, others; /* numbers of passages, from the first to the last */
    Extent shorter; /* words */
} Stretch;

/* Whether a stretch with so many passages most alike in the other text is dense with them, and far more alike to it than
 * what stands beside. */
static int
stands_out(Field *f, const Stretch *stretch, Py_ssize_t own)
{
    Survey *s = f->s;
    int side = stretch->side;
    find_closest(s);
    const double *norms = s->likeness.norms[side], *best = s->best[side];
    double inside = 0.0, outside = 0.0;
    Py_ssize_t held = 0, beside = 0;
    for (Py_ssize_t p = 0; p < s->sides[side]->passages; p++) {
        int is_inside = p >= stretch->own.start && p <= stretch->own.end;
        if (norms[p] > 0 && is_inside) {
            inside += best[p];
            held++;
        }
        else if (norms[p] > 0) {
            outside += best[p];
            beside++;
        }
    }
    return (double)own >= MIN_DENSITY * (double)held && beside >= MIN_PASSAGES_BESIDE &&
           inside / (double)held >= CONDENSED_CONTRAST * (outside / (double)beside);
}

/* Adds up what the stems of some passages of one text are worth, or clears that. */
static void
add_worth(const Survey *s, int side, Extent own, double *worth, int is_over)
{
    const Vectors *v = &s->likeness;
    const uint32_t *first = v->terms[side]->first;
    for (uint32_t k = first[own.start]; k < first[own.end + 1]; k++) {
        Py_ssize_t stem = pairing_stem(s, side, k);
        if (stem >= 0) {
            worth[stem] = is_over ? 0.0 : worth[stem] + v->values[side][k];
        }
    }
}

/* Likeness.dots of one passage. */
static double
dot_with(const Survey *s, int side, Py_ssize_t passage, const double *worth)
{
    const Vectors *v = &s->likeness;
    const uint32_t *first = v->terms[side]->first;
    double dot = 0.0;
    for (uint32_t k = first[passage]; k < first[passage + 1]; k++) {
        Py_ssize_t stem = pairing_stem(s, side, k);
        dot += stem >= 0 ? v->values[side][k] * worth[stem] : 0.0;
    }
    return dot;
}

/* The words from the first to the last passage of the other text that are alike to the stretch as a whole, or most alike
 * to parts of it. `worth` holds nothing, and has room for all stems of a. */
static Extent
reach_of_alike(Field *f, const Stretch *stretch, Extent reach, double *worth)
{
    Survey *s = f->s;
    int other = 1 - stretch->side;
    const double *norms = s->likeness.norms[stretch->side], *other_norms = s->likeness.norms[other];
    Py_ssize_t begin = stretch->others.start - REACH, end = stretch->others.end + REACH + 1;
    double square = 0.0;
    add_worth(s, stretch->side, stretch->own, worth, 0);
    for (Py_ssize_t p = stretch->own.start; p <= stretch->own.end; p++) {
        square += norms[p] * norms[p];
    }
    end = end < s->sides[other]->passages ? end : s->sides[other]->passages;
    for (Py_ssize_t p = begin > 0 ? begin : 0; p < end; p++) {
        double length = sqrt(square) * other_norms[p];
        if (dot_with(s, other, p, worth) >= MIN_LIKE * (length > 1e-9 ? length : 1e-9)) {
            reach = hull_of(reach, words_of(s, other, p));
        }
    }
    add_worth(s, stretch->side, stretch->own, worth, 1);
    return reach;
}

/* The stems of the passages of the other text that are in the cluster, whose seeds stand in their order; how many. */
static Py_ssize_t
source_words(Field *f, const Pair *seeds, const Cluster *cluster, int side, uint32_t **words)
{
    Py_ssize_t count = 0;
    for (int is_second = 0; is_second < 2; is_second++) {
        *words = is_second ? take(f->room, count, sizeof **words) : NULL;
        count = 0;
        for (Py_ssize_t k = cluster->start; k < cluster->end; k++) {
            if (k > cluster->start && seeds[k].j == seeds[k - 1].j) {
                continue;
            }
            Extent range = words_of(f->s, side, seeds[k].j);
            if (is_second && length_of(range) > 0) {
                memcpy(*words + count, f->words[side].stems + range.start, (size_t)length_of(range) * sizeof **words);
            }
            count += length_of(range);
        }
    }
    return count;
}

/* extents.is_balanced */
static int
is_balanced(const Area *area)
{
    Py_ssize_t a = length_of(area->a), b = length_of(area->b);
    return (double)(a > b ? a : b) < BALANCED * (double)(a < b ? a : b);
}

/* Whether a part of some words of one text has its like in full in an area, and is more than a sentence or two. */
static int
stands_alone(const AreaList *areas, int side, Extent words)
{
    for (Py_ssize_t k = 0; k < areas->found; k++) {
        Extent piece = side ? areas->rows[k].b : areas->rows[k].a;
        if (is_balanced(&areas->rows[k]) && overlap(piece, words) > 0 &&
            (length_of(piece) > MAX_PIECE_WORDS || lies_in(words, piece))) {
            return 1;
        }
    }
    return 0;
}

/* Whether a part has nearly all of some words of one text: nothing that is told otherwise is left of them. */
static int
is_covered(const AreaList *areas, int side, Extent words)
{
    for (Py_ssize_t k = 0; k < areas->found; k++) {
        Extent piece = side ? areas->rows[k].b : areas->rows[k].a;
        if (is_balanced(&areas->rows[k]) && (double)overlap(piece, words) > MAX_PIECE * (double)length_of(words)) {
            return 1;
        }
    }
    return 0;
}

/* Whether the passages of a cluster, given by (own, other), may condense the other text: condensations._condensing, but
 * for what it asks last of all. For `worth` see reach_of_alike. */
static int
may_condense(Field *f, int side, Pair *seeds, const Cluster *cluster, const AreaList *areas, double *worth)
{
    Stretch stretch = {.side = side};
    Py_ssize_t own = distinct_of(seeds, cluster, 0), others = distinct_of(seeds, cluster, 1);
    Extent reach = reach_of(f, seeds, cluster, 1 - side, 1, &stretch.others);
    stretch.shorter = reach_of(f, seeds, cluster, side, 0, &stretch.own);
    Py_ssize_t words = length_of(stretch.shorter);
    if (own < MIN_CONDENSED_PASSAGES || others < MIN_CONDENSED_PASSAGES || words < MIN_CONDENSED_WORDS ||
        (double)length_of(reach) < SPREAD * (double)words ||
        (double)length_of(reach_of_alike(f, &stretch, reach, worth)) < CONDENSED * (double)words) {
        return 0;
    }
    uint32_t *sources;
    double likelihood;
    Py_ssize_t count = source_words(f, seeds, cluster, 1 - side, &sources);
    Extent kept = best_near(&f->ground, side, stretch.shorter, sources, count, 1, &likelihood);
    int is_clear = stands_out(f, &stretch, own);
    double least = is_clear ? MIN_CONDENSED_WORDS : MIN_CONDENSED_WORDS_IN_DOUBT;
    least = MIN_KEPT * (double)words > least ? MIN_KEPT * (double)words : least;
    if (likelihood < f->least + (is_clear ? -CONDENSED_CREDIT : DEBT_IN_DOUBT) || (double)length_of(kept) < least) {
        return 0;
    }
    int is_spread = (double)length_of(reach) >= SPREAD_BESIDE_PIECES * (double)words;
    return !stands_alone(areas, side, kept) || (is_clear && is_spread && !is_covered(areas, side, kept));
}

/* Leaves the pair where passages of one text seem to condense the other: condensations._stretches. */
static void
leave_condensed(Field *f, int side, const AreaList *areas)
{
    static const int64_t GAPS[] = {GAP, LONG_GAP};
    const Survey *s = f->s;
    Cluster all = {0, 0, {0, 0}, 0};
    Extent passages;
    Pair *seeds = take(f->room, s->alike.found, sizeof(Pair));
    double *most = take_clear(f->room, s->sides[side]->passages, sizeof *most);
    for (Py_ssize_t k = 0; k < s->alike.found; k++) {
        const Like *like = &s->alike.rows[k];
        Pair seed = side ? (Pair){like->j, like->i} : (Pair){like->i, like->j};
        most[seed.i] = like->cosine > most[seed.i] ? like->cosine : most[seed.i];
        seeds[all.end++] = seed;
    }
    if (all.end < MIN_CONDENSED_PASSAGES ||
        (double)length_of(reach_of(f, seeds, &all, 1 - side, 1, &passages)) < SPREAD * MIN_CONDENSED_WORDS) {
        return;
    }
    all.end = 0;
    for (Py_ssize_t k = 0; k < s->alike.found; k++) {
        const Like *like = &s->alike.rows[k];
        Pair seed = side ? (Pair){like->j, like->i} : (Pair){like->i, like->j};
        if (dice_of(s, like) > MIN_CONDENSED_DICE && like->cosine >= NEARLY_BEST * most[seed.i]) {
            seeds[all.end++] = seed;
        }
    }
    ClusterList found = {0};
    part_clusters(f->room, seeds, 0, all.end, GAPS, 0, &found);
    double *worth = take_clear(f->room, s->sides[0]->distinct_stems.found, sizeof *worth);
    for (Py_ssize_t k = 0; k < found.found; k++) {
        if (may_condense(f, side, seeds, &found.rows[k], areas, worth)) {
            longjmp(f->room->out, LEFT);
        }
    }
}
