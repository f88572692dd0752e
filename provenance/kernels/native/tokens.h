/* A text to its words: where they stand, their hashes and those of their stems. Part of native.c. */

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
    struct Chunk *spare[2]; /* memory for the next piece of work */
    PyObject **kept;        /* numbers that are held once: see instances.h */
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

/* The bytes of the ending that stem takes off, given that three letters stay. */
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

/* The bytes of the last letter where it stands twice and stem drops the second; otherwise 0. */
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

/* How many bytes stem keeps: a stem is always a beginning of its word, and every ending is ASCII. */
static ALWAYS_INLINE Py_ssize_t
stem_size(const Word *word)
{
    if (word->bytes[0] >= '0' && word->bytes[0] <= '9') {
        Py_ssize_t size = word->size;
        while (word->bytes[size - 1] < '0' || word->bytes[size - 1] > '9') {
            size--;
        }
        return size;
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

/* Whether a folded word has letters from a to z, and Greek or Cyrillic ones, which may only look like such. */
static int
is_mixed(const Word *word)
{
    int has_latin = 0, has_other = 0;
    for (Py_ssize_t k = 0; k < word->size; k++) {
        uint8_t byte = word->bytes[k];
        has_latin |= byte >= 'a' && byte <= 'z';
        has_other |= byte >= 0xCD && byte <= 0xD4; /* the first bytes of U+0340 to U+053F */
    }
    return has_latin && has_other;
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

/* Where the next word begins, from `*at` on, and where it ends, which is then `*at`; it is folded on the way. Or -1. */
static ALWAYS_INLINE Py_ssize_t
next_word(const Tables *tables, int kind, const void *characters, Py_ssize_t length, Py_ssize_t *at, Word *word)
{
    for (Py_ssize_t start = *at; start < length; start++) {
        Py_UCS4 c = PyUnicode_READ(kind, characters, start);
        unsigned class = class_of(tables, c);
        if (!(class & (LETTER | IDEOGRAPH))) {
            continue;
        }
        word->size = word->letters = 0;
        word->is_simple = 1;
        if (class & IDEOGRAPH) {
            add(word, is_plain_ideograph(c) ? c : 0);
            *at = start + 1;
        }
        else {
            *at = read_word(tables, kind, characters, length, start, word);
            if (word->size > word->letters && is_mixed(word)) {
                word->is_simple = 0;
            }
        }
        return start;
    }
    return -1;
}

static ALWAYS_INLINE int
scan(const Tables *tables, int kind, PyObject *text, PyObject *hashes, Tokens *tokens)
{
    const void *characters = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, start;
    Word word = {0};
    while ((start = next_word(tables, kind, characters, length, &at, &word)) >= 0) {
        if (keep(text, hashes, &word, start, at, tokens) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
scan_text(const Tables *tables, PyObject *text, PyObject *hashes, Tokens *tokens)
{
    switch (PyUnicode_KIND(text)) { /* spelled out, so that each width of characters has a loop of its own */
    case PyUnicode_1BYTE_KIND:
        return scan(tables, PyUnicode_1BYTE_KIND, text, hashes, tokens);
    case PyUnicode_2BYTE_KIND:
        return scan(tables, PyUnicode_2BYTE_KIND, text, hashes, tokens);
    default:
        return scan(tables, PyUnicode_4BYTE_KIND, text, hashes, tokens);
    }
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
    int status = scan_text(tables, text, hashes, &tokens);
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
