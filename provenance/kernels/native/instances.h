/* Instances of a class, many at once. Part of native.c. */

#define MOST_FIELDS 16
#define KEPT_NUMBERS 65536 /* from 0 on: few texts are longer */
#define KEPT_FRACTIONS 10000

/* A class whose instances keep each value in a slot, and where the slots of its fields are. */
typedef struct {
    PyTypeObject *type;
    Py_ssize_t fields, places[MOST_FIELDS];
} Slotted;

/* Where a slot is, or -1 with an error. */
static Py_ssize_t
place_of_slot(PyTypeObject *type, PyObject *name)
{
    PyObject *found = PyObject_GetAttr((PyObject *)type, name);
    Py_ssize_t place = -1;
    if (found != NULL && Py_TYPE(found) == &PyMemberDescr_Type && PyDescr_TYPE(found) == type &&
        ((PyMemberDescrObject *)found)->d_member->type == T_OBJECT_EX) {
        place = ((PyMemberDescrObject *)found)->d_member->offset;
    }
    else if (found != NULL) {
        PyErr_Format(PyExc_TypeError, "%U is no slot of %s", name, type->tp_name);
    }
    Py_XDECREF(found);
    return place;
}

/* Looks at a class. A dataclass names its fields as what patterns match by place; its own making of them is passed by,
 * so there must be nothing to do after it. */
static int
look_at_class(PyTypeObject *type, Slotted *slotted)
{
    PyObject *names = PyObject_GetAttrString((PyObject *)type, "__match_args__");
    int status = names == NULL ? -1 : 0;
    if (names != NULL && (!PyTuple_Check(names) || PyTuple_GET_SIZE(names) > MOST_FIELDS || type->tp_itemsize != 0 ||
                          PyObject_HasAttrString((PyObject *)type, "__post_init__"))) {
        PyErr_SetString(PyExc_TypeError, "a dataclass with slots is needed, of few fields and nothing to do after them");
        status = -1;
    }
    slotted->type = type;
    slotted->fields = status == 0 ? PyTuple_GET_SIZE(names) : 0;
    for (Py_ssize_t k = 0; k < slotted->fields && status == 0; k++) {
        slotted->places[k] = place_of_slot(type, PyTuple_GET_ITEM(names, k));
        status = slotted->places[k] < 0 ? -1 : 0;
    }
    Py_XDECREF(names);
    return status;
}

/* Where a number is kept that many instances have: a place in a text, or a fraction to four decimals; else -1. */
static Py_ssize_t
place_of_number(PyObject *value)
{
    if (PyLong_CheckExact(value)) {
        int is_beyond;
        long number = PyLong_AsLongAndOverflow(value, &is_beyond);
        return !is_beyond && number >= 0 && number < KEPT_NUMBERS ? (Py_ssize_t)number : -1;
    }
    if (PyFloat_CheckExact(value)) {
        double number = PyFloat_AS_DOUBLE(value);
        if (number >= 0 && number <= 1 && !signbit(number)) {
            long place = lround(number * KEPT_FRACTIONS);
            return (double)place / KEPT_FRACTIONS == number ? KEPT_NUMBERS + (Py_ssize_t)place : -1;
        }
    }
    return -1;
}

/* The value, or the same number where it was kept before: then it is held once for all. */
static PyObject *
kept(PyObject **known, PyObject *value)
{
    Py_ssize_t place = place_of_number(value);
    if (place >= 0 && known[place] == NULL) {
        known[place] = Py_NewRef(value);
    }
    return Py_NewRef(place >= 0 ? known[place] : value);
}

/* The instance of the values in one row of the columns. */
static PyObject *
instance(const Slotted *slotted, PyObject **known, PyObject *const *columns, Py_ssize_t row)
{
    PyObject *made = slotted->type->tp_alloc(slotted->type, 0);
    for (Py_ssize_t k = 0; made != NULL && k < slotted->fields; k++) {
        PyObject *value = kept(known, PySequence_Fast_GET_ITEM(columns[k], row));
        memcpy((char *)made + slotted->places[k], &value, sizeof value);
    }
    return made;
}

/* The instances of all rows of as many columns as there are fields, all of one length, in a list. */
static PyObject *
instances_of(const Slotted *slotted, PyObject **known, PyObject *const *columns)
{
    Py_ssize_t rows = slotted->fields > 0 ? PySequence_Fast_GET_SIZE(columns[0]) : 0;
    for (Py_ssize_t k = 0; k < slotted->fields; k++) {
        if (PySequence_Fast_GET_SIZE(columns[k]) != rows) {
            return refused("the columns must be of one length");
        }
    }
    PyObject *list = PyList_New(rows);
    for (Py_ssize_t row = 0; list != NULL && row < rows; row++) {
        PyObject *made = instance(slotted, known, columns, row);
        if (made == NULL) {
            Py_CLEAR(list);
        }
        else {
            PyList_SET_ITEM(list, row, made);
        }
    }
    return list;
}

PyDoc_STRVAR(instances_doc, "instances(kind, *columns)\n--\n\n"
                            "What a dataclass with slots makes of each row of its columns, one for each field.");

static PyObject *
instances(PyObject *module, PyObject *args)
{
    Py_ssize_t given = PyTuple_GET_SIZE(args) - 1, held = 0;
    Slotted slotted;
    PyObject *columns[MOST_FIELDS], *result = NULL;
    State *state = PyModule_GetState(module);
    if (given < 0 || !PyType_Check(PyTuple_GET_ITEM(args, 0))) {
        PyErr_SetString(PyExc_TypeError, "a class is needed, and columns");
        return NULL;
    }
    if (look_at_class((PyTypeObject *)PyTuple_GET_ITEM(args, 0), &slotted) < 0) {
        return NULL;
    }
    if (given != slotted.fields) {
        PyErr_SetString(PyExc_TypeError, "each field needs a column");
        return NULL;
    }
    if (state->kept == NULL) {
        state->kept = PyMem_Calloc(KEPT_NUMBERS + KEPT_FRACTIONS + 1, sizeof(PyObject *));
        if (state->kept == NULL) {
            return PyErr_NoMemory();
        }
    }
    while (held < given) {
        columns[held] = PySequence_Fast(PyTuple_GET_ITEM(args, held + 1), "a column is a sequence");
        if (columns[held] == NULL) {
            break;
        }
        held++;
    }
    if (held == given) {
        result = instances_of(&slotted, state->kept, columns);
    }
    while (held > 0) {
        Py_DECREF(columns[--held]);
    }
    return result;
}

PyDoc_STRVAR(release_doc, "release()\n--\n\n"
                          "Gives the system back what memory is free: what is left between pieces in use, too.");

static PyObject *
release(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none))
{
#if defined(__GLIBC__)
    malloc_trim(0); /* of itself only what lies at the end is given back */
#endif
    Py_RETURN_NONE;
}
