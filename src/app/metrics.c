// metrics.c - writes the figures of the process and of the manifests.
#include "app/metrics.h"

#include <inttypes.h>

#include "app/serve.h"
#include "web/stream.h"

static void metric(struct buf *out, const char *name, const char *type, const char *help, uint64_t value)
{
    buf_print(out, "# HELP %s %s\n# TYPE %s %s\n%s %" PRIu64 "\n", name, help, name, type, name, value);
}

static void query_metric(const char *name, uint64_t runs, void *context)
{
    buf_print(context, "sempre_query_runs_total{query=\"%s\"} %" PRIu64 "\n", name, runs);
}

static void statistics_write(struct call *call, struct buf *out)
{
    for (const struct feature *const *feature = features; *feature != NULL; feature++)
        for (const struct statistic *each = (*feature)->statistics; each != NULL && each->name != NULL; each++) {
            ROWS rows = db_rows(call->db, each->query, NO_ARGS);
            if (rows_next(&rows))
                metric(out, each->name, "gauge", each->help, (uint64_t)row_int(&rows, 0));
        }
}

void metrics_write(struct call *call, struct buf *out)
{
    struct house *house = serve_house();
    uint64_t writes = 0, groups = 0;
    lanes_counts(house->lanes, &writes, &groups);
    metric(out, "sempre_requests_total", "counter", "Requests answered.", atomic_load(&house->requests));
    buf_print(out, "# HELP sempre_replies_total Replies by class of status.\n# TYPE sempre_replies_total counter\n");
    for (int class = 2; class < 6; class++)
        buf_print(out, "sempre_replies_total{class=\"%dxx\"} %" PRIu64 "\n", class, atomic_load(&house->by_status[class]));
    metric(out, "sempre_request_microseconds_total", "counter", "Time from the last byte of a request to its reply.",
           atomic_load(&house->microseconds));
    metric(out, "sempre_store_errors_total", "counter", "Requests the database failed.", atomic_load(&house->errors));
    metric(out, "sempre_page_cache_hits_total", "counter", "Pages answered from the page cache.",
           atomic_load(&house->cache_hits));
    metric(out, "sempre_writes_total", "counter", "Writes that went through the writer lane.", writes);
    metric(out, "sempre_write_groups_total", "counter", "Transactions they were committed in.", groups);
    metric(out, "sempre_connections", "gauge", "Open connections.", server_connections(house->server));
    metric(out, "sempre_streams", "gauge", "Open event streams.", stream_count(house->hub));
    statistics_write(call, out);
    buf_print(out, "# HELP sempre_query_runs_total Runs of each named query.\n# TYPE sempre_query_runs_total counter\n");
    db_each_query(query_metric, out);
}
