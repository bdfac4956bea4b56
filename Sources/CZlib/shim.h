#ifndef PERFREPORT_CZLIB_SHIM_H
#define PERFREPORT_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro, which Swift does not import. 32 lets zlib recognise the gzip and the zlib header.
static inline int perfreport_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }

#endif
