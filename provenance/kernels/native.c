/* The compiled kernels. Each has a twin of the same name in plain.py, which says what it does, and gives the same
 * values to the bit; compiled.py gives them arrays. Only the C interface of CPython and the buffer protocol are used.
 * Every buffer is checked for its type and size before it is read. The lock of the interpreter is never released. */

#include "native/base.h"
#include "native/tokens.h"
#include "native/buffers.h"
#include "native/passages.h"
#include "native/segments.h"
#include "native/formulas.h"
#include "native/reading.h"
#include "native/sketch.h"
#include "native/sorting.h"
#include "native/room.h"
#include "native/spans.h"
#include "native/ranges.h"
#include "native/documents.h"
#include "native/runs.h"
#include "native/survey.h"
#include "native/pairs.h"
#include "native/extents.h"
#include "native/condensations.h"
#include "native/retelling.h"
#include "native/chains.h"
#include "native/writing.h"
#include "native/instances.h"

static PyMethodDef METHODS[] = {
    {"tokenize", tokenize, METH_VARARGS, tokenize_doc},
    {"passages", passages, METH_VARARGS, passages_doc},
    {"segmented", segmented, METH_VARARGS, segmented_doc},
    {"formulas", formulas, METH_VARARGS, formulas_doc},
    {"word_starts", word_starts, METH_VARARGS, word_starts_doc},
    {"token_starts", token_starts, METH_VARARGS, token_starts_doc},
    {"told_of_words", told_of_words, METH_VARARGS, told_of_words_doc},
    {"count_words", count_words, METH_VARARGS, count_words_doc},
    {"marks_in", marks_in, METH_VARARGS, marks_in_doc},
    {"word_places", word_places, METH_VARARGS, word_places_doc},
    {"windows", windows, METH_VARARGS, windows_doc},
    {"lowered", lowered, METH_VARARGS, lowered_doc},
    {"listed_words", listed_words, METH_VARARGS, listed_words_doc},
    {"sentence_words", sentence_words, METH_VARARGS, sentence_words_doc},
    {"mix", mix, METH_VARARGS, mix_doc},
    {"shingle_hashes", shingle_hashes, METH_VARARGS, shingle_hashes_doc},
    {"sequence_hashes", sequence_hashes, METH_VARARGS, sequence_hashes_doc},
    {"affine_signatures", affine_signatures, METH_VARARGS, affine_signatures_doc},
    {"ordered", ordered, METH_VARARGS, ordered_doc},
    {"compared_spans", compared_spans, METH_VARARGS, compared_spans_doc},
    {"shared_weights", shared_weights, METH_VARARGS, shared_weights_doc},
    {"laid", laid, METH_VARARGS, laid_doc},
    {"refined", refined, METH_VARARGS, refined_doc},
    {"survey", survey, METH_VARARGS, survey_doc},
    {"best_range", best_range, METH_VARARGS, best_range_doc},
    {"chains", chains, METH_VARARGS, chains_doc},
    {"instances", instances, METH_VARARGS, instances_doc},
    {"release", release, METH_NOARGS, release_doc},
    {"written", written, METH_VARARGS, written_doc},
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

static void
give_back(void *module)
{
    State *state = PyModule_GetState(module);
    for (int k = 0; state != NULL && k < 2; k++) {
        PyMem_Free(state->spare[k]);
    }
    for (int k = 0; state != NULL && state->kept != NULL && k < KEPT_NUMBERS + KEPT_FRACTIONS + 1; k++) {
        Py_XDECREF(state->kept[k]);
    }
    if (state != NULL) {
        PyMem_Free(state->kept);
    }
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
    .m_free = give_back,
};

PyMODINIT_FUNC
PyInit__native(void)
{
    return PyModuleDef_Init(&MODULE);
}
