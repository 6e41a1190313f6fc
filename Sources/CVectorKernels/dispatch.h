#ifndef DISPATCH_H
#define DISPATCH_H

#include "vector_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define HAS_AVX512 (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw"))
#define HAS_AVX2                                                               \
  (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&          \
   __builtin_cpu_supports("f16c"))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vnni")))
#define AVX2 __attribute__((target("avx2,fma,f16c")))
#endif

// Bodies that are made anew for each number of queries, so that sums stay in registers.
#define TILE static inline __attribute__((always_inline))

#define GROUP 16

#endif
