/* Arrays that are read and written where they are. Part of native.c. */

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
