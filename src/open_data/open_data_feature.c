// open_data_feature.c - the manifest of open data.
#include "open_data/open_data_feature.h"

#include "open_data/open_data.h"
#include "open_data/open_data_web.h"

static const struct route routes[] = {
    {METHOD_GET, "/networks/:network/data", ANYONE, "the open data of a network: what there is, and where", NULL, open_data_get},
    {METHOD_GET, "/networks/:network/data/:file", ANYONE, "a file of it, for spreadsheets and programs", NULL, open_data_file_get,
     .flags = ROUTE_READS_ALL},
    {0},
};

const struct feature open_data_feature = {
    .name = "open_data", .routes = routes, .commands = open_data_commands, .settings = open_data_settings};
