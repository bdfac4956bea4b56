#ifndef PERFREPORT_CZSTD_SHIM_H
#define PERFREPORT_CZSTD_SHIM_H

#include <zstd.h>

#endif
