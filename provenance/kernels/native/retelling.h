/* In which pairs of documents one may tell the other again, see align/retelling.py. Part of native.c. */

#define RETOLD_PAIRS 4
#define RETOLD_REACH 15
#define RETOLD_SHARED 2.0

enum { TAKEN = 1, REWORDED = 2 };

/* Whether a pairing says the same in other words, as far as that is told without its text. */
static int
is_reworded(const Pairing *p)
{
    return !p->is_run && !p->is_formula && p->similarity < ALIKE;
}

/* Marks the passages of chains that need not be asked for their words, and those that are reworded. */
static void
take_chained(Field *f, uint8_t *const taken[2])
{
    for (Py_ssize_t c = 0; c < f->chains.found; c++) {
        const Chain *chain = &f->chains.rows[c];
        for (Py_ssize_t k = 0; chain->needed == 0 && k < chain->pairings.found; k++) {
            const Pairing *p = &chain->pairings.rows[k];
            uint8_t mark = is_reworded(p) ? TAKEN | REWORDED : TAKEN;
            for (int side = 0; side < 2; side++) {
                Extent range = side ? p->b : p->a;
                int64_t last = passage_at(f, side, range.end - 1);
                for (int64_t passage = passage_at(f, side, range.start); passage <= last; passage++) {
                    taken[side][passage] |= mark;
                }
            }
        }
    }
}

/* Whether align.retelling may find anything: passages that no chain holds, or that are reworded, share enough, some
 * after each other in both; and two of them that no chain holds. */
static int
may_be_retold(Field *f)
{
    const PairList *compared = &f->s->compared;
    if (compared->found < RETOLD_PAIRS) {
        return 0;
    }
    Py_ssize_t count = 0;
    int is_any_free = 0, longest = 0;
    Pair *keys = take(f->room, compared->found, sizeof *keys);
    int *lengths = take(f->room, compared->found, sizeof *lengths);
    uint8_t *taken[2] = {take_clear(f->room, f->s->sides[0]->passages, 1),
                         take_clear(f->room, f->s->sides[1]->passages, 1)};
    take_chained(f, taken);
    for (Py_ssize_t k = 0; k < compared->found; k++) {
        Pair key = compared->rows[k];
        const Pairing *p = &f->scored[k];
        uint8_t marks[2] = {taken[0][key.i], taken[1][key.j]};
        if (marks[0] == TAKEN || marks[1] == TAKEN || shorter_of(p) == 0) {
            continue;
        }
        double weights[3];
        weigh_both(f, p->a, p->b, weights);
        if (weights[0] < RETOLD_SHARED) {
            continue;
        }
        int length = 1;
        for (Py_ssize_t at = count - 1; at >= 0 && key.i - keys[at].i <= RETOLD_REACH; at--) {
            int64_t step = key.j - keys[at].j;
            if (keys[at].i < key.i && step > 0 && step <= RETOLD_REACH && lengths[at] >= length) {
                length = lengths[at] + 1;
            }
        }
        is_any_free |= marks[0] == 0 && marks[1] == 0;
        longest = length > longest ? length : longest;
        if (is_any_free && longest >= RETOLD_PAIRS) {
            return 1;
        }
        keys[count] = key;
        lengths[count++] = length;
    }
    return 0;
}

#define FIRM_EVIDENCE 7.0
#define COMPANION_SHARED 2.5
#define COMPANION_SHARE 0.2
#define MOST_COMPARED 602 /* passages times passages: of longer texts more is asked than any pair can have */

/* Whether align.companions may find anything: enough is paired passage by passage, as far as that is told without the
 * text, and two passages that no chain holds share enough. */
static int
may_have_companions(Field *f)
{
    if (f->s->sides[0]->passages * f->s->sides[1]->passages > MOST_COMPARED) {
        return 0;
    }
    double firm = 0;
    for (Py_ssize_t c = 0; c < f->chains.found; c++) {
        const PairingList *held = &f->chains.rows[c].pairings;
        for (Py_ssize_t k = 0; k < held->found; k++) {
            const Pairing *p = &held->rows[k];
            firm += p->is_run || p->is_formula ? 0 : p->evidence;
        }
    }
    if (firm < FIRM_EVIDENCE - 1e-6) {
        return 0;
    }
    uint8_t *taken[2] = {take_clear(f->room, f->s->sides[0]->passages, 1),
                         take_clear(f->room, f->s->sides[1]->passages, 1)};
    take_chained(f, taken);
    for (Py_ssize_t k = 0; k < f->s->compared.found; k++) {
        Pair key = f->s->compared.rows[k];
        const Pairing *p = &f->scored[k];
        if (taken[0][key.i] || taken[1][key.j] || shorter_of(p) < MIN_WORDS) {
            continue;
        }
        double weights[3];
        weigh_both(f, p->a, p->b, weights);
        double least = COMPANION_SHARE * COMPANION_SHARE * weights[1] * weights[2];
        if (weights[0] >= COMPANION_SHARED - 1e-6 && weights[0] * weights[0] >= least - 1e-6) {
            return 1;
        }
    }
    return 0;
}
