/* fuzz_postcode.c: what is typed as a postcode: never a code that does not parse as itself
 * again. */
#include "modules/partnerships/postcode.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct postcode p;
    struct postcode again;
    postcode_parse((struct str){ (const char *)data, size }, &p);
    if (p.form != POSTCODE_FULL && p.form != POSTCODE_SECTOR && p.form != POSTCODE_OUTWARD)
        return 0;
    const char *code = p.form == POSTCODE_FULL     ? p.full
                       : p.form == POSTCODE_SECTOR ? p.sector
                                                   : p.outward;
    postcode_parse((struct str){ code, strlen(code) }, &again);
    const char *same = again.form == POSTCODE_FULL     ? again.full
                       : again.form == POSTCODE_SECTOR ? again.sector
                                                       : again.outward;
    if (again.form != p.form || strcmp(code, same) != 0 || again.is_corrected ||
        again.is_suffix_cut)
        abort();
    return 0;
}
