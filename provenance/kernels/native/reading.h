/* A text read word by word, for the grammar of its dates. Part of native.c. */

/* The same for each width of characters, so that each has a loop of its own: KIND is known where it is read. */
#define FOR_EACH_KIND(kind, call)                                                                                      \
    switch (kind) {                                                                                                    \
    case PyUnicode_1BYTE_KIND: {                                                                                       \
        enum { KIND = PyUnicode_1BYTE_KIND };                                                                          \
        call;                                                                                                          \
        break;                                                                                                         \
    }                                                                                                                  \
    case PyUnicode_2BYTE_KIND: {                                                                                       \
        enum { KIND = PyUnicode_2BYTE_KIND };                                                                          \
        call;                                                                                                          \
        break;                                                                                                         \
    }                                                                                                                  \
    default: {                                                                                                         \
        enum { KIND = PyUnicode_4BYTE_KIND };                                                                          \
        call;                                                                                                          \
    }                                                                                                                  \
    }

static int
append_new(PyObject *list, PyObject *value)
{
    int status = value ? PyList_Append(list, value) : -1;
    Py_XDECREF(value);
    return status;
}

/* --- where words begin */

static ALWAYS_INLINE Py_ssize_t
put_starts(int kind, const void *characters, Py_ssize_t length, int *starts)
{
    Py_ssize_t found = 0;
    int is_inside = 0;
    for (Py_ssize_t at = 0; at < length; at++) {
        int is_word = !Py_UNICODE_ISSPACE(PyUnicode_READ(kind, characters, at));
        starts[found] = (int)at;
        found += is_word & !is_inside;
        is_inside = is_word;
    }
    return found;
}

PyDoc_STRVAR(word_starts_doc, "word_starts(text, /)\n--\n\nWhere the runs without white space begin, each as an int.");

static PyObject *
word_starts(PyObject *module, PyObject *args)
{
    PyObject *text;
    if (!PyArg_ParseTuple(args, "U:word_starts", &text)) {
        return NULL;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), found = 0;
    const void *characters = PyUnicode_DATA(text);
    if (length > INT_MAX) {
        PyErr_SetString(PyExc_OverflowError, "the text is too long");
        return NULL;
    }
    int *starts = PyMem_New(int, length / 2 + 2); /* between two words stands a space; one is put in vain */
    if (starts == NULL) {
        return PyErr_NoMemory();
    }
    FOR_EACH_KIND(PyUnicode_KIND(text), found = put_starts(KIND, characters, length, starts))
    PyObject *column = PyByteArray_FromStringAndSize((const char *)starts, found * (Py_ssize_t)sizeof *starts);
    PyMem_Free(starts);
    return column;
}

/* --- where words of letters begin, and which have substance */

static ALWAYS_INLINE Py_ssize_t
put_token_starts(const Tables *tables, int kind, const void *characters, Py_ssize_t length, int64_t *starts)
{
    Word word = {0};
    Py_ssize_t found = 0, at = 0, start;
    while ((start = next_word(tables, kind, characters, length, &at, &word)) >= 0) {
        starts[found++] = start;
    }
    return found;
}

PyDoc_STRVAR(token_starts_doc, "token_starts(text, /)\n--\n\nWhere the words of `tokenize` begin, as int64.");

static PyObject *
token_starts(PyObject *module, PyObject *args)
{
    PyObject *text;
    if (!PyArg_ParseTuple(args, "U:token_starts", &text)) {
        return NULL;
    }
    const Tables *tables = &((const State *)PyModule_GetState(module))->tables;
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), found = 0;
    const void *characters = PyUnicode_DATA(text);
    int64_t *starts = PyMem_New(int64_t, length + 1); /* each ideograph is a word */
    if (starts == NULL) {
        return PyErr_NoMemory();
    }
    FOR_EACH_KIND(PyUnicode_KIND(text), found = put_token_starts(tables, KIND, characters, length, starts))
    PyObject *column = PyByteArray_FromStringAndSize((const char *)starts, found * 8);
    PyMem_Free(starts);
    return column;
}

static ALWAYS_INLINE int
put_told(const Tables *tables, int kind, PyObject *text, PyObject *told, PyObject *found)
{
    const void *characters = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, start;
    Word word = {0};
    while ((start = next_word(tables, kind, characters, length, &at, &word)) >= 0) {
        PyObject *written = PyUnicode_Substring(text, start, at);
        PyObject *value = written ? PyObject_CallOneArg(told, written) : NULL;
        int status = value == NULL ? -1 : value == Py_None ? 0 : PySet_Add(found, value);
        Py_XDECREF(written);
        Py_XDECREF(value);
        if (status < 0) {
            return -1;
        }
    }
    return 0;
}

PyDoc_STRVAR(told_of_words_doc, "told_of_words(text, told, /)\n--\n\n"
                                "What `told` says of the words of `tokenize`; where that is None, it is left out.");

static PyObject *
told_of_words(PyObject *module, PyObject *args)
{
    PyObject *text, *told;
    if (!PyArg_ParseTuple(args, "UO:told_of_words", &text, &told)) {
        return NULL;
    }
    const Tables *tables = &((const State *)PyModule_GetState(module))->tables;
    PyObject *found = PyFrozenSet_New(NULL);
    int status = found ? 0 : -1;
    if (status == 0) {
        FOR_EACH_KIND(PyUnicode_KIND(text), status = put_told(tables, KIND, text, told, found))
    }
    if (status < 0) {
        Py_CLEAR(found);
    }
    return found;
}

/* --- how many words stand in stretches of a text */

/* The attribute of a span as an index of a text; -1 with an error. It is never negative. */
static Py_ssize_t
index_in(PyObject *span, const char *name)
{
    PyObject *number = PyObject_GetAttrString(span, name);
    Py_ssize_t index = number ? PyNumber_AsSsize_t(number, PyExc_OverflowError) : -1;
    Py_XDECREF(number);
    if (index < 0 && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_ValueError, "a span lies in its text");
    }
    return index < 0 ? -1 : index;
}

static ALWAYS_INLINE Py_ssize_t
words_between(int kind, const void *characters, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t found = 0;
    int is_inside = 0;
    for (Py_ssize_t at = start; at < end; at++) {
        int is_word = !Py_UNICODE_ISSPACE(PyUnicode_READ(kind, characters, at));
        found += is_word & !is_inside;
        is_inside = is_word;
    }
    return found;
}

PyDoc_STRVAR(count_words_doc, "count_words(text, spans, /)\n--\n\n"
                              "How many runs without white space stand in some spans of a text, in each by itself.");

static PyObject *
count_words(PyObject *module, PyObject *args)
{
    PyObject *text, *spans;
    if (!PyArg_ParseTuple(args, "UO:count_words", &text, &spans)) {
        return NULL;
    }
    PyObject *held = PySequence_Fast(spans, "spans are a list or a tuple");
    if (held == NULL) {
        return NULL;
    }
    const void *characters = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), found = 0;
    for (Py_ssize_t k = 0; k < PySequence_Fast_GET_SIZE(held); k++) {
        Py_ssize_t start = index_in(PySequence_Fast_GET_ITEM(held, k), "start");
        Py_ssize_t end = start < 0 ? -1 : index_in(PySequence_Fast_GET_ITEM(held, k), "end");
        if (end < 0) {
            Py_DECREF(held);
            return NULL;
        }
        end = end < length ? end : length;
        FOR_EACH_KIND(PyUnicode_KIND(text), found += words_between(KIND, characters, start, end))
    }
    Py_DECREF(held);
    return PyLong_FromSsize_t(found);
}

/* --- which marks stand in a text */

#define MARK_BUCKETS 1024
#define MOST_MARKS 1000

typedef struct {
    PyObject *mark;
    int next; /* the next of the same bucket, or -1 */
} Mark;

static ALWAYS_INLINE size_t
bucket_of(Py_UCS4 first, Py_UCS4 second)
{
    return (first * 61 + second * 7) % MARK_BUCKETS;
}

static ALWAYS_INLINE int
stands_at(int kind, const void *characters, Py_ssize_t length, Py_ssize_t at, PyObject *mark)
{
    Py_ssize_t size = PyUnicode_GET_LENGTH(mark);
    if (size > length - at) {
        return 0;
    }
    for (Py_ssize_t k = 0; k < size; k++) {
        if (PyUnicode_READ(kind, characters, at + k) != PyUnicode_READ_CHAR(mark, k)) {
            return 0;
        }
    }
    return 1;
}

/* Puts the marks that stand in a text into `found`; each is looked for until it is met. */
static ALWAYS_INLINE int
put_marks(int kind, const void *characters, Py_ssize_t length, Mark *marks, int *buckets, PyObject *found)
{
    for (Py_ssize_t at = 0; at + 1 < length; at++) {
        int *link = &buckets[bucket_of(PyUnicode_READ(kind, characters, at),
                                       PyUnicode_READ(kind, characters, at + 1))];
        while (*link >= 0) {
            Mark *mark = &marks[*link];
            if (!stands_at(kind, characters, length, at, mark->mark)) {
                link = &mark->next;
                continue;
            }
            if (PySet_Add(found, mark->mark) < 0) {
                return -1;
            }
            *link = mark->next;
        }
    }
    return 0;
}

/* Marks laid into buckets by their first two letters; how many there are, or -1 where one is none. */
static int
lay_marks(PyObject *given, Mark *marks, int *buckets)
{
    memset(buckets, -1, MARK_BUCKETS * sizeof(int));
    if (PyTuple_GET_SIZE(given) > MOST_MARKS) {
        refused("too many words are looked for at once");
        return -1;
    }
    int count = (int)PyTuple_GET_SIZE(given);
    for (int k = 0; k < count; k++) {
        PyObject *mark = PyTuple_GET_ITEM(given, k);
        if (!PyUnicode_Check(mark) || PyUnicode_GET_LENGTH(mark) < 2) {
            refused("what is looked for has two letters or more");
            return -1;
        }
        int *bucket = &buckets[bucket_of(PyUnicode_READ_CHAR(mark, 0), PyUnicode_READ_CHAR(mark, 1))];
        marks[k] = (Mark){mark, *bucket};
        *bucket = k;
    }
    return count;
}

PyDoc_STRVAR(marks_in_doc, "marks_in(text, marks, /)\n--\n\nThose of some words of two letters and more that stand in "
                           "a text, parts of longer words too.");

static PyObject *
marks_in(PyObject *module, PyObject *args)
{
    PyObject *text, *given;
    if (!PyArg_ParseTuple(args, "UO!:marks_in", &text, &PyTuple_Type, &given)) {
        return NULL;
    }
    Mark marks[MOST_MARKS];
    int buckets[MARK_BUCKETS], status = 0;
    if (lay_marks(given, marks, buckets) < 0) {
        return NULL;
    }
    PyObject *found = PyFrozenSet_New(NULL); /* of this call alone, and so may still be added to */
    if (found == NULL) {
        return NULL;
    }
    FOR_EACH_KIND(PyUnicode_KIND(text),
                  status = put_marks(KIND, PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), marks, buckets, found))
    if (status < 0) {
        Py_CLEAR(found);
    }
    return found;
}

/* --- stretches around names and numbers of four digits */

static ALWAYS_INLINE int
is_figure(Py_UCS4 c)
{
    return c >= '0' && c <= '9';
}

/* Where the name at `at` ends behind which no letter, digit or underscore stands; 0 where there is none. */
static ALWAYS_INLINE Py_ssize_t
end_of_name(int kind, const void *characters, Py_ssize_t length, Py_ssize_t at, const Mark *names, const int *buckets)
{
    int link = buckets[bucket_of(PyUnicode_READ(kind, characters, at), PyUnicode_READ(kind, characters, at + 1))];
    for (; link >= 0; link = names[link].next) {
        if (stands_at(kind, characters, length, at, names[link].mark)) {
            Py_ssize_t end = at + PyUnicode_GET_LENGTH(names[link].mark);
            Py_UCS4 behind = end < length ? PyUnicode_READ(kind, characters, end) : ' ';
            if (!is_wordlike(behind)) {
                return end;
            }
        }
    }
    return 0;
}

typedef struct {
    PyObject *found;
    Py_ssize_t low, high, length, reach; /* of the window that is open; `high` is -1 where none is */
    int has_name, has_number;
} Windows;

static int
close_window(Windows *w)
{
    if (w->high < 0) {
        return 0;
    }
    return append_new(w->found, Py_BuildValue("nnOO", w->low, w->high, w->has_name ? Py_True : Py_False,
                                              w->has_number ? Py_True : Py_False));
}

static int
reach_out(Windows *w, Py_ssize_t start, Py_ssize_t end, int is_name)
{
    if (w->high < 0 || start - w->reach > w->high) {
        if (close_window(w) < 0) {
            return -1;
        }
        w->low = start > w->reach ? start - w->reach : 0;
        w->has_name = w->has_number = 0;
    }
    w->has_name |= is_name;
    w->has_number |= !is_name;
    w->high = w->length - end < w->reach ? w->length : end + w->reach;
    return 0;
}

static ALWAYS_INLINE int
put_windows(int kind, const void *characters, const Mark *names, const int *buckets, Windows *w)
{
    Py_ssize_t named = 0; /* where the last name ends */
    int digits = 0;
    for (Py_ssize_t at = 0; at < w->length; at++) {
        Py_UCS4 c = PyUnicode_READ(kind, characters, at);
        digits = is_figure(c) ? digits + 1 : 0;
        if (digits == 4) {
            digits = 0;
            if (reach_out(w, at - 3, at + 1, 0) < 0) {
                return -1;
            }
        }
        if (at < named || at + 1 == w->length) {
            continue;
        }
        Py_ssize_t end = end_of_name(kind, characters, w->length, at, names, buckets);
        if (end) {
            named = end;
            if (reach_out(w, at, end, 1) < 0) {
                return -1;
            }
        }
    }
    return close_window(w);
}

PyDoc_STRVAR(windows_doc, "windows(text, names, reach, /)\n--\n\n"
                          "Stretches of a text around names and numbers of four digits, joined where they touch: low, "
                          "high, and whether a name and a number stand there.");

static PyObject *
windows(PyObject *module, PyObject *args)
{
    PyObject *text, *given;
    Windows w = {NULL, -1, -1, 0, 0, 0, 0};
    if (!PyArg_ParseTuple(args, "UO!n:windows", &text, &PyTuple_Type, &given, &w.reach)) {
        return NULL;
    }
    Mark names[MOST_MARKS];
    int buckets[MARK_BUCKETS], status = 0;
    if (w.reach < 0) {
        return refused("the reach is not negative");
    }
    if (lay_marks(given, names, buckets) < 0 || (w.found = PyList_New(0)) == NULL) {
        return NULL;
    }
    w.length = PyUnicode_GET_LENGTH(text);
    FOR_EACH_KIND(PyUnicode_KIND(text), status = put_windows(KIND, PyUnicode_DATA(text), names, buckets, &w))
    if (status < 0) {
        Py_CLEAR(w.found);
    }
    return w.found;
}

/* --- where some words stand */

static ALWAYS_INLINE int
put_places(int kind, const void *characters, Py_ssize_t length, const Mark *words, const int *buckets, PyObject *found)
{
    for (Py_ssize_t at = 0; at + 1 < length; at++) {
        Py_ssize_t end = end_of_name(kind, characters, length, at, words, buckets);
        if (end && !(at > 0 && is_wordlike(PyUnicode_READ(kind, characters, at - 1)))) {
            if (append_new(found, Py_BuildValue("nn", at, end)) < 0) {
                return -1;
            }
            at = end - 1;
        }
    }
    return 0;
}

PyDoc_STRVAR(word_places_doc, "word_places(text, words, /)\n--\n\nWhere some words stand, which are no parts of longer "
                              "ones: starts and ends, in order.");

static PyObject *
word_places(PyObject *module, PyObject *args)
{
    PyObject *text, *given;
    if (!PyArg_ParseTuple(args, "UO!:word_places", &text, &PyTuple_Type, &given)) {
        return NULL;
    }
    Mark words[MOST_MARKS];
    int buckets[MARK_BUCKETS], status = 0;
    PyObject *found = NULL;
    if (lay_marks(given, words, buckets) < 0 || (found = PyList_New(0)) == NULL) {
        return NULL;
    }
    FOR_EACH_KIND(PyUnicode_KIND(text), status = put_places(KIND, PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text),
                                                            words, buckets, found))
    if (status < 0) {
        Py_CLEAR(found);
    }
    return found;
}

/* --- small letters */

#define DOTTED 0x130 /* becomes two letters */
#define SIGMA 0x3A3  /* becomes one letter or another, by what stands behind it */

static ALWAYS_INLINE int
put_small(int kind, const void *characters, Py_ssize_t length, void *small)
{
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_UCS4 c = PyUnicode_READ(kind, characters, at);
        if (c == DOTTED || c == SIGMA) {
            return 0;
        }
        c = c < 128 ? (is_capital(c) ? c + 'a' - 'A' : c) : Py_UNICODE_TOLOWER(c);
        PyUnicode_WRITE(kind, small, at, c);
    }
    return 1;
}

PyDoc_STRVAR(lowered_doc, "lowered(text, /)\n--\n\nThe text in small letters, each in its place; None where that takes "
                          "more than to change letter by letter.");

static PyObject *
lowered(PyObject *module, PyObject *args)
{
    PyObject *text;
    if (!PyArg_ParseTuple(args, "U:lowered", &text)) {
        return NULL;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    int is_done = 0;
    void *small = PyMem_Malloc((size_t)(length + 1) * (size_t)PyUnicode_KIND(text));
    if (small == NULL) {
        return PyErr_NoMemory();
    }
    FOR_EACH_KIND(PyUnicode_KIND(text), is_done = put_small(KIND, PyUnicode_DATA(text), length, small))
    PyObject *made = is_done ? PyUnicode_FromKindAndData(PyUnicode_KIND(text), small, length) : none();
    PyMem_Free(small);
    return made;
}

/* --- how many words are of a list */

#define LIST_BITS 11
#define MOST_LISTED 1000
#define KELVIN 0x212A /* the one sign beyond ASCII whose small letter is not */

typedef struct {
    uint64_t low, high; /* a word of sixteen letters and less; both 0 in an empty place */
} Packed;

static ALWAYS_INLINE size_t
list_place(Packed word)
{
    return (size_t)(mixed(word.low ^ (word.high * ODD)) >> (64 - LIST_BITS));
}

static ALWAYS_INLINE int
is_listed(const Packed *list, Packed word)
{
    for (size_t place = list_place(word);; place = (place + 1) & ((1 << LIST_BITS) - 1)) {
        if (list[place].low == word.low && list[place].high == word.high) {
            return (word.low | word.high) != 0;
        }
        if ((list[place].low | list[place].high) == 0) {
            return 0;
        }
    }
}

/* A letter put behind those of a packed word; 0 where there is no room. */
static ALWAYS_INLINE int
pack(Packed *word, int size, Py_UCS4 c)
{
    if (size >= 16) {
        return 0;
    }
    *(size < 8 ? &word->low : &word->high) |= (uint64_t)c << (8 * (size & 7));
    return 1;
}

static ALWAYS_INLINE void
count_listed(int kind, const void *characters, Py_ssize_t length, const Packed *list, Py_ssize_t *listed,
             Py_ssize_t *total)
{
    Py_ssize_t at = 0;
    for (;;) {
        while (at < length && Py_UNICODE_ISSPACE(PyUnicode_READ(kind, characters, at))) {
            at++;
        }
        if (at == length) {
            return;
        }
        Packed word = {0, 0};
        int is_plain = 1;
        for (int size = 0; at < length; at++) {
            Py_UCS4 c = PyUnicode_READ(kind, characters, at);
            if (Py_UNICODE_ISSPACE(c)) {
                break;
            }
            c = c == KELVIN ? 'k' : is_capital(c) ? c + 'a' - 'A' : c;
            is_plain = is_plain && c != 0 && c < 128 && pack(&word, size, c);
            size += is_plain;
        }
        *total += 1;
        *listed += is_plain && is_listed(list, word);
    }
}

PyDoc_STRVAR(listed_words_doc, "listed_words(text, words, /)\n--\n\nHow many of the words of a text are of a list, in "
                               "small letters or capitals, and how many there are.");

static PyObject *
listed_words(PyObject *module, PyObject *args)
{
    PyObject *text, *words;
    if (!PyArg_ParseTuple(args, "UO!:listed_words", &text, &PyTuple_Type, &words)) {
        return NULL;
    }
    if (PyTuple_GET_SIZE(words) > MOST_LISTED) {
        return refused("the list is too long");
    }
    Packed list[1 << LIST_BITS];
    memset(list, 0, sizeof(list));
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(words); k++) {
        PyObject *word = PyTuple_GET_ITEM(words, k);
        Packed packed = {0, 0};
        Py_ssize_t size = PyUnicode_Check(word) ? PyUnicode_GET_LENGTH(word) : 0;
        for (int at = 0; at < size; at++) {
            Py_UCS4 c = PyUnicode_READ_CHAR(word, at);
            if (c == 0 || c >= 128 || !pack(&packed, at, c)) {
                size = 0;
            }
        }
        if (size == 0) {
            return refused("a listed word has one to sixteen letters of ASCII");
        }
        size_t place = list_place(packed);
        while (list[place].low | list[place].high) {
            place = (place + 1) & ((1 << LIST_BITS) - 1);
        }
        list[place] = packed;
    }
    Py_ssize_t listed = 0, total = 0;
    FOR_EACH_KIND(PyUnicode_KIND(text),
                  count_listed(KIND, PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), list, &listed, &total))
    return Py_BuildValue("nn", listed, total);
}

/* --- the words and marks of a sentence */

static ALWAYS_INLINE int
is_word_letter(Py_UCS4 c)
{
    if (c < 128) {
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    }
    return Py_UNICODE_ISALPHA(c) || ((Py_UNICODE_ISDIGIT(c) || Py_UNICODE_ISNUMERIC(c)) && !Py_UNICODE_ISDECIMAL(c));
}

static ALWAYS_INLINE int
is_sign(Py_UCS4 c)
{
    return c != '_' && !Py_UNICODE_ISSPACE(c) && !Py_UNICODE_ISALNUM(c);
}

#define MOST_JOINS 9

/* Where the word, number or mark at `at` ends; `at` itself where none begins there. */
static ALWAYS_INLINE Py_ssize_t
end_of_word(int kind, const void *characters, Py_ssize_t at, Py_ssize_t end)
{
#define READ(place) ((place) < end ? PyUnicode_READ(kind, characters, place) : 0)
    Py_UCS4 c = READ(at);
    if (!is_word_letter(c) && !is_figure(c)) {
        return at + (c == '-' && READ(at + 1) == '-' ? 2 : is_sign(c));
    }
    int is_number = is_figure(c);
    for (int joins = 0;; joins++) {
        do {
            at++;
            c = READ(at);
        } while (at < end && (is_number ? is_figure(c) : is_word_letter(c)));
        int is_join = is_number ? c == '.' || c == ',' || c == ':' : c == '-' || c == '\'' || c == 0x2019;
        if (at >= end || !is_join) {
            return at;
        }
        Py_UCS4 next = READ(at + 1);
        if (joins == MOST_JOINS || at + 1 >= end || !(is_number ? is_figure(next) : is_word_letter(next))) {
            return at + (!is_number && c != '-');
        }
    }
#undef READ
}

static PyObject *
small_letters(PyObject *text, Py_ssize_t start, Py_ssize_t end)
{
    const void *characters = PyUnicode_DATA(text);
    int kind = PyUnicode_KIND(text), is_ascii = 1;
    for (Py_ssize_t at = start; at < end; at++) {
        is_ascii &= PyUnicode_READ(kind, characters, at) < 128;
    }
    if (!is_ascii) {
        PyObject *held = PyUnicode_Substring(text, start, end);
        PyObject *small = held ? PyObject_CallMethod(held, "lower", NULL) : NULL;
        Py_XDECREF(held);
        return small;
    }
    PyObject *small = PyUnicode_New(end - start, 127);
    for (Py_ssize_t at = start; small && at < end; at++) {
        Py_UCS4 c = PyUnicode_READ(kind, characters, at);
        PyUnicode_1BYTE_DATA(small)[at - start] = (Py_UCS1)(is_capital(c) ? c + 'a' - 'A' : c);
    }
    return small;
}

/* What a word is in its sentence: of two values known of it, the second for a name; or what is told of its ending. */
static PyObject *
value_of(PyObject *form, PyObject *known, PyObject *endings, PyObject *told, int is_name)
{
    PyObject *pair = PyDict_GetItemWithError(known, form);
    if (pair != NULL) {
        if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2) {
            return refused("of a word two values are known");
        }
        return Py_NewRef(PyTuple_GET_ITEM(pair, is_name));
    }
    if (PyErr_Occurred()) {
        return NULL;
    }
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(endings); k++) {
        PyObject *ending = PyTuple_GET_ITEM(endings, k);
        if (!PyUnicode_Check(ending)) {
            return refused("an ending is a string");
        }
        Py_ssize_t is_so = PyUnicode_Tailmatch(form, ending, 0, PY_SSIZE_T_MAX, 1);
        if (is_so) {
            return is_so < 0 ? NULL : PyObject_CallFunctionObjArgs(told, form, is_name ? Py_True : Py_False, NULL);
        }
    }
    return none();
}

PyDoc_STRVAR(sentence_words_doc,
             "sentence_words(text, start, end, known, endings, told, is_shouted, /)\n--\n\n"
             "Starts, ends, small letters, values and whether they begin with a capital: of the words and marks of a "
             "stretch.");

static PyObject *
sentence_words(PyObject *module, PyObject *args)
{
    PyObject *text, *known, *endings, *told, *lists[5] = {NULL};
    Py_ssize_t start, end;
    int is_shouted, status = 0;
    if (!PyArg_ParseTuple(args, "UnnO!O!Op:sentence_words", &text, &start, &end, &PyDict_Type, &known, &PyTuple_Type,
                          &endings, &told, &is_shouted)) {
        return NULL;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    const void *characters = PyUnicode_DATA(text);
    int kind = PyUnicode_KIND(text);
    end = end < length ? end : length;
    for (int k = 0; k < 5; k++) {
        status |= (lists[k] = PyList_New(0)) == NULL;
    }
    for (Py_ssize_t at = start > 0 ? start : 0; !status && at < end;) {
        Py_ssize_t stop = end_of_word(kind, characters, at, end);
        if (stop == at) {
            at++;
            continue;
        }
        int is_upper = !is_shouted && Py_UNICODE_ISUPPER(PyUnicode_READ(kind, characters, at));
        int is_name = is_upper && PyList_GET_SIZE(lists[0]) > 0; /* a capital at the beginning says nothing */
        PyObject *form = small_letters(text, at, stop);
        status = form == NULL || append_new(lists[0], PyLong_FromSsize_t(at)) < 0 ||
                 append_new(lists[1], PyLong_FromSsize_t(stop)) < 0 || PyList_Append(lists[2], form) < 0 ||
                 append_new(lists[3], value_of(form, known, endings, told, is_name)) < 0 ||
                 PyList_Append(lists[4], is_upper ? Py_True : Py_False) < 0;
        Py_XDECREF(form);
        at = stop;
    }
    PyObject *found = status ? NULL : PyTuple_Pack(5, lists[0], lists[1], lists[2], lists[3], lists[4]);
    for (int k = 0; k < 5; k++) {
        Py_XDECREF(lists[k]);
    }
    return found;
}
