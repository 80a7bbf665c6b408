// interchange_feature.c - the manifest of what comes in from other programs and goes out as files.
#include "interchange/interchange_feature.h"

const struct feature interchange_feature = {.name = "interchange", .commands = interchange_commands};
