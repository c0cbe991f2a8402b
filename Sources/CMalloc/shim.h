#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

/// Gives arrays of at least `bytes` back to the system as soon as they are freed. glibc raises this limit by itself up
/// to 32 MiB, after which a series of readings that was let go still counts as memory of the process.
static inline void telltale_give_back_from(int bytes) {
#ifdef M_MMAP_THRESHOLD
    mallopt(M_MMAP_THRESHOLD, bytes);
#endif
}
