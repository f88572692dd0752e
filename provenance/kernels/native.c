/* The compiled kernels. Each has a twin of the same name in plain.py, which says what it does, and gives the same
 * values to the bit; compiled.py gives them arrays. Only the C interface of CPython and the buffer protocol are used.
 * Every buffer is checked for its type and size before it is read. The lock of the interpreter is never released. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define VERSION 5 /* equals plain.VERSION; another number means a build of other sources */

#if defined(__GNUC__) || defined(__clang__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#elif defined(_MSC_VER)
#define ALWAYS_INLINE __forceinline
#else
#define ALWAYS_INLINE inline
#endif

/* ------------------------------------------------------------------------------------------------------ hashes */

#define ODD UINT64_C(0x9E3779B97F4A7C15)

/* The place of a value in a table of 2 to the power of `bits`: the high bits of a product with a secret odd number. */
static ALWAYS_INLINE size_t
place_of(uint64_t value, uint64_t secret, int bits)
{
    value = (value ^ (value >> 32)) * (secret | 1);
    return (size_t)(value >> (64 - bits));
}

static ALWAYS_INLINE uint64_t
mixed(uint64_t value)
{
    value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
    return value ^ (value >> 31);
}

/* The eight bytes from here, the first lowest, whatever the order of this machine. */
static ALWAYS_INLINE uint64_t
eight_bytes(const uint8_t *at)
{
    uint64_t value = 0;
#if PY_BIG_ENDIAN
    for (int k = 0; k < 8; k++) {
        value |= (uint64_t)at[k] << (8 * k);
    }
#else
    memcpy(&value, at, 8);
#endif
    return value;
}

/* plain.word_hash of `length` bytes. The eight bytes from any of them on must be readable; those beyond are ignored. */
static ALWAYS_INLINE uint64_t
word_hash(const uint8_t *bytes, Py_ssize_t length)
{
    uint64_t value = ((uint64_t)length + 1) * ODD;
    Py_ssize_t place = 0;
    for (; place + 8 <= length; place += 8) {
        value = mixed(value ^ eight_bytes(bytes + place));
    }
    if (place < length) {
        uint64_t held = (UINT64_C(1) << (8 * (length - place))) - 1;
        value = mixed(value ^ (eight_bytes(bytes + place) & held));
    }
    return value;
}

static ALWAYS_INLINE uint64_t
shingle(const uint64_t *words, Py_ssize_t width)
{
    uint64_t value = 0;
    for (Py_ssize_t k = 0; k < width; k++) {
        value = mixed(value * ODD + words[k]);
    }
    return value;
}

/* ------------------------------------------------------------------------------------------------------ characters */

enum { LETTER = 1, DECIMAL = 2, MARK = 4, IDEOGRAPH = 8 };

#define CLASSED 0x2100 /* characters whose class is looked up: letters of Europe and the Near East, punctuation */
#define FOLDED 0x530   /* characters whose folded form is looked up: Latin, Greek, Cyrillic */

typedef struct {
    uint8_t classes[CLASSED];
    uint16_t folded[FOLDED]; /* the one character it folds to; 0: the word goes to Python */
} Tables;

typedef struct {
    Tables tables;
    uint64_t secret; /* of this process: nobody can choose words that crowd one place of a hash table */
} State;

typedef struct {
    Py_UCS4 first, last;
} Range;

static const Range MARKS[] = {
    {0xAD, 0xAD}, {0x300, 0x36F}, {0x483, 0x489}, {0x591, 0x5BD}, {0x5BF, 0x5BF}, {0x5C1, 0x5C2}, {0x5C4, 0x5C5},
    {0x610, 0x61A}, {0x64B, 0x65F}, {0x670, 0x670}, {0x900, 0x903}, {0x93A, 0x94F}, {0x951, 0x957}, {0x962, 0x963},
    {0x981, 0x983}, {0x9BC, 0x9CD}, {0xA01, 0xA4D}, {0xA81, 0xACD}, {0xB01, 0xB4D}, {0xB82, 0xBCD}, {0xC00, 0xC4D},
    {0xC81, 0xCCD}, {0xD00, 0xD4D}, {0xE31, 0xE31}, {0xE34, 0xE3A}, {0xE47, 0xE4E}, {0x200B, 0x200F}, {0x202A, 0x202E},
    {0x2060, 0x2064}, {0x2066, 0x2069}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE01EF},
};

static int
is_mark(Py_UCS4 character)
{
    size_t low = 0, high = sizeof MARKS / sizeof *MARKS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (character > MARKS[middle].last) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return low < sizeof MARKS / sizeof *MARKS && character >= MARKS[low].first;
}

static int
is_ideograph(Py_UCS4 c)
{
    return c >= 0x3040 && (c <= 0x30FF || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
                           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3134F));
}

/* The class of a character by the Unicode tables of this Python, which are also those of `re`. */
static unsigned
asked_class(Py_UCS4 character)
{
    if (is_ideograph(character)) {
        return IDEOGRAPH;
    }
    return (Py_UNICODE_ISALNUM(character) ? LETTER : 0u) | (Py_UNICODE_ISDECIMAL(character) ? DECIMAL : 0u) |
           (is_mark(character) ? MARK : 0u);
}

static ALWAYS_INLINE unsigned
class_of(const Tables *tables, Py_UCS4 character)
{
    return character < CLASSED ? tables->classes[character] : asked_class(character);
}

/* Kana and unified ideographs fold to themselves. */
static int
is_plain_ideograph(Py_UCS4 c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA);
}

/* Fills the tables. A character is folded here where it is a letter or digit, composed as it stands, and folds to one
 * character; words of such characters fold letter by letter, since none of them combines with one that follows. */
static int
fill(Tables *tables)
{
    PyObject *unicodedata = PyImport_ImportModule("unicodedata");
    if (unicodedata == NULL) {
        return -1;
    }
    for (Py_UCS4 c = 0; c < CLASSED; c++) {
        tables->classes[c] = (uint8_t)asked_class(c);
    }
    int status = 0;
    for (Py_UCS4 c = 0; c < FOLDED && status == 0; c++) {
        tables->folded[c] = 0;
        if (!(tables->classes[c] & LETTER)) {
            continue;
        }
        PyObject *letter = PyUnicode_FromOrdinal((int)c);
        PyObject *composed = letter ? PyObject_CallMethod(unicodedata, "normalize", "sO", "NFKC", letter) : NULL;
        PyObject *low = composed ? PyObject_CallMethod(composed, "casefold", NULL) : NULL;
        if (low == NULL || !PyUnicode_Check(low) || !PyUnicode_Check(composed)) {
            status = -1;
        }
        else if (PyUnicode_Compare(letter, composed) == 0 && PyUnicode_GET_LENGTH(low) == 1 &&
                 PyUnicode_READ_CHAR(low, 0) < FOLDED) {
            tables->folded[c] = (uint16_t)PyUnicode_READ_CHAR(low, 0);
        }
        Py_XDECREF(low);
        Py_XDECREF(composed);
        Py_XDECREF(letter);
    }
    Py_DECREF(unicodedata);
    if (status < 0 && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_TypeError, "unicodedata gave no text");
    }
    tables->folded[0x2BC] = '\'';
    return status;
}

/* ------------------------------------------------------------------------------------------------------ tokenize */

#define MAX_LETTERS 64 /* a longer word goes to Python */

/* A word while it is read: its folded letters in UTF-8. All bytes are set at the start, so that eight can be read from
 * anywhere in the word. */
typedef struct {
    uint8_t bytes[3 * MAX_LETTERS + 8];
    Py_ssize_t size, letters;
    int is_simple; /* folded here; otherwise Python is asked */
} Word;

typedef struct {
    int64_t start, end;
    uint64_t word, stem;
} Token;

typedef struct {
    Token *rows;
    Py_ssize_t length, capacity;
} Tokens;

static ALWAYS_INLINE void
add(Word *word, Py_UCS4 folded)
{
    if (folded == 0 || word->letters == MAX_LETTERS) {
        word->is_simple = 0;
        return;
    }
    word->letters++;
    if (folded < 0x80) {
        word->bytes[word->size++] = (uint8_t)folded;
    }
    else if (folded < 0x800) {
        word->bytes[word->size++] = (uint8_t)(0xC0 | folded >> 6);
        word->bytes[word->size++] = (uint8_t)(0x80 | (folded & 0x3F));
    }
    else {
        word->bytes[word->size++] = (uint8_t)(0xE0 | folded >> 12);
        word->bytes[word->size++] = (uint8_t)(0x80 | (folded >> 6 & 0x3F));
        word->bytes[word->size++] = (uint8_t)(0x80 | (folded & 0x3F));
    }
}

/* The bytes of the ending that lexicon.stem takes off, given that three letters stay. */
static ALWAYS_INLINE Py_ssize_t
ending(const uint8_t *end, Py_ssize_t letters)
{
    switch (letters > 3 ? end[-1] : 0) {
    case 's':
        if (letters >= 5 && end[-2] == '\'') {
            return 2;
        }
        if (end[-2] == 'e') {
            return letters >= 6 && end[-3] == 'i' ? 3 : letters >= 5 ? 2 : 1;
        }
        return 1;
    case 'g':
        return letters >= 6 && end[-2] == 'n' && end[-3] == 'i' ? 3 : 0;
    case 'd':
        return letters >= 5 && end[-2] == 'e' ? 2 : 0;
    case 'y':
        return letters >= 5 && end[-2] == 'l' ? 2 : 0;
    case 'e':
        return 1;
    default:
        return 0;
    }
}

/* The bytes of the last letter where it stands twice and lexicon.stem drops the second; otherwise 0. */
static ALWAYS_INLINE Py_ssize_t
doubled(const uint8_t *end)
{
    uint8_t last = end[-1];
    if (last < 0x80) {
        int stays = last == 'a' || last == 'e' || last == 'i' || last == 'o' || last == 'u' || last == 's' || last == 'l';
        return last == end[-2] && !stays ? 1 : 0;
    }
    Py_ssize_t size = end[-2] >= 0xC0 ? 2 : 3;
    return memcmp(end - size, end - 2 * size, (size_t)size) == 0 ? size : 0;
}

/* How many bytes lexicon.stem keeps: a stem is always a beginning of its word, and every ending is ASCII. */
static ALWAYS_INLINE Py_ssize_t
stem_size(const Word *word)
{
    if (word->bytes[0] >= '0' && word->bytes[0] <= '9') {
        return word->size;
    }
    Py_ssize_t taken = ending(word->bytes + word->size, word->letters);
    Py_ssize_t size = word->size - taken, letters = word->letters - taken;
    const uint8_t *end = word->bytes + size;
    Py_ssize_t twice = letters > 4 ? doubled(end) : 0;
    if (twice) {
        return size - twice;
    }
    return letters > 3 && end[-1] == 'e' ? size - 1 : size;
}

static int
grow(Tokens *tokens)
{
    if (tokens->capacity > PY_SSIZE_T_MAX / 2 / (Py_ssize_t)sizeof(Token)) {
        PyErr_NoMemory();
        return -1;
    }
    Py_ssize_t capacity = tokens->capacity * 2;
    Token *rows = PyMem_Realloc(tokens->rows, (size_t)capacity * sizeof(Token));
    if (rows == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    tokens->rows = rows;
    tokens->capacity = capacity;
    return 0;
}

/* Asks Python for the two hashes of text[start:end]. */
static int
ask(PyObject *text, PyObject *hashes, Token *token)
{
    PyObject *word = PyUnicode_Substring(text, (Py_ssize_t)token->start, (Py_ssize_t)token->end);
    if (word == NULL) {
        return -1;
    }
    PyObject *pair = PyObject_CallFunctionObjArgs(hashes, word, NULL);
    Py_DECREF(word);
    if (pair == NULL) {
        return -1;
    }
    if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2) {
        PyErr_SetString(PyExc_TypeError, "hashes(word) must give the hash of the word and that of its stem");
        Py_DECREF(pair);
        return -1;
    }
    token->word = PyLong_AsUnsignedLongLong(PyTuple_GET_ITEM(pair, 0));
    token->stem = PyErr_Occurred() ? 0 : PyLong_AsUnsignedLongLong(PyTuple_GET_ITEM(pair, 1));
    Py_DECREF(pair);
    return PyErr_Occurred() ? -1 : 0;
}

static ALWAYS_INLINE int
keep(PyObject *text, PyObject *hashes, const Word *word, Py_ssize_t start, Py_ssize_t end, Tokens *tokens)
{
    if (tokens->length == tokens->capacity && grow(tokens) < 0) {
        return -1;
    }
    Token *token = &tokens->rows[tokens->length++];
    token->start = start;
    token->end = end;
    if (!word->is_simple) {
        return ask(text, hashes, token);
    }
    Py_ssize_t stem = stem_size(word);
    token->word = word_hash(word->bytes, word->size);
    token->stem = stem == word->size ? token->word : word_hash(word->bytes, stem);
    return 0;
}

/* Whether the sign at `at` joins two letters, as an apostrophe, or two digits, as a point or comma; else 0. */
static ALWAYS_INLINE int
joins(const Tables *tables, int kind, const void *characters, Py_ssize_t length, Py_ssize_t at)
{
    Py_UCS4 c = PyUnicode_READ(kind, characters, at);
    if ((c != '\'' && c != 0x2019 && c != '.' && c != ',') || at + 1 >= length) {
        return 0;
    }
    unsigned next = class_of(tables, PyUnicode_READ(kind, characters, at + 1));
    if (c == '\'' || c == 0x2019) {
        return next & LETTER;
    }
    return class_of(tables, PyUnicode_READ(kind, characters, at - 1)) & next & DECIMAL;
}

/* Where the word that begins with the letter at `at` ends; it is folded on the way. */
static ALWAYS_INLINE Py_ssize_t
read_word(const Tables *tables, int kind, const void *characters, Py_ssize_t length, Py_ssize_t at, Word *word)
{
    for (;;) {
        for (; at < length; at++) {
            Py_UCS4 c = PyUnicode_READ(kind, characters, at);
            if (!(class_of(tables, c) & (LETTER | MARK))) {
                break;
            }
            add(word, c < FOLDED ? tables->folded[c] : 0);
        }
        if (at >= length || !joins(tables, kind, characters, length, at)) {
            return at;
        }
        Py_UCS4 c = PyUnicode_READ(kind, characters, at);
        add(word, c == 0x2019 ? '\'' : c);
        at++;
    }
}

static ALWAYS_INLINE int
scan(const Tables *tables, int kind, PyObject *text, PyObject *hashes, Tokens *tokens)
{
    const void *characters = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    Word word = {0};
    for (Py_ssize_t at = 0; at < length;) {
        Py_UCS4 c = PyUnicode_READ(kind, characters, at);
        unsigned class = class_of(tables, c);
        if (!(class & (LETTER | IDEOGRAPH))) {
            at++;
            continue;
        }
        Py_ssize_t start = at;
        word.size = word.letters = 0;
        word.is_simple = 1;
        if (class & IDEOGRAPH) {
            add(&word, is_plain_ideograph(c) ? c : 0);
            at++;
        }
        else {
            at = read_word(tables, kind, characters, length, at, &word);
        }
        if (keep(text, hashes, &word, start, at, tokens) < 0) {
            return -1;
        }
    }
    return 0;
}

PyDoc_STRVAR(tokenize_doc, "tokenize(text, hashes, /)\n--\n\n"
                           "Starts, ends, word hashes and stem hashes of the words of a text: four rows of 64-bit\n"
                           "integers in one bytearray. Words that cannot be folded here are given to `hashes`, which\n"
                           "returns the hash of the folded word and that of its stem.");

static PyObject *
tokenize(PyObject *module, PyObject *args)
{
    PyObject *text, *hashes, *columns = NULL;
    if (!PyArg_ParseTuple(args, "UO:tokenize", &text, &hashes)) {
        return NULL;
    }
    const Tables *tables = &((const State *)PyModule_GetState(module))->tables;
    Tokens tokens = {NULL, 0, PyUnicode_GET_LENGTH(text) / 8 + 16};
    if (tokens.capacity <= PY_SSIZE_T_MAX / (Py_ssize_t)sizeof(Token)) {
        tokens.rows = PyMem_Malloc((size_t)tokens.capacity * sizeof(Token));
    }
    if (tokens.rows == NULL) {
        return PyErr_NoMemory();
    }
    int status;
    switch (PyUnicode_KIND(text)) { /* spelled out, so that each width of characters has a loop of its own */
    case PyUnicode_1BYTE_KIND:
        status = scan(tables, PyUnicode_1BYTE_KIND, text, hashes, &tokens);
        break;
    case PyUnicode_2BYTE_KIND:
        status = scan(tables, PyUnicode_2BYTE_KIND, text, hashes, &tokens);
        break;
    default:
        status = scan(tables, PyUnicode_4BYTE_KIND, text, hashes, &tokens);
    }
    if (status == 0) {
        columns = PyByteArray_FromStringAndSize(NULL, tokens.length * (Py_ssize_t)sizeof(Token));
    }
    if (columns != NULL) {
        char *bytes = PyByteArray_AS_STRING(columns);
        size_t row = (size_t)tokens.length * 8;
        for (size_t k = 0; k < (size_t)tokens.length; k++) {
            memcpy(bytes + 8 * k, &tokens.rows[k].start, 8);
            memcpy(bytes + row + 8 * k, &tokens.rows[k].end, 8);
            memcpy(bytes + 2 * row + 8 * k, &tokens.rows[k].word, 8);
            memcpy(bytes + 3 * row + 8 * k, &tokens.rows[k].stem, 8);
        }
    }
    PyMem_Free(tokens.rows);
    return columns;
}

/* ------------------------------------------------------------------------------------------------------ buffers */

typedef struct {
    const char *name;
    const char *formats; /* codes of the struct module; which of them it is depends on the platform */
    Py_ssize_t size;
} Type;

static const Type UINT64 = {"uint64", "LQ", 8}, INT64 = {"int64", "lq", 8}, UINT32 = {"uint32", "IL", 4};
static const Type FLOAT64 = {"float64", "d", 8}, FLAG = {"bool", "?", 1};

/* A view of a contiguous array of this type; TypeError where it is of another, BufferError where it has gaps. */
static int
look(PyObject *array, Py_buffer *view, const Type *type, int is_written)
{
    if (PyObject_GetBuffer(array, view, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT | (is_written ? PyBUF_WRITABLE : 0)) < 0) {
        return -1;
    }
    const char *format = view->format;
    if (view->itemsize != type->size || format == NULL || strlen(format) != 1 || !strchr(type->formats, *format)) {
        PyErr_Format(PyExc_TypeError, "an array of %s is needed, not of format '%s'", type->name,
                     format ? format : "B");
        PyBuffer_Release(view);
        return -1;
    }
    return 0;
}

/* Views of `count` arrays; all of them or none. The last is written to where `is_written`. */
static int
look_at_all(PyObject *const *arrays, Py_buffer *views, const Type *const *types, int count, int is_written)
{
    for (int k = 0; k < count; k++) {
        if (look(arrays[k], &views[k], types[k], is_written && k == count - 1) < 0) {
            while (k-- > 0) {
                PyBuffer_Release(&views[k]);
            }
            return -1;
        }
    }
    return 0;
}

static PyObject *
released(Py_buffer *views, int count, PyObject *result)
{
    for (int k = 0; k < count; k++) {
        PyBuffer_Release(&views[k]);
    }
    return result;
}

static PyObject *
none(void)
{
    Py_RETURN_NONE;
}

static PyObject *
refused(const char *why)
{
    PyErr_SetString(PyExc_ValueError, why);
    return NULL;
}

/* ------------------------------------------------------------------------------------------------------ passages */

/* What cutting a text into passages needs to know; the three that are asked are functions of Python. */
typedef struct {
    PyObject *text, *breaks, *ends, *cut, *doubtful;
    int kind;
    const void *characters;
    Py_ssize_t length, width, max_words;
    int64_t *rows; /* start, end, paragraph */
    Py_ssize_t found, room;
    Py_ssize_t paragraph, barren; /* no run of stops that begins before `barren` ends a sentence */
} Scan;

#define MAX_LAST 19 /* letters of a word before a stop that are looked up; a longer one is no abbreviation */

static ALWAYS_INLINE Py_UCS4
at(const Scan *s, Py_ssize_t place)
{
    return PyUnicode_READ(s->kind, s->characters, place);
}

static int
is_stop(Py_UCS4 c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

static int
is_wide_stop(Py_UCS4 c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

static int
is_closer(Py_UCS4 c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB;
}

static int
is_opener(Py_UCS4 c)
{
    return c == '"' || c == '\'' || c == 0x201C || c == 0x2018 || c == 0xAB || c == '(' || c == '[' || c == '*' ||
           c == '_' || c == '<';
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

/* Keeps the stretch without white space around it; Python cuts it where it has too many words. */
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
        if (gaps >= s->max_words) {
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
        return next == '"' || next == 0x201C || next == 0x2018 || next == 0xAB ? place + 1 : 0;
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
        if (after == end || Py_UNICODE_ISSPACE(at(s, after))) {
            return after;
        }
        s->barren = run;
    }
    return is_wide_stop(c) || is_joined(s, place, end) ? place + 1 : 0;
}

/* The passages of the paragraph from `start` to `end`. */
static int
scan_paragraph(Scan *s, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t first = start;
    s->barren = start;
    for (Py_ssize_t place = start; place < end;) {
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
    for (Py_ssize_t place = 0; place < s->length; place++) {
        Py_UCS4 c = at(s, place);
        if (c != '\n' && c != '\r') {
            continue;
        }
        Py_ssize_t after = place + 1 + (c == '\r' && place + 1 < s->length && at(s, place + 1) == '\n');
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

/* ------------------------------------------------------------------------------------------------------ mix, shingles */

PyDoc_STRVAR(mix_doc, "mix(values, out, /)\n--\n\nMixes each of the uint64 `values` into `out`.");

static PyObject *
mix(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[2];
    Py_buffer views[2];
    static const Type *const TYPES[] = {&UINT64, &UINT64};
    if (!PyArg_ParseTuple(args, "OO:mix", &arrays[0], &arrays[1]) || look_at_all(arrays, views, TYPES, 2, 1) < 0) {
        return NULL;
    }
    if (views[0].len != views[1].len) {
        return released(views, 2, refused("out must be as long as the values"));
    }
    const uint64_t *values = views[0].buf;
    uint64_t *out = views[1].buf;
    for (Py_ssize_t k = 0; k < views[0].len / 8; k++) {
        out[k] = mixed(values[k]);
    }
    return released(views, 2, none());
}

PyDoc_STRVAR(shingle_hashes_doc, "shingle_hashes(words, width, out, /)\n--\n\n"
                                 "Hashes of all runs of `width` of the uint64 `words` into `out`.");

static PyObject *
shingle_hashes(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[2];
    Py_buffer views[2];
    Py_ssize_t width;
    static const Type *const TYPES[] = {&UINT64, &UINT64};
    if (!PyArg_ParseTuple(args, "OnO:shingle_hashes", &arrays[0], &width, &arrays[1]) ||
        look_at_all(arrays, views, TYPES, 2, 1) < 0) {
        return NULL;
    }
    Py_ssize_t words = views[0].len / 8, count = views[1].len / 8;
    if (width < 1 || words < width || count != words - width + 1) {
        return released(views, 2, refused("out must have len(words) - width + 1 places, and width be 1 or more"));
    }
    const uint64_t *from = views[0].buf;
    uint64_t *out = views[1].buf;
    for (Py_ssize_t k = 0; k < count; k++) {
        out[k] = shingle(from + k, width);
    }
    return released(views, 2, none());
}

/* ------------------------------------------------------------------------------------------------------ signatures */

#define BLOCK 32 /* permutations at a time: their minima, multipliers and offsets fit the vector registers */

/* Lowers `minima` to the least value of a * h + b over all hashes, for BLOCK permutations. */
static ALWAYS_INLINE void
lower_block(const uint32_t *hashes, Py_ssize_t count, const uint32_t *multipliers, const uint32_t *offsets,
            uint32_t *minima)
{
    uint32_t a[BLOCK], b[BLOCK], least[BLOCK];
    memcpy(a, multipliers, sizeof a);
    memcpy(b, offsets, sizeof b);
    memset(least, 0xFF, sizeof least);
    for (Py_ssize_t k = 0; k < count; k++) {
        uint32_t hash = hashes[k];
        for (int j = 0; j < BLOCK; j++) {
            uint32_t value = a[j] * hash + b[j];
            least[j] = value < least[j] ? value : least[j];
        }
    }
    memcpy(minima, least, sizeof least);
}

static ALWAYS_INLINE void
sign(const uint32_t *hashes, Py_ssize_t count, const uint32_t *multipliers, const uint32_t *offsets,
     Py_ssize_t permutations, uint32_t *signature)
{
    Py_ssize_t at = 0;
    for (; at + BLOCK <= permutations; at += BLOCK) {
        lower_block(hashes, count, multipliers + at, offsets + at, signature + at);
    }
    for (; at < permutations; at++) {
        uint32_t least = UINT32_MAX;
        for (Py_ssize_t k = 0; k < count; k++) {
            uint32_t value = multipliers[at] * hashes[k] + offsets[at];
            least = value < least ? value : least;
        }
        signature[at] = least;
    }
}

static void
sign_anywhere(const uint32_t *hashes, Py_ssize_t count, const uint32_t *multipliers, const uint32_t *offsets,
              Py_ssize_t permutations, uint32_t *signature)
{
    sign(hashes, count, multipliers, offsets, permutations, signature);
}

#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
__attribute__((target("avx2"))) static void
sign_avx2(const uint32_t *hashes, Py_ssize_t count, const uint32_t *multipliers, const uint32_t *offsets,
          Py_ssize_t permutations, uint32_t *signature)
{
    sign(hashes, count, multipliers, offsets, permutations, signature);
}
#define HAS_AVX2() __builtin_cpu_supports("avx2")
#else
#define sign_avx2 sign_anywhere
#define HAS_AVX2() 0
#endif

static uint32_t
mixed32(uint32_t value)
{
    value = (value ^ (value >> 16)) * UINT32_C(0x85EBCA6B);
    value = (value ^ (value >> 13)) * UINT32_C(0xC2B2AE35);
    return value ^ (value >> 16);
}

/* Whether the sets that begin at `starts` lie in order inside the shingles, none of them empty. */
static int
are_sets(const int64_t *starts, Py_ssize_t sets, Py_ssize_t shingles)
{
    for (Py_ssize_t k = 0; k < sets; k++) {
        if (starts[k] < 0 || starts[k] >= (k + 1 < sets ? starts[k + 1] : (int64_t)shingles)) {
            return 0;
        }
    }
    return 1;
}

PyDoc_STRVAR(affine_signatures_doc, "affine_signatures(shingles, starts, multipliers, offsets, out, /)\n--\n\n"
                                    "MinHash signatures, by `affine32`, of the sets that begin at `starts`, into `out`.");

static PyObject *
affine_signatures(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[5];
    Py_buffer views[5];
    static const Type *const TYPES[] = {&UINT32, &INT64, &UINT32, &UINT32, &UINT32};
    if (!PyArg_ParseTuple(args, "OOOOO:affine_signatures", &arrays[0], &arrays[1], &arrays[2], &arrays[3],
                          &arrays[4]) ||
        look_at_all(arrays, views, TYPES, 5, 1) < 0) {
        return NULL;
    }
    Py_ssize_t shingles = views[0].len / 4, sets = views[1].len / 8, permutations = views[2].len / 4;
    const int64_t *starts = views[1].buf;
    if (!are_sets(starts, sets, shingles)) {
        return released(views, 5, refused("the sets must lie in order inside the shingles, and none be empty"));
    }
    /* sets <= shingles here, so that neither product can overflow for arrays that exist */
    if (views[3].len != views[2].len || (permutations > 0 && sets > PY_SSIZE_T_MAX / 4 / permutations) ||
        views[4].len != sets * permutations * 4) {
        return released(views, 5, refused("there must be as many offsets as multipliers, and out have a row a set"));
    }
    uint32_t *hashes = PyMem_New(uint32_t, shingles);
    if (hashes == NULL) {
        return released(views, 5, PyErr_NoMemory());
    }
    for (Py_ssize_t k = 0; k < shingles; k++) {
        hashes[k] = mixed32(((const uint32_t *)views[0].buf)[k]);
    }
    int has_avx2 = HAS_AVX2();
    for (Py_ssize_t k = 0; k < sets; k++) {
        Py_ssize_t count = (Py_ssize_t)((k + 1 < sets ? starts[k + 1] : (int64_t)shingles) - starts[k]);
        uint32_t *row = (uint32_t *)views[4].buf + k * permutations;
        (has_avx2 ? sign_avx2 : sign_anywhere)(hashes + starts[k], count, views[2].buf, views[3].buf, permutations,
                                               row);
    }
    PyMem_Free(hashes);
    return released(views, 5, none());
}

/* ------------------------------------------------------------------------------------------------------ room */

#ifndef FIRST_CHUNK
#define FIRST_CHUNK 65536 /* with 0 each piece is of its own, so that a sanitizer sees where it ends */
#endif

/* A stretch of memory out of which pieces are given; they follow it. */
typedef struct Chunk {
    struct Chunk *before;
    size_t size, used, unused;
} Chunk;

/* The memory of one piece of work, given back as a whole. Without memory the work is given up at once: who began it is
 * at `out` again, and nobody on the way need look. So nothing of Python is held meanwhile. */
typedef struct {
    Chunk *chunk;
    jmp_buf out;
} Room;

static void *
take(Room *room, Py_ssize_t count, size_t size)
{
    if (count < 0 || (size_t)count > (size_t)PY_SSIZE_T_MAX / 8 / size) {
        longjmp(room->out, 1);
    }
    size_t bytes = ((size_t)count * size + 15) & ~(size_t)15;
    Chunk *chunk = room->chunk;
    if (chunk == NULL || chunk->size - chunk->used < bytes) {
        size_t usual = FIRST_CHUNK && chunk ? 2 * chunk->size : FIRST_CHUNK;
        size_t whole = bytes > usual ? bytes : usual;
        chunk = PyMem_Malloc(sizeof(Chunk) + whole);
        if (chunk == NULL) {
            longjmp(room->out, 1);
        }
        chunk->before = room->chunk;
        chunk->size = whole;
        chunk->used = 0;
        room->chunk = chunk;
    }
    void *piece = (char *)(chunk + 1) + chunk->used;
    chunk->used += bytes;
    return piece;
}

static void *
take_clear(Room *room, Py_ssize_t count, size_t size)
{
    void *piece = take(room, count, size);
    return memset(piece, 0, (size_t)count * size);
}

static void *
moved(Room *room, const void *rows, Py_ssize_t found, Py_ssize_t *space, size_t size)
{
    Py_ssize_t more = *space ? 2 * *space : 16;
    void *copy = take(room, more, size);
    if (found > 0) {
        memcpy(copy, rows, (size_t)found * size);
    }
    *space = more;
    return copy;
}

/* The rows, with space for one more than were found. */
static ALWAYS_INLINE void *
grown(Room *room, void *rows, Py_ssize_t found, Py_ssize_t *space, size_t size)
{
    return found < *space ? rows : moved(room, rows, found, space, size);
}

/* Frees all chunks, but for the last, which is the largest, where that is kept for the next piece of work. */
static void
clear(Room *room, int is_over)
{
    Chunk *chunk = room->chunk;
    if (chunk != NULL && !is_over && FIRST_CHUNK) {
        chunk->used = 0;
        chunk = chunk->before;
        room->chunk->before = NULL;
    }
    else {
        room->chunk = NULL;
    }
    while (chunk != NULL) {
        Chunk *before = chunk->before;
        PyMem_Free(chunk);
        chunk = before;
    }
}

/* ------------------------------------------------------------------------------------------------------ common runs */

/* The bits of the size of a table of open addressing for so many values: it is at most half full. */
static int
bits_for(Py_ssize_t values)
{
    int bits = 4;
    while (((size_t)1 << bits) < 2 * (size_t)values) {
        bits++;
    }
    return bits;
}

/* A shingle of the second text: how often it stands there and where first, and how often in the first text. */
typedef struct {
    uint64_t hash;
    Py_ssize_t first, here, there;
} Place;

typedef struct {
    const uint64_t *a, *b;
    const uint8_t *open_a, *open_b; /* whether the shingle that begins with a word can be common */
    Py_ssize_t length_a, length_b, count_a, count_b, width, most;
    Place *table; /* open addressing; a place with `here` 0 is free */
    int bits;     /* of its size */
    uint64_t secret;
    Py_ssize_t *next, *place_of, *reach;
    int64_t *runs;
    Py_ssize_t found, space;
    Room *room;
} Search;

static Place *
place_for(const Search *s, uint64_t hash)
{
    size_t at = place_of(hash, s->secret, s->bits), held = ((size_t)1 << s->bits) - 1;
    while (s->table[at].here > 0 && s->table[at].hash != hash) {
        at = (at + 1) & held;
    }
    return &s->table[at];
}

/* Files the shingles of b, last first, so that each list of places runs forward; then finds those of a among them. */
static void
file_shingles(Search *s)
{
    for (Py_ssize_t y = s->count_b - 1; y >= 0; y--) {
        if (!s->open_b[y]) {
            continue;
        }
        uint64_t hash = shingle(s->b + y, s->width);
        Place *place = place_for(s, hash);
        s->next[y] = place->here > 0 ? place->first : -1;
        place->hash = hash;
        place->first = y;
        place->here++;
    }
    for (Py_ssize_t x = 0; x < s->count_a; x++) {
        s->place_of[x] = -1;
        if (!s->open_a[x]) {
            continue;
        }
        Place *place = place_for(s, shingle(s->a + x, s->width));
        s->place_of[x] = place->here > 0 ? (Py_ssize_t)(place - s->table) : -1;
        place->there += place->here > 0;
    }
}

/* Extends the shingle at x and y both ways as far as the words agree, and keeps the run. */
static void
extend(Search *s, Py_ssize_t x, Py_ssize_t y)
{
    Py_ssize_t *reach = &s->reach[y - x + s->length_a]; /* where the last run on this diagonal ended in a */
    if (*reach > x) {
        return;
    }
    Py_ssize_t start = x, end = x + s->width, shift = y - x, floor = *reach > 0 ? *reach : 0;
    while (start > floor && start + shift > 0 && s->a[start - 1] == s->b[start - 1 + shift]) {
        start--;
    }
    while (end < s->length_a && end + shift < s->length_b && s->a[end] == s->b[end + shift]) {
        end++;
    }
    *reach = end;
    s->runs = grown(s->room, s->runs, s->found, &s->space, 3 * sizeof(int64_t));
    int64_t *run = s->runs + 3 * s->found++;
    run[0] = start;
    run[1] = start + shift;
    run[2] = end - start;
}

static void
look_for_runs(Search *s)
{
    file_shingles(s);
    for (Py_ssize_t x = 0; x < s->count_a; x++) {
        const Place *place = s->place_of[x] < 0 ? NULL : &s->table[s->place_of[x]];
        if (place == NULL || place->here > s->most || place->there > s->most) {
            continue;
        }
        for (Py_ssize_t y = place->first; y >= 0; y = s->next[y]) {
            extend(s, x, y);
        }
    }
}

static void
make_room(Search *s)
{
    Py_ssize_t filed = 0;
    for (Py_ssize_t y = 0; y < s->count_b; y++) {
        filed += s->open_b[y];
    }
    s->bits = bits_for(filed);
    s->table = take_clear(s->room, (Py_ssize_t)1 << s->bits, sizeof(Place));
    s->next = take(s->room, s->count_b, sizeof *s->next);
    s->place_of = take(s->room, s->count_a, sizeof *s->place_of);
    s->reach = take(s->room, s->length_a + s->length_b, sizeof *s->reach);
    for (Py_ssize_t k = 0; k < s->length_a + s->length_b; k++) {
        s->reach[k] = -1;
    }
}

/* ------------------------------------------------------------------------------------------------------ products */

/* One more than the largest of these numbers, or -1 where one is negative or too large to be counted in memory. */
static Py_ssize_t
bound_of(const int64_t *numbers, Py_ssize_t length)
{
    int64_t most = -1, least = 0;
    for (Py_ssize_t k = 0; k < length; k++) {
        most = numbers[k] > most ? numbers[k] : most;
        least = numbers[k] < least ? numbers[k] : least;
    }
    return least < 0 || most >= PY_SSIZE_T_MAX / 64 ? -1 : (Py_ssize_t)most + 1;
}

typedef struct {
    const int64_t *ranges, *numbers;
    const double *values;
    Py_ssize_t length, ranges_held, numbers_held;
} Terms;

typedef struct {
    int64_t *rows; /* passage in a, passage in b, numbers in common */
    double *dots;
    Py_ssize_t found, rows_space, dots_space;
} Pairs;

static int
by_value(const void *one, const void *other)
{
    int64_t x = *(const int64_t *)one, y = *(const int64_t *)other;
    return (x > y) - (x < y);
}

/* Puts few numbers into order at once, and many by the C library. */
static void
ascend(int64_t *numbers, Py_ssize_t length)
{
    if (length > 32) {
        qsort(numbers, (size_t)length, sizeof *numbers, by_value);
        return;
    }
    for (Py_ssize_t k = 1; k < length; k++) {
        int64_t value = numbers[k];
        Py_ssize_t at = k;
        for (; at > 0 && numbers[at - 1] > value; at--) {
            numbers[at] = numbers[at - 1];
        }
        numbers[at] = value;
    }
}

/* Keeps the touched ranges of b as the partners of range i, in order, and forgets them. */
static void
keep_touched(Room *room, Pairs *pairs, int64_t i, int64_t *touched, Py_ssize_t count, int64_t *shared,
             const double *dots, Py_ssize_t ranges)
{
    if (count > ranges / 8) { /* many: they are found in order sooner than put into it */
        count = 0;
        for (Py_ssize_t j = 0; j < ranges; j++) {
            touched[count] = j;
            count += shared[j] > 0;
        }
    }
    else {
        ascend(touched, count);
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        pairs->rows = grown(room, pairs->rows, pairs->found, &pairs->rows_space, 3 * sizeof(int64_t));
        pairs->dots = grown(room, pairs->dots, pairs->found, &pairs->dots_space, sizeof(double));
        int64_t j = touched[k], *row = pairs->rows + 3 * pairs->found;
        row[0] = i;
        row[1] = j;
        row[2] = shared[j];
        pairs->dots[pairs->found++] = dots[j];
        shared[j] = 0;
    }
}

/* The places of the terms of b in the order of their numbers: those of number n from first[n] to first[n + 1]. */
static int64_t *
in_order(Room *room, const Terms *b, int64_t **first)
{
    int64_t *ends = take_clear(room, b->numbers_held + 2, sizeof *ends), *order = take(room, b->length, sizeof *order);
    for (Py_ssize_t k = 0; k < b->length; k++) {
        ends[b->numbers[k] + 2]++;
    }
    for (Py_ssize_t k = 2; k < b->numbers_held + 2; k++) {
        ends[k] += ends[k - 1];
    }
    for (Py_ssize_t k = 0; k < b->length; k++) {
        order[ends[b->numbers[k] + 1]++] = k;
    }
    *first = ends;
    return order;
}

/* The products of two lists of terms, whose numbers both are under `numbers_held`. */
static Pairs
multiplied(Room *room, const Terms *a, const Terms *b, Py_ssize_t most)
{
    Pairs pairs = {0};
    int64_t *here = take_clear(room, a->numbers_held, sizeof *here), *first, *order = in_order(room, b, &first);
    int64_t *shared = take_clear(room, b->ranges_held, sizeof *shared);
    int64_t *touched = take(room, b->ranges_held + 1, sizeof *touched);
    double *dots = take(room, b->ranges_held, sizeof *dots);
    for (Py_ssize_t k = 0; k < a->length; k++) {
        here[a->numbers[k]]++;
    }
    for (Py_ssize_t k = 0; k < a->length;) {
        int64_t i = a->ranges[k];
        Py_ssize_t count = 0;
        for (; k < a->length && a->ranges[k] == i; k++) {
            int64_t term = a->numbers[k], start = first[term], end = first[term + 1];
            if (end == start || here[term] > (int64_t)most / (end - start)) {
                continue;
            }
            for (int64_t at = start; at < end; at++) {
                int64_t j = b->ranges[order[at]];
                if (shared[j]++ == 0) {
                    dots[j] = 0.0;
                    touched[count++] = j;
                }
                dots[j] += a->values[k] * b->values[order[at]];
            }
        }
        keep_touched(room, &pairs, i, touched, count, shared, dots, b->ranges_held);
    }
    return pairs;
}

/* ------------------------------------------------------------------------------------------------------ compared spans */

/* Words of a text, from the first up to the last. */
typedef struct {
    Py_ssize_t start, end;
} Extent;

typedef struct {
    const int64_t *words, *stems;
    const double *weights;
    Py_ssize_t length;
} Worded;

/* Room for one comparison. `local` maps a number to its mask and one, 0 for those not in the range of a. */
typedef struct {
    Py_ssize_t *local;
    uint64_t *masks, *states;
    int64_t *partner;
    Py_ssize_t masks_space, states_space, partner_space;
    Room *room;
} Bench;

static int
popcount(uint64_t value)
{
#if defined(__GNUC__) || defined(__clang__)
    return __builtin_popcountll(value);
#else
    value -= value >> 1 & UINT64_C(0x5555555555555555);
    value = (value & UINT64_C(0x3333333333333333)) + (value >> 2 & UINT64_C(0x3333333333333333));
    return (int)(((value + (value >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F)) * UINT64_C(0x0101010101010101) >> 56);
#endif
}

/* At least `count` times `times` numbers of 64 bits, those there are or others. */
static void *
reserve(Room *room, void *held, Py_ssize_t *space, Py_ssize_t count, Py_ssize_t times)
{
    if (times > 0 && count > PY_SSIZE_T_MAX / 64 / times) {
        longjmp(room->out, 1);
    }
    if (*space >= count * times) {
        return held;
    }
    *space = 2 * count * times;
    return take(room, *space, 8);
}

/* One row of the bit-parallel algorithm: the state of `words` words after a symbol with these masks. */
static ALWAYS_INLINE void
step(uint64_t *state, const uint64_t *masks, Py_ssize_t words)
{
    uint64_t carry = 0;
    for (Py_ssize_t k = 0; k < words; k++) {
        uint64_t matched = state[k] & masks[k], sum = state[k] + matched;
        uint64_t over = sum < matched;
        sum += carry;
        carry = over | (sum < carry);
        state[k] = sum | (state[k] - matched);
    }
}

/* Follows the states back from their ends, and notes the partners. */
static void
trace_back(const uint64_t *states, Py_ssize_t words, Py_ssize_t x, Py_ssize_t y, Py_ssize_t before, int64_t *partner)
{
    while (x > 0 && y > 0) {
        const uint64_t *row = states + (y - 1) * words;
        Py_ssize_t word = (x - 1) >> 6, bit = (x - 1) & 63;
        if (row[word] >> bit & 1) {
            x--;
        }
        else if (y > 1 && !((row - words)[word] >> bit & 1)) {
            y--;
        }
        else {
            x--;
            y--;
            partner[before + x] = before + y;
        }
    }
}

/* The length of the longest common subsequence; with `is_traced` also the partner of each place in a, or -1. Numbers are
 * smaller than `local` is long. */
static Py_ssize_t
subsequence(Bench *bench, const int64_t *a, Py_ssize_t length_a, const int64_t *b, Py_ssize_t length_b, int is_traced)
{
    Py_ssize_t least = length_a < length_b ? length_a : length_b, before = 0, after = 0;
    while (before < least && a[before] == b[before]) {
        before++;
    }
    while (after < least - before && a[length_a - 1 - after] == b[length_b - 1 - after]) {
        after++;
    }
    Py_ssize_t x = length_a - before - after, y = length_b - before - after, words = (x + 63) / 64, symbols = 0;
    if (is_traced) {
        bench->partner = reserve(bench->room, bench->partner, &bench->partner_space, length_a, 1);
        for (Py_ssize_t k = 0; k < length_a; k++) {
            bench->partner[k] = k < before ? k : k < before + x ? -1 : k - length_a + length_b;
        }
    }
    if (x == 0 || y == 0) {
        return before + after;
    }
    bench->masks = reserve(bench->room, bench->masks, &bench->masks_space, x + 1, words);
    bench->states = reserve(bench->room, bench->states, &bench->states_space, is_traced ? y : 1, words);
    for (Py_ssize_t k = 0; k < x; k++) {
        Py_ssize_t *local = &bench->local[a[before + k]];
        if (*local == 0) {
            *local = ++symbols;
            memset(bench->masks + *local * words, 0, (size_t)words * 8);
        }
        bench->masks[*local * words + (k >> 6)] |= UINT64_C(1) << (k & 63);
    }
    uint64_t *state = bench->states;
    memset(state, 0xFF, (size_t)words * 8);
    for (Py_ssize_t k = 0; k < y; k++) {
        Py_ssize_t local = bench->local[b[before + k]];
        if (is_traced && k > 0) {
            memcpy(state + words, state, (size_t)words * 8);
            state += words;
        }
        if (local > 0) {
            step(state, bench->masks + local * words, words);
        }
    }
    Py_ssize_t shared = before + after;
    for (Py_ssize_t k = 0; k < words; k++) {
        uint64_t held = k + 1 < words || x % 64 == 0 ? UINT64_MAX : (UINT64_C(1) << x % 64) - 1;
        shared += popcount(~state[k] & held);
    }
    if (is_traced) {
        trace_back(bench->states, words, x, y, before, bench->partner);
    }
    for (Py_ssize_t k = 0; k < x; k++) {
        bench->local[a[before + k]] = 0;
    }
    return shared;
}

/* What a word is worth in a run of 0, 1, 2 and more words. */
typedef struct {
    const double *values;
    Py_ssize_t length;
} RunValues;

/* The weight of the runs of partners, that without the weightiest, and the words of the longest that weighs something. */
static int64_t
weigh(const Bench *bench, const double *weights_a, Py_ssize_t length_a, const double *weights_b,
      const RunValues *run, double *out)
{
    double total = 0.0, most = 0.0;
    int64_t longest = 0;
    for (Py_ssize_t x = 0; x < length_a;) {
        int64_t y = bench->partner[x], length = 0;
        double worth = 0.0;
        if (y < 0) {
            x++;
            continue;
        }
        for (; x < length_a && bench->partner[x] == y + length; x++, length++) {
            double one = weights_a[x], other = weights_b[y + length];
            worth += other < one ? other : one;
        }
        longest = worth > 0 && length > longest ? length : longest;
        worth *= run->values[length < run->length ? length : run->length - 1];
        total += worth;
        most = worth > most ? worth : most;
    }
    out[0] = total;
    out[1] = total - most;
    return longest;
}

static double
sum_of(const double *values, Py_ssize_t length)
{
    double total = 0.0;
    for (Py_ssize_t k = 0; k < length; k++) {
        total += values[k];
    }
    return total;
}

/* Two ranges that lie inside both texts compared: two whole numbers and four others. */
static void
compare(Bench *bench, const Worded *a, const Worded *b, const int64_t *span, const RunValues *values, int64_t *counts,
        double *weights)
{
    Py_ssize_t start_a = (Py_ssize_t)span[0], length_a = (Py_ssize_t)(span[1] - span[0]);
    Py_ssize_t start_b = (Py_ssize_t)span[2], length_b = (Py_ssize_t)(span[3] - span[2]);
    counts[0] = subsequence(bench, a->words + start_a, length_a, b->words + start_b, length_b, 0);
    subsequence(bench, a->stems + start_a, length_a, b->stems + start_b, length_b, 1);
    counts[1] = weigh(bench, a->weights + start_a, length_a, b->weights + start_b, values, weights);
    weights[2] = sum_of(a->weights + start_a, length_a);
    weights[3] = sum_of(b->weights + start_b, length_b);
}

/* One more than the largest number of a text, or -1 where its columns do not fit or a number is negative. */
static Py_ssize_t
read_worded(Worded *side, const Py_buffer *views)
{
    side->words = views[0].buf;
    side->stems = views[1].buf;
    side->weights = views[2].buf;
    side->length = views[0].len / 8;
    if (views[1].len != views[0].len || views[2].len != views[0].len) {
        return -1;
    }
    Py_ssize_t words = bound_of(side->words, side->length), stems = bound_of(side->stems, side->length);
    return words < 0 || stems < 0 ? -1 : words > stems ? words : stems;
}

static int
are_inside(const Py_buffer *spans, Py_ssize_t length_a, Py_ssize_t length_b)
{
    const int64_t *span = spans->buf;
    for (Py_ssize_t k = 0; k < spans->len / 32; k++, span += 4) {
        if (span[0] < 0 || span[0] > span[1] || span[1] > length_a || span[2] < 0 || span[2] > span[3] ||
            span[3] > length_b) {
            return 0;
        }
    }
    return spans->len % 32 == 0;
}

/* Compares the spans of two texts whose numbers are all under `most`; what is found goes where there is room for it. -1
 * without memory. */
static int
compare_all(Room *room, const Worded *a, const Worded *b, Py_ssize_t most, const Py_buffer *views, PyObject *counts,
            PyObject *weights)
{
    if (setjmp(room->out) != 0) {
        return -1;
    }
    Bench bench = {.room = room, .local = take_clear(room, most + 1, sizeof *bench.local)};
    RunValues values = {views[7].buf, views[7].len / 8};
    const int64_t *spans = views[6].buf;
    for (Py_ssize_t k = 0; k < views[6].len / 32; k++) {
        compare(&bench, a, b, spans + 4 * k, &values, (int64_t *)PyByteArray_AS_STRING(counts) + 2 * k,
                (double *)PyByteArray_AS_STRING(weights) + 4 * k);
    }
    return 0;
}

PyDoc_STRVAR(compared_spans_doc,
             "compared_spans(words_a, stems_a, weights_a, words_b, stems_b, weights_b, spans, run_values, /)\n--\n\n"
             "Ranges compared word by word: two int64 a span in a bytearray, and four float64 in another.");

static PyObject *
compared_spans(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[8];
    Py_buffer views[8];
    Worded a, b;
    static const Type *const TYPES[] = {&INT64, &INT64, &FLOAT64, &INT64, &INT64, &FLOAT64, &INT64, &FLOAT64};
    if (!PyArg_ParseTuple(args, "OOOOOOOO:compared_spans", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &arrays[4],
                          &arrays[5], &arrays[6], &arrays[7]) ||
        look_at_all(arrays, views, TYPES, 8, 0) < 0) {
        return NULL;
    }
    Py_ssize_t most_a = read_worded(&a, views), most_b = read_worded(&b, views + 3);
    if (most_a < 0 || most_b < 0 || views[7].len == 0) {
        return released(views, 8, refused("each word has a number of 0 or more, a stem and a weight; a run some value"));
    }
    if (!are_inside(&views[6], a.length, b.length)) {
        return released(views, 8, refused("a span must lie inside its text"));
    }
    PyObject *counts = PyByteArray_FromStringAndSize(NULL, views[6].len / 2);
    PyObject *weights = PyByteArray_FromStringAndSize(NULL, views[6].len), *result = NULL;
    Room room = {0};
    Py_ssize_t most = most_a > most_b ? most_a : most_b;
    if (counts && weights && compare_all(&room, &a, &b, most, views, counts, weights) == 0) {
        result = PyTuple_Pack(2, counts, weights);
    }
    clear(&room, 1);
    Py_XDECREF(counts);
    Py_XDECREF(weights);
    return released(views, 8, result || PyErr_Occurred() ? result : PyErr_NoMemory());
}

/* ------------------------------------------------------------------------------------------------------ ranges of reuse */

#define WINDOW 60
#define ROUNDS 4
#define PRIOR_WORDS 500.0
#define EDGE_BONUS 4.0
#define MOST_PER_WORD 4.0
#define LEAST_RATE 0.3
#define MOST_RATE 0.97

/* A stem: how often the other range and this one have it, how often it was met going outwards; its chance of a match
 * and what a match scores, each computed once. All are cleared after use. */
typedef struct {
    int64_t there, inside, used;
    double chance, hit;
    int has_chance, has_hit;
} Stem;

typedef struct {
    const int64_t *stems[2], *counts;
    const uint8_t *edges[2];
    const double *prior;
    Py_ssize_t length[2], held;
    int64_t total;
    Stem *table;
    double *credit, *sums;
} Ground;

static double
chance_of(const Ground *ground, int64_t number, Py_ssize_t others, double total, int is_apart)
{
    Stem *stem = &ground->table[number];
    if (!stem->has_chance) {
        int64_t held = is_apart ? stem->inside + stem->there : (stem->inside > 0) + (stem->there > 0);
        double background = (double)(ground->counts[number] - held);
        stem->chance = -expm1(-((double)others * ((background + ground->prior[number]) / total)));
        stem->has_chance = 1;
    }
    return stem->chance;
}

/* Counts matches outwards from the range, from `at` by `by` until `until`; the counting is undone afterwards. */
static void
credit_outwards(const Ground *ground, const int64_t *words, Py_ssize_t at, Py_ssize_t by, Py_ssize_t until)
{
    for (Py_ssize_t k = at; k != until; k += by) {
        Stem *stem = &ground->table[words[k]];
        ground->credit[k] = stem->inside + stem->used < stem->there ? 1.0 : 0.0;
        stem->used++;
    }
    for (Py_ssize_t k = at; k != until; k += by) {
        ground->table[words[k]].used = 0;
    }
}

/* The rate of matching in the range itself. */
static double
rate_of(const Ground *ground, const int64_t *words, Py_ssize_t start, Py_ssize_t end, Py_ssize_t others, double total,
        int is_apart)
{
    double matched = 0.0, room = 0.0;
    for (Py_ssize_t k = start; k < end; k++) {
        Stem *stem = &ground->table[words[k]];
        double share = (double)stem->there / (double)(stem->inside > 1 ? stem->inside : 1);
        ground->credit[k] = share < 1.0 ? share : 1.0;
        double chance = chance_of(ground, words[k], others, total, is_apart);
        matched += ground->credit[k] - chance;
        room += 1 - chance;
    }
    double rate = matched / (room > 1e-9 ? room : 1e-9);
    return rate < LEAST_RATE ? LEAST_RATE : rate > MOST_RATE ? MOST_RATE : rate;
}

/* The sums of what the words score, from 0 on. */
static void
add_up(const Ground *ground, const int64_t *words, Py_ssize_t count, double rate, Py_ssize_t others, double total,
       int is_apart)
{
    double miss = log(1 - rate), sum = 0.0;
    ground->sums[0] = 0.0;
    for (Py_ssize_t k = 0; k < count; k++) {
        double credit = ground->credit[k];
        if (credit > 0) {
            Stem *stem = &ground->table[words[k]];
            if (!stem->has_hit) {
                double chance = chance_of(ground, words[k], others, total, is_apart);
                double hit = log1p(rate * (1 - chance) / (chance > 1e-12 ? chance : 1e-12));
                stem->hit = hit < MOST_PER_WORD ? hit : MOST_PER_WORD;
                stem->has_hit = 1;
            }
            sum += credit * stem->hit + (1 - credit) * miss;
        }
        else {
            sum += miss;
        }
        ground->sums[k + 1] = sum;
    }
}

/* The segment of the largest sum, each end then moved to where sum and bonus for an edge are largest; its sum. */
static double
best_segment(const double *sums, Py_ssize_t places, const uint8_t *is_edge, Extent *best)
{
    double floor = sums[0], most = 0.0;
    Py_ssize_t begin = 0, stop = 0, lowest = 0;
    for (Py_ssize_t k = 1; k < places; k++) {
        if (sums[k] < floor) {
            floor = sums[k];
            lowest = k;
        }
        else if (sums[k] - floor > most) {
            begin = lowest;
            stop = k;
            most = sums[k] - floor;
        }
    }
    if (stop > begin) {
        double best_here = (is_edge[0] ? EDGE_BONUS : 0.0) - sums[0];
        begin = 0;
        for (Py_ssize_t k = 1; k < stop; k++) {
            double here = (is_edge[k] ? EDGE_BONUS : 0.0) - sums[k];
            if (here > best_here) {
                best_here = here;
                begin = k;
            }
        }
        stop = begin + 1;
        best_here = sums[stop] + (is_edge[stop] ? EDGE_BONUS : 0.0);
        for (Py_ssize_t k = begin + 2; k < places; k++) {
            double here = sums[k] + (is_edge[k] ? EDGE_BONUS : 0.0);
            if (here > best_here) {
                best_here = here;
                stop = k;
            }
        }
    }
    best->start = begin;
    best->end = stop;
    return sums[stop] - sums[begin];
}

static Extent
best_near(const Ground *ground, int side, Extent own, const int64_t *others, Py_ssize_t count, int is_apart,
          double *score)
{
    Py_ssize_t low = own.start > WINDOW ? own.start - WINDOW : 0;
    Py_ssize_t high = ground->length[side] - own.end > WINDOW ? own.end + WINDOW : ground->length[side];
    const int64_t *words = ground->stems[side] + low;
    Py_ssize_t start = own.start - low, end = own.end - low;
    int64_t distinct = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        distinct += ground->table[others[k]].there++ == 0;
    }
    for (Py_ssize_t k = start; k < end; k++) {
        distinct += ground->table[words[k]].inside++ == 0;
    }
    double total = (double)(ground->total - (is_apart ? count + (end - start) : distinct)) + PRIOR_WORDS;
    double rate = rate_of(ground, words, start, end, count, total, is_apart);
    credit_outwards(ground, words, end, 1, high - low);
    credit_outwards(ground, words, start - 1, -1, -1);
    add_up(ground, words, high - low, rate, count, total, is_apart);
    Extent best;
    *score = best_segment(ground->sums, high - low + 1, ground->edges[side] + low, &best);
    for (Py_ssize_t k = 0; k < count; k++) {
        memset(&ground->table[others[k]], 0, sizeof(Stem));
    }
    for (Py_ssize_t k = 0; k < high - low; k++) {
        memset(&ground->table[words[k]], 0, sizeof(Stem));
    }
    best.start += low;
    best.end += low;
    return best;
}

static int
is_within(Extent range, Py_ssize_t length)
{
    return range.start >= 0 && range.start <= range.end && range.end <= length;
}

/* Reads six arrays into the ground and makes room; NULL, or what is wrong with them. Without memory an error is set. */
static const char *
read_ground(Ground *ground, const Py_buffer *views)
{
    ground->counts = views[4].buf;
    ground->prior = views[5].buf;
    ground->held = views[4].len / 8;
    if (views[5].len != views[4].len) {
        return "each count has a prior";
    }
    for (int side = 0; side < 2; side++) {
        ground->stems[side] = views[side].buf;
        ground->edges[side] = views[2 + side].buf;
        ground->length[side] = views[side].len / 8;
        Py_ssize_t bound = bound_of(ground->stems[side], ground->length[side]);
        if (views[2 + side].len != ground->length[side] + 1 || bound < 0 || bound > ground->held) {
            return "every stem needs a count, and an edge flag, as does the end of its text";
        }
    }
    for (Py_ssize_t k = 0; k < ground->held; k++) {
        ground->total += ground->counts[k];
    }
    Py_ssize_t longer = ground->length[0] > ground->length[1] ? ground->length[0] : ground->length[1];
    ground->table = PyMem_Calloc((size_t)ground->held + 1, sizeof *ground->table);
    ground->credit = PyMem_New(double, longer);
    ground->sums = PyMem_New(double, longer + 1);
    if (!ground->table || !ground->credit || !ground->sums) {
        PyErr_NoMemory();
        return "";
    }
    return NULL;
}

/* The result, once the buffers and the room are given back; with `wrong`, that error. */
static PyObject *
left(Ground *ground, Py_buffer *views, int count, const char *wrong, PyObject *result)
{
    PyMem_Free(ground->table);
    PyMem_Free(ground->credit);
    PyMem_Free(ground->sums);
    if (wrong != NULL && !PyErr_Occurred()) {
        refused(wrong);
    }
    return released(views, count, result);
}

/* A round of refining: from which ranges to which, and the score of the less convincing side. */
typedef struct {
    Extent a, b, new_a, new_b;
    double score;
} Round;

static int
is_same(Extent one, Extent other)
{
    return one.start == other.start && one.end == other.end;
}

/* The ranges of one start once both rest, and their score. Rounds that were gone through before are looked up. */
static double
refine(const Ground *ground, Extent *a, Extent *b, double hopeless, Round *rounds, Py_ssize_t *known)
{
    double score = 0.0;
    for (int count = 0; count < ROUNDS; count++) {
        Round *round = rounds;
        while (round < rounds + *known && !(is_same(round->a, *a) && is_same(round->b, *b))) {
            round++;
        }
        if (round == rounds + *known) {
            double score_a, score_b;
            round->a = *a;
            round->b = *b;
            round->new_a = best_near(ground, 0, *a, ground->stems[1] + b->start, b->end - b->start, 0, &score_a);
            Extent found = round->new_a;
            round->new_b = best_near(ground, 1, *b, ground->stems[0] + found.start, found.end - found.start, 0, &score_b);
            round->score = score_b < score_a ? score_b : score_a;
            ++*known;
        }
        score = round->score;
        if ((is_same(round->new_a, *a) && is_same(round->new_b, *b)) || score < hopeless) {
            break;
        }
        *a = round->new_a;
        *b = round->new_b;
        if (a->start == a->end || b->start == b->end) {
            return 0.0;
        }
    }
    return score;
}

PyDoc_STRVAR(refined_doc, "refined(stems_a, stems_b, edges_a, edges_b, counts, prior, starts, hopeless, /)\n--\n\n"
                          "Of the int64 rows of start and end in a and start and end in b, after each side has in turn\n"
                          "been set to what scores best against the other, the best: both ranges, and the score of the\n"
                          "less convincing side.");

static PyObject *
refined(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[7];
    Py_buffer views[7];
    Ground ground = {0};
    double hopeless, most = 0.0;
    static const Type *const TYPES[] = {&INT64, &INT64, &FLAG, &FLAG, &INT64, &FLOAT64, &INT64};
    if (!PyArg_ParseTuple(args, "OOOOOOOd:refined", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &arrays[4],
                          &arrays[5], &arrays[6], &hopeless) ||
        look_at_all(arrays, views, TYPES, 7, 0) < 0) {
        return NULL;
    }
    const char *wrong = read_ground(&ground, views);
    if (wrong == NULL && (views[6].len == 0 || !are_inside(&views[6], ground.length[0], ground.length[1]))) {
        wrong = "there must be a start, and each lie inside both texts";
    }
    Py_ssize_t starts = views[6].len / 32, known = 0; /* each start is longer than a row of its rounds */
    Round *rounds = wrong || starts > PY_SSIZE_T_MAX / ROUNDS ? NULL : PyMem_New(Round, starts * ROUNDS);
    if (rounds == NULL) {
        if (wrong == NULL) {
            PyErr_NoMemory();
        }
        return left(&ground, views, 7, wrong, NULL);
    }
    Extent best_a = {0, 0}, best_b = {0, 0};
    const int64_t *start = views[6].buf;
    for (Py_ssize_t k = 0; k < starts; k++, start += 4) {
        Extent a = {(Py_ssize_t)start[0], (Py_ssize_t)start[1]}, b = {(Py_ssize_t)start[2], (Py_ssize_t)start[3]};
        double score = refine(&ground, &a, &b, hopeless, rounds, &known);
        if (k == 0 || score > most) {
            best_a = a;
            best_b = b;
            most = score;
        }
    }
    PyMem_Free(rounds);
    return left(&ground, views, 7, NULL, Py_BuildValue("(nn)(nn)d", best_a.start, best_a.end, best_b.start, best_b.end, most));
}

PyDoc_STRVAR(best_range_doc, "best_range(stems_a, stems_b, edges_a, edges_b, counts, prior, others, side, start, end, /)\n"
                             "--\n\nThe range of one text, 0 or 1, best explained by reuse of other stems: start, end\n"
                             "and score.");

static PyObject *
best_range(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[7];
    Py_buffer views[7];
    Ground ground = {0};
    Extent own;
    int side;
    double score = 0.0;
    static const Type *const TYPES[] = {&INT64, &INT64, &FLAG, &FLAG, &INT64, &FLOAT64, &INT64};
    if (!PyArg_ParseTuple(args, "OOOOOOOinn:best_range", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &arrays[4],
                          &arrays[5], &arrays[6], &side, &own.start, &own.end) ||
        look_at_all(arrays, views, TYPES, 7, 0) < 0) {
        return NULL;
    }
    const char *wrong = read_ground(&ground, views);
    Py_ssize_t bound = bound_of(views[6].buf, views[6].len / 8);
    if (wrong == NULL && (side < 0 || side > 1 || !is_within(own, ground.length[side]))) {
        wrong = "a range must lie inside its text, 0 or 1";
    }
    if (wrong == NULL && (bound < 0 || bound > ground.held)) {
        wrong = "every stem needs a count";
    }
    if (wrong != NULL) {
        return left(&ground, views, 7, wrong, NULL);
    }
    Extent best = best_near(&ground, side, own, views[6].buf, views[6].len / 8, 1, &score);
    return left(&ground, views, 7, NULL, Py_BuildValue("(nn)d", best.start, best.end, score));
}

/* ------------------------------------------------------------------------------------------------------ survey */

#define FEWEST_PASSAGES 40
#define LIGHT 0.3
#define FEW_PASSAGES 64 /* logarithms for stems in so many passages are looked up */

/* One document cut out of the columns of a batch; its bounds count from the first word of the batch. */
typedef struct {
    const uint64_t *words, *stems;
    const double *weights;
    const int64_t *bounds;
    const uint8_t *is_furniture;
    Py_ssize_t tokens, passages;
    int64_t first;
} Document;

typedef struct {
    int64_t i, j;
} Pair;

typedef struct {
    Pair *rows;
    Py_ssize_t found, space;
} PairList;

/* What the survey is asked for, see plain_survey.Seeding. */
typedef struct {
    RunValues run_values;
    Py_ssize_t run_words, most_places, most_pairs, rivals, alike_words;
    double close_cosine, close_dot, alike_cosine;
    uint64_t secret;
} Seeding;

/* Of two documents: what the survey gives, as rows over the words of a and then of b, and what it needs on the way. */
typedef struct {
    const Seeding *seeding;
    Room *room;
    Document sides[2];
    Py_ssize_t tokens, passages, distinct_words, distinct_stems;
    int64_t *words, *stems, *passage_of; /* [tokens] */
    double *weights;
    int64_t *counts; /* [distinct stems] */
    double *prior;
    uint8_t *edges; /* [tokens + 2] */
    int64_t *runs; /* [found runs, 3] */
    Py_ssize_t found_runs;
    Bench bench;
    PairList compared; /* pairs of passages in order, and what compared_spans says of each */
    int64_t *compared_counts;
    double *compared_weights;
    Pairs sharing; /* pairs of passages that share stems; of each cosine and dice; of each passage the length */
    double *cosine, *dice, *norms;
    Py_ssize_t *alike, found_alike; /* which of those are alike */
    int64_t *last;  /* [distinct stems] the term that last held each */
    Terms terms[2]; /* of a and of b, in columns for both */
    int64_t *term_passage, *term_stem, *term_count;
    double *term_value;
    int64_t *held; /* [distinct stems] */
    int64_t *in_passage; /* [passages] */
} Survey;

/* Cuts a document out of seven columns; what is wrong with them, or NULL. */
static const char *
cut(Document *side, const Py_buffer *columns, Py_ssize_t document)
{
    const int64_t *tokens = columns[3].buf, *passage_token = columns[4].buf, *passages = columns[6].buf;
    Py_ssize_t documents = columns[3].len < columns[6].len ? columns[3].len / 8 - 1 : columns[6].len / 8 - 1;
    if (document < 0 || document >= documents) {
        return "there is no such document";
    }
    int64_t token = tokens[document], end = tokens[document + 1];
    int64_t passage = passages[document], last = passages[document + 1];
    if (token < 0 || token > end || end > columns[0].len / 8 || columns[1].len != columns[0].len ||
        columns[2].len != columns[0].len || passage < 0 || passage > last || last > columns[5].len ||
        (passage < last && last >= columns[4].len / 8)) {
        return "the columns do not fit each other";
    }
    side->words = (const uint64_t *)columns[0].buf + token;
    side->stems = (const uint64_t *)columns[1].buf + token;
    side->weights = (const double *)columns[2].buf + token;
    side->bounds = passage < last ? passage_token + passage : tokens + document;
    side->is_furniture = (const uint8_t *)columns[5].buf + passage;
    side->tokens = (Py_ssize_t)(end - token);
    side->passages = (Py_ssize_t)(last - passage);
    side->first = token;
    for (Py_ssize_t k = 0; k < side->passages; k++) {
        if (side->bounds[k] > side->bounds[k + 1]) {
            return "the columns do not fit each other";
        }
    }
    if (side->bounds[0] != token || side->bounds[side->passages] != end) {
        return "the passages of a document must hold all its words";
    }
    return NULL;
}

typedef struct {
    uint64_t value;
    int64_t number; /* and one; 0 where the place is free */
} Numbered;

/* The number of a value, a new one where it has none. */
static ALWAYS_INLINE int64_t
number_of(Numbered *table, int bits, uint64_t secret, uint64_t value, Py_ssize_t *count)
{
    size_t at = place_of(value, secret, bits), held = ((size_t)1 << bits) - 1;
    while (table[at].number > 0 && table[at].value != value) {
        at = (at + 1) & held;
    }
    if (table[at].number == 0) {
        table[at].value = value;
        table[at].number = ++*count;
    }
    return table[at].number - 1;
}

/* Numbers words and stems of both documents by their first appearance. A word that had the same stem before has its
 * number again. */
static void
number(Survey *s)
{
    int bits = bits_for(s->tokens);
    size_t size = (size_t)1 << bits;
    Numbered *words = take_clear(s->room, (Py_ssize_t)size, 2 * sizeof *words), *stems = words + size;
    uint64_t *stem_of = (uint64_t *)s->term_stem; /* [distinct words] room that is not yet needed */
    int64_t *number_of_stem = s->term_passage;
    s->distinct_words = s->distinct_stems = 0;
    for (int side = 0; side < 2; side++) {
        const Document *document = &s->sides[side];
        int64_t *word = s->words + (side ? s->sides[0].tokens : 0), *stem = word + s->tokens;
        for (Py_ssize_t at = 0; at < document->tokens; at++) {
            Py_ssize_t known = s->distinct_words;
            int64_t value = word[at] = number_of(words, bits, s->seeding->secret, document->words[at], &s->distinct_words);
            if (s->distinct_words > known || stem_of[value] != document->stems[at]) {
                stem_of[value] = document->stems[at];
                number_of_stem[value] = number_of(stems, bits, s->seeding->secret, document->stems[at], &s->distinct_stems);
            }
            stem[at] = number_of_stem[value];
        }
    }
}

/* Counts how often each stem stands in both texts, and into `held` in how many passages. */
static void
count_stems(Survey *s)
{
    memset(s->last, 0xFF, (size_t)s->distinct_stems * sizeof *s->last);
    memset(s->held, 0, (size_t)s->distinct_stems * sizeof *s->held);
    memset(s->counts, 0, (size_t)s->distinct_stems * sizeof *s->counts);
    Py_ssize_t at = 0;
    for (Py_ssize_t passage = 0; passage < s->passages; passage++) {
        int side = passage >= s->sides[0].passages;
        const int64_t *bounds = s->sides[side].bounds + (side ? passage - s->sides[0].passages : passage);
        for (Py_ssize_t end = at + (Py_ssize_t)(bounds[1] - bounds[0]); at < end; at++) {
            int64_t stem = s->stems[at];
            s->held[stem] += s->last[stem] != passage;
            s->last[stem] = passage;
            s->counts[stem]++;
        }
    }
}

/* How rare each stem is among the passages of both texts. */
static void
find_rarity(const Survey *s, double *rarity)
{
    double few[FEW_PASSAGES] = {0}, passages = (double)(s->passages > FEWEST_PASSAGES ? s->passages : FEWEST_PASSAGES);
    double whole = log1p(passages / 2);
    for (Py_ssize_t k = 0; k < s->distinct_stems; k++) {
        int64_t count = s->held[k] > 2 ? s->held[k] : 2;
        rarity[k] = count < FEW_PASSAGES ? few[count] : 0.0;
        if (rarity[k] == 0.0) {
            rarity[k] = log1p(passages / (double)count) / whole;
            if (count < FEW_PASSAGES) {
                few[count] = rarity[k];
            }
        }
    }
}

/* Weighs the words by the passages that hold their stems, and counts the stems. */
static void
weigh_words(Survey *s)
{
    double *rarity = s->term_value; /* room that is not yet needed */
    count_stems(s);
    find_rarity(s, rarity);
    memset(s->prior, 0, (size_t)s->distinct_stems * sizeof *s->prior);
    for (int side = 0; side < 2; side++) {
        const Document *document = &s->sides[side];
        Py_ssize_t shift = side ? s->sides[0].tokens : 0;
        for (Py_ssize_t k = 0; k < document->tokens; k++) {
            int64_t stem = s->stems[shift + k];
            int is_furniture = document->is_furniture[s->passage_of[shift + k]];
            double weight = is_furniture ? 0.0 : document->weights[k] * rarity[stem];
            s->weights[shift + k] = weight;
            s->prior[stem] = weight > s->prior[stem] ? weight : s->prior[stem]; /* for now the heaviest */
        }
    }
    for (Py_ssize_t k = 0; k < s->distinct_stems; k++) {
        s->prior[k] = s->prior[k] < LIGHT ? (double)s->counts[k] / (double)s->tokens * PRIOR_WORDS : 0.5;
    }
}

static void
set_edges(Survey *s)
{
    uint8_t *edges = s->edges;
    int64_t *passage_of = s->passage_of;
    for (int k = 0; k < 2; k++) {
        const Document *side = &s->sides[k];
        memset(edges, 0, (size_t)side->tokens + 1);
        for (Py_ssize_t p = 0; p <= side->passages; p++) {
            edges[side->bounds[p] - side->first] = 1;
        }
        for (Py_ssize_t p = 0; p < side->passages; p++) {
            for (int64_t at = side->bounds[p]; at < side->bounds[p + 1]; at++) {
                *passage_of++ = p;
            }
        }
        edges += side->tokens + 1;
    }
}

/* Lists the distinct stems of each passage: of those words that weigh something, with the weight of the first; or, with
 * `least_words`, of passages so long that are no furniture. */
static void
list_terms(Survey *s, Py_ssize_t least_words)
{
    memset(s->last, 0xFF, (size_t)s->distinct_stems * sizeof *s->last);
    Py_ssize_t found = 0, at = 0;
    for (int k = 0; k < 2; k++) {
        const Document *side = &s->sides[k];
        Terms *terms = &s->terms[k];
        Py_ssize_t begin = found;
        terms->ranges = s->term_passage + found;
        terms->numbers = s->term_stem + found;
        terms->values = s->term_value + found;
        for (Py_ssize_t p = 0; p < side->passages; p++) {
            int64_t first = found;
            Py_ssize_t length = (Py_ssize_t)(side->bounds[p + 1] - side->bounds[p]), end = at + length;
            int is_usable = least_words < 0 || (!side->is_furniture[p] && length >= least_words);
            for (; at < end; at++) {
                int64_t stem = s->stems[at];
                if (!is_usable || (least_words < 0 && !(s->weights[at] > LIGHT))) {
                    continue;
                }
                if (s->last[stem] < first) {
                    s->term_passage[found] = p;
                    s->term_stem[found] = stem;
                    s->term_value[found] = s->weights[at];
                    s->term_count[found] = 0;
                    s->last[stem] = found++;
                }
                s->term_count[s->last[stem]]++;
            }
        }
        terms->length = found - begin;
        terms->ranges_held = side->passages;
        terms->numbers_held = s->distinct_stems;
    }
}

/* The length of each passage as a vector, and how many stems it has. */
static void
measure(Survey *s)
{
    memset(s->norms, 0, (size_t)s->passages * sizeof *s->norms);
    memset(s->in_passage, 0, (size_t)s->passages * sizeof *s->in_passage);
    for (int k = 0; k < 2; k++) {
        Py_ssize_t shift = k ? s->sides[0].passages : 0;
        for (Py_ssize_t at = 0; at < s->terms[k].length; at++) {
            double value = s->terms[k].values[at];
            s->norms[s->terms[k].ranges[at] + shift] += value * value;
            s->in_passage[s->terms[k].ranges[at] + shift]++;
        }
    }
    for (Py_ssize_t p = 0; p < s->passages; p++) {
        s->norms[p] = sqrt(s->norms[p]);
    }
}

static double
cosine_of(const Survey *s, const Pairs *pairs, Py_ssize_t k)
{
    double norm = s->norms[pairs->rows[3 * k]] * s->norms[s->sides[0].passages + pairs->rows[3 * k + 1]];
    return pairs->dots[k] / (norm > 1e-9 ? norm : 1e-9);
}

/* Drops from each passage of one side all but the best partners: those of the highest cosine, then the first. */
static void
drop_rivals(const Survey *s, const Pairs *pairs, int side, uint8_t *is_dropped)
{
    Py_ssize_t passages = s->sides[side].passages, rivals = s->seeding->rivals;
    if (rivals > pairs->found) {
        return;
    }
    if (passages > PY_SSIZE_T_MAX / 64 / rivals) {
        longjmp(s->room->out, 1);
    }
    Py_ssize_t *best = take(s->room, passages * rivals, sizeof *best);
    Py_ssize_t *count = take_clear(s->room, passages, sizeof *count);
    for (Py_ssize_t k = 0; k < pairs->found; k++) {
        Py_ssize_t passage = (Py_ssize_t)pairs->rows[3 * k + side], *row = best + passage * rivals, at = count[passage];
        double cosine = pairs->dots[k];
        while (at > 0 && pairs->dots[row[at - 1]] < cosine) {
            at--;
        }
        if (at == rivals) {
            is_dropped[k] = 1;
            continue;
        }
        if (count[passage] == rivals) {
            is_dropped[row[rivals - 1]] = 1;
        }
        else {
            count[passage]++;
        }
        for (Py_ssize_t down = count[passage] - 1; down > at; down--) {
            row[down] = row[down - 1];
        }
        row[at] = k;
    }
}

static void
note(Room *room, PairList *list, int64_t i, int64_t j)
{
    list->rows = grown(room, list->rows, list->found, &list->space, sizeof(Pair));
    list->rows[list->found++] = (Pair){i, j};
}

static int
by_pair(const void *one, const void *other)
{
    const Pair *x = one, *y = other;
    return x->i != y->i ? (x->i > y->i) - (x->i < y->i) : (x->j > y->j) - (x->j < y->j);
}

/* Puts pairs into order, each once. */
static void
settle(PairList *list)
{
    Py_ssize_t kept = 0;
    if (list->found > 1) {
        qsort(list->rows, (size_t)list->found, sizeof(Pair), by_pair);
    }
    for (Py_ssize_t k = 0; k < list->found; k++) {
        if (kept == 0 || by_pair(&list->rows[k], &list->rows[kept - 1]) != 0) {
            list->rows[kept++] = list->rows[k];
        }
    }
    list->found = kept;
}

/* Notes the pairs of passages that are close. */
static void
note_close(Survey *s, PairList *list)
{
    list_terms(s, -1);
    measure(s);
    Pairs pairs = multiplied(s->room, &s->terms[0], &s->terms[1], s->seeding->most_pairs);
    Py_ssize_t kept = 0;
    for (Py_ssize_t k = 0; k < pairs.found; k++) {
        double cosine = cosine_of(s, &pairs, k), dot = pairs.dots[k];
        if (cosine >= s->seeding->close_cosine || dot >= s->seeding->close_dot) {
            memmove(pairs.rows + 3 * kept, pairs.rows + 3 * k, 24);
            pairs.dots[kept++] = cosine;
        }
    }
    pairs.found = kept;
    uint8_t *is_dropped = take_clear(s->room, kept, 1);
    drop_rivals(s, &pairs, 0, is_dropped);
    drop_rivals(s, &pairs, 1, is_dropped);
    for (Py_ssize_t k = 0; k < pairs.found; k++) {
        if (!is_dropped[k]) {
            note(s->room, list, pairs.rows[3 * k], pairs.rows[3 * k + 1]);
        }
    }
}

/* Notes the pairs of passages that a run passes through and that are no furniture. */
static void
note_touched(const Survey *s, PairList *list)
{
    const int64_t *of_a = s->passage_of, *of_b = s->passage_of + s->sides[0].tokens;
    for (Py_ssize_t k = 0; k < s->found_runs; k++) {
        const int64_t *run = s->runs + 3 * k;
        for (int64_t at = 0; at < run[2]; at++) {
            int64_t i = of_a[run[0] + at], j = of_b[run[1] + at];
            int is_new = at == 0 || i != of_a[run[0] + at - 1] || j != of_b[run[1] + at - 1];
            if (is_new && !s->sides[0].is_furniture[i] && !s->sides[1].is_furniture[j]) {
                note(s->room, list, i, j);
            }
        }
    }
}

/* One text as its words are compared. */
static Worded
worded(const Survey *s, int side)
{
    Py_ssize_t shift = side ? s->sides[0].tokens : 0;
    return (Worded){s->words + shift, s->stems + shift, s->weights + shift, s->sides[side].tokens};
}

/* The words of a passage of one text. */
static Extent
words_of(const Survey *s, int side, int64_t passage)
{
    const Document *document = &s->sides[side];
    return (Extent){(Py_ssize_t)(document->bounds[passage] - document->first),
                    (Py_ssize_t)(document->bounds[passage + 1] - document->first)};
}

/* Compares the pairs of passages that were noted. */
static void
compare_pairs(Survey *s)
{
    Worded a = worded(s, 0), b = worded(s, 1);
    s->compared_counts = take(s->room, s->compared.found, 16);
    s->compared_weights = take(s->room, s->compared.found, 32);
    for (Py_ssize_t k = 0; k < s->compared.found; k++) {
        Extent x = words_of(s, 0, s->compared.rows[k].i), y = words_of(s, 1, s->compared.rows[k].j);
        const int64_t span[] = {x.start, x.end, y.start, y.end};
        compare(&s->bench, &a, &b, span, &s->seeding->run_values, s->compared_counts + 2 * k,
                s->compared_weights + 4 * k);
    }
}

/* Weighs the terms by how often a passage has them, and how few passages do. */
static void
weigh_terms(Survey *s)
{
    memset(s->held, 0, (size_t)s->distinct_stems * sizeof *s->held);
    Py_ssize_t length = s->terms[0].length + s->terms[1].length;
    for (Py_ssize_t k = 0; k < length; k++) {
        s->held[s->term_stem[k]]++;
    }
    double few[FEW_PASSAGES];
    for (int k = 1; k < FEW_PASSAGES; k++) {
        few[k] = -1.0;
    }
    for (Py_ssize_t k = 0; k < length; k++) {
        int64_t held = s->held[s->term_stem[k]];
        double idf = held < FEW_PASSAGES ? few[held] : -1.0;
        if (idf < 0) {
            idf = log((double)s->passages / (double)held);
            if (held < FEW_PASSAGES) {
                few[held] = idf;
            }
        }
        s->term_value[k] = (double)s->term_count[k] * idf;
    }
}

/* The pairs of passages that share stems, and how alike those of each are. */
static void
find_alike(Survey *s)
{
    list_terms(s, s->seeding->alike_words);
    weigh_terms(s);
    measure(s);
    s->sharing = multiplied(s->room, &s->terms[0], &s->terms[1], s->seeding->most_pairs);
    s->cosine = take(s->room, s->sharing.found, sizeof *s->cosine);
    s->dice = take(s->room, s->sharing.found, sizeof *s->dice);
    s->alike = take(s->room, s->sharing.found + 1, sizeof *s->alike);
    for (Py_ssize_t k = 0; k < s->sharing.found; k++) {
        const int64_t *row = s->sharing.rows + 3 * k;
        int64_t in_both = s->in_passage[row[0]] + s->in_passage[s->sides[0].passages + row[1]];
        s->cosine[k] = cosine_of(s, &s->sharing, k);
        s->dice[k] = (double)(2 * row[2]) / (double)in_both;
        s->alike[s->found_alike] = k;
        s->found_alike += s->cosine[k] > s->seeding->alike_cosine;
    }
}

/* Which of both texts' runs of words consist of words that the other text has too: none else can be common. */
static void
open_runs(const Survey *s, uint8_t *is_open)
{
    Py_ssize_t cut = s->sides[0].tokens;
    uint8_t *is_shared = take_clear(s->room, s->distinct_words, 1);
    for (Py_ssize_t k = 0; k < s->tokens; k++) {
        is_shared[s->words[k]] |= k < cut ? 1 : 2;
    }
    Py_ssize_t streak = 0;
    for (Py_ssize_t k = s->tokens - 1; k >= 0; k--) {
        streak = k == cut - 1 || is_shared[s->words[k]] != 3 ? 0 : streak;
        streak += is_shared[s->words[k]] == 3;
        is_open[k] = streak >= s->seeding->run_words;
    }
}

/* Finds the maximal runs of words that both documents have. */
static void
find_runs(Survey *s)
{
    Search search = {.a = s->sides[0].words, .b = s->sides[1].words, .width = s->seeding->run_words,
                     .most = s->seeding->most_places, .length_a = s->sides[0].tokens, .length_b = s->sides[1].tokens,
                     .secret = s->seeding->secret, .room = s->room};
    search.count_a = search.length_a - search.width + 1;
    search.count_b = search.length_b - search.width + 1;
    if (search.count_a < 1 || search.count_b < 1) {
        return;
    }
    uint8_t *is_open = take(s->room, s->tokens, 1);
    open_runs(s, is_open);
    search.open_a = is_open;
    search.open_b = is_open + search.length_a;
    make_room(&search);
    look_for_runs(&search);
    s->runs = search.runs;
    s->found_runs = search.found;
}

/* Makes room for everything that grows with the documents: four columns that follow each other, then the rest. */
static void
make_columns(Survey *s)
{
    s->words = take(s->room, 4 * s->tokens, 8);
    s->stems = s->words + s->tokens;
    s->passage_of = s->stems + s->tokens;
    s->weights = (double *)(s->passage_of + s->tokens);
    s->edges = take(s->room, s->tokens + 2, 1);
    s->last = take(s->room, s->tokens, sizeof *s->last);
    s->held = take(s->room, s->tokens, sizeof *s->held);
    s->term_passage = take(s->room, s->tokens, sizeof *s->term_passage);
    s->term_stem = take(s->room, s->tokens, sizeof *s->term_stem);
    s->term_count = take(s->room, s->tokens, sizeof *s->term_count);
    s->term_value = take(s->room, s->tokens, sizeof *s->term_value);
    s->norms = take(s->room, s->passages, sizeof *s->norms);
    s->in_passage = take(s->room, s->passages, sizeof *s->in_passage);
}

/* What the two documents of `s->sides` have in common, with the room and the seeding that are there. */
static void
look_over(Survey *s)
{
    s->tokens = s->sides[0].tokens + s->sides[1].tokens;
    s->passages = s->sides[0].passages + s->sides[1].passages;
    make_columns(s);
    number(s);
    s->counts = take(s->room, 2 * s->distinct_stems, 8);
    s->prior = (double *)(s->counts + s->distinct_stems);
    set_edges(s);
    weigh_words(s);
    Py_ssize_t most = s->distinct_words > s->distinct_stems ? s->distinct_words : s->distinct_stems;
    s->bench = (Bench){.room = s->room, .local = take_clear(s->room, most + 1, sizeof *s->bench.local)};
    find_runs(s);
    note_touched(s, &s->compared);
    note_close(s, &s->compared);
    settle(&s->compared);
    compare_pairs(s);
    find_alike(s);
}

/* A list of passage in a, passage in b, cosine and dice of each pair of a higher cosine than is asked for. */
static PyObject *
alike_pairs(const Survey *s)
{
    PyObject *list = PyList_New(s->found_alike);
    for (Py_ssize_t at = 0; list != NULL && at < s->found_alike; at++) {
        Py_ssize_t k = s->alike[at];
        const int64_t *pair = s->sharing.rows + 3 * k;
        PyObject *row = Py_BuildValue("(LLdd)", (long long)pair[0], (long long)pair[1], s->cosine[k], s->dice[k]);
        if (row == NULL) {
            Py_CLEAR(list);
        }
        else {
            PyList_SET_ITEM(list, at, row);
        }
    }
    return list;
}

/* The pairs that share stems, as a row of passages in a and one of those in b. */
static PyObject *
sharing_pairs(const Survey *s)
{
    Py_ssize_t found = s->sharing.found;
    PyObject *bytes = PyByteArray_FromStringAndSize(NULL, 16 * found);
    int64_t *row = bytes ? (int64_t *)PyByteArray_AS_STRING(bytes) : NULL;
    for (Py_ssize_t k = 0; row != NULL && k < found; k++) {
        row[k] = s->sharing.rows[3 * k];
        row[found + k] = s->sharing.rows[3 * k + 1];
    }
    return bytes;
}

/* The bounds of a document's passages among its words, as a list, and which of them are furniture, as bytes. */
static PyObject *
passages_of(const Document *side)
{
    PyObject *bounds = PyList_New(side->passages + 1), *result = NULL;
    PyObject *flags = PyBytes_FromStringAndSize((const char *)side->is_furniture, side->passages);
    int is_whole = bounds != NULL && flags != NULL;
    for (Py_ssize_t p = 0; is_whole && p <= side->passages; p++) {
        PyObject *bound = PyLong_FromLongLong(side->bounds[p] - side->first);
        is_whole = bound != NULL;
        if (is_whole) {
            PyList_SET_ITEM(bounds, p, bound);
        }
    }
    result = is_whole ? PyTuple_Pack(2, bounds, flags) : NULL;
    Py_XDECREF(bounds);
    Py_XDECREF(flags);
    return result;
}

static PyObject *
bytes_of(const void *rows, Py_ssize_t count, Py_ssize_t size)
{
    return PyByteArray_FromStringAndSize(count ? rows : NULL, count * size);
}

/* What was found as a tuple, or NULL with an error. */
static PyObject *
told(const Survey *s)
{
    PyObject *parts[] = {
        passages_of(&s->sides[0]), passages_of(&s->sides[1]), bytes_of(s->words, s->tokens, 32),
        bytes_of(s->counts, s->distinct_stems, 16), bytes_of(s->edges, s->tokens + 2, 1),
        bytes_of(s->runs, s->found_runs, 24), bytes_of(s->compared.rows, s->compared.found, 16),
        bytes_of(s->compared_counts, s->compared.found, 16), bytes_of(s->compared_weights, s->compared.found, 32),
        sharing_pairs(s), bytes_of(s->sharing.dots, s->sharing.found, 8), bytes_of(s->cosine, s->sharing.found, 8),
        bytes_of(s->dice, s->sharing.found, 8), bytes_of(s->norms, s->passages, 8), alike_pairs(s)};
    Py_ssize_t count = sizeof parts / sizeof *parts;
    PyObject *result = PyTuple_New(count);
    for (Py_ssize_t k = 0; k < count; k++) {
        if (result != NULL && parts[k] != NULL) {
            PyTuple_SET_ITEM(result, k, parts[k]);
        }
        else {
            Py_XDECREF(parts[k]);
            Py_CLEAR(result);
        }
    }
    return result;
}

static PyObject *
surveyed(Survey *s)
{
    if (setjmp(s->room->out) != 0) {
        return PyErr_NoMemory();
    }
    look_over(s);
    return told(s);
}

PyDoc_STRVAR(survey_doc,
             "survey(word, stem, weight, document_token, passage_token, is_furniture, document_passage, a, b,\n"
             "       run_values, run_words, most_places, most_pairs, close_cosine, close_dot, rivals, alike_words,\n"
             "       alike_cosine, /)"
             "\n--\n\n"
             "What two documents of a batch have in common: for each the bounds of its passages, as a list, and whether\n"
             "they are furniture, as bytes; then each in a bytearray words, stems, passages (int64) and\n"
             "weights (float64) of all words; counts and priors of all stems; edges; runs; pairs of passages that are close\n"
             "or touched by a run, with what compared_spans gives of them; pairs that share stems in two rows; their\n"
             "products; cosines; dice; and the norms of the passages. And a list of those pairs of a high cosine: their\n"
             "passages, cosine and dice.");

#define COLUMNS 7

static const Type *const COLUMN_TYPES[] = {&UINT64, &UINT64, &FLOAT64, &INT64, &INT64, &FLAG, &INT64, &FLOAT64};

/* What is wrong with a seeding, or NULL; its last values are those of an array. */
static const char *
complete(Seeding *seeding, const Py_buffer *run_values)
{
    seeding->run_values = (RunValues){run_values->buf, run_values->len / 8};
    if (seeding->run_words < 1 || seeding->rivals < 1 || seeding->alike_words < 0 || run_values->len == 0) {
        return "a run has one word or more and some value, a passage a partner or more, and no passage under 0 words";
    }
    return NULL;
}

static PyObject *
survey(PyObject *module, PyObject *args)
{
    PyObject *arrays[COLUMNS + 1];
    Py_buffer views[COLUMNS + 1];
    Py_ssize_t a, b;
    Seeding seeding = {.secret = ((const State *)PyModule_GetState(module))->secret};
    Room room = {0};
    Survey s = {.seeding = &seeding, .room = &room};
    if (!PyArg_ParseTuple(args, "OOOOOOOnnOnnnddnnd:survey", &arrays[0], &arrays[1], &arrays[2], &arrays[3], &arrays[4],
                          &arrays[5], &arrays[6], &a, &b, &arrays[7], &seeding.run_words, &seeding.most_places,
                          &seeding.most_pairs, &seeding.close_cosine, &seeding.close_dot, &seeding.rivals,
                          &seeding.alike_words, &seeding.alike_cosine) ||
        look_at_all(arrays, views, COLUMN_TYPES, COLUMNS + 1, 0) < 0) {
        return NULL;
    }
    const char *wrong = cut(&s.sides[0], views, a);
    wrong = wrong ? wrong : cut(&s.sides[1], views, b);
    wrong = wrong ? wrong : complete(&seeding, &views[COLUMNS]);
    PyObject *result = wrong ? refused(wrong) : surveyed(&s);
    clear(&room, 1);
    return released(views, COLUMNS + 1, result);
}

/* ------------------------------------------------------------------------------------------------------ chains */

/* From here to `chains`: the stages of the package `align`, which says what they are for, on one pair. */

#define COPIED 0.9
#define NEAR_COPY 0.8
#define MOST_CELLS 10000000 /* of the table that aligns two ranges */
#define MOST_AREAS 256      /* texts with more of them are left to Python, which finds its way among many */
#define LEFTOVER_ROUNDS 3
#define GAP 4
#define MIN_DICE 0.25
#define START_RUN_WORDS 12
#define HOPELESS 0.4
#define AROUND 20
#define MAX_JOIN_WORDS 30
#define BALANCED 2.5
#define DOUBTFUL_LIKELIHOOD 3.0
#define MIN_MOVED_WORDS 12
#define ENOUGH_EVIDENCE 16.0
#define LONG_GAP 50 /* from here on: condensations */
#define NEARLY_BEST 0.8
#define MIN_CONDENSED_DICE 0.125
#define MIN_CONDENSED_PASSAGES 3
#define MIN_CONDENSED_WORDS 45
#define MIN_CONDENSED_WORDS_IN_DOUBT 55
#define SPREAD 1.3
#define SPREAD_BESIDE_PIECES 2.5
#define CONDENSED 3.0
#define MIN_LIKE 0.1
#define REACH 100
#define MIN_KEPT 0.7
#define CONDENSED_CONTRAST 2.8
#define MIN_DENSITY 0.55
#define MIN_PASSAGES_BESIDE 8
#define CONDENSED_CREDIT 3.0
#define DEBT_IN_DOUBT 8.0
#define MAX_PIECE_WORDS 45

enum { WITHOUT_MEMORY = 1, LEFT = 2 }; /* why a piece of work was given up */

typedef struct {
    Py_ssize_t min_words, min_run_words, min_extent_words, max_gap_words;
} Limits;

/* Two ranges that share wording; `order` is where it stood before it was sorted. */
typedef struct {
    Extent a, b;
    double similarity, containment, evidence, beside, coverage;
    int64_t longest;
    int is_run, is_formula;
    Py_ssize_t order;
} Pairing;

typedef struct {
    Pairing *rows;
    Py_ssize_t found, space;
} PairingList;

typedef struct {
    Extent a, b;
    double likelihood, rounded;
} Area;

typedef struct {
    Area *rows;
    Py_ssize_t found, space;
} AreaList;

typedef struct {
    Extent a, b;
    PairingList pairings;
    Py_ssize_t order;
} Chain;

typedef struct {
    Chain *rows;
    Py_ssize_t found, space;
} ChainList;

typedef struct {
    int64_t x, y, length;
} Run;

/* One pair of documents on its way to chains. */
typedef struct {
    Survey *s;
    Room *room;
    const Limits *limits;
    Worded words[2];
    Ground ground;
    double least; /* the likelihood from which chance is out of the question */
    Pairing *scored; /* one for each of s->compared */
    ChainList chains;
} Field;

static Py_ssize_t
length_of(Extent range)
{
    return range.end - range.start;
}

static Py_ssize_t
overlap(Extent one, Extent other)
{
    Py_ssize_t start = one.start > other.start ? one.start : other.start;
    Py_ssize_t end = one.end < other.end ? one.end : other.end;
    return end > start ? end - start : 0;
}

/* Whether more than half of a range is in another. */
static int
lies_in(Extent range, Extent other)
{
    return 2 * overlap(range, other) > length_of(range);
}

static Extent
hull_of(Extent one, Extent other)
{
    return (Extent){one.start < other.start ? one.start : other.start, one.end > other.end ? one.end : other.end};
}

static int
by_ranges(Extent a, Extent b, Extent other_a, Extent other_b)
{
    const Py_ssize_t one[] = {a.start, a.end, b.start, b.end};
    const Py_ssize_t other[] = {other_a.start, other_a.end, other_b.start, other_b.end};
    for (int k = 0; k < 4; k++) {
        if (one[k] != other[k]) {
            return one[k] < other[k] ? -1 : 1;
        }
    }
    return 0;
}

/* As round() of Python does it. */
static double
rounded(Room *room, double value, int digits)
{
    char *text = PyOS_double_to_string(value, 'f', digits, 0, NULL);
    double result = text ? PyOS_string_to_double(text, NULL, NULL) : 0.0;
    PyMem_Free(text);
    if (text == NULL || PyErr_Occurred()) {
        PyErr_Clear();
        longjmp(room->out, LEFT);
    }
    return result;
}

static int64_t
passage_at(const Field *f, int side, Py_ssize_t word)
{
    return f->s->passage_of[word + (side ? f->s->sides[0].tokens : 0)];
}

/* ---------------------------------------------------------------- pairs of ranges */

static Pairing
paired(Extent a, Extent b, const int64_t *counts, const double *weights)
{
    Py_ssize_t x = length_of(a), y = length_of(b), shorter = x < y ? x : y;
    double lighter = weights[2] < weights[3] ? weights[2] : weights[3];
    return (Pairing){
        .a = a,
        .b = b,
        .similarity = (double)(2 * counts[0]) / (double)(x + y > 1 ? x + y : 1),
        .containment = (double)counts[0] / (double)(shorter > 1 ? shorter : 1),
        .evidence = weights[0],
        .beside = weights[1],
        .coverage = weights[0] / (lighter > 1e-9 ? lighter : 1e-9),
        .longest = counts[1],
    };
}

/* Two ranges compared word by word. */
static Pairing
compared(Field *f, Extent a, Extent b)
{
    const int64_t span[] = {a.start, a.end, b.start, b.end};
    int64_t counts[2];
    double weights[4];
    compare(&f->s->bench, &f->words[0], &f->words[1], span, &f->s->seeding->run_values, counts, weights);
    return paired(a, b, counts, weights);
}

static void
append(Room *room, PairingList *list, Pairing pairing)
{
    list->rows = grown(room, list->rows, list->found, &list->space, sizeof(Pairing));
    list->rows[list->found++] = pairing;
}

static int
by_place(const void *one, const void *other)
{
    const Pairing *x = one, *y = other;
    int order = by_ranges(x->a, x->b, y->a, y->b);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* Puts pairings into the order of their ranges; equal ones stay as they stand. */
static void
sort_pairings(PairingList *list)
{
    for (Py_ssize_t k = 0; k < list->found; k++) {
        list->rows[k].order = k;
    }
    if (list->found > 1) {
        qsort(list->rows, (size_t)list->found, sizeof(Pairing), by_place);
    }
}

/* pairs.surveyed_pairs */
static void
score(Field *f)
{
    Survey *s = f->s;
    f->scored = take(f->room, s->compared.found, sizeof(Pairing));
    for (Py_ssize_t k = 0; k < s->compared.found; k++) {
        Extent a = words_of(s, 0, s->compared.rows[k].i), b = words_of(s, 1, s->compared.rows[k].j);
        f->scored[k] = paired(a, b, s->compared_counts + 2 * k, s->compared_weights + 4 * k);
    }
}

/* pairs.is_reuse */
static int
is_reuse(const Pairing *p)
{
    if (p->similarity >= COPIED) {
        return p->evidence >= 1.0;
    }
    if (p->similarity >= 0.6 || p->containment >= 0.85) {
        return p->evidence >= 2.2 && p->coverage >= 0.35;
    }
    int is_one_run = p->beside < 0.75 && p->coverage < 0.6;
    Py_ssize_t shorter = length_of(p->a) < length_of(p->b) ? length_of(p->a) : length_of(p->b);
    return !is_one_run && p->similarity >= 0.25 && p->evidence >= 3.2 && (p->longest >= 4 || p->containment >= 0.5) &&
           shorter >= 6;
}

/* One of the scored pairs that compete, and how much it is worth. */
typedef struct {
    Pair key;
    Py_ssize_t at;
    double worth;
} Rival;

static int
by_worth(const void *one, const void *other)
{
    const Rival *x = one, *y = other;
    return x->worth != y->worth ? (x->worth < y->worth) - (x->worth > y->worth) : by_pair(&x->key, &y->key);
}

/* The evidence of a pair of passages, at most 3, where it is among the rivals, which stand in order; otherwise 0. */
static double
evidence_of(const Field *f, const Rival *rivals, Py_ssize_t count, int64_t i, int64_t j)
{
    Pair key = {i, j};
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (by_pair(&rivals[middle].key, &key) < 0) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    if (low == count || by_pair(&rivals[low].key, &key) != 0) {
        return 0.0;
    }
    double evidence = f->scored[rivals[low].at].evidence;
    return evidence < 3.0 ? evidence : 3.0;
}

/* pairs.one_to_one of the scored pairs of these numbers, which ascend: those that are chosen. */
static PairingList
one_to_one(Field *f, const Py_ssize_t *numbers, Py_ssize_t count)
{
    PairingList chosen = {0};
    uint8_t *used_a = take_clear(f->room, f->s->sides[0].passages, 1);
    uint8_t *used_b = take_clear(f->room, f->s->sides[1].passages, 1);
    Rival *rivals = take(f->room, count, sizeof(Rival)), *ranked = take(f->room, count, sizeof(Rival));
    int is_free = 1;
    for (Py_ssize_t k = 0; k < count; k++) {
        Pair key = f->s->compared.rows[numbers[k]];
        rivals[k] = (Rival){key, numbers[k], 0.0};
        is_free &= !used_a[key.i] && !used_b[key.j];
        used_a[key.i] = used_b[key.j] = 1;
    }
    for (Py_ssize_t k = 0; !is_free && k < count; k++) {
        const Pairing *p = &f->scored[numbers[k]];
        Pair key = rivals[k].key;
        double beside = evidence_of(f, rivals, count, key.i - 1, key.j - 1);
        beside += evidence_of(f, rivals, count, key.i + 1, key.j + 1);
        ranked[k] = rivals[k];
        ranked[k].worth = rounded(f->room, p->evidence * (0.4 + p->similarity) + 0.2 * beside, 9);
        used_a[key.i] = used_b[key.j] = 0;
    }
    if (!is_free) {
        qsort(ranked, (size_t)count, sizeof(Rival), by_worth);
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        Pair key = is_free ? rivals[k].key : ranked[k].key;
        if (is_free || (!used_a[key.i] && !used_b[key.j])) {
            used_a[key.i] = used_b[key.j] = 1;
            append(f->room, &chosen, f->scored[is_free ? rivals[k].at : ranked[k].at]);
        }
    }
    sort_pairings(&chosen);
    return chosen;
}

/* The pairing with the next passage of one side, if that explains clearly more; else as it was. */
static Pairing
with_next(Field *f, Pairing pairing, int step, uint8_t *taken, int side)
{
    const Document *own = &f->s->sides[side];
    Extent span = side ? pairing.b : pairing.a;
    int64_t edge = passage_at(f, side, step > 0 ? span.end - 1 : span.start) + step;
    if (edge < 0 || edge >= own->passages || taken[edge] || own->is_furniture[edge]) {
        return pairing;
    }
    Extent next = words_of(f->s, side, edge), wide = hull_of(span, next);
    if (length_of(next) == 0) {
        return pairing;
    }
    Pairing trial = side ? compared(f, pairing.a, wide) : compared(f, wide, pairing.b);
    if (trial.similarity > pairing.similarity + 0.03 && trial.evidence > pairing.evidence + 1.5) {
        taken[edge] = 1;
        return trial;
    }
    return pairing;
}

/* pairs.widened */
static void
widen(Field *f, PairingList *chosen)
{
    uint8_t *taken[2];
    for (int side = 0; side < 2; side++) {
        taken[side] = take_clear(f->room, f->s->sides[side].passages, 1);
        for (Py_ssize_t k = 0; k < chosen->found; k++) {
            taken[side][passage_at(f, side, side ? chosen->rows[k].b.start : chosen->rows[k].a.start)] = 1;
        }
    }
    for (Py_ssize_t k = 0; k < chosen->found; k++) {
        Pairing *p = &chosen->rows[k];
        int is_copied = p->similarity >= COPIED;
        for (int step = 1; !is_copied && step >= -1; step -= 2) {
            *p = with_next(f, *p, step, taken[0], 0);
            *p = with_next(f, *p, step, taken[1], 1);
        }
    }
}

static int
by_length(const void *one, const void *other)
{
    const Run *x = one, *y = other;
    if (x->length != y->length) {
        return x->length > y->length ? -1 : 1;
    }
    return x->x != y->x ? (x->x > y->x) - (x->x < y->x) : (x->y > y->y) - (x->y < y->y);
}

/* Takes in the part of a run from `from` up to `to`, if it says enough. */
static void
take_in(Field *f, const Run *run, Py_ssize_t from, Py_ssize_t to, uint8_t *covered_a, uint8_t *covered_b,
        PairingList *found)
{
    Py_ssize_t x = (Py_ssize_t)run->x + from, y = (Py_ssize_t)run->y + from, words = to - from;
    double worth = 0.0;
    for (Py_ssize_t k = 0; k < words; k++) {
        double one = f->words[0].weights[x + k], other = f->words[1].weights[y + k];
        worth += other < one ? other : one;
    }
    if (words < f->limits->min_run_words || worth < 1.5) {
        return;
    }
    memset(covered_a + x, 1, (size_t)words);
    memset(covered_b + y, 1, (size_t)words);
    const RunValues *values = &f->s->seeding->run_values;
    append(f->room, found, (Pairing){.a = {x, x + words}, .b = {y, y + words}, .similarity = 1.0, .containment = 1.0,
                                     .evidence = worth * values->values[values->length - 1], .coverage = 1.0,
                                     .longest = words, .is_run = 1});
}

/* pairs.lone_runs, after the pairings that were found before. */
static void
add_lone_runs(Field *f, PairingList *found)
{
    Py_ssize_t count = 0, before = found->found;
    const Run *all = (const Run *)f->s->runs;
    Run *runs = take(f->room, f->s->found_runs, sizeof(Run));
    for (Py_ssize_t k = 0; k < f->s->found_runs; k++) {
        if (all[k].length >= f->limits->min_run_words) {
            runs[count++] = all[k];
        }
    }
    if (count == 0) {
        return;
    }
    qsort(runs, (size_t)count, sizeof(Run), by_length);
    uint8_t *covered_a = take_clear(f->room, f->words[0].length, 1);
    uint8_t *covered_b = take_clear(f->room, f->words[1].length, 1);
    for (Py_ssize_t k = 0; k < before; k++) {
        memset(covered_a + found->rows[k].a.start, 1, (size_t)length_of(found->rows[k].a));
        memset(covered_b + found->rows[k].b.start, 1, (size_t)length_of(found->rows[k].b));
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        for (Py_ssize_t at = 0, from = 0; at <= runs[k].length; at++) {
            if (at == runs[k].length || covered_a[runs[k].x + at] || covered_b[runs[k].y + at]) {
                take_in(f, &runs[k], from, at, covered_a, covered_b, found);
                from = at + 1;
            }
        }
    }
}

/* Whether there is such a passage, with words, that is no furniture and not taken. */
static int
is_open(const Field *f, int side, int64_t passage, const uint8_t *taken)
{
    const Document *own = &f->s->sides[side];
    return passage >= 0 && passage < own->passages && !taken[passage] && !own->is_furniture[passage] &&
           length_of(words_of(f->s, side, passage)) > 0;
}

/* pairs.formulas_between, after the pairings that were found before. */
static void
add_formulas(Field *f, PairingList *found)
{
    PairList beside = {0};
    uint8_t *taken_a = take_clear(f->room, f->s->sides[0].passages, 1);
    uint8_t *taken_b = take_clear(f->room, f->s->sides[1].passages, 1);
    for (Py_ssize_t k = 0; k < found->found; k++) {
        const Pairing *p = &found->rows[k];
        int64_t first_a = passage_at(f, 0, p->a.start), last_a = passage_at(f, 0, p->a.end - 1);
        int64_t first_b = passage_at(f, 1, p->b.start), last_b = passage_at(f, 1, p->b.end - 1);
        memset(taken_a + first_a, 1, (size_t)(last_a - first_a + 1));
        memset(taken_b + first_b, 1, (size_t)(last_b - first_b + 1));
        if (!p->is_run) {
            note(f->room, &beside, last_a + 1, last_b + 1);
            note(f->room, &beside, first_a - 1, first_b - 1);
        }
    }
    settle(&beside);
    for (Py_ssize_t k = 0; k < beside.found; k++) {
        int64_t i = beside.rows[k].i, j = beside.rows[k].j;
        if (!is_open(f, 0, i, taken_a) || !is_open(f, 1, j, taken_b)) {
            continue;
        }
        Extent a = words_of(f->s, 0, i), b = words_of(f->s, 1, j);
        Py_ssize_t shorter = length_of(a) < length_of(b) ? length_of(a) : length_of(b);
        if ((double)(2 * shorter) < COPIED * (double)(length_of(a) + length_of(b))) {
            continue;
        }
        Pairing trial = compared(f, a, b);
        if (trial.similarity >= COPIED) {
            taken_a[i] = taken_b[j] = 1;
            trial.is_formula = 1;
            append(f->room, found, trial);
        }
    }
}

/* ---------------------------------------------------------------- clusters */

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
    for (Py_ssize_t k = 0; k < f->s->found_runs; k++) {
        const Run *run = (const Run *)f->s->runs + k;
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

/* extents.extents */
static AreaList
extents(Field *f)
{
    const Survey *s = f->s;
    Pair *seeds = take(f->room, s->found_alike, sizeof(Pair));
    const Run **runs = take(f->room, s->found_runs, sizeof *runs);
    Py_ssize_t count = 0, long_runs = 0;
    for (Py_ssize_t at = 0; at < s->found_alike; at++) {
        const int64_t *row = s->sharing.rows + 3 * s->alike[at];
        if (s->dice[s->alike[at]] > MIN_DICE) {
            seeds[count++] = (Pair){row[0], row[1]};
        }
    }
    for (Py_ssize_t k = 0; k < s->found_runs; k++) {
        const Run *run = (const Run *)s->runs + k;
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
    return found;
}

/* ---------------------------------------------------------------- condensations */

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
    const Survey *s = f->s;
    int side = stretch->side;
    const double *norms = s->norms + (side ? s->sides[0].passages : 0);
    double *best = take_clear(f->room, s->sides[side].passages, sizeof *best), inside = 0.0, outside = 0.0;
    Py_ssize_t held = 0, beside = 0;
    for (Py_ssize_t k = 0; k < s->sharing.found; k++) {
        int64_t passage = s->sharing.rows[3 * k + side];
        best[passage] = s->cosine[k] > best[passage] ? s->cosine[k] : best[passage];
    }
    for (Py_ssize_t p = 0; p < s->sides[side].passages; p++) {
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

/* The words from the first to the last passage of the other text that are alike to the stretch as a whole, or most alike
 * to parts of it. */
static Extent
reach_of_alike(Field *f, const Stretch *stretch, Extent reach)
{
    const Survey *s = f->s;
    int side = stretch->side;
    Py_ssize_t passages = s->sides[1 - side].passages;
    const double *norms = s->norms + (side ? s->sides[0].passages : 0);
    const double *other_norms = s->norms + (side ? 0 : s->sides[0].passages);
    double *dots = take_clear(f->room, passages, sizeof *dots), square = 0.0;
    for (Py_ssize_t k = 0; k < s->sharing.found; k++) {
        const int64_t *row = s->sharing.rows + 3 * k;
        if (row[side] >= stretch->own.start && row[side] <= stretch->own.end) {
            dots[row[1 - side]] += s->sharing.dots[k];
        }
    }
    for (Py_ssize_t p = stretch->own.start; p <= stretch->own.end; p++) {
        square += norms[p] * norms[p];
    }
    for (Py_ssize_t p = 0; p < passages; p++) {
        double length = sqrt(square) * other_norms[p];
        int is_near = p >= stretch->others.start - REACH && p <= stretch->others.end + REACH;
        if (is_near && dots[p] >= MIN_LIKE * (length > 1e-9 ? length : 1e-9)) {
            reach = hull_of(reach, words_of(s, 1 - side, p));
        }
    }
    return reach;
}

/* The stems of the passages of the other text that are in the cluster, whose seeds stand in their order; how many. */
static Py_ssize_t
source_words(Field *f, const Pair *seeds, const Cluster *cluster, int side, int64_t **words)
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

/* Whether the passages of a cluster, given by (own, other), may condense the other text: condensations._condensing, but
 * for its last question. */
static int
may_condense(Field *f, int side, Pair *seeds, const Cluster *cluster, const AreaList *areas)
{
    Stretch stretch = {.side = side};
    Py_ssize_t own = distinct_of(seeds, cluster, 0), others = distinct_of(seeds, cluster, 1);
    Extent reach = reach_of(f, seeds, cluster, 1 - side, 1, &stretch.others);
    stretch.shorter = reach_of(f, seeds, cluster, side, 0, &stretch.own);
    Py_ssize_t words = length_of(stretch.shorter);
    if (own < MIN_CONDENSED_PASSAGES || others < MIN_CONDENSED_PASSAGES || words < MIN_CONDENSED_WORDS ||
        (double)length_of(reach) < SPREAD * (double)words ||
        (double)length_of(reach_of_alike(f, &stretch, reach)) < CONDENSED * (double)words) {
        return 0;
    }
    int64_t *sources;
    double likelihood;
    Py_ssize_t count = source_words(f, seeds, cluster, 1 - side, &sources);
    Extent kept = best_near(&f->ground, side, stretch.shorter, sources, count, 1, &likelihood);
    int is_clear = stands_out(f, &stretch, own);
    double least = is_clear ? MIN_CONDENSED_WORDS : MIN_CONDENSED_WORDS_IN_DOUBT;
    least = MIN_KEPT * (double)words > least ? MIN_KEPT * (double)words : least;
    if (likelihood < f->least + (is_clear ? -CONDENSED_CREDIT : DEBT_IN_DOUBT) || (double)length_of(kept) < least) {
        return 0;
    }
    return !stands_alone(areas, side, kept) || (is_clear && (double)length_of(reach) >= SPREAD_BESIDE_PIECES * (double)words);
}

/* Leaves the pair where passages of one text seem to condense the other: condensations._stretches. */
static void
leave_condensed(Field *f, int side, const AreaList *areas)
{
    static const int64_t GAPS[] = {GAP, LONG_GAP};
    const Survey *s = f->s;
    Cluster all = {0, 0, {0, 0}, 0};
    Extent passages;
    Pair *seeds = take(f->room, s->found_alike, sizeof(Pair));
    double *most = take_clear(f->room, s->sides[side].passages, sizeof *most);
    for (Py_ssize_t at = 0; at < s->found_alike; at++) {
        const int64_t *row = s->sharing.rows + 3 * s->alike[at];
        double cosine = s->cosine[s->alike[at]];
        most[row[side]] = cosine > most[row[side]] ? cosine : most[row[side]];
        seeds[all.end++] = (Pair){row[side], row[1 - side]};
    }
    if (all.end < MIN_CONDENSED_PASSAGES ||
        (double)length_of(reach_of(f, seeds, &all, 1 - side, 1, &passages)) < SPREAD * MIN_CONDENSED_WORDS) {
        return;
    }
    all.end = 0;
    for (Py_ssize_t at = 0; at < s->found_alike; at++) {
        Py_ssize_t k = s->alike[at];
        const int64_t *row = s->sharing.rows + 3 * k;
        if (s->dice[k] > MIN_CONDENSED_DICE && s->cosine[k] >= NEARLY_BEST * most[row[side]]) {
            seeds[all.end++] = (Pair){row[side], row[1 - side]};
        }
    }
    ClusterList found = {0};
    part_clusters(f->room, seeds, 0, all.end, GAPS, 0, &found);
    for (Py_ssize_t k = 0; k < found.found; k++) {
        if (may_condense(f, side, seeds, &found.rows[k], areas)) {
            longjmp(f->room->out, LEFT);
        }
    }
}

/* ---------------------------------------------------------------- chains */

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
    PairingList sorted = {take(f->room, found->found, sizeof(Pairing)), found->found, found->found};
    if (found->found > 0) {
        memcpy(sorted.rows, found->rows, (size_t)found->found * sizeof(Pairing));
    }
    sort_pairings(&sorted);
    for (Py_ssize_t k = 0; k < sorted.found; k++) {
        const Pairing *p = &sorted.rows[k];
        Chain *best = NULL;
        Py_ssize_t best_a = 0, best_b = 0;
        for (Py_ssize_t at = 0; at < chains.found; at++) {
            const PairingList *held = &chains.rows[at].pairings;
            const Pairing *last = &held->rows[held->found - 1];
            Py_ssize_t gap_a = p->a.start - last->a.end, gap_b = p->b.start - last->b.end;
            int is_fitting = gap_a >= 0 && gap_a <= max_gap && gap_b >= 0 && gap_b <= max_gap;
            if (is_fitting && (best == NULL || gap_b < best_b || (gap_b == best_b && gap_a < best_a))) {
                best = &chains.rows[at];
                best_a = gap_a;
                best_b = gap_b;
            }
        }
        if (best == NULL) {
            add_chain(f, &chains, (Chain){{0, 0}, {0, 0}, {NULL, 0, 0}, 0});
            best = &chains.rows[chains.found - 1];
        }
        append(f->room, &best->pairings, *p);
    }
    return chains;
}

/* The first and the last run of words that a pairing shares, without single function words where there are others;
 * whether there is any. */
static int
shared_ends(Field *f, const Pairing *p, Run *head, Run *tail)
{
    int found = 0, has_firm = 0;
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
        int is_firm = block.length > 1 || f->words[0].weights[block.x] > 0.3;
        if (!found || (is_firm && !has_firm)) {
            *head = block;
        }
        if (is_firm || !has_firm) {
            *tail = block;
        }
        has_firm |= is_firm;
        found = 1;
    }
    return found;
}

/* align._ended: sets the ends of a chain word by word. */
static void
set_ends(Field *f, Chain *chain)
{
    const Pairing *first = chain->pairings.rows, *last = first + chain->pairings.found - 1;
    Run head, tail, unused;
    chain->a = (Extent){first->a.start, last->a.end};
    chain->b = (Extent){first->b.start, last->b.end};
    if (shared_ends(f, first, &head, &unused)) {
        chain->a.start = (Py_ssize_t)head.x;
        chain->b.start = (Py_ssize_t)head.y;
    }
    if (shared_ends(f, last, &unused, &tail)) {
        chain->a.end = (Py_ssize_t)(tail.x + tail.length);
        chain->b.end = (Py_ssize_t)(tail.y + tail.length);
    }
    chain->a.end = chain->a.end > chain->a.start ? chain->a.end : chain->a.start + 1;
    chain->b.end = chain->b.end > chain->b.start ? chain->b.end : chain->b.start + 1;
}

/* align._counts */
static int
counts_at_all(const Field *f, const Chain *chain)
{
    double evidence = 0.0, shared = 0.0;
    int is_heavy = 1;
    for (Py_ssize_t k = 0; k < chain->pairings.found; k++) {
        const Pairing *p = &chain->pairings.rows[k];
        shared += p->similarity * (double)(length_of(p->a) + length_of(p->b)) / 2;
        if (!p->is_formula) {
            evidence += p->evidence;
            is_heavy &= p->similarity < 0.6 && p->containment < 0.85 && p->longest < f->limits->min_run_words;
        }
    }
    double least = chain->pairings.found == 1 && chain->pairings.rows[0].is_run ? 4.7 : is_heavy ? 4.5 : 3.0;
    double size = log((double)(f->words[0].length * f->words[1].length)) - 13.0;
    least += size > 0.0 ? size : 0.0;
    Py_ssize_t words = length_of(chain->a) < length_of(chain->b) ? length_of(chain->a) : length_of(chain->b);
    return words >= f->limits->min_words && shared >= (double)f->limits->min_words * 0.6 && evidence >= least;
}

/* align._says_something; where the words themselves must be asked, the pair is left. */
static void
leave_unless_telling(const Field *f, const Chain *chain)
{
    double evidence = 0.0;
    for (Py_ssize_t k = 0; k < chain->pairings.found; k++) {
        evidence += chain->pairings.rows[k].evidence;
    }
    if (evidence < ENOUGH_EVIDENCE) {
        longjmp(f->room->out, LEFT);
    }
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
        used[side] = take_clear(f->room, f->s->sides[side].passages, 1);
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
    if (members.found > 0) {
        sort_pairings(&members);
        add_chain(f, &f->chains, (Chain){area->a, area->b, members, 0});
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
    Survey *s = f->s;
    Py_ssize_t cut = s->sides[0].tokens, longer = s->sides[0].tokens > s->sides[1].tokens ? cut : s->sides[1].tokens;
    f->ground = (Ground){
        .stems = {s->stems, s->stems + cut},
        .edges = {s->edges, s->edges + cut + 1},
        .counts = s->counts,
        .prior = s->prior,
        .length = {cut, s->sides[1].tokens},
        .held = s->distinct_stems,
        .total = s->tokens,
        .table = take_clear(f->room, s->distinct_stems, sizeof(Stem)),
        .credit = take(f->room, longer, sizeof(double)),
        .sums = take(f->room, longer + 1, sizeof(double)),
    };
    double cells = (double)f->words[0].length * (double)f->words[1].length;
    f->least = 25.0 + 2.0 * (log(cells) - 14);
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
            leave_unless_telling(f, &rest.rows[k]);
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

/* What all pairs gave: rows of six and of seven whole numbers, and of two others. */
typedef struct {
    int64_t *chains, *pairings;
    double *values;
    Py_ssize_t found, chains_space, pairings_found, pairings_space, values_space;
} Given;

static void
give(Room *room, Given *given, const Chain *chain, int64_t number)
{
    given->chains = grown(room, given->chains, given->found, &given->chains_space, 6 * sizeof(int64_t));
    int64_t *row = given->chains + 6 * given->found++;
    const int64_t whole[] = {number, chain->a.start, chain->a.end, chain->b.start, chain->b.end, chain->pairings.found};
    memcpy(row, whole, sizeof whole);
    for (Py_ssize_t k = 0; k < chain->pairings.found; k++) {
        const Pairing *p = &chain->pairings.rows[k];
        Py_ssize_t at = given->pairings_found++;
        given->pairings = grown(room, given->pairings, at, &given->pairings_space, 7 * sizeof(int64_t));
        given->values = grown(room, given->values, at, &given->values_space, 2 * sizeof(double));
        const int64_t part[] = {number, p->a.start, p->a.end, p->b.start, p->b.end, p->is_run, p->is_formula};
        memcpy(given->pairings + 7 * at, part, sizeof part);
        given->values[2 * at] = p->similarity;
        given->values[2 * at + 1] = p->containment;
    }
}

/* Finds the chains of the two documents that were cut, and gives them; 0, or why that was given up. */
static int
align_pair(Field *f, Room *results, Given *given, int64_t number)
{
    switch (setjmp(f->room->out)) {
    case 0:
        if (f->s->sides[0].tokens > 0 && f->s->sides[1].tokens > 0) {
            find_chains(f);
        }
        for (Py_ssize_t k = 0; k < f->chains.found; k++) {
            give(results, given, &f->chains.rows[k], number);
        }
        clear(f->room, 0);
        return 0;
    case LEFT:
        clear(f->room, 0);
        return LEFT;
    default:
        clear(f->room, 0);
        return WITHOUT_MEMORY;
    }
}

/* All that `chains` is given, and has found. */
typedef struct {
    Py_buffer views[COLUMNS + 3]; /* the columns, run values, pairs of documents, and whether each is left */
    Seeding seeding;
    Limits limits;
    Room work, results;
    Given given;
} Task;

/* Aligns each pair of documents; what is wrong with one, or NULL. Without memory an error is set. */
static const char *
align_all(Task *task)
{
    if (setjmp(task->results.out) != 0) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t k = 0; k < task->views[COLUMNS + 2].len; k++) {
        const int64_t *pair = (const int64_t *)task->views[COLUMNS + 1].buf + 2 * k;
        Survey s = {.seeding = &task->seeding, .room = &task->work};
        Field f = {.s = &s, .room = &task->work, .limits = &task->limits};
        const char *wrong = cut(&s.sides[0], task->views, (Py_ssize_t)pair[0]);
        wrong = wrong ? wrong : cut(&s.sides[1], task->views, (Py_ssize_t)pair[1]);
        if (wrong != NULL) {
            return wrong;
        }
        int status = align_pair(&f, &task->results, &task->given, k);
        if (status == WITHOUT_MEMORY) {
            longjmp(task->results.out, status);
        }
        ((uint8_t *)task->views[COLUMNS + 2].buf)[k] = status == LEFT;
    }
    return NULL;
}

/* What was found as a tuple, or NULL with an error. */
static PyObject *
aligned(Task *task)
{
    const char *wrong = complete(&task->seeding, &task->views[COLUMNS]);
    if (task->views[COLUMNS + 1].len != 16 * task->views[COLUMNS + 2].len || task->limits.min_run_words < 1) {
        wrong = "each pair is of two documents and has a flag, and a run has one word or more";
    }
    wrong = wrong ? wrong : align_all(task);
    if (wrong != NULL || PyErr_Occurred()) {
        return wrong ? refused(wrong) : NULL;
    }
    const Given *given = &task->given;
    return Py_BuildValue("(NNN)", bytes_of(given->chains, given->found, 48),
                         bytes_of(given->pairings, given->pairings_found, 56),
                         bytes_of(given->values, given->pairings_found, 16));
}

PyDoc_STRVAR(chains_doc,
             "chains(word, stem, weight, document_token, passage_token, is_furniture, document_passage, pairs, is_left,\n"
             "       run_values, run_words, most_places, most_pairs, close_cosine, close_dot, rivals, alike_words,\n"
             "       alike_cosine, min_words, min_run_words, min_extent_words, max_gap_words, /)"
             "\n--\n\n"
             "The chains of reuse of the int64 rows of two documents, see plain_chains: rows of six int64, their pairings\n"
             "in rows of seven int64, and of two float64, each in a bytearray. `is_left` is written to.");

static PyObject *
chains(PyObject *module, PyObject *args)
{
    PyObject *arrays[COLUMNS + 3];
    const Type *types[COLUMNS + 3];
    Task task = {.seeding = {.secret = ((const State *)PyModule_GetState(module))->secret}};
    Seeding *seeding = &task.seeding;
    Limits *limits = &task.limits;
    memcpy(types, COLUMN_TYPES, sizeof COLUMN_TYPES);
    types[COLUMNS + 1] = &INT64;
    types[COLUMNS + 2] = &FLAG;
    if (!PyArg_ParseTuple(args, "OOOOOOOOOOnnnddnndnnnn:chains", &arrays[0], &arrays[1], &arrays[2], &arrays[3],
                          &arrays[4], &arrays[5], &arrays[6], &arrays[COLUMNS + 1], &arrays[COLUMNS + 2],
                          &arrays[COLUMNS], &seeding->run_words, &seeding->most_places, &seeding->most_pairs,
                          &seeding->close_cosine, &seeding->close_dot, &seeding->rivals, &seeding->alike_words,
                          &seeding->alike_cosine, &limits->min_words, &limits->min_run_words,
                          &limits->min_extent_words, &limits->max_gap_words) ||
        look_at_all(arrays, task.views, types, COLUMNS + 3, 1) < 0) {
        return NULL;
    }
    PyObject *result = aligned(&task);
    clear(&task.work, 1);
    clear(&task.results, 1);
    return released(task.views, COLUMNS + 3, result);
}

/* ------------------------------------------------------------------------------------------------------ the module */

static PyMethodDef METHODS[] = {
    {"tokenize", tokenize, METH_VARARGS, tokenize_doc},
    {"passages", passages, METH_VARARGS, passages_doc},
    {"mix", mix, METH_VARARGS, mix_doc},
    {"shingle_hashes", shingle_hashes, METH_VARARGS, shingle_hashes_doc},
    {"affine_signatures", affine_signatures, METH_VARARGS, affine_signatures_doc},
    {"compared_spans", compared_spans, METH_VARARGS, compared_spans_doc},
    {"refined", refined, METH_VARARGS, refined_doc},
    {"survey", survey, METH_VARARGS, survey_doc},
    {"best_range", best_range, METH_VARARGS, best_range_doc},
    {"chains", chains, METH_VARARGS, chains_doc},
    {NULL, NULL, 0, NULL},
};

static int
set_up(PyObject *module)
{
    if (PyModule_AddIntConstant(module, "VERSION", VERSION) < 0) {
        return -1;
    }
    State *state = PyModule_GetState(module);
    PyObject *name = PyUnicode_FromString("provenance");
    Py_hash_t drawn = name ? PyObject_Hash(name) : -1; /* Python draws anew for each process */
    Py_XDECREF(name);
    if (name == NULL || drawn == -1) {
        return -1;
    }
    state->secret = (uint64_t)drawn;
    return fill(&state->tables);
}

static PyModuleDef_Slot SLOTS[] = {
    {Py_mod_exec, (void *)set_up},
    {0, NULL},
};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_native",
    .m_doc = "The compiled kernels: see plain.py for what they do.",
    .m_size = sizeof(State),
    .m_methods = METHODS,
    .m_slots = SLOTS,
};

PyMODINIT_FUNC
PyInit__native(void)
{
    return PyModuleDef_Init(&MODULE);
}
