#pragma once
// SHA256_Init and its like are only advised against, and in every OpenSSL 3.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stddef.h>

/// SHA-256 of `length` bytes at `data` into the 32 bytes at `out`; 1 when it worked.
///
/// Not by `EVP_Digest`: for each call OpenSSL 3 looks the algorithm up behind locks and allocates,
/// which costs more than the digest of a short name.
static inline int raftwright_sha256(const void *data, size_t length, unsigned char *out) {
  SHA256_CTX context;
  return SHA256_Init(&context) == 1 && SHA256_Update(&context, data, length) == 1 &&
         SHA256_Final(out, &context) == 1;
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
