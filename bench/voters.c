// voters.c - the hall: each voter joins with a cookie of their own, then votes in a closed loop on one kept connection.
// A vote is a POST, the 303 that confirms it, and the GET of the next statement.
// A kept connection that the server closes before it answers anything is opened again and the request sent again, as
// browsers do (a vote sent twice is one vote); how often is told. Any other request without its answer is a failure, unless
// the voters are told to send `again` whatever got no whole answer or a page that says so (5xx), as people do.
// With a RATE they vote so many times a second, all together, and a vote has begun when it was due, also where the one
// before it was late. SIGTERM ends the voting early.
// usage: voters PORT CODE VOTERS SECONDS [again|RATE]   prints: votes confirmed, seconds, p50, p99, worst and longest pause in us, ...
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_MOST = 256 * 1024, STACK = 256 * 1024, VOTES_MOST = 4096, PATIENCE = 30, A_MOMENT = 50 * 1000 * 1000 };

struct voter {
    pthread_t thread;
    int line;     // -1: none
    bool is_kept; // something was answered on it
    double place; // among the voters, from 0 to below 1: when within an interval
    char cookie[128];
    char token[128];
    char location[256];
    char *answer; // the last one, head and body, with a NUL at its end
    int status;
    uint32_t took[VOTES_MOST]; // microseconds of each confirmed vote with the page after it
    uint32_t at[VOTES_MOST];   // when it was confirmed, microseconds after the beginning
    int votes;
};

static int port;
static const char *code;
static double seconds;
static bool is_patient; // what got no whole answer, or one of 5xx, is sent again
static double interval; // seconds between two votes of a voter; 0: at once
static volatile sig_atomic_t is_over;
static pthread_barrier_t joined;
static atomic_int failures, sent_again;
static struct timespec began;

static void end_early(int signal)
{
    (void)signal;
    is_over = 1;
}

static double since(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) + (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

// The text between `before` and the next `end` after it. False: not there, or too long.
static bool cut(const char *text, const char *before, char end, char *ret, size_t size)
{
    const char *at = strcasestr(text, before); // haproxy writes names of headers small
    const char *stop = at == NULL ? NULL : strchr(at + strlen(before), end);
    if (stop == NULL || (size_t)(stop - at) - strlen(before) >= size)
        return false;
    at += strlen(before);
    memcpy(ret, at, (size_t)(stop - at));
    ret[stop - at] = '\0';
    return true;
}

static bool line_open(struct voter *voter)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    voter->is_kept = false;
    voter->line = socket(AF_INET, SOCK_STREAM, 0);
    return voter->line >= 0 && connect(voter->line, (struct sockaddr *)&to, sizeof(to)) == 0 &&
           setsockopt(voter->line, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)) == 0;
}

static void line_close(struct voter *voter)
{
    close(voter->line);
    voter->line = -1;
}

// `ret_any`: at least a byte came.
static bool receive(struct voter *voter, bool *ret_any)
{
    size_t n = 0, whole = 0;
    do {
        ssize_t got = recv(voter->line, voter->answer + n, ANSWER_MOST - 1 - n, 0);
        if (got <= 0)
            return false;
        *ret_any = true;
        n += (size_t)got;
        voter->answer[n] = '\0';
        const char *body = strstr(voter->answer, "\r\n\r\n");
        const char *length = strcasestr(voter->answer, "\r\nContent-Length:");
        if (body != NULL && (length == NULL || length > body))
            return false; // every answer here says how long it is
        if (body != NULL)
            whole = (size_t)(body + 4 - voter->answer) + strtoul(length + 17, NULL, 10);
        if (whole >= ANSWER_MOST)
            return false;
    } while (whole == 0 || n < whole);
    voter->status = (int)strtol(voter->answer + 9, NULL, 10);
    const char *cookie = strcasestr(voter->answer, "Set-Cookie: v="); // others may stand before it
    if (cookie != NULL)
        cut(cookie, "Set-Cookie: ", ';', voter->cookie, sizeof(voter->cookie));
    cut(voter->answer, "\r\nLocation: ", '\r', voter->location, sizeof(voter->location));
    cut(voter->answer, "name=\"token\" value=\"", '"', voter->token, sizeof(voter->token));
    return true;
}

static bool ask(struct voter *voter, const char *method, const char *path, const char *body)
{
    char request[2048];
    int n = snprintf(request, sizeof(request),
                     "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n"
                     "Content-Type: application/x-www-form-urlencoded\r\n"
                     "Content-Length: %zu\r\n\r\n%s",
                     method, path, port, voter->cookie, strlen(body), body);
    if (*body == '\0')
        n = snprintf(request, sizeof(request), "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s%s\r\n\r\n", method, path,
                     port, *voter->cookie == '\0' ? "Accept: text/html" : "Cookie: ", voter->cookie);
    for (;;) {
        bool has_any = false;
        if (voter->line < 0 && !line_open(voter))
            return false;
        bool may_wait = is_patient && since(&began) < seconds + PATIENCE;
        bool is_answered = send(voter->line, request, (size_t)n, MSG_NOSIGNAL) == n && receive(voter, &has_any);
        if (is_answered && (voter->status < 500 || !may_wait))
            break;
        bool may_send_again = (voter->is_kept && !has_any) || may_wait;
        line_close(voter);
        if (is_answered)
            nanosleep(&(struct timespec){.tv_nsec = A_MOMENT}, NULL); // the page says: in a while
        if (!may_send_again)
            return false;
        atomic_fetch_add(&sent_again, 1);
    }
    const char *closes = strcasestr(voter->answer, "\r\nConnection: close");
    voter->is_kept = true;
    if (closes != NULL && closes < strstr(voter->answer, "\r\n\r\n"))
        line_close(voter);
    return true;
}

static bool join(struct voter *voter)
{
    char path[64], body[256];
    snprintf(path, sizeof(path), "/j/%s", code);
    if (!ask(voter, "GET", path, "") || voter->status != 200 || *voter->token == '\0')
        return false;
    snprintf(body, sizeof(body), "token=%s", voter->token);
    if (!ask(voter, "POST", path, body) || voter->status != 303)
        return false;
    snprintf(path, sizeof(path), "/w/%s", code);
    return ask(voter, "GET", path, "") && voter->status == 200;
}

// Waits until `due`, seconds after the beginning. False: the voting is over by then.
static bool wait_until(double due)
{
    for (double left; (left = due - since(&began)) > 0 && !is_over;) {
        struct timespec pause = {.tv_nsec = (long)((left < 0.05 ? left : 0.05) * 1e9)};
        nanosleep(&pause, NULL);
    }
    return !is_over && since(&began) < seconds;
}

// One vote, confirmed by a redirect that names the statement, and the next page; `late`: seconds that it should have begun
// earlier. False: no statement is left.
static bool vote(struct voter *voter, const char *path, double late)
{
    char statement[64], body[512], confirmation[128];
    if (!cut(voter->answer, "name=\"statement\" value=\"", '"', statement, sizeof(statement)))
        return false;
    int mark = voter->votes % 3 - 1;
    snprintf(body, sizeof(body), "token=%s&statement=%s&mark=%d", voter->token, statement, mark);
    snprintf(confirmation, sizeof(confirmation), "saved=%d&of=%s", mark, statement);
    struct timespec from;
    clock_gettime(CLOCK_MONOTONIC, &from);
    *voter->location = '\0';
    if (!ask(voter, "POST", path, body) || voter->status != 303 || strstr(voter->location, confirmation) == NULL) {
        if (atomic_fetch_add(&failures, 1) == 0)
            fprintf(stderr, "a vote was answered with %d %s\n", voter->status, voter->location);
        return false;
    }
    int mine = voter->votes++; // it is confirmed now, whatever becomes of the page
    voter->at[mine] = (uint32_t)(since(&began) * 1e6);
    char next[sizeof(voter->location)];
    const char *at = strstr(voter->location, "/w/");
    snprintf(next, sizeof(next), "%s", at == NULL ? path : at);
    bool is_shown = ask(voter, "GET", next, "") && voter->status == 200;
    voter->took[mine] = (uint32_t)((since(&from) + late) * 1e6);
    if (!is_shown)
        atomic_fetch_add(&failures, 1);
    return is_shown;
}

static void *live(void *context)
{
    struct voter *voter = context;
    char path[64];
    snprintf(path, sizeof(path), "/w/%s", code);
    bool is_in = join(voter);
    if (!is_in && atomic_fetch_add(&failures, 1) == 0)
        fprintf(stderr, "a voter could not join: %d\n%.600s\n", voter->status, voter->answer);
    pthread_barrier_wait(&joined);
    pthread_barrier_wait(&joined); // the clock has started
    for (double due = interval * voter->place; is_in && wait_until(due) && voter->votes < VOTES_MOST; due += interval)
        if (!vote(voter, path, interval > 0 ? since(&began) - due : 0))
            break;
    return NULL;
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

// The longest time in which no vote of anybody was confirmed; `at` is sorted.
static uint32_t longest_pause(const uint32_t *at, size_t n)
{
    uint32_t longest = 0, last = 0;
    for (size_t i = 0; i < n; i++) {
        longest = at[i] - last > longest ? at[i] - last : longest;
        last = at[i];
    }
    return longest;
}

int main(int n, char **arguments)
{
    is_patient = n == 6 && strcmp(arguments[5], "again") == 0;
    double rate = n == 6 && !is_patient ? strtod(arguments[5], NULL) : 0;
    if (n != 5 && !is_patient && rate <= 0) {
        fprintf(stderr, "usage: voters PORT CODE VOTERS SECONDS [again|RATE]\n");
        return 2;
    }
    signal(SIGTERM, end_early);
    port = (int)strtol(arguments[1], NULL, 10);
    code = arguments[2];
    int count = (int)strtol(arguments[3], NULL, 10);
    seconds = strtod(arguments[4], NULL);
    interval = rate > 0 ? count / rate : 0;
    struct voter *voters = calloc((size_t)count, sizeof(*voters));
    pthread_attr_t small;
    if (voters == NULL || pthread_attr_init(&small) != 0 ||
        pthread_attr_setstacksize(&small, STACK) != 0 ||
        pthread_barrier_init(&joined, NULL, (unsigned)count + 1) != 0)
        return 1;
    for (int i = 0; i < count; i++) {
        voters[i].line = -1;
        voters[i].place = (double)i / count;
        voters[i].answer = calloc(1, ANSWER_MOST);
        if (voters[i].answer == NULL || pthread_create(&voters[i].thread, &small, live, &voters[i]) != 0)
            return 1;
    }
    pthread_barrier_wait(&joined);
    clock_gettime(CLOCK_MONOTONIC, &began);
    pthread_barrier_wait(&joined);
    size_t votes = 0, at = 0;
    for (int i = 0; i < count; i++) {
        pthread_join(voters[i].thread, NULL);
        votes += (size_t)voters[i].votes;
    }
    double took = since(&began);
    uint32_t *all = calloc(votes + 1, sizeof(*all)), *when = calloc(votes + 1, sizeof(*when));
    if (all == NULL || when == NULL)
        return 1;
    for (int i = 0; i < count; i++)
        for (int v = 0; v < voters[i].votes; v++) {
            when[at] = voters[i].at[v];
            all[at++] = voters[i].took[v];
        }
    qsort(all, votes, sizeof(*all), by_size);
    qsort(when, votes, sizeof(*when), by_size);
    printf("votes=%zu seconds=%.3f p50_us=%u p99_us=%u worst_us=%u pause_us=%u sent_again=%d failures=%d\n", votes, took,
           all[votes / 2], all[votes * 99 / 100], all[votes == 0 ? 0 : votes - 1], longest_pause(when, votes),
           atomic_load(&sent_again), atomic_load(&failures));
    return atomic_load(&failures) == 0 ? 0 : 1;
}
