/* Hashes of shingles, and signatures. Part of native.c. */

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

/* Whether stretches that follow one another, each up to the beginning of the next, lie inside so many words. */
static int
are_stretches(const int64_t *first, Py_ssize_t stretches, Py_ssize_t words)
{
    for (Py_ssize_t k = 0; k < stretches; k++) {
        if (first[k] < 0 || first[k] > first[k + 1] || first[k + 1] > (int64_t)words) {
            return 0;
        }
    }
    return 1;
}

PyDoc_STRVAR(sequence_hashes_doc, "sequence_hashes(words, first, out, /)\n--\n\n"
                                  "Hashes of the stretches of the uint64 `words` from each of `first` to the next.");

static PyObject *
sequence_hashes(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *arrays[3];
    Py_buffer views[3];
    static const Type *const TYPES[] = {&UINT64, &INT64, &UINT64};
    if (!PyArg_ParseTuple(args, "OOO:sequence_hashes", &arrays[0], &arrays[1], &arrays[2]) ||
        look_at_all(arrays, views, TYPES, 3, 1) < 0) {
        return NULL;
    }
    const uint64_t *words = views[0].buf;
    const int64_t *first = views[1].buf;
    uint64_t *out = views[2].buf;
    Py_ssize_t stretches = views[2].len / 8;
    if (views[1].len / 8 != stretches + 1 || !are_stretches(first, stretches, views[0].len / 8)) {
        return released(views, 3, refused("the stretches must lie in order inside the words, and out have a place each"));
    }
    for (Py_ssize_t k = 0; k < stretches; k++) {
        uint64_t sum = 0;
        for (int64_t at = first[k]; at < first[k + 1]; at++) {
            sum += mixed(words[at] ^ mixed((uint64_t)(at - first[k])));
        }
        out[k] = sum;
    }
    return released(views, 3, none());
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
