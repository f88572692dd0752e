/* What all kernels need: the headers, and hashes. Part of native.c. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <math.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#define VERSION 22 /* equals plain.VERSION; another number means a build of other sources */

#if defined(__GNUC__) || defined(__clang__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#elif defined(_MSC_VER)
#define ALWAYS_INLINE __forceinline
#else
#define ALWAYS_INLINE inline
#endif

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
