#include <zlib.h>

/// `inflateInit2` is a macro, which Swift cannot import.
static inline int telltale_inflate_init(z_stream *stream) {
    return inflateInit2(stream, 15 + 32);  // 32: accept gzip and zlib headers alike
}
