// log.c - one line to stderr an event.
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 2048 }; // below PIPE_BUF: a line is written whole or not at all

static const char *level_name(enum log_level level)
{
    return level == LOG_ERROR ? "error" : level == LOG_WARNING ? "warning" : "info";
}

// systemd adds the time itself and reads the level from the number in front.
static size_t add_head(char *line, enum log_level level)
{
    if (getenv("JOURNAL_STREAM") != NULL)
        return (size_t)snprintf(line, LINE, "<%d>", (int)level);
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    return (size_t)snprintf(line, LINE, "%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ %s ", utc.tm_year + 1900, utc.tm_mon + 1,
                            utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, now.tv_nsec / 1000000, level_name(level));
}

void log_line(enum log_level level, const char *format, ...)
{
    char line[LINE];
    size_t head = add_head(line, level), room = LINE - 1 - head;
    va_list args;
    va_start(args, format);
    int wanted = vsnprintf(line + head, room, format, args);
    va_end(args);
    if (wanted < 0)
        return;
    size_t n = head + ((size_t)wanted < room ? (size_t)wanted : room - 1);
    for (size_t i = head; i < n; i++) // an event stays one line, whatever a value holds
        if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
            line[i] = ' ';
    line[n++] = '\n';
    if (write(STDERR_FILENO, line, n) < 0)
        return; // nowhere left to say so
}
