#include "dispatch.h"

// The fused function is part of the contract: on arm64 it is one instruction; on an x86 without FMA
// it is slow, and still the same to the bit.
static void portable(const float *groups, size_t group_count, size_t dimension,
                     const float *queries, size_t query_count, float *scores, size_t stride) {
  for (size_t g = 0; g < group_count; g++) {
    const float *group = groups + g * dimension * GROUP;
    for (size_t q = 0; q < query_count; q++) {
      float sums[GROUP] = {0};
      for (size_t d = 0; d < dimension; d++)
        for (size_t v = 0; v < GROUP; v++)
          sums[v] = __builtin_fmaf(group[d * GROUP + v], queries[q * dimension + d], sums[v]);
      for (size_t v = 0; v < GROUP; v++) scores[q * stride + g * GROUP + v] = sums[v];
    }
  }
}

#if defined(__x86_64__)

AVX512 TILE void tile512(const float *groups, size_t many, size_t dimension,
                         const float *queries, size_t count, float *scores, size_t stride) {
  __m512 sums[12 * 2];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < count * many; i++) sums[i] = _mm512_setzero_ps();
  for (size_t d = 0; d < dimension; d++) {
    __m512 values[2];
#pragma clang loop unroll(full)
    for (size_t g = 0; g < many; g++)
      values[g] = _mm512_loadu_ps(groups + (g * dimension + d) * GROUP);
#pragma clang loop unroll(full)
    for (size_t q = 0; q < count; q++) {
      __m512 query = _mm512_set1_ps(queries[q * dimension + d]);
#pragma clang loop unroll(full)
      for (size_t g = 0; g < many; g++)
        sums[q * many + g] = _mm512_fmadd_ps(values[g], query, sums[q * many + g]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t q = 0; q < count; q++)
#pragma clang loop unroll(full)
    for (size_t g = 0; g < many; g++)
      _mm512_storeu_ps(scores + q * stride + g * GROUP, sums[q * many + g]);
}

AVX512 TILE void queries512(const float *groups, size_t group_count, size_t dimension,
                            const float *queries, size_t count, float *scores, size_t stride) {
  size_t g = 0;
  for (; g + 2 <= group_count; g += 2)
    tile512(groups + g * dimension * GROUP, 2, dimension, queries, count, scores + g * GROUP,
            stride);
  if (g < group_count)
    tile512(groups + g * dimension * GROUP, 1, dimension, queries, count, scores + g * GROUP,
            stride);
}

AVX512 static void avx512(const float *groups, size_t group_count, size_t dimension,
                          const float *queries, size_t query_count, float *scores,
                          size_t stride) {
  size_t q = 0;
#define QUERIES(count)                                                                  \
  for (; q + count <= query_count; q += count)                                          \
    queries512(groups, group_count, dimension, queries + q * dimension, count,          \
               scores + q * stride, stride);
  QUERIES(12)
  QUERIES(4)
  QUERIES(1)
#undef QUERIES
}

AVX2 TILE void tile256(const float *group, size_t dimension, const float *queries, size_t count,
                       float *scores, size_t stride) {
  __m256 sums[6 * 2];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < count * 2; i++) sums[i] = _mm256_setzero_ps();
  for (size_t d = 0; d < dimension; d++) {
    __m256 low = _mm256_loadu_ps(group + d * GROUP);
    __m256 high = _mm256_loadu_ps(group + d * GROUP + 8);
#pragma clang loop unroll(full)
    for (size_t q = 0; q < count; q++) {
      __m256 query = _mm256_set1_ps(queries[q * dimension + d]);
      sums[q * 2] = _mm256_fmadd_ps(low, query, sums[q * 2]);
      sums[q * 2 + 1] = _mm256_fmadd_ps(high, query, sums[q * 2 + 1]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < count * 2; i++)
    _mm256_storeu_ps(scores + i / 2 * stride + i % 2 * 8, sums[i]);
}

AVX2 static void avx2(const float *groups, size_t group_count, size_t dimension,
                      const float *queries, size_t query_count, float *scores, size_t stride) {
  for (size_t g = 0; g < group_count; g++) {
    const float *group = groups + g * dimension * GROUP;
    size_t q = 0;
    for (; q + 6 <= query_count; q += 6)
      tile256(group, dimension, queries + q * dimension, 6, scores + q * stride + g * GROUP,
              stride);
    for (; q < query_count; q++)
      tile256(group, dimension, queries + q * dimension, 1, scores + q * stride + g * GROUP,
              stride);
  }
}

#endif

void rw_float_scores(rw_level level, const float *groups, size_t group_count, size_t dimension,
                     const float *queries, size_t query_count, float *scores, size_t stride) {
#if defined(__x86_64__)
  if (level == rw_avx512_vnni) {
    avx512(groups, group_count, dimension, queries, query_count, scores, stride);
    return;
  }
  if (level == rw_avx2) {
    avx2(groups, group_count, dimension, queries, query_count, scores, stride);
    return;
  }
#else
  (void)level;
#endif
  portable(groups, group_count, dimension, queries, query_count, scores, stride);
}

size_t rw_places_above(const float *scores, size_t count, float least, uint32_t *places) {
  size_t found = 0;
  for (size_t i = 0; i < count; i += GROUP) {
    int any = 0;
    for (size_t j = 0; j < GROUP; j++) any |= scores[i + j] > least;
    if (!any) continue;
    for (size_t j = 0; j < GROUP; j++)
      if (scores[i + j] > least) places[found++] = (uint32_t)(i + j);
  }
  return found;
}
