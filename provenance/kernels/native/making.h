/* Nouns made of columns. Part of native.c. */

/* The slots of these names, as the descriptors of the type; NULL where one is no slot. */
static PyObject *
slots_of(PyTypeObject *kind, PyObject *names)
{
    PyObject *slots = PyTuple_New(PyTuple_GET_SIZE(names));
    for (Py_ssize_t k = 0; slots != NULL && k < PyTuple_GET_SIZE(names); k++) {
        PyObject *slot = PyObject_GetAttr((PyObject *)kind, PyTuple_GET_ITEM(names, k));
        if (slot != NULL && !Py_IS_TYPE(slot, &PyMemberDescr_Type)) {
            PyErr_Format(PyExc_TypeError, "%R is no slot", PyTuple_GET_ITEM(names, k));
            Py_CLEAR(slot);
        }
        if (slot == NULL) {
            Py_CLEAR(slots);
        } else {
            PyTuple_SET_ITEM(slots, k, slot);
        }
    }
    return slots;
}

/* The columns as lists or tuples, all of one length, which is put into `count`; NULL where they are not. */
static PyObject *
columns_of(PyObject *given, Py_ssize_t *count)
{
    PyObject *columns = PyTuple_New(PyTuple_GET_SIZE(given));
    for (Py_ssize_t k = 0; columns != NULL && k < PyTuple_GET_SIZE(given); k++) {
        PyObject *column = PySequence_Fast(PyTuple_GET_ITEM(given, k), "not a list");
        if (column == NULL) {
            Py_CLEAR(columns);
            break;
        }
        PyTuple_SET_ITEM(columns, k, column);
        if (k > 0 && PySequence_Fast_GET_SIZE(column) != *count) {
            PyErr_SetString(PyExc_ValueError, "the columns are not of one length");
            Py_CLEAR(columns);
            break;
        }
        *count = PySequence_Fast_GET_SIZE(column);
    }
    return columns;
}

static PyObject *
made_of_row(PyTypeObject *kind, PyObject *slots, PyObject *columns, Py_ssize_t row)
{
    PyObject *noun = kind->tp_alloc(kind, 0);
    for (Py_ssize_t k = 0; noun != NULL && k < PyTuple_GET_SIZE(slots); k++) {
        PyObject *slot = PyTuple_GET_ITEM(slots, k), *column = PyTuple_GET_ITEM(columns, k);
        if (Py_TYPE(slot)->tp_descr_set(slot, noun, PySequence_Fast_GET_ITEM(column, row)) < 0) {
            Py_CLEAR(noun);
        }
    }
    return noun;
}

PyDoc_STRVAR(made_doc, "made(kind, names, columns, /)\n--\n\n"
                       "Values of a type, a row of the columns in the slots of these names.");

static PyObject *
made(PyObject *module, PyObject *args)
{
    PyTypeObject *kind;
    PyObject *names, *given;
    Py_ssize_t count = 0;
    if (!PyArg_ParseTuple(args, "O!O!O!:made", &PyType_Type, &kind, &PyTuple_Type, &names, &PyTuple_Type, &given)) {
        return NULL;
    }
    if (kind->tp_new != PyBaseObject_Type.tp_new || PyTuple_GET_SIZE(names) != PyTuple_GET_SIZE(given)) {
        return refused("a noun is made of as many columns as it has fields");
    }
    PyObject *slots = slots_of(kind, names);
    PyObject *columns = slots ? columns_of(given, &count) : NULL;
    PyObject *found = columns ? PyList_New(count) : NULL;
    for (Py_ssize_t row = 0; found != NULL && row < count; row++) {
        PyObject *noun = made_of_row(kind, slots, columns, row);
        if (noun == NULL) {
            Py_CLEAR(found);
        } else {
            PyList_SET_ITEM(found, row, noun);
        }
    }
    Py_XDECREF(slots);
    Py_XDECREF(columns);
    return found;
}
