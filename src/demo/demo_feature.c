// demo_feature.c - the manifest of the feature demo.
#include "demo/demo_feature.h"

const struct feature demo_feature = {
    .name = "demo",
    .commands = demo_commands,
};
