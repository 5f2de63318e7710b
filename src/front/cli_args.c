#include "front/cli_args.h"

#include "core/base/str.h"

static void take_out(int *argc, char **argv, int at, int n)
{
    for (int i = at; i + n < *argc; i++)
        argv[i] = argv[i + n];
    *argc -= n;
}

const char *cli_take_option(int *argc, char **argv, const char *name)
{
    for (int i = 0; i + 1 < *argc; i++) {
        if (!str_eq(str_from(argv[i]), str_from(name)))
            continue;
        const char *value = argv[i + 1];
        take_out(argc, argv, i, 2);
        return value;
    }
    return NULL;
}

bool cli_take_flag(int *argc, char **argv, const char *name)
{
    for (int i = 0; i < *argc; i++) {
        if (!str_eq(str_from(argv[i]), str_from(name)))
            continue;
        take_out(argc, argv, i, 1);
        return true;
    }
    return false;
}

const char *cli_take_word(int *argc, char ***argv)
{
    if (*argc < 1 || str_starts(str_from((*argv)[0]), STR("--")))
        return NULL;
    const char *word = (*argv)[0];
    *argc -= 1;
    *argv += 1;
    return word;
}
