#ifndef PERFREPORT_CFAST_H
#define PERFREPORT_CFAST_H

#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Sixteen bytes: `SIMD16<UInt8>` in Swift.
typedef uint8_t perfreport_bytes __attribute__((ext_vector_type(16)));

// The highest bit of each of sixteen bytes, that of the first lowest: the one instruction of the scanners that Swift has no name for.
static inline __attribute__((always_inline)) uint64_t perfreport_high_bits(perfreport_bytes bytes) {
#if defined(__SSE2__)
  return (uint32_t)_mm_movemask_epi8((__m128i)bytes);
#else
  // By a multiplication without carries for each half (H. S. Warren, "Hacker's Delight", 7-4).
  uint64_t bits = 0;
  for (int half = 0; half < 2; half++) {
    uint64_t word = 0;
    for (int place = 0; place < 8; place++) word |= (uint64_t)(bytes[8 * half + place] >> 7) << (8 * place);
    bits |= ((word * 0x0102040810204080) >> 56) << (8 * half);
  }
  return bits;
#endif
}

#endif
