// metrics.h - figures about the running program in the Prometheus text format 0.0.4. Nothing in them is about people.
#ifndef SEMPRE_APP_METRICS_H
#define SEMPRE_APP_METRICS_H

#include "base/buf.h"
#include "feature/call.h"

void metrics_write(struct call *call, struct buf *out);

#endif
