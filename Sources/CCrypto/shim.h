#pragma once
#include <openssl/evp.h>
#include <stddef.h>

/// SHA-256 of `length` bytes at `data` into the 32 bytes at `out`; 1 when it worked.
static inline int raftwright_sha256(const void *data, size_t length, unsigned char *out) {
  unsigned int written = 0;
  return EVP_Digest(data, length, out, &written, EVP_sha256(), NULL);
}
