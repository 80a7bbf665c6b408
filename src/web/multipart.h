// multipart.h - inside of reading multipart/form-data; see pairs_read_multipart in request.h.
#ifndef SEMPRE_WEB_MULTIPART_H
#define SEMPRE_WEB_MULTIPART_H

#include "web/request.h"

// As pairs_read_multipart. `cut`: the body ends too early, and its last part is what came of it.
CHECKED enum err multipart_read(struct arena *arena, const char *content_type, const char *bytes, size_t n, bool cut,
                                struct pairs *ret_pairs, struct upload **ret_uploads, size_t *ret_upload_count);

#endif
