#pragma once

/// Asks for the memory at an address, which is read soon; any address will do. In C because Swift
/// has no word for it.
static inline void raftwright_prefetch(const void *address) { __builtin_prefetch(address); }
