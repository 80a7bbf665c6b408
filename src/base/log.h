// log.h - one line to stderr an event, without personal data. Only edges log: serve, commands, jobs, the parent.
#ifndef SEMPRE_BASE_LOG_H
#define SEMPRE_BASE_LOG_H

enum log_level { LOG_ERROR = 3, LOG_WARNING = 4, LOG_INFO = 6 }; // the numbers of syslog

// Writes "<time> level message\n" with a single write(2); under systemd "<level>message\n".
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
