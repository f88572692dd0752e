/* Memory in large pieces, for work on many pairs of documents. Part of native.c. */

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

#define MOST_SPARE 8388608 /* bytes that are kept when a piece of work is over, as new ones are slow to come by */

/* A room for a piece of work, with what an earlier one left. */
static Room
room_of(struct Chunk **spare)
{
    Room room = {.chunk = *spare};
    *spare = NULL;
    return room;
}

/* Ends a piece of work, and keeps some memory for the next. */
static void
leave(Room *room, struct Chunk **spare)
{
    clear(room, 0);
    clear(room, room->chunk != NULL && room->chunk->size > MOST_SPARE);
    *spare = room->chunk;
}
