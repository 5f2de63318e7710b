/*
 * fuzz_zip.c: any bytes walked as the zip of a Word document and of an OpenDocument text.
 */
#include "modules/files/file_judge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = { (const char *)data, size };
    enum file_wrong docx = file_zip_walk(bytes, file_kind_of(STR("docx")));
    enum file_wrong odt = file_zip_walk(bytes, file_kind_of(STR("odt")));
    bool is_zip = docx == FILE_GOOD || odt == FILE_GOOD;
    if (is_zip && size < 22)
        __builtin_trap();
    return 0;
}
