/* The stages of an alignment, one after the other, on many pairs of documents. Part of native.c. */

static void
add_chain(Field *f, ChainList *list, Chain chain)
{
    list->rows = grown(f->room, list->rows, list->found, &list->space, sizeof(Chain));
    list->rows[list->found++] = chain;
}

/* align._chained: chains of pairings that follow each other with no wide gap; their ends are not yet set. */
static ChainList
chained(Field *f, const PairingList *found, Py_ssize_t max_gap)
{
    ChainList chains = {0};
    Py_ssize_t *within = take(f->room, found->found, sizeof *within), left = 0; /* chains that are not left behind, in order */
    PairingList sorted = {take(f->room, found->found, sizeof(Pairing)), found->found, found->found};
    if (found->found > 0) {
        memcpy(sorted.rows, found->rows, (size_t)found->found * sizeof(Pairing));
    }
    sort_pairings(&sorted);
    for (Py_ssize_t k = 0; k < sorted.found; k++) {
        const Pairing *p = &sorted.rows[k];
        Chain *best = NULL;
        Py_ssize_t best_a = 0, best_b = 0, kept = 0;
        for (Py_ssize_t at = 0; at < left; at++) {
            const PairingList *held = &chains.rows[within[at]].pairings;
            const Pairing *last = &held->rows[held->found - 1];
            Py_ssize_t gap_a = p->a.start - last->a.end, gap_b = p->b.start - last->b.end;
            if (gap_a > max_gap) {
                continue;
            }
            within[kept++] = within[at];
            int is_fitting = gap_a >= 0 && gap_b >= 0 && gap_b <= max_gap;
            if (is_fitting && (best == NULL || gap_b < best_b || (gap_b == best_b && gap_a < best_a))) {
                best = &chains.rows[within[at]];
                best_a = gap_a;
                best_b = gap_b;
            }
        }
        left = kept;
        if (best == NULL) {
            add_chain(f, &chains, (Chain){.order = 0});
            within[left++] = chains.found - 1;
            best = &chains.rows[chains.found - 1];
        }
        append(f->room, &best->pairings, *p);
    }
    return chains;
}

/* align._shared_blocks: the runs of words that a pairing shares, without single function words where there are others. */
static RunList
shared_blocks(Field *f, const Pairing *p)
{
    RunList blocks = {0};
    int has_firm = 0;
    Bench *bench = &f->s->bench;
    subsequence(bench, f->words[0].words + p->a.start, length_of(p->a), f->words[1].words + p->b.start,
                length_of(p->b), 1);
    for (Py_ssize_t x = 0; x < length_of(p->a);) {
        int64_t y = bench->partner[x];
        Py_ssize_t from = x++;
        if (y < 0) {
            continue;
        }
        while (x < length_of(p->a) && bench->partner[x] == y + (x - from)) {
            x++;
        }
        Run block = {p->a.start + from, p->b.start + y, x - from};
        int is_firm = block.length > 1 || f->words[0].weights[block.x] > LIGHT;
        blocks.found = is_firm && !has_firm ? 0 : blocks.found;
        has_firm |= is_firm;
        if (is_firm || !has_firm) {
            blocks.rows = grown(f->room, blocks.rows, blocks.found, &blocks.space, sizeof(Run));
            blocks.rows[blocks.found++] = block;
        }
    }
    return blocks;
}

/* align._ended: sets the ends of a chain word by word. */
static void
set_ends(Field *f, Chain *chain)
{
    const Pairing *first = chain->pairings.rows, *last = first + chain->pairings.found - 1;
    chain->a = (Extent){first->a.start, last->a.end};
    chain->b = (Extent){first->b.start, last->b.end};
    RunList head = {0}, tail = {0};
    head = first->is_reordered ? head : shared_blocks(f, first);
    tail = last->is_reordered ? tail : first == last ? head : shared_blocks(f, last);
    if (head.found > 0) {
        chain->a.start = (Py_ssize_t)head.rows->x;
        chain->b.start = (Py_ssize_t)head.rows->y;
    }
    if (tail.found > 0) {
        const Run *end = &tail.rows[tail.found - 1];
        chain->a.end = (Py_ssize_t)(end->x + end->length);
        chain->b.end = (Py_ssize_t)(end->y + end->length);
    }
    chain->a.end = chain->a.end > chain->a.start ? chain->a.end : chain->a.start + 1;
    chain->b.end = chain->b.end > chain->b.start ? chain->b.end : chain->b.start + 1;
}

/* align._counts */
static int
counts_at_all(const Field *f, const Chain *chain)
{
    double evidence = 0.0, shared = 0.0;
    int is_heavy = 1, is_disordered = 1;
    for (Py_ssize_t k = 0; k < chain->pairings.found; k++) {
        const Pairing *p = &chain->pairings.rows[k];
        is_disordered &= p->is_reordered && p->coverage < 0.35;
        shared += p->similarity * (double)(length_of(p->a) + length_of(p->b)) / 2;
        if (!p->is_formula) {
            evidence += p->evidence;
            is_heavy &= p->similarity < ALIKE && p->containment < HELD && p->longest < f->limits->min_run_words;
        }
    }
    double least = chain->pairings.found == 1 && chain->pairings.rows[0].is_run ? 4.7 : is_heavy ? 4.5 : 3.0;
    double size = log((double)(f->words[0].length * f->words[1].length)) - 13.0;
    least += size > 0.0 ? size : 0.0;
    Py_ssize_t words = length_of(chain->a) < length_of(chain->b) ? length_of(chain->a) : length_of(chain->b);
    return !is_disordered && words >= f->limits->min_words && shared >= (double)f->limits->min_words * 0.6 &&
           evidence >= least;
}

/* align._says_something, as far as it asks no words: how many of these must say something, or 0. */
static Py_ssize_t
words_to_ask(const Chain *chain)
{
    double evidence = 0.0;
    int is_reordered = 0, is_alike = 0;
    for (Py_ssize_t k = 0; k < chain->pairings.found; k++) {
        const Pairing *p = &chain->pairings.rows[k];
        evidence += p->evidence;
        is_reordered |= p->is_reordered;
        is_alike |= !p->is_run && ((p->coverage >= MIN_ALIKE_COVERAGE && p->beside > 1.0) || p->similarity >= COPIED);
    }
    return evidence >= ENOUGH_EVIDENCE || is_reordered ? 0 : MIN_TELLING_WORDS - is_alike;
}

/* How many words of a range, cut to the area, have their like. */
static Py_ssize_t
with_like(Extent range, Extent area, const uint8_t *has_like, Py_ssize_t *words)
{
    Py_ssize_t start = range.start > area.start ? range.start : area.start, found = 0;
    Py_ssize_t end = range.end < area.end ? range.end : area.end;
    for (Py_ssize_t k = start; k < end; k++) {
        found += has_like[k - area.start];
    }
    *words += end > start ? end - start : 0;
    return found;
}

/* pairs.recounted, in place. */
static void
recount(Field *f, const Area *area, PairingList *members)
{
    Py_ssize_t shared = 0, length_a = length_of(area->a), length_b = length_of(area->b);
    int is_any_low = 0;
    for (Py_ssize_t k = 0; k < members->found; k++) {
        is_any_low |= !members->rows[k].is_run && members->rows[k].similarity < COPIED;
    }
    if (!is_any_low || (length_b > 0 && length_a > MOST_CELLS / length_b)) {
        return;
    }
    Bench *bench = &f->s->bench;
    shared = subsequence(bench, f->words[0].words + area->a.start, length_a, f->words[1].words + area->b.start,
                         length_b, 1);
    if ((double)(2 * shared) < NEAR_COPY * (double)(length_a + length_b)) {
        return;
    }
    uint8_t *has_like_a = take_clear(f->room, length_a, 1), *has_like_b = take_clear(f->room, length_b, 1);
    for (Py_ssize_t x = 0; x < length_a; x++) {
        if (bench->partner[x] >= 0) {
            has_like_a[x] = has_like_b[bench->partner[x]] = 1;
        }
    }
    for (Py_ssize_t k = 0; k < members->found; k++) {
        Pairing *p = &members->rows[k];
        if (!p->is_run && p->similarity < COPIED) {
            Py_ssize_t words = 0, found = with_like(p->a, area->a, has_like_a, &words);
            found += with_like(p->b, area->b, has_like_b, &words);
            found = found < words - 1 ? found : words - 1; /* the passages do differ */
            double similarity = (double)found / (double)(words > 1 ? words : 1);
            p->similarity = similarity > p->similarity ? similarity : p->similarity;
        }
    }
}

static int
meets(const Pairing *p, const Area *area)
{
    return overlap(p->a, area->a) > 0 && overlap(p->b, area->b) > 0;
}

/* The scored pair of an area with the most evidence, then the first, where there is one. */
static void
add_strongest(Field *f, const Area *area, PairingList *members)
{
    const Pairing *best = NULL;
    double most = 0.0;
    for (Py_ssize_t k = 0; k < f->s->compared.found; k++) {
        const Pairing *p = &f->scored[k];
        if (meets(p, area)) {
            double evidence = rounded(f->room, p->evidence, 9);
            if (best == NULL || evidence > most || (evidence == most && by_ranges(p->a, p->b, best->a, best->b) > 0)) {
                best = p;
                most = evidence;
            }
        }
    }
    if (best != NULL) {
        append(f->room, members, *best);
    }
}

/* align._weak_pairs, after the members. */
static void
add_weak_pairs(Field *f, const Area *area, PairingList *members)
{
    Py_ssize_t count = 0, *numbers = take(f->room, f->s->compared.found, sizeof *numbers);
    uint8_t *used[2];
    for (int side = 0; side < 2; side++) {
        used[side] = take_clear(f->room, f->s->sides[side]->passages, 1);
        for (Py_ssize_t k = 0; k < members->found; k++) {
            Extent range = side ? members->rows[k].b : members->rows[k].a;
            int64_t first = passage_at(f, side, range.start), last = passage_at(f, side, range.end - 1);
            memset(used[side] + first, 1, (size_t)(last - first + 1));
        }
    }
    for (Py_ssize_t k = 0; k < f->s->compared.found; k++) {
        const Pairing *p = &f->scored[k];
        Pair key = f->s->compared.rows[k];
        if (!used[0][key.i] && !used[1][key.j] && p->evidence >= 2.2 && p->similarity >= 0.3 && p->coverage >= 0.35 &&
            lies_in(p->a, area->a) && lies_in(p->b, area->b)) {
            numbers[count++] = k;
        }
    }
    if (count == 0 && members->found == 0) {
        add_strongest(f, area, members);
        return;
    }
    PairingList weak = one_to_one(f, numbers, count);
    for (Py_ssize_t k = 0; k < weak.found; k++) {
        append(f->room, members, weak.rows[k]);
    }
}

/* The chains of copied paragraphs that were moved within an area, cut to it; 0 where it holds none such. */
static int
add_moved(Field *f, const Area *area, const PairingList *members, const PairingList *copied)
{
    ChainList parts = chained(f, copied, length_of(area->a) + length_of(area->b));
    int are_long = parts.found > 1 && is_balanced(area);
    for (Py_ssize_t k = 0; k < parts.found && are_long; k++) {
        Py_ssize_t words = 0;
        for (Py_ssize_t at = 0; at < parts.rows[k].pairings.found; at++) {
            words += length_of(parts.rows[k].pairings.rows[at].a);
        }
        are_long = words >= MIN_MOVED_WORDS;
    }
    if (!are_long) {
        return 0;
    }
    parts = chained(f, members, f->limits->max_gap_words);
    for (Py_ssize_t k = 0; k < parts.found; k++) {
        Chain *part = &parts.rows[k];
        set_ends(f, part);
        part->a = (Extent){part->a.start > area->a.start ? part->a.start : area->a.start,
                           part->a.end < area->a.end ? part->a.end : area->a.end};
        part->b = (Extent){part->b.start > area->b.start ? part->b.start : area->b.start,
                           part->b.end < area->b.end ? part->b.end : area->b.end};
        if (part->a.start < part->a.end && part->b.start < part->b.end) {
            add_chain(f, &f->chains, *part);
        }
    }
    return 1;
}

/* How many words of a range are in no furniture. */
static Py_ssize_t
told_words(const Field *f, int side, Extent range)
{
    const Document *own = f->s->sides[side];
    Py_ssize_t count = 0;
    for (Py_ssize_t k = range.start; k < range.end; k++) {
        count += !own->is_furniture[own->passage_of[k]];
    }
    return count;
}

/* align._in_areas for one area: adds its chains, and keeps of `rest` what does not touch it. */
static void
add_area_chains(Field *f, const Area *area, PairingList *rest)
{
    PairingList members = {0}, copied = {0};
    Py_ssize_t kept = 0;
    for (Py_ssize_t k = 0; k < rest->found; k++) {
        Pairing p = rest->rows[k];
        if (meets(&p, area)) {
            append(f->room, &members, p);
            if (p.similarity >= COPIED && !p.is_run) {
                append(f->room, &copied, p);
            }
        }
        else if (!lies_in(p.a, area->a) && !lies_in(p.b, area->b)) {
            rest->rows[kept++] = p;
        }
    }
    rest->found = kept;
    if (add_moved(f, area, &members, &copied)) {
        return;
    }
    recount(f, area, &members);
    if (copied.found == 0) {
        add_weak_pairs(f, area, &members);
    }
    Py_ssize_t least = f->limits->min_words;
    if (members.found > 0 && told_words(f, 0, area->a) >= least && told_words(f, 1, area->b) >= least) {
        sort_pairings(&members);
        add_chain(f, &f->chains, (Chain){.a = area->a, .b = area->b, .pairings = members});
    }
}

static int
by_chain(const void *one, const void *other)
{
    const Chain *x = one, *y = other;
    int order = by_ranges(x->a, x->b, y->a, y->b);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void
lay_ground(Field *f)
{
    const Survey *s = f->s;
    f->ground = (Ground){
        .stems = {s->stems[0], s->stems[1]},
        .edges = {s->sides[0]->edges, s->sides[1]->edges},
        .borders = {s->sides[0]->borders, s->sides[1]->borders},
        .counts = s->counts,
        .prior = s->prior,
        .length = {s->sides[0]->tokens, s->sides[1]->tokens},
        .held = s->distinct,
        .total = s->tokens,
    };
    furnish(f->room, &f->ground);
    double cells = (double)f->words[0].length * (double)f->words[1].length;
    f->least = 25.0 + 2.0 * (log(cells) - 14);
}

/* The range of a pairing, in the one text or the other, that is told. */
static Extent
told_range(const Pairing *p, int side)
{
    Py_ssize_t start = (Py_ssize_t)(side ? p->run.y : p->run.x);
    return p->run.length > 0 ? (Extent){start, start + (Py_ssize_t)p->run.length} : side ? p->b : p->a;
}

/* From the first word of two ranges to the last. */
static Extent
around_both(Extent one, Extent other)
{
    return (Extent){one.start < other.start ? one.start : other.start, one.end > other.end ? one.end : other.end};
}

/* The words of a range that are in another. */
static Extent
within(Extent range, Extent other)
{
    return (Extent){range.start > other.start ? range.start : other.start, range.end < other.end ? range.end : other.end};
}

/* chains._narrowed. */
static void
narrow_chain(const Field *f, Chain *chain)
{
    int is_narrower = 0;
    Extent own = {PY_SSIZE_T_MAX, 0}, other = {PY_SSIZE_T_MAX, 0};
    for (Py_ssize_t k = 0; k < chain->pairings.found; k++) {
        Pairing *p = &chain->pairings.rows[k];
        narrow(f, p);
        is_narrower |= p->run.length > 0;
        own = around_both(own, told_range(p, 0));
        other = around_both(other, told_range(p, 1));
    }
    if (is_narrower) {
        chain->a = within(chain->a, own);
        chain->b = within(chain->b, other);
    }
}

/* align.align of the two documents that were cut: their chains, in order. */
static void
find_chains(Field *f)
{
    look_over(f->s);
    f->words[0] = worded(f->s, 0);
    f->words[1] = worded(f->s, 1);
    lay_ground(f);
    score(f);
    Py_ssize_t *numbers = take(f->room, f->s->compared.found, sizeof *numbers), count = 0;
    for (Py_ssize_t k = 0; k < f->s->compared.found; k++) {
        if (is_reuse(&f->scored[k])) {
            numbers[count++] = k;
        }
    }
    PairingList found = one_to_one(f, numbers, count);
    widen(f, &found);
    add_lone_runs(f, &found);
    add_formulas(f, &found);
    add_reordered(f, &found);
    AreaList areas = extents(f);
    leave_condensed(f, 0, &areas);
    leave_condensed(f, 1, &areas);
    for (Py_ssize_t k = 0; k < areas.found; k++) {
        add_area_chains(f, &areas.rows[k], &found);
    }
    ChainList rest = chained(f, &found, f->limits->max_gap_words);
    for (Py_ssize_t k = 0; k < rest.found; k++) {
        set_ends(f, &rest.rows[k]);
        if (counts_at_all(f, &rest.rows[k])) {
            rest.rows[k].needed = words_to_ask(&rest.rows[k]);
            narrow_chain(f, &rest.rows[k]);
            add_chain(f, &f->chains, rest.rows[k]);
        }
    }
    for (Py_ssize_t k = 0; k < f->chains.found; k++) {
        f->chains.rows[k].order = k;
    }
    if (f->chains.found > 1) {
        qsort(f->chains.rows, (size_t)f->chains.found, sizeof(Chain), by_chain);
    }
}

/* Rows of whole numbers. */
typedef struct {
    int64_t *rows;
    Py_ssize_t found, space;
} Rows;

/* What all pairs gave: see plain_chains.Chains. */
typedef struct {
    Rows chains, pairings, blocks, alike;
    double *values;
    Py_ssize_t values_space;
} Given;

static void
give_row(Room *room, Rows *rows, const int64_t *row, size_t columns)
{
    rows->rows = grown(room, rows->rows, rows->found, &rows->space, columns * sizeof *row);
    memcpy(rows->rows + (size_t)rows->found++ * columns, row, columns * sizeof *row);
}

static void
give_chain(Field *f, Room *room, Given *given, const Chain *chain, int64_t number)
{
    const PairingList *pairings = &chain->pairings;
    for (Py_ssize_t k = 0; k < pairings->found; k++) {
        const Pairing *p = &pairings->rows[k];
        Py_ssize_t at = given->pairings.found;
        int is_run = p->is_run || p->run.length > 0;
        Extent a = told_range(p, 0), b = told_range(p, 1);
        const int64_t row[] = {number, a.start, a.end, b.start, b.end, is_run, p->is_formula, p->is_reordered};
        given->values = grown(room, given->values, at, &given->values_space, 2 * sizeof(double));
        given->values[2 * at] = p->run.length > 0 ? 1.0 : p->similarity;
        given->values[2 * at + 1] = p->run.length > 0 ? 1.0 : p->containment;
        give_row(room, &given->pairings, row, 8);
        RunList blocks = {0};
        blocks = chain->needed > 0 ? shared_blocks(f, p) : blocks;
        for (Py_ssize_t b = 0; b < blocks.found; b++) {
            const int64_t block[] = {given->chains.found, blocks.rows[b].x, blocks.rows[b].length};
            give_row(room, &given->blocks, block, 3);
        }
    }
    const int64_t row[] = {number,       chain->a.start,  chain->a.end, chain->b.start,
                           chain->b.end, pairings->found, chain->needed};
    give_row(room, &given->chains, row, 7);
}

/* Gives the chains of a pair; and all passages that are alike, where any are among them. */
static void
give(Field *f, Room *room, Given *given, int64_t number)
{
    int is_reordered = 0;
    for (Py_ssize_t k = 0; k < f->chains.found; k++) {
        const Chain *chain = &f->chains.rows[k];
        give_chain(f, room, given, chain, number);
        for (Py_ssize_t at = 0; at < chain->pairings.found; at++) {
            is_reordered |= chain->pairings.rows[at].is_reordered;
        }
    }
    for (Py_ssize_t k = 0; is_reordered && k < f->alike.found; k++) {
        const Pairing *p = &f->alike.rows[k];
        const int64_t row[] = {number, p->a.start, p->a.end, p->b.start, p->b.end};
        give_row(room, &given->alike, row, 5);
    }
}

/* Finds the chains of the two documents that were fetched, and gives them: 0 or OPEN, or why that was given up. */
static int
align_pair(Field *f, Room *results, Given *given, int64_t number)
{
    switch (setjmp(f->room->out)) {
    case 0: {
        int is_open = 0;
        if (f->s->sides[0]->tokens > 0 && f->s->sides[1]->tokens > 0) {
            find_chains(f);
            is_open = may_be_retold(f) || may_have_companions(f);
        }
        give(f, results, given, number);
        clear(f->room, 0);
        return is_open ? OPEN : 0;
    }
    case LEFT:
        clear(f->room, 0);
        return LEFT;
    default:
        clear(f->room, 0);
        return WITHOUT_MEMORY;
    }
}

enum { PAIRS = COLUMNS + 1, UNTOLD, STANDING, INPUTS }; /* the arrays that follow the columns and the run values */

/* All that `chains` is given, and has found. */
typedef struct {
    Py_buffer views[INPUTS];
    Seeding seeding;
    Limits limits;
    Library library;
    Room work, results;
    Given given;
} Task;

/* Aligns each pair of documents; what is wrong with one, or NULL. Without memory an error is set. */
static const char *
align_all(Task *task)
{
    Py_ssize_t count = task->views[STANDING].len / 2;
    const int64_t *untold = task->views[UNTOLD].buf, *end = untold + task->views[UNTOLD].len / 8;
    if (setjmp(task->results.out) != 0) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        const int64_t *pair = (const int64_t *)task->views[PAIRS].buf + 2 * k;
        Survey s = {.library = &task->library, .room = &task->work};
        Field f = {.s = &s, .room = &task->work, .limits = &task->limits};
        const char *wrong = fetch_both(&task->library, (Py_ssize_t)pair[0], (Py_ssize_t)pair[1], 2 * count, s.sides);
        if (wrong != NULL) {
            return wrong;
        }
        Pair *keys = NULL;
        for (Py_ssize_t space = 0; untold < end && untold[0] == k; untold += 3) {
            keys = grown(&task->results, keys, f.found_untold, &space, sizeof *keys);
            keys[f.found_untold++] = (Pair){untold[1], untold[2]};
        }
        f.untold = keys;
        int status = align_pair(&f, &task->results, &task->given, k);
        if (status == WITHOUT_MEMORY) {
            longjmp(task->results.out, status);
        }
        ((uint8_t *)task->views[STANDING].buf)[k] = status == LEFT;
        ((uint8_t *)task->views[STANDING].buf)[count + k] = status == OPEN;
    }
    return NULL;
}

/* What was found as a tuple, or NULL with an error. */
static PyObject *
aligned(Task *task)
{
    const char *wrong = complete(&task->seeding, &task->views[COLUMNS]);
    if (task->views[PAIRS].len != 8 * task->views[STANDING].len || task->views[UNTOLD].len % 24 || task->limits.min_run_words < 1) {
        wrong = "each pair is of two documents and has two flags, and a run has one word or more";
    }
    wrong = wrong ? wrong : align_all(task);
    if (wrong != NULL || PyErr_Occurred()) {
        return PyErr_Occurred() ? NULL : refused(wrong);
    }
    const Given *given = &task->given;
    return Py_BuildValue("(NNNNN)", bytes_of(given->chains.rows, given->chains.found, 56),
                         bytes_of(given->pairings.rows, given->pairings.found, 64),
                         bytes_of(given->values, given->pairings.found, 16),
                         bytes_of(given->alike.rows, given->alike.found, 40),
                         bytes_of(given->blocks.rows, given->blocks.found, 24));
}

PyDoc_STRVAR(chains_doc,
             "chains(word, stem, weight, document_token, passage_token, is_furniture, document_passage, pairs, untold,\n"
             "       standing, run_values, run_words, most_places, most_pairs, close_cosine, close_dot, rivals, alike_words,\n"
             "       alike_cosine, min_words, min_run_words, min_extent_words, max_gap_words, /)"
             "\n--\n\n"
             "The chains of reuse of the int64 rows of two documents, see plain_chains: rows of seven int64, their\n"
             "pairings in rows of eight int64, and of two float64; passages that are alike in rows of five, and blocks in\n"
             "rows of three int64; each in a bytearray. `standing` is written to: first\n"
             "which pairs are left, then in which one document may tell the other again.");

static PyObject *
chains(PyObject *module, PyObject *args)
{
    PyObject *arrays[INPUTS];
    const Type *types[INPUTS];
    State *state = PyModule_GetState(module);
    Task task = {.seeding = {.secret = state->secret}};
    Seeding *seeding = &task.seeding;
    Limits *limits = &task.limits;
    memcpy(types, COLUMN_TYPES, sizeof COLUMN_TYPES);
    types[PAIRS] = types[UNTOLD] = &INT64;
    types[STANDING] = &FLAG;
    if (!PyArg_ParseTuple(args, "OOOOOOOOOOOnnnddnndnnnn:chains", &arrays[0], &arrays[1], &arrays[2], &arrays[3],
                          &arrays[4], &arrays[5], &arrays[6], &arrays[PAIRS], &arrays[UNTOLD],
                          &arrays[STANDING], &arrays[COLUMNS], &seeding->run_words, &seeding->most_places, &seeding->most_pairs,
                          &seeding->close_cosine, &seeding->close_dot, &seeding->rivals, &seeding->alike_words,
                          &seeding->alike_cosine, &limits->min_words, &limits->min_run_words,
                          &limits->min_extent_words, &limits->max_gap_words) ||
        look_at_all(arrays, task.views, types, INPUTS, 1) < 0) {
        return NULL;
    }
    task.work = room_of(&state->spare[0]);
    task.library.room = room_of(&state->spare[1]);
    task.library.columns = task.views;
    task.library.seeding = seeding;
    PyObject *result = aligned(&task);
    leave(&task.work, &state->spare[0]);
    leave(&task.library.room, &state->spare[1]);
    clear(&task.results, 1);
    return released(task.views, INPUTS, result);
}
