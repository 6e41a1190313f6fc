#ifndef VECTOR_KERNELS_H
#define VECTOR_KERNELS_H

// The inner loops of Retrieval/Dense, with the processor's instructions chosen at run time. In C
// because Swift can neither compile a function for a processor feature (AVX-512 VNNI, FMA, F16C)
// nor ask for one; every function has a portable body, which is all that arm64 gets.
//
// All give the same bits on every processor: integers are exact, and floating-point sums are taken
// in the order of dimensions, with fused multiply-add where the comment says so and without it
// elsewhere.
//
// Vectors lie in groups of 16, so that no sum is taken across a register: in a group of bytes, word
// w (four dimensions) of all 16 vectors comes before word w + 1; in a group of floats, dimension d
// of all 16 before dimension d + 1.

#include <stddef.h>
#include <stdint.h>

/// What a processor has, from the least to the most.
typedef enum { rw_portable, rw_avx2, rw_avx512_vnni } rw_level;

/// The best of them that this processor has. All functions take a level up to it, for tests that
/// hold one against another.
rw_level rw_best_level(void);

/// Scores of `query_count` queries against all vectors of `group_count` groups of bytes:
/// `scores[q * stride + v] = scale[v] * (Σ byte[v][d] * query[q][d] + bias[q])`.
///
/// Bytes are a vector's components plus 128; `bias[q]` is −128 times the sum of the query's.
/// `words` is the dimension over four; queries are `4 * words` bytes each. 127² times the dimension
/// must fit 31 bits.
void rw_byte_scores(rw_level level, const uint8_t *groups, size_t group_count, size_t words,
                    const int8_t *queries, const int32_t *biases, size_t query_count,
                    const float *scales, float *scores, size_t stride);

/// `scores[v] = (scores[v] + factor * more[v]) * scale`, every step rounded.
void rw_combine(float *scores, const float *more, float factor, float scale, size_t count);

/// Like `rw_byte_scores` for floats: `scores[q * stride + v] = Σ vector[v][d] * query[q][d]`, summed in the
/// order of d with fused multiply-add.
void rw_float_scores(rw_level level, const float *groups, size_t group_count, size_t dimension,
                     const float *queries, size_t query_count, float *scores, size_t stride);

/// The places of those of `count` scores that are greater than `least`, in order; returns how many.
/// `count` is a multiple of 16.
size_t rw_places_above(const float *scores, size_t count, float least, uint32_t *places);

/// Adds rows of a table of floats in their order: `sum[d] += weights[i] * table[rows[i]][d]`,
/// product and sum rounded apart. `weights` may be null, for ones. The table needs no alignment.
void rw_add_floats(rw_level level, float *sum, const void *table, const int32_t *rows,
                   const float *weights, size_t count, size_t dimension);

/// The same for a table of IEEE 754 half-precision numbers, each widened without loss.
void rw_add_halves(rw_level level, float *sum, const void *table, const int32_t *rows,
                   const float *weights, size_t count, size_t dimension);

#endif
