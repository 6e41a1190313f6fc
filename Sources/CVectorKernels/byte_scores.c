#include "dispatch.h"
#include <string.h>

// What a search finds must not depend on whether a compiler fuses products and sums.
#pragma STDC FP_CONTRACT OFF

static void portable(const uint8_t *groups, size_t group_count, size_t words,
                     const int8_t *queries, const int32_t *biases, size_t query_count,
                     const float *scales, float *scores, size_t stride) {
  for (size_t g = 0; g < group_count; g++) {
    const uint8_t *group = groups + g * words * 64;
    for (size_t q = 0; q < query_count; q++) {
      const int8_t *query = queries + q * words * 4;
      int32_t sums[GROUP];
      for (size_t v = 0; v < GROUP; v++) sums[v] = biases[q];
      for (size_t w = 0; w < words; w++)
        for (size_t v = 0; v < GROUP; v++) {
          const uint8_t *bytes = group + w * 64 + v * 4;
          sums[v] += bytes[0] * query[w * 4] + bytes[1] * query[w * 4 + 1] +
                     bytes[2] * query[w * 4 + 2] + bytes[3] * query[w * 4 + 3];
        }
      for (size_t v = 0; v < GROUP; v++)
        scores[q * stride + g * GROUP + v] = (float)sums[v] * scales[g * GROUP + v];
    }
  }
}

#if defined(__x86_64__)

TILE int32_t word(const int8_t *query, size_t w) {
  int32_t value;
  memcpy(&value, query + w * 4, 4);
  return value;
}

// `many` groups side by side, so that a query's word is fetched once for all of them.
AVX512 TILE void tile512(const uint8_t *groups, size_t many, size_t words,
                         const int8_t *queries, const int32_t *biases, size_t count,
                         const float *scales, float *scores, size_t stride) {
  __m512i sums[12 * 2];
#pragma clang loop unroll(full)
  for (size_t q = 0; q < count; q++)
#pragma clang loop unroll(full)
    for (size_t g = 0; g < many; g++) sums[q * many + g] = _mm512_set1_epi32(biases[q]);
  for (size_t w = 0; w < words; w++) {
    __m512i bytes[2];
#pragma clang loop unroll(full)
    for (size_t g = 0; g < many; g++)
      bytes[g] = _mm512_loadu_si512(groups + (g * words + w) * 64);
#pragma clang loop unroll(full)
    for (size_t q = 0; q < count; q++) {
      __m512i query = _mm512_set1_epi32(word(queries + q * words * 4, w));
#pragma clang loop unroll(full)
      for (size_t g = 0; g < many; g++)
        sums[q * many + g] = _mm512_dpbusd_epi32(sums[q * many + g], bytes[g], query);
    }
  }
#pragma clang loop unroll(full)
  for (size_t q = 0; q < count; q++)
#pragma clang loop unroll(full)
    for (size_t g = 0; g < many; g++)
      _mm512_storeu_ps(scores + q * stride + g * GROUP,
                       _mm512_mul_ps(_mm512_cvtepi32_ps(sums[q * many + g]),
                                     _mm512_loadu_ps(scales + g * GROUP)));
}

AVX512 TILE void queries512(const uint8_t *groups, size_t group_count, size_t words,
                            const int8_t *queries, const int32_t *biases, size_t count,
                            const float *scales, float *scores, size_t stride) {
  size_t g = 0;
  for (; g + 2 <= group_count; g += 2)
    tile512(groups + g * words * 64, 2, words, queries, biases, count, scales + g * GROUP,
            scores + g * GROUP, stride);
  if (g < group_count)
    tile512(groups + g * words * 64, 1, words, queries, biases, count, scales + g * GROUP,
            scores + g * GROUP, stride);
}

AVX512 static void avx512(const uint8_t *groups, size_t group_count, size_t words,
                          const int8_t *queries, const int32_t *biases, size_t query_count,
                          const float *scales, float *scores, size_t stride) {
  size_t q = 0;
#define QUERIES(count)                                                                  \
  for (; q + count <= query_count; q += count)                                          \
    queries512(groups, group_count, words, queries + q * words * 4, biases + q, count,  \
               scales, scores + q * stride, stride);
  QUERIES(12)
  QUERIES(4)
  QUERIES(2)
  QUERIES(1)
#undef QUERIES
}

// Sixteen bits a component: the eight-bit product of AVX2 saturates.
AVX2 TILE void tile256(const uint8_t *group, size_t words, const int8_t *queries,
                       const int32_t *biases, size_t count, const float *scales, float *scores,
                       size_t stride) {
  __m256i sums[2 * 4];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < count * 4; i++) sums[i] = _mm256_setzero_si256();
  for (size_t w = 0; w < words; w++) {
    __m256i query[2];
#pragma clang loop unroll(full)
    for (size_t q = 0; q < count; q++)
      query[q] = _mm256_cvtepi8_epi16(_mm_set1_epi32(word(queries + q * words * 4, w)));
#pragma clang loop unroll(full)
    for (size_t part = 0; part < 4; part++) {
      __m256i values = _mm256_cvtepu8_epi16(
          _mm_loadu_si128((const __m128i *)(group + w * 64 + part * 16)));
#pragma clang loop unroll(full)
      for (size_t q = 0; q < count; q++)
        sums[q * 4 + part] =
            _mm256_add_epi32(sums[q * 4 + part], _mm256_madd_epi16(values, query[q]));
    }
  }
#pragma clang loop unroll(full)
  for (size_t q = 0; q < count; q++)
#pragma clang loop unroll(full)
    for (size_t half = 0; half < 2; half++) {
      // Each vector has two sums side by side; adding neighbours mixes the halves of registers.
      __m256i pairs =
          _mm256_hadd_epi32(sums[q * 4 + half * 2], sums[q * 4 + half * 2 + 1]);
      __m256i whole = _mm256_add_epi32(_mm256_permute4x64_epi64(pairs, 0xd8),
                                       _mm256_set1_epi32(biases[q]));
      _mm256_storeu_ps(scores + q * stride + half * 8,
                       _mm256_mul_ps(_mm256_cvtepi32_ps(whole),
                                     _mm256_loadu_ps(scales + half * 8)));
    }
}

AVX2 static void avx2(const uint8_t *groups, size_t group_count, size_t words,
                      const int8_t *queries, const int32_t *biases, size_t query_count,
                      const float *scales, float *scores, size_t stride) {
  for (size_t g = 0; g < group_count; g++) {
    const uint8_t *group = groups + g * words * 64;
    size_t q = 0;
    for (; q + 2 <= query_count; q += 2)
      tile256(group, words, queries + q * words * 4, biases + q, 2, scales + g * GROUP,
              scores + q * stride + g * GROUP, stride);
    if (q < query_count)
      tile256(group, words, queries + q * words * 4, biases + q, 1, scales + g * GROUP,
              scores + q * stride + g * GROUP, stride);
  }
}

#endif

void rw_byte_scores(rw_level level, const uint8_t *groups, size_t group_count, size_t words,
                    const int8_t *queries, const int32_t *biases, size_t query_count,
                    const float *scales, float *scores, size_t stride) {
#if defined(__x86_64__)
  if (level == rw_avx512_vnni) {
    avx512(groups, group_count, words, queries, biases, query_count, scales, scores, stride);
    return;
  }
  if (level == rw_avx2) {
    avx2(groups, group_count, words, queries, biases, query_count, scales, scores, stride);
    return;
  }
#else
  (void)level;
#endif
  portable(groups, group_count, words, queries, biases, query_count, scales, scores, stride);
}

void rw_combine(float *scores, const float *more, float factor, float scale, size_t count) {
  for (size_t v = 0; v < count; v++) {
    float product = more[v] * factor;
    scores[v] = (scores[v] + product) * scale;
  }
}

rw_level rw_best_level(void) {
#if defined(__x86_64__)
  if (HAS_AVX512) return rw_avx512_vnni;
  if (HAS_AVX2) return rw_avx2;
#endif
  return rw_portable;
}
