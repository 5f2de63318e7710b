#include "tests/core/core_data.h"

#include "app/house.h"
#include "tests/core/core.h"
#include "tests/directory_help.h"

void core_data_load(struct core *core)
{
    help_directory(core->arena, core->app->store, core->worker->db_all);
    help_framework(core->arena, core->app->store, core->worker->db_all);
    atomic_fetch_add(&core->app->generation, 1); /* written past dispatch */
}
