// notify.h - tells systemd how the program is doing (sd_notify(3): one datagram to the socket $NOTIFY_SOCKET).
#ifndef SEMPRE_APP_NOTIFY_H
#define SEMPRE_APP_NOTIFY_H

// "READY=1", "STOPPING=1", "RELOADING=1". Does nothing where there is no socket.
void notify_systemd(const char *state);

#endif
