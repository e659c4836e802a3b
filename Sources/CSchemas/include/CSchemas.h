// The Table Schemas of schemas/ inside the program, so that one binary is enough to recognise the standard datasets.
#pragma once
#include <stddef.h>

/// One file of schemas/: its name without `.json` and its bytes.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} cschemas_file;

/// All files, sorted by name, and how many there are.
const cschemas_file *cschemas_files(size_t *count);
