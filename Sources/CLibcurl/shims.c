// The shims are all static inline in the header; a C target needs one source file.
#include "CLibcurl.h"
