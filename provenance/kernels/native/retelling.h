/* In which pairs of documents one may tell the other again, see align/retelling.py. Part of native.c. */

#define RETOLD_PAIRS 4
#define RETOLD_REACH 15
#define RETOLD_SHARED 2.0

/* Marks the passages of chains that need not be asked for their words. */
static void
take_chained(Field *f, uint8_t *const taken[2])
{
    for (Py_ssize_t c = 0; c < f->chains.found; c++) {
        const Chain *chain = &f->chains.rows[c];
        for (Py_ssize_t k = 0; chain->needed == 0 && k < chain->pairings.found; k++) {
            for (int side = 0; side < 2; side++) {
                Extent range = side ? chain->pairings.rows[k].b : chain->pairings.rows[k].a;
                int64_t first = passage_at(f, side, range.start), last = passage_at(f, side, range.end - 1);
                memset(taken[side] + first, 1, (size_t)(last - first + 1));
            }
        }
    }
}

/* Whether align.retelling may find anything: passages that no chain holds share enough, some after each other in both. */
static int
may_be_retold(Field *f)
{
    const PairList *compared = &f->s->compared;
    if (compared->found < RETOLD_PAIRS) {
        return 0;
    }
    Py_ssize_t count = 0;
    Pair *keys = take(f->room, compared->found, sizeof *keys);
    int *lengths = take(f->room, compared->found, sizeof *lengths);
    uint8_t *taken[2] = {take_clear(f->room, f->s->sides[0]->passages, 1),
                         take_clear(f->room, f->s->sides[1]->passages, 1)};
    take_chained(f, taken);
    for (Py_ssize_t k = 0; k < compared->found; k++) {
        Pair key = compared->rows[k];
        const Pairing *p = &f->scored[k];
        if (taken[0][key.i] || taken[1][key.j] || shorter_of(p) == 0) {
            continue;
        }
        int length = 1;
        for (Py_ssize_t at = count - 1; at >= 0 && key.i - keys[at].i <= RETOLD_REACH; at--) {
            int64_t step = key.j - keys[at].j;
            if (keys[at].i < key.i && step > 0 && step <= RETOLD_REACH && lengths[at] >= length) {
                length = lengths[at] + 1;
            }
        }
        double weights[3];
        weigh_both(f, p->a, p->b, weights);
        if (weights[0] >= RETOLD_SHARED) {
            if (length >= RETOLD_PAIRS) {
                return 1;
            }
            keys[count] = key;
            lengths[count++] = length;
        }
    }
    return 0;
}
