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

#if defined(__x86_64__)

#define ROWS __attribute__((target("avx2,f16c")))

// AVX-512's registers are no faster here: rows come from memory.
ROWS static size_t floats256(float *sum, const void *row, float weight, size_t dimension) {
  __m256 factor = _mm256_set1_ps(weight);
  size_t d = 0;
  for (; d + 8 <= dimension; d += 8) {
    __m256 values = _mm256_loadu_ps((const float *)((const char *)row + d * 4));
    _mm256_storeu_ps(sum + d,
                     _mm256_add_ps(_mm256_loadu_ps(sum + d), _mm256_mul_ps(values, factor)));
  }
  return d;
}

ROWS static size_t halves256(float *sum, const void *row, float weight, size_t dimension) {
  __m256 factor = _mm256_set1_ps(weight);
  size_t d = 0;
  for (; d + 8 <= dimension; d += 8) {
    __m256 values =
        _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)((const char *)row + d * 2)));
    _mm256_storeu_ps(sum + d,
                     _mm256_add_ps(_mm256_loadu_ps(sum + d), _mm256_mul_ps(values, factor)));
  }
  return d;
}

#endif

void rw_add_floats(float *sum, const void *row, float weight, size_t dimension) {
  size_t d = 0;
#if defined(__x86_64__)
  if (HAS_AVX2) d = floats256(sum, row, weight, dimension);
#endif
  for (; d < dimension; d++) {
    float product = float_at(row, d) * weight;
    sum[d] += product;
  }
}

void rw_add_halves(float *sum, const void *row, float weight, size_t dimension) {
  size_t d = 0;
#if defined(__x86_64__)
  if (HAS_AVX2) d = halves256(sum, row, weight, dimension);
#endif
  for (; d < dimension; d++) {
    float product = half_at(row, d) * weight;
    sum[d] += product;
  }
}
