// setting.c - reading and changing settings.
#include "feature/setting.h"

#include "feature/setting_store.h"

const char *setting_get(struct call *call, const struct setting *setting)
{
    const char *value = NULL;
    return setting_find(call, setting->name, &value) == OK ? value : setting->fallback;
}

enum err setting_put(struct call *call, const struct setting *setting, const char *value)
{
    if (setting->is_valid != NULL && !setting->is_valid(value))
        return ERR_INVALID;
    return setting_write(call, setting->name, value);
}
