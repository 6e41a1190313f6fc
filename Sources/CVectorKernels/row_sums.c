#include "dispatch.h"
#include <string.h>

// A compiler may fuse a product and a sum of C's; what is stored in an index must not depend on it.
#pragma STDC FP_CONTRACT OFF

static float float_at(const void *row, size_t d) {
  float value;
  memcpy(&value, (const char *)row + d * 4, 4);
  return value;
}

static float half_at(const void *row, size_t d) {
  uint16_t half;
  memcpy(&half, (const char *)row + d * 2, 2);
  uint32_t magnitude = (uint32_t)(half & 0x7fff) << 13;
  float value;
  memcpy(&value, &magnitude, 4);
  // The exponent's bias goes from 15 to 127; subnormal halves come out right by the product.
  value *= 0x1p112f;
  uint32_t bits;
  memcpy(&bits, &value, 4);
  if ((half & 0x7c00) == 0x7c00) bits = 0x7f800000 | magnitude;
  bits |= (uint32_t)(half & 0x8000) << 16;
  memcpy(&value, &bits, 4);
  return value;
}

static const char *row_at(const void *table, int32_t row, size_t dimension, size_t width) {
  return (const char *)table + (size_t)row * dimension * width;
}

#if defined(__x86_64__)

// Rows come from memory, so wider registers would not help.
#define ROWS __attribute__((target("avx2,f16c")))
// Dimensions whose sums stay in registers while all rows pass.
#define LANES 64

ROWS TILE __m256 eight(const char *row, size_t d, int is_half) {
  return is_half ? _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(row + d * 2)))
                 : _mm256_loadu_ps((const float *)(row + d * 4));
}

ROWS TILE size_t sums256(float *sum, const void *table, const int32_t *rows,
                         const float *weights, size_t count, size_t dimension, int is_half) {
  size_t d = 0;
  for (; d + LANES <= dimension; d += LANES) {
    __m256 sums[LANES / 8];
#pragma clang loop unroll(full)
    for (size_t i = 0; i < LANES / 8; i++) sums[i] = _mm256_loadu_ps(sum + d + i * 8);
    for (size_t r = 0; r < count; r++) {
      const char *row = row_at(table, rows[r], dimension, is_half ? 2 : 4);
      __m256 weight = _mm256_set1_ps(weights ? weights[r] : 1);
#pragma clang loop unroll(full)
      for (size_t i = 0; i < LANES / 8; i++) {
        __m256 values = _mm256_mul_ps(eight(row, d + i * 8, is_half), weight);
        sums[i] = _mm256_add_ps(sums[i], values);
      }
    }
#pragma clang loop unroll(full)
    for (size_t i = 0; i < LANES / 8; i++) _mm256_storeu_ps(sum + d + i * 8, sums[i]);
  }
  return d;
}

ROWS static size_t floats256(float *sum, const void *table, const int32_t *rows,
                             const float *weights, size_t count, size_t dimension) {
  return sums256(sum, table, rows, weights, count, dimension, 0);
}

ROWS static size_t halves256(float *sum, const void *table, const int32_t *rows,
                             const float *weights, size_t count, size_t dimension) {
  return sums256(sum, table, rows, weights, count, dimension, 1);
}

#endif

void rw_add_floats(rw_level level, float *sum, const void *table, const int32_t *rows,
                   const float *weights, size_t count, size_t dimension) {
  size_t first = 0;
#if defined(__x86_64__)
  if (level != rw_portable) first = floats256(sum, table, rows, weights, count, dimension);
#else
  (void)level;
#endif
  for (size_t r = 0; r < count; r++) {
    const char *row = row_at(table, rows[r], dimension, 4);
    for (size_t d = first; d < dimension; d++) {
      float product = float_at(row, d) * (weights ? weights[r] : 1);
      sum[d] += product;
    }
  }
}

void rw_add_halves(rw_level level, float *sum, const void *table, const int32_t *rows,
                   const float *weights, size_t count, size_t dimension) {
  size_t first = 0;
#if defined(__x86_64__)
  if (level != rw_portable) first = halves256(sum, table, rows, weights, count, dimension);
#else
  (void)level;
#endif
  for (size_t r = 0; r < count; r++) {
    const char *row = row_at(table, rows[r], dimension, 2);
    for (size_t d = first; d < dimension; d++) {
      float product = half_at(row, d) * (weights ? weights[r] : 1);
      sum[d] += product;
    }
  }
}
