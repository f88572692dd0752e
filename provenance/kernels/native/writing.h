/* Values written as JSON by the form of their type. Part of native.c. */

/* The codes of plain_writing.py. */
enum { ASKED, TEXT, NUMBER, CHOICE, RANGE, PERHAPS, LIST, OBJECT };

typedef struct {
    char *bytes;
    Py_ssize_t used, size;
} Page;

/* Room for so many bytes more; NULL without memory. */
static char *
space_for(Page *page, Py_ssize_t more)
{
    if (more > PY_SSIZE_T_MAX / 4 - page->used) {
        PyErr_NoMemory();
        return NULL;
    }
    if (page->size - page->used < more) {
        Py_ssize_t size = 2 * (page->used + more) + 256;
        char *bytes = PyMem_Realloc(page->bytes, (size_t)size);
        if (bytes == NULL) {
            PyErr_NoMemory();
            return NULL;
        }
        page->bytes = bytes;
        page->size = size;
    }
    return page->bytes + page->used;
}

static int
put_bytes(Page *page, const char *bytes, Py_ssize_t length)
{
    char *at = space_for(page, length);
    if (at == NULL) {
        return -1;
    }
    memcpy(at, bytes, (size_t)length);
    page->used += length;
    return 0;
}

/* A text as it stands; it is ASCII. */
static int
put_plain(Page *page, PyObject *text)
{
    if (!PyUnicode_Check(text) || !PyUnicode_IS_ASCII(text)) {
        PyErr_SetString(PyExc_TypeError, "what is put as it stands is text in ASCII");
        return -1;
    }
    return put_bytes(page, PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text));
}

static ALWAYS_INLINE char *
put_escaped(char *at, unsigned unit)
{
    static const char digits[] = "0123456789abcdef";
    *at++ = '\\';
    *at++ = 'u';
    *at++ = digits[unit >> 12 & 15];
    *at++ = digits[unit >> 8 & 15];
    *at++ = digits[unit >> 4 & 15];
    *at++ = digits[unit & 15];
    return at;
}

/* The letter that stands for a character behind a backslash; 0 where there is none. */
static ALWAYS_INLINE char
short_for(Py_UCS4 one)
{
    switch (one) {
    case '"':
    case '\\':
        return (char)one;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '\f':
        return 'f';
    case '\b':
        return 'b';
    default:
        return 0;
    }
}

static ALWAYS_INLINE char *
put_character(char *at, Py_UCS4 one)
{
    if (one >= ' ' && one <= '~' && one != '"' && one != '\\') {
        *at++ = (char)one;
        return at;
    }
    char letter = short_for(one);
    if (letter) {
        *at++ = '\\';
        *at++ = letter;
        return at;
    }
    if (one < 0x10000) {
        return put_escaped(at, one);
    }
    at = put_escaped(at, 0xD800 + ((one - 0x10000) >> 10));
    return put_escaped(at, 0xDC00 + ((one - 0x10000) & 0x3FF));
}

#define AT_ONCE 4096 /* characters, of which each takes twelve bytes at most */

static ALWAYS_INLINE int
put_characters(Page *page, int kind, const void *characters, Py_ssize_t length)
{
    for (Py_ssize_t first = 0; first < length; first += AT_ONCE) {
        Py_ssize_t last = first + AT_ONCE < length ? first + AT_ONCE : length;
        char *begin = space_for(page, 12 * (last - first)), *at = begin;
        if (begin == NULL) {
            return -1;
        }
        for (Py_ssize_t place = first; place < last; place++) {
            at = put_character(at, PyUnicode_READ(kind, characters, place));
        }
        page->used += at - begin;
    }
    return 0;
}

static int
put_text(Page *page, PyObject *text)
{
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "not text but %R", text);
        return -1;
    }
    int status = put_bytes(page, "\"", 1);
    const void *characters = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (status == 0) {
        FOR_EACH_KIND(PyUnicode_KIND(text), status = put_characters(page, KIND, characters, length))
    }
    return status < 0 ? -1 : put_bytes(page, "\"", 1);
}

static int
put_number(Page *page, PyObject *number)
{
    if (!PyLong_Check(number)) {
        PyErr_Format(PyExc_TypeError, "not a whole number but %R", number);
        return -1;
    }
    int is_large;
    long long value = PyLong_AsLongLongAndOverflow(number, &is_large);
    if (is_large) {
        PyObject *digits = PyLong_Type.tp_repr(number);
        int status = digits ? put_plain(page, digits) : -1;
        Py_XDECREF(digits);
        return status;
    }
    char digits[24], *at = digits + sizeof digits;
    unsigned long long rest = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0) {
        *--at = '-';
    }
    return put_bytes(page, at, digits + sizeof digits - at);
}

/* Whether a form, or a part of one, has so many parts; TypeError where not. */
static int
has_parts(PyObject *form, Py_ssize_t count)
{
    if (PyTuple_Check(form) && PyTuple_GET_SIZE(form) == count) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError, "a form has %zd parts", count);
    return 0;
}

static int put_value(Page *page, PyObject *form, PyObject *value);

/* What a callable makes of a value. */
static int
put_asked(Page *page, PyObject *callable, PyObject *value)
{
    PyObject *text = PyObject_CallOneArg(callable, value);
    int status = text ? put_plain(page, text) : -1;
    Py_XDECREF(text);
    return status;
}

static int
put_choice(Page *page, PyObject *choices, PyObject *value)
{
    PyObject *text = PyObject_GetItem(choices, value);
    int status = text ? put_plain(page, text) : -1;
    Py_XDECREF(text);
    return status;
}

static int
put_attribute(Page *page, PyObject *value, PyObject *name)
{
    PyObject *number = PyObject_GetAttr(value, name);
    int status = number ? put_number(page, number) : -1;
    Py_XDECREF(number);
    return status;
}

static int
put_range(Page *page, PyObject *names, PyObject *value)
{
    if (!has_parts(names, 2) || put_bytes(page, "[", 1) < 0) {
        return -1;
    }
    if (put_attribute(page, value, PyTuple_GET_ITEM(names, 0)) < 0 || put_bytes(page, ", ", 2) < 0) {
        return -1;
    }
    return put_attribute(page, value, PyTuple_GET_ITEM(names, 1)) < 0 ? -1 : put_bytes(page, "]", 1);
}

static int
put_list(Page *page, PyObject *form, PyObject *values)
{
    PyObject *held = PySequence_Fast(values, "not a list");
    if (held == NULL) {
        return -1;
    }
    int status = put_bytes(page, "[", 1);
    for (Py_ssize_t k = 0; status == 0 && k < PySequence_Fast_GET_SIZE(held); k++) {
        status = k ? put_bytes(page, ", ", 2) : 0;
        status = status < 0 ? -1 : put_value(page, form, PySequence_Fast_GET_ITEM(held, k));
    }
    Py_DECREF(held);
    return status < 0 ? -1 : put_bytes(page, "]", 1);
}

/* One field, unless it is what its absence stands for, which is a part of the form where it may be left out. */
static int
put_field(Page *page, PyObject *field, PyObject *value)
{
    int may_be_left_out = PyTuple_Check(field) && PyTuple_GET_SIZE(field) == 4;
    if (!may_be_left_out && !has_parts(field, 3)) {
        return -1;
    }
    PyObject *held = PyObject_GetAttr(value, PyTuple_GET_ITEM(field, 0));
    if (held == NULL) {
        return -1;
    }
    int status = may_be_left_out ? PyObject_RichCompareBool(held, PyTuple_GET_ITEM(field, 3), Py_EQ) : 0;
    if (status == 0) {
        status = put_plain(page, PyTuple_GET_ITEM(field, 1));
        status = status < 0 ? -1 : put_value(page, PyTuple_GET_ITEM(field, 2), held);
    }
    Py_DECREF(held);
    return status < 0 ? -1 : 0;
}

static int
put_object(Page *page, PyObject *fields, PyObject *value)
{
    if (!has_parts(fields, PyTuple_Check(fields) ? PyTuple_GET_SIZE(fields) : 1) || put_bytes(page, "{", 1) < 0) {
        return -1;
    }
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(fields); k++) {
        if (put_field(page, PyTuple_GET_ITEM(fields, k), value) < 0) {
            return -1;
        }
    }
    return put_bytes(page, "}", 1);
}

static int
put_value(Page *page, PyObject *form, PyObject *value)
{
    if (!has_parts(form, 2)) {
        return -1;
    }
    PyObject *inner = PyTuple_GET_ITEM(form, 1);
    switch (PyLong_AsLong(PyTuple_GET_ITEM(form, 0))) {
    case ASKED:
        return put_asked(page, inner, value);
    case TEXT:
        return put_text(page, value);
    case NUMBER:
        return put_number(page, value);
    case CHOICE:
        return put_choice(page, inner, value);
    case RANGE:
        return put_range(page, inner, value);
    case PERHAPS:
        return value == Py_None ? put_bytes(page, "null", 4) : put_value(page, inner, value);
    case LIST:
        return put_list(page, inner, value);
    case OBJECT:
        return put_object(page, inner, value);
    default:
        return PyErr_Occurred() ? -1 : (PyErr_SetString(PyExc_ValueError, "no form has this code"), -1);
    }
}

PyDoc_STRVAR(written_doc, "written(form, value, /)\n--\n\nA value as JSON in ASCII, by the form of its type.");

static PyObject *
written(PyObject *module, PyObject *args)
{
    PyObject *form, *value, *text = NULL;
    if (!PyArg_ParseTuple(args, "OO:written", &form, &value)) {
        return NULL;
    }
    Page page = {NULL, 0, 0};
    if (put_value(&page, form, value) == 0 && (text = PyUnicode_New(page.used, 127)) != NULL) {
        memcpy(PyUnicode_DATA(text), page.bytes, (size_t)page.used);
    }
    PyMem_Free(page.bytes);
    return text;
}
