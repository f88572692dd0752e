/* Texts to columns: words, passages, quotations, and signs of page furniture. Part of native.c. */

#define OPENING 8 /* characters at the start of a passage by which furniture is told */

/* Room for `size` bytes more at the end of a column: by half as much again where there is none, or long ones would be
 * copied time and again. */
static char *
room_in(PyObject *column, Py_ssize_t size)
{
    Py_ssize_t held = PyByteArray_GET_SIZE(column);
    if (size > PY_SSIZE_T_MAX / 4 - held) {
        PyErr_NoMemory();
        return NULL;
    }
    Py_ssize_t all = held + size;
    if ((all >= ((PyByteArrayObject *)column)->ob_alloc && PyByteArray_Resize(column, all + all / 2) < 0) ||
        PyByteArray_Resize(column, all) < 0) {
        return NULL;
    }
    return PyByteArray_AS_STRING(column) + held;
}

static int
lengthen(PyObject *column, const void *values, Py_ssize_t size)
{
    char *room = room_in(column, size);
    if (room == NULL) {
        return -1;
    }
    memcpy(room, values, (size_t)size);
    return 0;
}

static int
lengthen_int(PyObject *column, int64_t value)
{
    return lengthen(column, &value, sizeof(value));
}

enum {
    TOKEN_START, TOKEN_END, WORD, STEM, FLAGS, DOCUMENT_TOKEN,
    PASSAGE_START, PASSAGE_END, PASSAGE_TOKEN, PARAGRAPH, OPENINGS, HAS_SIGN, DOCUMENT_PASSAGE,
    QUOTATION_START, QUOTATION_END, DOCUMENT_QUOTATION, COLUMNS,
};

/* The width to which the lines of a text were wrapped, or 0: see plain_segments.wrapping. */

#define MOST_LINED 200000
#define NARROWEST 45
#define WIDEST 120
#define SHORTEST 30
#define LONGEST_WORD 30
#define COLUMN 26
#define SHORTEST_OF_COLUMN 18
#define MIN_COLUMN 6
#define MIN_BROKEN 2
#define LINES_TO_BROKEN 12

typedef struct {
    Py_ssize_t full[WIDEST + 2], other[WIDEST + 2], column[WIDEST + 2]; /* how many more than at the width before */
    Py_ssize_t running, too_long, running_in_column, beyond, broken;
    Py_ssize_t depth, length; /* of the line before; the depth is -1 where it is blank */
    int is_open, is_broken;
} Lines;

static int
is_hyphen(Py_UCS4 c)
{
    return c == '-' || c == 0xAC || c == 0x2010;
}

static void
count_widths(Py_ssize_t *lines, Py_ssize_t narrowest, Py_ssize_t least, Py_ssize_t widest, Py_ssize_t most)
{
    narrowest = narrowest > least ? narrowest : least;
    widest = widest < most ? widest : most;
    if (narrowest <= widest) {
        lines[narrowest]++;
        lines[widest + 1]--;
    }
}

static int
is_left_open(Py_UCS4 last)
{
    switch (last) {
    case '.': case '!': case '?': case ':': case ';': case '"': case '\'': case 0x201D: case 0x2019:
        return 0;
    default:
        return 1;
    }
}

static void
count_line(const Scan *s, Py_ssize_t start, Py_ssize_t end, Lines *lines)
{
    Py_ssize_t depth = 0, last = end;
    for (Py_ssize_t k = start; k < end && (at(s, k) == '>' || at(s, k) == ' ' || at(s, k) == '\t'); k++) {
        if (at(s, k) == '>') {
            depth++;
            start = k + 1;
        }
    }
    while (last > start && Py_UNICODE_ISSPACE(at(s, last - 1))) {
        last--;
    }
    if (last == start) {
        lines->depth = -1;
        return;
    }
    Py_ssize_t first = start;
    while (Py_UNICODE_ISSPACE(at(s, first))) {
        first++;
    }
    Py_ssize_t stop = first;
    while (stop < last && !Py_UNICODE_ISSPACE(at(s, stop))) {
        stop++;
    }
    Py_ssize_t before = lines->length, length = last - start, size = stop - first;
    lines->too_long += length > WIDEST && size < length;
    lines->beyond += length >= NARROWEST;
    if (depth == lines->depth && before >= SHORTEST_OF_COLUMN && size <= LONGEST_WORD) {
        Py_UCS4 begins = at(s, first);
        Py_ssize_t longest = before > length ? before : length, fitting = before + 1 + size;
        int runs_on = lines->is_open && Py_UNICODE_ISALPHA(begins) && !Py_UNICODE_ISUPPER(begins);
        if (runs_on) {
            lines->broken += lines->is_broken;
            lines->running_in_column++;
            count_widths(lines->column, longest, COLUMN, fitting, NARROWEST - 1);
        }
        if (before >= SHORTEST) {
            lines->running += runs_on;
            if (runs_on || Py_UNICODE_ISALNUM(begins)) {
                count_widths(runs_on ? lines->full : lines->other, longest, NARROWEST, fitting, WIDEST);
            }
        }
    }
    lines->depth = depth;
    lines->length = length;
    lines->is_open = is_left_open(at(s, last - 1));
    lines->is_broken = is_hyphen(at(s, last - 1));
}

/* Sets the width, and whether words are parted by hyphens. */
static void
set_width(Scan *s, const Lines *lines)
{
    Py_ssize_t full = 0, other = 0, most = 0, rest = 0, width = 0;
    for (Py_ssize_t k = 0; k <= WIDEST; k++) {
        full += lines->full[k];
        other += lines->other[k];
        if (full > 0 && 2 * full + other > 2 * most + rest) {
            most = full, rest = other, width = k;
        }
    }
    int is_wrapped = most > 0 && 2 * most + rest >= 2 * (lines->too_long + 1) && rest <= 6 * most &&
                     5 * most >= 2 * (lines->running + lines->too_long);
    if (!is_wrapped) {
        most = 0;
        for (Py_ssize_t k = 0, in_column = 0; k < NARROWEST; k++) {
            in_column += lines->column[k];
            if (in_column > most) {
                most = in_column, width = k;
            }
        }
        is_wrapped = most >= MIN_COLUMN && 5 * most >= 4 * lines->running_in_column && most >= 4 * lines->beyond;
    }
    s->width = is_wrapped ? width : 0;
    s->hyphenates = is_wrapped && lines->broken >= MIN_BROKEN && LINES_TO_BROKEN * lines->broken >= most;
}

static int
opens(Py_UCS4 c)
{
    return c == 0x201C || c == 0x201E || c == 0xAB || c == 0x300C || c == '"';
}

static int
closes(Py_UCS4 c)
{
    return c == '"' || c == 0x201D || c == 0xBB || c == 0x300D;
}

static ALWAYS_INLINE Py_ssize_t
find_mark(int kind, const void *characters, Py_ssize_t place, Py_ssize_t length)
{
    for (; place < length; place++) {
        Py_UCS4 c = PyUnicode_READ(kind, characters, place);
        if (c == '\n' || c == '\r' || c == '"' || (c >= 0xAB && (opens(c) || closes(c)))) {
            break;
        }
    }
    return place;
}

/* The next line break or quotation mark from `place` on, or the end of the text. */
static Py_ssize_t
next_mark(const Scan *s, Py_ssize_t place)
{
    switch (s->kind) { /* spelled out, so that each width of characters has a loop of its own */
    case PyUnicode_1BYTE_KIND:
        return find_mark(PyUnicode_1BYTE_KIND, s->characters, place, s->length);
    case PyUnicode_2BYTE_KIND:
        return find_mark(PyUnicode_2BYTE_KIND, s->characters, place, s->length);
    default:
        return find_mark(PyUnicode_4BYTE_KIND, s->characters, place, s->length);
    }
}

/* Whether a quotation goes on over the line break at `place` of a wrapped text: see plain_segments.quotations. */
static int
goes_on(const Scan *s, Py_ssize_t place)
{
    Py_ssize_t next = place + 1;
    if (at(s, place) == '\r' && next < s->length && at(s, next) == '\n') {
        next++;
    }
    int is_led = next < s->length && at(s, next) == '>';
    while (is_led && next < s->length && (at(s, next) == '>' || at(s, next) == ' ')) {
        next++;
    }
    return next < s->length && !Py_UNICODE_ISSPACE(at(s, next));
}

/* Keeps the quotations of a text as if it were wrapped to `s->width`, and counts its lines. */
static int
read_marks(Scan *s, PyObject *const *columns, Lines *lines)
{
    Py_ssize_t start = 0, opened = -1, most = s->length < MOST_LINED ? s->length : MOST_LINED;
    for (Py_ssize_t place = next_mark(s, 0);; place = next_mark(s, place + 1)) {
        Py_UCS4 c = place < s->length ? at(s, place) : '\n';
        int is_line = c == '\n' || c == '\r';
        if (is_line && start < most) {
            if (start < place || c == '\r' || place == 0 || at(s, place - 1) != '\r') { /* two signs are one break */
                count_line(s, start, place < most ? place : most, lines);
            }
            start = place + 1;
        }
        if (opened < 0) {
            opened = opens(c) ? place : -1;
        }
        else if (closes(c) || (c == 0x201C && at(s, opened) == 0x201E) ||
                 (is_line && !(s->width && place < s->length && goes_on(s, place)))) {
            if (lengthen_int(columns[QUOTATION_START], opened) < 0 ||
                lengthen_int(columns[QUOTATION_END], place + !is_line) < 0) {
                return -1;
            }
            opened = -1;
        }
        if (place >= s->length) {
            return 0;
        }
    }
}

/* Keeps the quotations of a text, and sets the width to which it is wrapped: see plain_segments. */
static int
read_lines(Scan *s, PyObject *const *columns)
{
    Py_ssize_t held = PyByteArray_GET_SIZE(columns[QUOTATION_START]);
    Lines lines = {.depth = -1};
    s->width = 0;
    if (read_marks(s, columns, &lines) < 0) {
        return -1;
    }
    set_width(s, &lines);
    if (s->width && (PyByteArray_Resize(columns[QUOTATION_START], held) < 0 ||
                     PyByteArray_Resize(columns[QUOTATION_END], held) < 0 || read_marks(s, columns, &lines) < 0)) {
        return -1;
    }
    return lengthen_int(columns[DOCUMENT_QUOTATION], PyByteArray_GET_SIZE(columns[QUOTATION_START]) / 8);
}

/* Strings that are looked for, their small letters standing for capitals, too: those of ASCII alone. */

#define MOST_SOUGHT 16

enum { WHOLE = 1, MORE = 2 }; /* a sign of one character, and of several */

typedef struct {
    PyObject *text;
    Py_ssize_t size;
    Py_UCS4 first;
} Sign;

typedef struct {
    Sign signs[MOST_SOUGHT];
    Py_ssize_t count;
    uint8_t begins[256]; /* whether one of them begins so, and whether that is all of it */
    uint8_t follows[256]; /* whether one of them has this for its second character */
} Sought;

static Py_UCS4
made_small(Py_UCS4 c)
{
    return is_capital(c) ? c + ('a' - 'A') : c;
}

static int
seek(PyObject *words, Sought *sought)
{
    memset(sought, 0, sizeof(*sought));
    sought->count = PyTuple_GET_SIZE(words);
    if (sought->count > MOST_SOUGHT) {
        PyErr_SetString(PyExc_ValueError, "too many signs");
        return -1;
    }
    for (Py_ssize_t k = 0; k < sought->count; k++) {
        PyObject *text = PyTuple_GET_ITEM(words, k);
        if (!PyUnicode_Check(text) || PyUnicode_GET_LENGTH(text) == 0) {
            PyErr_SetString(PyExc_TypeError, "a sign is a string, and not empty");
            return -1;
        }
        sought->signs[k] = (Sign){text, PyUnicode_GET_LENGTH(text), PyUnicode_READ_CHAR(text, 0)};
        int is_whole = sought->signs[k].size == 1;
        for (Py_UCS4 c = 0; c < 256; c++) {
            if (made_small(c) == sought->signs[k].first) {
                sought->begins[c] |= is_whole ? WHOLE : MORE;
            }
            sought->follows[c] |= !is_whole && made_small(c) == PyUnicode_READ_CHAR(text, 1);
        }
    }
    return 0;
}

static int
is_one_at(const Scan *s, Py_ssize_t place, Py_ssize_t end, const Sought *sought)
{
    Py_UCS4 first = made_small(at(s, place));
    for (const Sign *sign = sought->signs; sign < sought->signs + sought->count; sign++) {
        if (sign->first != first || sign->size > end - place) {
            continue;
        }
        Py_ssize_t same = 1;
        while (same < sign->size && made_small(at(s, place + same)) == PyUnicode_READ_CHAR(sign->text, same)) {
            same++;
        }
        if (same == sign->size) {
            return 1;
        }
    }
    return 0;
}

static ALWAYS_INLINE int
is_found(int kind, const Scan *s, Py_ssize_t start, Py_ssize_t end, const Sought *sought)
{
    for (Py_ssize_t place = start; place < end; place++) {
        Py_UCS4 c = PyUnicode_READ(kind, s->characters, place);
        unsigned begins = c < 256 ? sought->begins[c] : WHOLE;
        if (begins == MORE) { /* as many a space and an a: most are told from a sign by what follows */
            Py_UCS4 next = place + 1 < end ? PyUnicode_READ(kind, s->characters, place + 1) : 0;
            begins = next >= 256 || sought->follows[next];
        }
        if (begins && is_one_at(s, place, end, sought)) {
            return 1;
        }
    }
    return 0;
}

static int
holds_one(const Scan *s, Py_ssize_t start, Py_ssize_t end, const Sought *sought)
{
    switch (s->kind) {
    case PyUnicode_1BYTE_KIND:
        return is_found(PyUnicode_1BYTE_KIND, s, start, end, sought);
    case PyUnicode_2BYTE_KIND:
        return is_found(PyUnicode_2BYTE_KIND, s, start, end, sought);
    default:
        return is_found(PyUnicode_4BYTE_KIND, s, start, end, sought);
    }
}

/* Keeps the passages of a text, and by what furniture may be told among them. */
static int
keep_passages(const Scan *s, const Tokens *tokens, PyObject *const *columns, const Sought *sought, Py_ssize_t most)
{
    Py_ssize_t token = 0, before = PyByteArray_GET_SIZE(columns[WORD]) / 8 - tokens->length;
    for (Py_ssize_t k = 0; k < s->found; k++) {
        const int64_t *row = s->rows + 3 * k;
        Py_ssize_t start = (Py_ssize_t)row[0], end = (Py_ssize_t)row[1];
        uint8_t opening[OPENING];
        Py_ssize_t first = start;
        while (first < end && (opens(at(s, first)) || at(s, first) == '\'' || at(s, first) == 0x2018)) {
            first++;
        }
        for (Py_ssize_t n = 0; n < OPENING; n++) {
            Py_UCS4 c = first + n < s->length ? at(s, first + n) : ' ';
            opening[n] = (uint8_t)(c < 255 ? c : 255);
        }
        uint8_t has_sign = (uint8_t)(end - start <= most && holds_one(s, start, end, sought));
        while (token < tokens->length && tokens->rows[token].start < start) {
            token++;
        }
        if (lengthen_int(columns[PASSAGE_TOKEN], before + token) < 0 ||
            lengthen_int(columns[PASSAGE_START], row[0]) < 0 || lengthen_int(columns[PASSAGE_END], row[1]) < 0 ||
            lengthen_int(columns[PARAGRAPH], row[2]) < 0 || lengthen(columns[OPENINGS], opening, OPENING) < 0 ||
            lengthen(columns[HAS_SIGN], &has_sign, 1) < 0) {
            return -1;
        }
    }
    return lengthen_int(columns[DOCUMENT_PASSAGE], PyByteArray_GET_SIZE(columns[PASSAGE_START]) / 8);
}

/* Words that are looked up by their hashes: a table in which no more than half of the places are taken. */
typedef struct {
    uint64_t *words;
    uint8_t *flags; /* 0 where a place is free */
    size_t mask;
} Listed;

#define BEGINS_WITH_DIGIT 1 /* plain_segments.FIGURE */

static int
list(const Py_buffer *words, const Py_buffer *flags, Listed *listed)
{
    size_t count = (size_t)words->len / sizeof(uint64_t), size = 16;
    while (size < 2 * count) {
        size *= 2;
    }
    listed->words = PyMem_Calloc(size, sizeof(uint64_t));
    listed->flags = PyMem_Calloc(size, 1);
    listed->mask = size - 1;
    if (listed->words == NULL || listed->flags == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t k = 0; k < count; k++) {
        uint64_t word = ((const uint64_t *)words->buf)[k];
        size_t place = (size_t)word & listed->mask;
        while (listed->flags[place] && listed->words[place] != word) {
            place = (place + 1) & listed->mask;
        }
        listed->words[place] = word;
        listed->flags[place] |= (uint8_t)((const uint32_t *)flags->buf)[k];
    }
    return 0;
}

static ALWAYS_INLINE uint8_t
flags_of(const Listed *listed, uint64_t word)
{
    size_t place = (size_t)word & listed->mask;
    while (listed->flags[place] && listed->words[place] != word) {
        place = (place + 1) & listed->mask;
    }
    return listed->flags[place];
}

static int
keep_tokens(const Scan *s, const Tokens *tokens, PyObject *const *columns, const Listed *listed)
{
    Py_ssize_t size = 8 * tokens->length;
    int64_t *starts = (int64_t *)room_in(columns[TOKEN_START], size);
    int64_t *ends = (int64_t *)room_in(columns[TOKEN_END], size);
    uint64_t *words = (uint64_t *)room_in(columns[WORD], size);
    uint64_t *stems = (uint64_t *)room_in(columns[STEM], size);
    uint8_t *flags = (uint8_t *)room_in(columns[FLAGS], tokens->length);
    if (starts == NULL || ends == NULL || words == NULL || stems == NULL || flags == NULL) {
        return -1;
    }
    for (Py_ssize_t k = 0; k < tokens->length; k++) {
        const Token *token = &tokens->rows[k];
        Py_UCS4 c = at(s, (Py_ssize_t)token->start);
        starts[k] = token->start;
        ends[k] = token->end;
        words[k] = token->word;
        stems[k] = token->stem;
        flags[k] = flags_of(listed, token->word);
        if (c < 128 ? c >= '0' && c <= '9' : Py_UNICODE_ISDIGIT(c)) {
            flags[k] |= BEGINS_WITH_DIGIT;
        }
    }
    return lengthen_int(columns[DOCUMENT_TOKEN], PyByteArray_GET_SIZE(columns[WORD]) / 8);
}

/* Whether two words that follow each other are one that a hyphen and a line break part: see plain_segments._mended. */
static int
are_parted(const Scan *s, const Token *one, const Token *next)
{
    Py_ssize_t place = (Py_ssize_t)one->end, first = (Py_ssize_t)next->start;
    if (first - place < 2 || !is_hyphen(at(s, place)) || !Py_UNICODE_ISLOWER(at(s, first)) ||
        !Py_UNICODE_ISALPHA(at(s, place - 1))) {
        return 0;
    }
    int breaks = 0;
    for (place++; place < first; place++) {
        Py_UCS4 c = at(s, place);
        if (c == '\r' || c == '\n') {
            breaks += !(c == '\n' && breaks && at(s, place - 1) == '\r');
        }
        else if (c != ' ' && c != '\t') {
            return 0;
        }
    }
    return breaks == 1;
}

static int
mend(const Scan *s, PyObject *hashes, Tokens *tokens)
{
    Py_ssize_t kept = 0;
    for (Py_ssize_t k = 0; k < tokens->length; k++) {
        Token *token = &tokens->rows[kept++];
        *token = tokens->rows[k];
        if (k + 1 < tokens->length && are_parted(s, token, &tokens->rows[k + 1])) {
            token->end = tokens->rows[++k].end;
            if (ask(s->text, hashes, token) < 0) {
                return -1;
            }
        }
    }
    tokens->length = kept;
    return 0;
}

static int
keep_text(Scan *s, const Tables *tables, PyObject *hashes, Tokens *tokens, PyObject *const *columns,
          const Listed *listed, const Sought *sought, Py_ssize_t most)
{
    s->kind = PyUnicode_KIND(s->text);
    s->characters = PyUnicode_DATA(s->text);
    s->length = PyUnicode_GET_LENGTH(s->text);
    s->found = s->paragraph = tokens->length = 0;
    if (scan_text(tables, s->text, hashes, tokens) < 0 || read_lines(s, columns) < 0 ||
        (s->hyphenates && mend(s, hashes, tokens) < 0) || keep_tokens(s, tokens, columns, listed) < 0 ||
        scan_paragraphs(s) < 0) {
        return -1;
    }
    return keep_passages(s, tokens, columns, sought, most);
}

/* New columns in a tuple; those of documents begin with 0. */
static PyObject *
new_columns(void)
{
    static const int64_t ZERO = 0;
    PyObject *columns = PyTuple_New(COLUMNS);
    for (int k = 0; columns != NULL && k < COLUMNS; k++) {
        int is_first = k == DOCUMENT_TOKEN || k == DOCUMENT_PASSAGE || k == DOCUMENT_QUOTATION;
        PyObject *column = PyByteArray_FromStringAndSize((const char *)&ZERO, is_first ? sizeof(ZERO) : 0);
        if (column == NULL) {
            Py_CLEAR(columns);
        }
        else {
            PyTuple_SET_ITEM(columns, k, column);
        }
    }
    return columns;
}

PyDoc_STRVAR(segmented_doc,
             "segmented(texts, hashes, words, flags, signs, most, max_words, breaks, ends, cut, doubtful, /)\n--\n\n"
             "The columns of plain_segments.Segmented, each in a bytearray. Functions as for `tokenize` and `passages`.");

static PyObject *
segmented(PyObject *module, PyObject *args)
{
    PyObject *texts, *hashes, *arrays[2], *signs, *columns = NULL;
    Py_ssize_t most;
    Sought sought;
    Scan s = {.room = 64};
    if (!PyArg_ParseTuple(args, "O!OOOO!nnOOOO!:segmented", &PyTuple_Type, &texts, &hashes, &arrays[0], &arrays[1],
                          &PyTuple_Type, &signs, &most, &s.max_words, &s.breaks, &s.ends, &s.cut, &PyFrozenSet_Type,
                          &s.doubtful) ||
        seek(signs, &sought) < 0) {
        return NULL;
    }
    if (s.max_words < 1 || s.max_words > PY_SSIZE_T_MAX / 4) {
        return refused("max_words must be 1 or more");
    }
    Py_buffer views[2];
    const Type *types[] = {&UINT64, &UINT32};
    if (look_at_all(arrays, views, types, 2, 0) < 0) {
        return NULL;
    }
    if (views[0].len / 8 != views[1].len / 4) {
        return released(views, 2, refused("each listed word has its flags"));
    }
    const Tables *tables = &((const State *)PyModule_GetState(module))->tables;
    Listed listed = {NULL, NULL, 0};
    Tokens tokens = {.capacity = 1024};
    tokens.rows = PyMem_New(Token, tokens.capacity);
    s.rows = PyMem_New(int64_t, 3 * s.room);
    if (tokens.rows == NULL || s.rows == NULL) {
        PyErr_NoMemory();
    }
    else if (list(&views[0], &views[1], &listed) == 0) {
        columns = new_columns();
    }
    for (Py_ssize_t k = 0; columns != NULL && k < PyTuple_GET_SIZE(texts); k++) {
        PyObject *const *into = ((PyTupleObject *)columns)->ob_item;
        s.text = PyTuple_GET_ITEM(texts, k);
        if (!PyUnicode_Check(s.text)) {
            PyErr_SetString(PyExc_TypeError, "a text is a string");
            Py_CLEAR(columns);
        }
        else if (keep_text(&s, tables, hashes, &tokens, into, &listed, &sought, most) < 0) {
            Py_CLEAR(columns);
        }
    }
    PyMem_Free(listed.words);
    PyMem_Free(listed.flags);
    PyMem_Free(s.rows);
    PyMem_Free(tokens.rows);
    return released(views, 2, columns);
}
