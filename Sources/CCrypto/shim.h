#ifndef PERFREPORT_CCRYPTO_SHIM_H
#define PERFREPORT_CCRYPTO_SHIM_H

#include <openssl/evp.h>

#endif
