/* Attribution formulas around the verbs of speech of several texts: see plain_formulas.py. Part of native.c. */

#define MOST_FORMULA_WORDS 16
#define MOST_TAG_WORDS 9
#define MOST_TAG_LETTERS 400 /* or a stretch with no white space would be read anew for each of its verbs */

typedef struct {
    int64_t start, end;
} Piece;

/* Ranges of characters of several texts: those of a text follow one another. */
typedef struct {
    const int64_t *starts, *ends, *firsts;
    Py_ssize_t count;
} Ranges;

static int
is_among(const Scan *s, int64_t place, const char *signs)
{
    Py_UCS4 c = at(s, (Py_ssize_t)place);
    return c != 0 && c < 128 && strchr(signs, (int)c) != NULL;
}

static int
are_all(const Scan *s, int64_t start, int64_t end, const char *signs)
{
    while (start < end && is_among(s, start, signs)) {
        start++;
    }
    return start >= end;
}

/* Whether a stretch has at most so many words, which are its runs without white space. */
static int
has_few_words(const Scan *s, int64_t start, int64_t end, int most)
{
    int words = 0, is_word = 0;
    for (; start < end && words <= most; start++) {
        int is_next = !Py_UNICODE_ISSPACE(at(s, (Py_ssize_t)start));
        words += is_next && !is_word;
        is_word = is_next;
    }
    return words <= most;
}

static int
is_pause(Py_UCS4 c)
{
    return c == ',' || c == ';' || c == 0x2013 || c == 0x2014;
}

/* The formula of a verb in the stretch between two quotations that it stands in; empty where there is none. */
static Piece
formula_around(const Scan *s, Piece passage, Piece verb, Piece unquoted)
{
    static const Piece NONE = {0, 0};
    int64_t start = unquoted.start, end = unquoted.end;
    if (are_all(s, verb.end, end, " ,.:;\n\t")) {
        int introduces = end < passage.end || start > passage.start;
        for (int64_t place = verb.end; place < end; place++) {
            introduces |= at(s, (Py_ssize_t)place) == ':';
        }
        int64_t first = start;
        if (!introduces) {
            first = verb.start;
            while (first > start && !is_pause(at(s, (Py_ssize_t)first - 1))) {
                first--;
            }
            if (first == start) {
                return NONE;
            }
        }
        return has_few_words(s, first, verb.start, MOST_FORMULA_WORDS) ? (Piece){first, end} : NONE;
    }
    if (verb.end - start > MOST_TAG_LETTERS) {
        return NONE;
    }
    if (start > passage.start && are_all(s, start, verb.start, " ,.;")) {
        return has_few_words(s, verb.end, end, MOST_FORMULA_WORDS) ? (Piece){start, end} : NONE;
    }
    return has_few_words(s, start, verb.start, MOST_TAG_WORDS) ? (Piece){start, verb.end} : NONE;
}

/* Adds the formulas of one text to rows of its number, start and end. */
static int
formulas_of(const Scan *s, Py_ssize_t number, const Ranges *passages_, const Ranges *quotes, const Ranges *verbs,
             PyObject *rows)
{
    int64_t p = passages_->firsts[number], q = quotes->firsts[number];
    int64_t last_p = passages_->firsts[number + 1], last_q = quotes->firsts[number + 1];
    for (int64_t v = verbs->firsts[number]; v < verbs->firsts[number + 1]; v++) {
        Piece verb = {verbs->starts[v], verbs->ends[v]};
        while (p + 1 < last_p && passages_->starts[p + 1] <= verb.start) {
            p++;
        }
        while (q < last_q && quotes->starts[q] <= verb.start) {
            q++; /* the first that begins behind the verb */
        }
        if (p == last_p || passages_->starts[p] > verb.start ||
            (q > quotes->firsts[number] && quotes->ends[q - 1] > verb.start)) {
            continue;
        }
        Piece passage = {passages_->starts[p], passages_->ends[p]}, unquoted = passage;
        if (q > quotes->firsts[number] && quotes->ends[q - 1] > passage.start) {
            unquoted.start = quotes->ends[q - 1];
        }
        if (q < last_q && quotes->starts[q] < passage.end) {
            unquoted.end = quotes->starts[q];
        }
        Piece formula = formula_around(s, passage, verb, unquoted);
        if (formula.end > formula.start) {
            int64_t row[] = {number, formula.start, formula.end};
            if (lengthen(rows, row, sizeof(row)) < 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* Whether ranges lie inside of their texts, and each text has its own. */
static int
are_sound(const Ranges *ranges, PyObject *texts)
{
    Py_ssize_t count = PyTuple_GET_SIZE(texts);
    int is_sound = ranges->firsts[0] == 0 && ranges->firsts[count] == ranges->count;
    for (Py_ssize_t k = 0; k < count && is_sound; k++) {
        PyObject *text = PyTuple_GET_ITEM(texts, k);
        int64_t first = ranges->firsts[k], last = ranges->firsts[k + 1];
        is_sound = PyUnicode_Check(text) && first <= last && last <= ranges->count;
        for (int64_t n = first; n < last && is_sound; n++) {
            is_sound = 0 <= ranges->starts[n] && ranges->starts[n] <= ranges->ends[n] &&
                       ranges->ends[n] <= PyUnicode_GET_LENGTH(text);
        }
    }
    return is_sound;
}

PyDoc_STRVAR(formulas_doc,
             "formulas(texts, *columns, /)\n--\n\n"
             "Rows of the number of a text, and start and end of a formula: int64 in a bytearray. The columns are\n"
             "starts, ends and first ones of each text: of passages, of quotations, and of verbs of speech.");

static PyObject *
formulas(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *texts, *arrays[9], *rows = NULL;
    if (!PyArg_ParseTuple(args, "O!OOOOOOOOO:formulas", &PyTuple_Type, &texts, &arrays[0], &arrays[1], &arrays[2],
                          &arrays[3], &arrays[4], &arrays[5], &arrays[6], &arrays[7], &arrays[8])) {
        return NULL;
    }
    Py_buffer views[9];
    const Type *types[] = {&INT64, &INT64, &INT64, &INT64, &INT64, &INT64, &INT64, &INT64, &INT64};
    if (look_at_all(arrays, views, types, 9, 0) < 0) {
        return NULL;
    }
    Ranges ranges[3];
    int is_sound = 1;
    for (int k = 0; k < 3; k++) {
        const Py_buffer *held = views + 3 * k;
        ranges[k] = (Ranges){held[0].buf, held[1].buf, held[2].buf, held[0].len / 8};
        is_sound = is_sound && held[1].len == held[0].len && held[2].len / 8 == PyTuple_GET_SIZE(texts) + 1 &&
                   are_sound(&ranges[k], texts);
    }
    if (!is_sound) {
        return released(views, 9, refused("ranges lie inside of their texts"));
    }
    rows = PyByteArray_FromStringAndSize(NULL, 0);
    for (Py_ssize_t k = 0; rows != NULL && k < PyTuple_GET_SIZE(texts); k++) {
        PyObject *text = PyTuple_GET_ITEM(texts, k);
        Scan s = {.kind = PyUnicode_KIND(text), .characters = PyUnicode_DATA(text)};
        if (formulas_of(&s, k, &ranges[0], &ranges[1], &ranges[2], rows) < 0) {
            Py_CLEAR(rows);
        }
    }
    return released(views, 9, rows);
}
