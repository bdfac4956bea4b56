#ifndef PERFREPORT_CZLIB_SHIM_H
#define PERFREPORT_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro, which Swift does not import. 32 lets zlib recognise the gzip and the zlib header.
static inline int perfreport_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }

// deflateInit2 is one too. 16 makes zlib write a gzip header, without a time or a name.
static inline int perfreport_deflate_init(z_stream *stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
