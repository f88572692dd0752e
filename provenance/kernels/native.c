/* The compiled kernels. Each has a twin of the same name in plain.py, which says what it does, and gives the same
 * values to the bit; compiled.py gives them arrays. Only the C interface of CPython and the buffer protocol are used.
 * Every buffer is checked for its type and size before it is read. The lock of the interpreter is never released. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define VERSION 2 /* equals plain.VERSION; another number means a build of other sources */

#if defined(__GNUC__) || defined(__clang__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#elif defined(_MSC_VER)
#define ALWAYS_INLINE __forceinline
#else
#define ALWAYS_INLINE inline
#endif

/* ------------------------------------------------------------------------------------------------------ hashes */

#define ODD UINT64_C(0x9E3779B97F4A7C15)

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
    const Tables *tables = PyModule_GetState(module);
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

/* ------------------------------------------------------------------------------------------------------ common runs */

/* A shingle of the second text: how often it stands there and where first, and how often in the first text. */
typedef struct {
    uint64_t hash;
    Py_ssize_t first, here, there;
} Place;

typedef struct {
    const uint64_t *a, *b;
    Py_ssize_t length_a, length_b, count_a, count_b, width, most;
    Place *table; /* open addressing; a place with `here` 0 is free */
    size_t held;  /* its size less one; the size is a power of two */
    Py_ssize_t *next, *place_of, *reach;
    int64_t *runs;
    Py_ssize_t found, room;
} Search;

static Place *
place_for(const Search *s, uint64_t hash)
{
    size_t at = (size_t)mixed(hash) & s->held;
    while (s->table[at].here > 0 && s->table[at].hash != hash) {
        at = (at + 1) & s->held;
    }
    return &s->table[at];
}

/* Files the shingles of b, last first, so that each list of places runs forward; then finds those of a among them. */
static void
file_shingles(Search *s)
{
    for (Py_ssize_t y = s->count_b - 1; y >= 0; y--) {
        uint64_t hash = shingle(s->b + y, s->width);
        Place *place = place_for(s, hash);
        s->next[y] = place->here > 0 ? place->first : -1;
        place->hash = hash;
        place->first = y;
        place->here++;
    }
    for (Py_ssize_t x = 0; x < s->count_a; x++) {
        Place *place = place_for(s, shingle(s->a + x, s->width));
        s->place_of[x] = place->here > 0 ? (Py_ssize_t)(place - s->table) : -1;
        place->there += place->here > 0;
    }
}

/* Extends the shingle at x and y both ways as far as the words agree, and keeps the run; -1 without memory. */
static int
extend(Search *s, Py_ssize_t x, Py_ssize_t y)
{
    Py_ssize_t *reach = &s->reach[y - x + s->length_a]; /* where the last run on this diagonal ended in a */
    if (*reach > x) {
        return 0;
    }
    Py_ssize_t start = x, end = x + s->width, shift = y - x, floor = *reach > 0 ? *reach : 0;
    while (start > floor && start + shift > 0 && s->a[start - 1] == s->b[start - 1 + shift]) {
        start--;
    }
    while (end < s->length_a && end + shift < s->length_b && s->a[end] == s->b[end + shift]) {
        end++;
    }
    *reach = end;
    if (s->found == s->room) {
        if (s->room > PY_SSIZE_T_MAX / 64) {
            return -1;
        }
        int64_t *more = PyMem_Realloc(s->runs, (size_t)s->room * 2 * 3 * sizeof(int64_t));
        if (more == NULL) {
            return -1;
        }
        s->runs = more;
        s->room *= 2;
    }
    int64_t *run = s->runs + 3 * s->found++;
    run[0] = start;
    run[1] = start + shift;
    run[2] = end - start;
    return 0;
}

static int
search(Search *s)
{
    file_shingles(s);
    for (Py_ssize_t x = 0; x < s->count_a; x++) {
        const Place *place = s->place_of[x] < 0 ? NULL : &s->table[s->place_of[x]];
        if (place == NULL || place->here > s->most || place->there > s->most) {
            continue;
        }
        for (Py_ssize_t y = place->first; y >= 0; y = s->next[y]) {
            if (extend(s, x, y) < 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int
make_room(Search *s)
{
    if (s->length_a > PY_SSIZE_T_MAX / 64 - s->length_b) { /* every product below stays in range */
        return -1;
    }
    size_t size = 16;
    while (size < 2 * (size_t)s->count_b) {
        size *= 2;
    }
    s->held = size - 1;
    s->room = 16;
    s->table = PyMem_Calloc(size, sizeof(Place));
    s->next = PyMem_New(Py_ssize_t, s->count_b);
    s->place_of = PyMem_New(Py_ssize_t, s->count_a);
    s->reach = PyMem_New(Py_ssize_t, s->length_a + s->length_b);
    s->runs = PyMem_New(int64_t, 3 * s->room);
    if (!s->table || !s->next || !s->place_of || !s->reach || !s->runs) {
        return -1;
    }
    for (Py_ssize_t k = 0; k < s->length_a + s->length_b; k++) {
        s->reach[k] = -1;
    }
    return 0;
}

PyDoc_STRVAR(common_runs_doc, "common_runs(words_a, words_b, width, most, /)\n--\n\n"
                              "Maximal runs of equal words as rows of start in a, start in b and words: int64 in a\n"
                              "bytearray.");

static PyObject *
common_runs(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[2], *rows = NULL;
    Py_buffer views[2];
    Search s = {0};
    static const Type *const TYPES[] = {&UINT64, &UINT64};
    if (!PyArg_ParseTuple(args, "OOnn:common_runs", &arrays[0], &arrays[1], &s.width, &s.most) ||
        look_at_all(arrays, views, TYPES, 2, 0) < 0) {
        return NULL;
    }
    if (s.width < 1) {
        return released(views, 2, refused("width must be 1 or more"));
    }
    s.a = views[0].buf;
    s.b = views[1].buf;
    s.length_a = views[0].len / 8;
    s.length_b = views[1].len / 8;
    s.count_a = s.length_a - s.width + 1;
    s.count_b = s.length_b - s.width + 1;
    if (s.count_a < 1 || s.count_b < 1) {
        return released(views, 2, PyByteArray_FromStringAndSize(NULL, 0));
    }
    if (make_room(&s) < 0 || search(&s) < 0) {
        PyErr_NoMemory();
    }
    else {
        rows = PyByteArray_FromStringAndSize((const char *)s.runs, s.found * 3 * (Py_ssize_t)sizeof(int64_t));
    }
    PyMem_Free(s.table);
    PyMem_Free(s.next);
    PyMem_Free(s.place_of);
    PyMem_Free(s.reach);
    PyMem_Free(s.runs);
    return released(views, 2, rows);
}

/* ------------------------------------------------------------------------------------------------------ the module */

static PyMethodDef METHODS[] = {
    {"tokenize", tokenize, METH_VARARGS, tokenize_doc},
    {"mix", mix, METH_VARARGS, mix_doc},
    {"shingle_hashes", shingle_hashes, METH_VARARGS, shingle_hashes_doc},
    {"affine_signatures", affine_signatures, METH_VARARGS, affine_signatures_doc},
    {"common_runs", common_runs, METH_VARARGS, common_runs_doc},
    {NULL, NULL, 0, NULL},
};

static int
set_up(PyObject *module)
{
    if (PyModule_AddIntConstant(module, "VERSION", VERSION) < 0) {
        return -1;
    }
    return fill(PyModule_GetState(module));
}

static PyModuleDef_Slot SLOTS[] = {
    {Py_mod_exec, (void *)set_up},
    {0, NULL},
};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_native",
    .m_doc = "The compiled kernels: see plain.py for what they do.",
    .m_size = sizeof(Tables),
    .m_methods = METHODS,
    .m_slots = SLOTS,
};

PyMODINIT_FUNC
PyInit__native(void)
{
    return PyModuleDef_Init(&MODULE);
}
