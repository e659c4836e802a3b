#pragma once
/// Byte work of the module Tabular that Swift cannot do as well: vector comparisons (intrinsics in `static inline` functions are
/// inlined into Swift) and large constant tables.

#include "CTabularFacts.h"
#include "CTabularJapanese.h"
#include "CTabularStructure.h"
#include "CTabularText.h"
