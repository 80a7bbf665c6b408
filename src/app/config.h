// config.h - what the program was started with: database, key, address. From options, then the environment.
#ifndef SEMPRE_APP_CONFIG_H
#define SEMPRE_APP_CONFIG_H

#include <stdbool.h>

#include "feature/feature.h"

struct config {
    const char *db_address;                // "sqlite:PATH" or "postgresql://..."
    const char *key_path;                  // file with the secret key, beside the database or said by --key
    unsigned char key[SECRET_KEY_SIZE];    // read by config_read_key
    const char *listen_host;               // serve --listen
    const char *listen_port;
    bool page_cache;                       // serve --page-cache off
};

// Fills everything but the key from options and environment. ERR_INVALID with `ret_why`.
CHECKED enum err config_read(struct arena *arena, const struct pairs *options, struct config *ret_config,
                             const char **ret_why);

// Reads the key; makes one (mode 0600) where there is none and `may_make`. ERR_NOT_FOUND, ERR_STORE with `ret_why`.
CHECKED enum err config_read_key(struct arena *arena, struct config *config, bool may_make, const char **ret_why);

// What to say where the key is not the one of the database (key_mark_store.h).
const char *config_wrong_key(struct arena *arena, const struct config *config);

// The folder for copies that the program makes of a PostgreSQL database by itself: beside the key.
const char *config_copies_folder(struct arena *arena, const struct config *config);

extern const struct setting config_settings[]; // ended by {0}
#define address_setting config_settings[0]     // the public URL
#define trusted_proxies_setting config_settings[1]
#define header_seconds_setting config_settings[2]
#define body_seconds_setting config_settings[3]
#define second_step_setting config_settings[4]     // "auto", "on", "off"

#endif
