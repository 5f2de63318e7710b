/*
 * core_data.h: the real directory of data/ into a test's application, as `cjengage import` does
 * it.
 */
#ifndef TESTS_CORE_CORE_DATA_H
#define TESTS_CORE_CORE_DATA_H

struct core;
void core_data_load(struct core *core);

#endif
