/* A text to its passages. Part of native.c. */

/* What cutting a text into passages needs to know; the three that are asked are functions of Python. */
typedef struct {
    PyObject *text, *breaks, *ends, *cut, *doubtful;
    int kind;
    const void *characters;
    Py_ssize_t length, width, max_words;
    int64_t *rows; /* start, end, paragraph */
    Py_ssize_t found, room;
    int hyphenates; /* words are parted by hyphens at the ends of lines */
    Py_ssize_t paragraph, barren; /* no run of stops that begins before `barren` ends a sentence */
} Scan;

#define UNSPACED 10 /* plain_passages.UNSPACED */
#define MAX_LAST 19 /* letters of a word before a stop that are looked up; a longer one is no abbreviation */

static ALWAYS_INLINE Py_UCS4
at(const Scan *s, Py_ssize_t place)
{
    return PyUnicode_READ(s->kind, s->characters, place);
}

static int
is_stop(Py_UCS4 c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           c == 0x61F || c == 0x6D4 || c == 0x964;
}

static int
is_wide_stop(Py_UCS4 c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

static int
is_closer(Py_UCS4 c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x201C ||
           c == 0xAB || c == 0x300D || c == 0x300F;
}

/* What stands before a closing mark in French. */
static int
is_french_space(Py_UCS4 c)
{
    return c == ' ' || c == 0xA0 || c == 0x202F;
}

static int
is_wide_closer(Py_UCS4 c)
{
    return c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0xFF09;
}

static int
is_opener(Py_UCS4 c)
{
    return c == '"' || c == '\'' || c == 0x201C || c == 0x2018 || c == 0xAB || c == '(' || c == '[' || c == '*' ||
           c == '_' || c == '<';
}

enum { BREAKS, STOPS }; /* what is looked for: line breaks, or stops and colons */

static ALWAYS_INLINE Py_ssize_t
find_sign(int kind, const void *characters, Py_ssize_t place, Py_ssize_t end, int wanted)
{
    for (; place < end; place++) {
        Py_UCS4 c = PyUnicode_READ(kind, characters, place);
        if (wanted == BREAKS ? c == '\n' || c == '\r' : c == ':' || is_stop(c)) {
            break;
        }
    }
    return place;
}

/* The next such sign from `place` on, or the end: most characters are none. */
static ALWAYS_INLINE Py_ssize_t
next_sign(const Scan *s, Py_ssize_t place, Py_ssize_t end, int wanted)
{
    switch (s->kind) { /* spelled out, so that each width of characters has a loop of its own */
    case PyUnicode_1BYTE_KIND:
        return find_sign(PyUnicode_1BYTE_KIND, s->characters, place, end, wanted);
    case PyUnicode_2BYTE_KIND:
        return find_sign(PyUnicode_2BYTE_KIND, s->characters, place, end, wanted);
    default:
        return find_sign(PyUnicode_4BYTE_KIND, s->characters, place, end, wanted);
    }
}

static int
is_small(Py_UCS4 c)
{
    return c >= 'a' && c <= 'z';
}

static int
is_capital(Py_UCS4 c)
{
    return c >= 'A' && c <= 'Z';
}

static int
keep_passage(Scan *s, Py_ssize_t start, Py_ssize_t end)
{
    if (s->found == s->room) {
        if (s->room > PY_SSIZE_T_MAX / 64) {
            PyErr_NoMemory();
            return -1;
        }
        int64_t *more = PyMem_Realloc(s->rows, (size_t)s->room * 2 * 3 * sizeof(int64_t));
        if (more == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        s->rows = more;
        s->room *= 2;
    }
    int64_t *row = s->rows + 3 * s->found++;
    row[0] = start;
    row[1] = end;
    row[2] = s->paragraph;
    return 0;
}

/* Asks Python where to cut a stretch that is too long. */
static int
cut_long(Scan *s, Py_ssize_t start, Py_ssize_t end)
{
    PyObject *places = PyObject_CallFunction(s->cut, "Onn", s->text, start, end);
    PyObject *pairs = places ? PySequence_Fast(places, "cut(text, start, end) must give pairs") : NULL;
    Py_XDECREF(places);
    int status = pairs ? 0 : -1;
    for (Py_ssize_t k = 0; status == 0 && k < PySequence_Fast_GET_SIZE(pairs); k++) {
        Py_ssize_t first, last;
        PyObject *pair = PySequence_Fast_GET_ITEM(pairs, k);
        if (!PyTuple_Check(pair) || !PyArg_ParseTuple(pair, "nn", &first, &last)) {
            if (!PyErr_Occurred()) {
                PyErr_SetString(PyExc_TypeError, "cut(text, start, end) must give pairs");
            }
            status = -1;
        }
        else {
            status = keep_passage(s, first, last);
        }
    }
    Py_XDECREF(pairs);
    return status;
}

/* Keeps the stretch without white space around it; Python cuts it where it may have too many words. */
static int
keep_trimmed(Scan *s, Py_ssize_t start, Py_ssize_t end)
{
    while (start < end && Py_UNICODE_ISSPACE(at(s, start))) {
        start++;
    }
    while (end > start && Py_UNICODE_ISSPACE(at(s, end - 1))) {
        end--;
    }
    if (start == end) {
        return 0;
    }
    if (end - start > 4 * s->max_words) {
        Py_ssize_t gaps = 0;
        for (Py_ssize_t k = start + 1; k < end; k++) {
            gaps += Py_UNICODE_ISSPACE(at(s, k)) && !Py_UNICODE_ISSPACE(at(s, k - 1));
        }
        if (gaps >= s->max_words || (end - start - 1) / UNSPACED >= s->max_words) {
            return cut_long(s, start, end);
        }
    }
    return keep_passage(s, start, end);
}

/* Whether the word before a full stop needs no second look: letters after a space, and not in the list. Figures of
 * fewer than four digits may number a paragraph. */
static int
is_plain_word(const Scan *s, Py_ssize_t start, Py_ssize_t stop)
{
    char letters[MAX_LAST + 1];
    int has_letter = 0;
    Py_ssize_t first = stop;
    while (first > start && stop - first <= MAX_LAST) {
        Py_UCS4 c = at(s, first - 1);
        int is_letter = is_small(c) || is_capital(c);
        if (!is_letter && (c < '0' || c > '9')) {
            break;
        }
        has_letter |= is_letter;
        first--;
    }
    Py_ssize_t count = stop - first;
    if (count > MAX_LAST) {
        return 1;
    }
    if (count < 2 || (count < 4 && !has_letter) ||
        (first > start && at(s, first - 1) != ' ' && at(s, first - 1) != '\n')) {
        return 0;
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        Py_UCS4 c = at(s, first + k);
        letters[k] = (char)(is_capital(c) ? c + ('a' - 'A') : c);
    }
    PyObject *word = PyUnicode_FromStringAndSize(letters, count);
    int is_held = word ? PySet_Contains(s->doubtful, word) : -1;
    Py_XDECREF(word);
    return is_held < 0 ? -1 : !is_held;
}

static int
asked(PyObject *answer)
{
    int is_so = answer ? PyObject_IsTrue(answer) : -1;
    Py_XDECREF(answer);
    return is_so;
}

/* Whether a sentence ends with the stop from `first` to `last`; Python is asked where it is a matter of words. */
static int
ends_sentence(Scan *s, Py_ssize_t start, Py_ssize_t end, Py_ssize_t first, Py_ssize_t last)
{
    Py_ssize_t after = last;
    while (after < end && (Py_UNICODE_ISSPACE(at(s, after)) || is_opener(at(s, after)))) {
        after++;
    }
    if (after >= end || Py_UNICODE_ISLOWER(at(s, after))) {
        return 0;
    }
    int is_bare = last == first + 1 || (last == first + 2 && at(s, first + 1) == ')');
    if (at(s, first) != '.' || !is_bare) {
        return 1;
    }
    int is_plain = last == first + 1 ? is_plain_word(s, start, first) : 0;
    if (is_plain != 0) {
        return is_plain;
    }
    return asked(PyObject_CallFunction(s->ends, "Onnnn", s->text, start, end, first, last));
}

static int
is_wordlike(Py_UCS4 c)
{
    return c == '_' || Py_UNICODE_ISALNUM(c);
}

/* Whether a sentence begins right after a stop, with no space between: `end.The`, but not `site.Com`. */
static int
is_joined(const Scan *s, Py_ssize_t place, Py_ssize_t end)
{
    Py_UCS4 c = at(s, place);
    if ((c != '.' && c != '!' && c != '?') || place < 3 || place + 2 >= end || !is_small(at(s, place - 1)) ||
        !is_small(at(s, place - 2)) || !is_small(at(s, place - 3))) {
        return 0;
    }
    Py_UCS4 next = at(s, place + 1);
    if (next == '"' || next == 0x201C) {
        return is_capital(at(s, place + 2));
    }
    if (!is_capital(next) || place + 3 >= end || !is_small(at(s, place + 2)) || !is_small(at(s, place + 3))) {
        return 0;
    }
    Py_UCS4 second = at(s, place + 2), third = at(s, place + 3);
    int is_suffix = (next == 'C' && second == 'o' && third == 'm') || (next == 'N' && second == 'e' && third == 't') ||
                    (next == 'O' && second == 'r' && third == 'g');
    return !is_suffix || (place + 4 < end && is_wordlike(at(s, place + 4)));
}

/* Where the stop at `place` ends, or 0 where none is: see plain_passages.STOP, whose alternatives these are. */
static Py_ssize_t
stop_at(Scan *s, Py_ssize_t place, Py_ssize_t end)
{
    Py_UCS4 c = at(s, place);
    if (c == ':') {
        Py_ssize_t after = place + 1;
        while (after < end && Py_UNICODE_ISSPACE(at(s, after))) {
            after++;
        }
        Py_UCS4 next = after < end ? at(s, after) : 0;
        return next == '"' || next == 0x201C || next == 0x2018 || next == 0xAB || next == 0x201E ? place + 1 : 0;
    }
    if (!is_stop(c)) {
        return 0;
    }
    if (place >= s->barren) {
        Py_ssize_t run = place + 1;
        while (run < end && is_stop(at(s, run))) {
            run++;
        }
        Py_ssize_t after = run;
        while (after < end && is_closer(at(s, after))) {
            after++;
        }
        if (after + 1 < end && is_french_space(at(s, after)) && at(s, after + 1) == 0xBB &&
            (after + 2 == end || Py_UNICODE_ISSPACE(at(s, after + 2)))) {
            after += 2;
        }
        if (after == end || Py_UNICODE_ISSPACE(at(s, after))) {
            return after;
        }
        s->barren = run;
    }
    if (!is_wide_stop(c)) {
        return is_joined(s, place, end) ? place + 1 : 0;
    }
    Py_ssize_t after = place + 1;
    while (after < end && is_wide_stop(at(s, after))) {
        after++;
    }
    while (after < end && is_wide_closer(at(s, after))) {
        after++;
    }
    return after;
}

/* The passages of the paragraph from `start` to `end`. */
static int
scan_paragraph(Scan *s, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t first = start;
    s->barren = start;
    for (Py_ssize_t place = start; (place = next_sign(s, place, end, STOPS)) < end;) {
        Py_ssize_t after = stop_at(s, place, end);
        if (after == 0) {
            place++;
            continue;
        }
        if (after >= end) {
            break;
        }
        Py_UCS4 c = at(s, place);
        int is_end = c == ':' || is_wide_stop(c) ? 1 : ends_sentence(s, start, end, place, after);
        if (is_end < 0 || (is_end && keep_trimmed(s, first, after) < 0)) {
            return -1;
        }
        first = is_end ? after : first;
        place = after;
    }
    return keep_trimmed(s, first, end);
}

static int
scan_paragraphs(Scan *s)
{
    Py_ssize_t start = 0;
    for (Py_ssize_t place = 0; (place = next_sign(s, place, s->length, BREAKS)) < s->length; place++) {
        Py_ssize_t after = place + 1 + (at(s, place) == '\r' && place + 1 < s->length && at(s, place + 1) == '\n');
        int is_break = 1;
        if (s->width) {
            is_break = asked(PyObject_CallFunction(s->breaks, "Onnnn", s->text, start, place, after, s->width));
        }
        if (is_break < 0 || (is_break && scan_paragraph(s, start, place) < 0)) {
            return -1;
        }
        if (is_break) {
            start = after;
            s->paragraph++;
        }
        place = after - 1;
    }
    return scan_paragraph(s, start, s->length);
}

PyDoc_STRVAR(passages_doc, "passages(text, width, max_words, breaks, ends, cut, doubtful, /)\n--\n\n"
                           "The passages of a text as rows of start, end and paragraph: int64 in a bytearray. The\n"
                           "three functions are asked where a text is wrapped, a stop is doubtful, a passage too long.");

static PyObject *
passages(PyObject *Py_UNUSED(module), PyObject *args)
{
    Scan s = {.room = 64};
    if (!PyArg_ParseTuple(args, "UnnOOOO!:passages", &s.text, &s.width, &s.max_words, &s.breaks, &s.ends, &s.cut,
                          &PyFrozenSet_Type, &s.doubtful)) {
        return NULL;
    }
    if (s.max_words < 1 || s.max_words > PY_SSIZE_T_MAX / 4) {
        return refused("max_words must be 1 or more");
    }
    s.kind = PyUnicode_KIND(s.text);
    s.characters = PyUnicode_DATA(s.text);
    s.length = PyUnicode_GET_LENGTH(s.text);
    s.rows = PyMem_New(int64_t, 3 * s.room);
    if (s.rows == NULL) {
        return PyErr_NoMemory();
    }
    PyObject *rows = NULL;
    if (scan_paragraphs(&s) == 0) {
        rows = PyByteArray_FromStringAndSize((const char *)s.rows, s.found * 3 * (Py_ssize_t)sizeof(int64_t));
    }
    PyMem_Free(s.rows);
    return rows;
}
