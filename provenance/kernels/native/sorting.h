/* Rows in ascending order, parted by their bits from the highest on. Part of native.c. */

#define FEW_ROWS 24    /* are put in order one by one */
#define NEAR_ROWS 8192 /* are parted in memory that is near; more of them where they stand */
#define FEWEST_BITS 6  /* by which rows are parted that are near, and the most; and those that are many, and all */
#define NEAR_BITS 9
#define FAR_BITS 10
#define MOST_BITS 11

static void
insert_rows(uint64_t *rows, Py_ssize_t count)
{
    for (Py_ssize_t k = 1; k < count; k++) {
        uint64_t row = rows[k];
        Py_ssize_t at = k;
        for (; at > 0 && rows[at - 1] > row; at--) {
            rows[at] = rows[at - 1];
        }
        rows[at] = row;
    }
}

/* Makes of counts where each part begins; how many rows the largest has. */
static Py_ssize_t
begin_parts(Py_ssize_t *next, Py_ssize_t parts)
{
    Py_ssize_t begin = 0, most = 0;
    for (Py_ssize_t part = 0; part < parts; part++) {
        Py_ssize_t count = next[part];
        most = count > most ? count : most;
        next[part] = begin;
        begin += count;
    }
    return most;
}

/* Moves each row to its part, where they stand: in turn to where it belongs, for the one that is there. */
static void
exchange_rows(uint64_t *rows, const Py_ssize_t *ends, Py_ssize_t *next, Py_ssize_t parts, int shift)
{
    uint64_t held = (uint64_t)parts - 1, own;
    for (Py_ssize_t part = 0; part < parts; part++) {
        while (next[part] < ends[part]) {
            uint64_t row = rows[next[part]];
            while ((own = row >> shift & held) != (uint64_t)part) {
                uint64_t other = rows[next[own]];
                rows[next[own]++] = row;
                row = other;
            }
            rows[next[part]++] = row;
        }
    }
}

static void
sort_rows(uint64_t *rows, Py_ssize_t count, int bits, uint64_t *near);

/* Sorts rows that agree in all but their last `bits` bits: parts them by the first `width` of these, then each part.
 * `next` has room for twice as many places as there may be parts. */
static void
part_rows(uint64_t *rows, Py_ssize_t count, int bits, int width, Py_ssize_t *next, uint64_t *near)
{
    int shift = bits > width ? bits - width : 0;
    Py_ssize_t parts = (Py_ssize_t)1 << (bits - shift), *ends = next + parts;
    uint64_t held = (uint64_t)parts - 1;
    memset(next, 0, (size_t)parts * sizeof *next);
    for (Py_ssize_t k = 0; k < count; k++) {
        next[rows[k] >> shift & held]++;
    }
    Py_ssize_t most = begin_parts(next, parts);
    memcpy(ends, next + 1, (size_t)(parts - 1) * sizeof *ends);
    ends[parts - 1] = count;
    if (most < count && count <= NEAR_ROWS) {
        memcpy(near, rows, (size_t)count * sizeof *rows);
        for (Py_ssize_t k = 0; k < count; k++) {
            rows[next[near[k] >> shift & held]++] = near[k];
        }
    }
    else if (most < count) {
        exchange_rows(rows, ends, next, parts, shift);
    }
    if (most <= FEW_ROWS) {
        insert_rows(rows, count); /* none has far to go */
        return;
    }
    for (Py_ssize_t part = 0, first = 0; part < parts; first = ends[part++]) {
        if (ends[part] - first > 1) {
            sort_rows(rows + first, ends[part] - first, shift, near);
        }
    }
}

static void
sort_near(uint64_t *rows, Py_ssize_t count, int bits, uint64_t *near)
{
    Py_ssize_t places[2 << NEAR_BITS];
    int width = FEWEST_BITS;
    while (width < NEAR_BITS && (Py_ssize_t)4 << width < count) { /* a few rows to each part */
        width++;
    }
    part_rows(rows, count, bits, width, places, near);
}

static void
sort_far(uint64_t *rows, Py_ssize_t count, int bits, uint64_t *near)
{
    Py_ssize_t places[2 << FAR_BITS];
    part_rows(rows, count, bits, FAR_BITS, places, near);
}

/* Sorts rows that agree in all but their last `bits` bits. `near` has room for NEAR_ROWS. What is on the way at once
 * takes a fifth of a megabyte of stack at most. */
static void
sort_rows(uint64_t *rows, Py_ssize_t count, int bits, uint64_t *near)
{
    if (bits == 0) {
        return;
    }
    if (count <= FEW_ROWS) {
        insert_rows(rows, count);
    }
    else if (count <= NEAR_ROWS) {
        sort_near(rows, count, bits, near);
    }
    else {
        sort_far(rows, count, bits, near);
    }
}

/* Sorts all rows of some columns, into `rows`. */
static void
sort_columns(const Py_buffer *columns, Py_ssize_t count, uint64_t *rows, uint64_t *near)
{
    Py_ssize_t next[1 << MOST_BITS] = {0}, parts = 1 << MOST_BITS;
    int shift = 64 - MOST_BITS;
    for (Py_ssize_t column = 0; column < count; column++) {
        const uint64_t *own = columns[column].buf;
        for (Py_ssize_t k = 0; k < columns[column].len / 8; k++) {
            next[own[k] >> shift]++;
        }
    }
    begin_parts(next, parts);
    for (Py_ssize_t column = 0; column < count; column++) {
        const uint64_t *own = columns[column].buf;
        for (Py_ssize_t k = 0; k < columns[column].len / 8; k++) {
            rows[next[own[k] >> shift]++] = own[k];
        }
    }
    for (Py_ssize_t part = 0; part < parts; part++) { /* each now ends where the next one began */
        Py_ssize_t first = part > 0 ? next[part - 1] : 0;
        sort_rows(rows + first, next[part] - first, shift, near);
    }
}

PyDoc_STRVAR(ordered_doc, "ordered(columns, rows, /)\n--\n\n"
                          "Sorts all rows of a tuple of columns of uint64 into `rows`, which has a place for each.");

static PyObject *
ordered(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *columns, *rows, *result = NULL;
    Py_buffer out;
    if (!PyArg_ParseTuple(args, "O!O:ordered", &PyTuple_Type, &columns, &rows) || look(rows, &out, &UINT64, 1) < 0) {
        return NULL;
    }
    Py_ssize_t count = PyTuple_GET_SIZE(columns), looked = 0, bytes = 0;
    Py_buffer *views = PyMem_New(Py_buffer, (size_t)count + 1);
    uint64_t *near = PyMem_New(uint64_t, NEAR_ROWS);
    for (; views && near && looked < count; looked++) {
        if (look(PyTuple_GET_ITEM(columns, looked), &views[looked], &UINT64, 0) < 0) {
            break;
        }
        bytes += views[looked].len;
    }
    if (views == NULL || near == NULL) {
        PyErr_NoMemory();
    }
    else if (looked == count && bytes != out.len) {
        refused("there must be a place for each row");
    }
    else if (looked == count) {
        sort_columns(views, count, out.buf, near);
        result = none();
    }
    released(views, (int)looked, NULL);
    PyMem_Free(views);
    PyMem_Free(near);
    return released(&out, 1, result);
}
