#ifndef PERFREPORT_CISAL_SHIM_H
#define PERFREPORT_CISAL_SHIM_H

#include <stdlib.h>
#include <isa-l/igzip_lib.h>

// The state is 80 kB of tables and windows that only C looks into: Swift holds it as an opaque pointer, and sets or reads the few
// fields that it needs through these functions.
typedef struct inflate_state perfreport_isal;

// A state at the start of a gzip member, nil where there is no memory.
static inline void *perfreport_isal_create(void) {
  perfreport_isal *state = (perfreport_isal *)malloc(sizeof(perfreport_isal));
  if (state) {
    isal_inflate_init(state);
    state->crc_flag = ISAL_GZIP;
  }
  return state;
}

static inline void perfreport_isal_destroy(void *state) { free(state); }

// Prepares for the next member; the input that is left stays.
static inline void perfreport_isal_next_member(void *state) {
  isal_inflate_reset((perfreport_isal *)state);
  ((perfreport_isal *)state)->crc_flag = ISAL_GZIP;
}

static inline void perfreport_isal_set_input(void *state, const void *bytes, uint32_t count) {
  ((perfreport_isal *)state)->next_in = (uint8_t *)bytes;
  ((perfreport_isal *)state)->avail_in = count;
}

static inline void perfreport_isal_set_output(void *state, void *bytes, uint32_t count) {
  ((perfreport_isal *)state)->next_out = (uint8_t *)bytes;
  ((perfreport_isal *)state)->avail_out = count;
}

static inline uint32_t perfreport_isal_input_left(const void *state) { return ((const perfreport_isal *)state)->avail_in; }
// The next byte of input; there must be one.
static inline uint8_t perfreport_isal_next_byte(const void *state) { return *((const perfreport_isal *)state)->next_in; }
static inline uint32_t perfreport_isal_output_left(const void *state) { return ((const perfreport_isal *)state)->avail_out; }

// Whether the member has ended: its checksum has been read, and all of its bytes have been given out.
static inline int perfreport_isal_is_member_done(const void *state) {
  return ((const perfreport_isal *)state)->block_state == ISAL_BLOCK_FINISH;
}

static inline int perfreport_isal_inflate(void *state) { return isal_inflate((perfreport_isal *)state); }

#endif
