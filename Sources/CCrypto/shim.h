#pragma once
#include <openssl/evp.h>
#include <stddef.h>

/// SHA-256 of `length` bytes at `data` into the 32 bytes at `out`; 1 when it worked.
static inline int raftwright_sha256(const void *data, size_t length, unsigned char *out) {
  unsigned int written = 0;
  return EVP_Digest(data, length, out, &written, EVP_sha256(), NULL);
}

/// A SHA-256 computation in pieces; NULL when there is no memory.
static inline EVP_MD_CTX *raftwright_sha256_begin(void) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
    EVP_MD_CTX_free(context);
    context = NULL;
  }
  return context;
}
