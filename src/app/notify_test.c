// notify_test.c - tests of what systemd is told, on a real socket.
#include "app/notify.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "support.h"

static int listen_as_systemd(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t n = strlen(path);
    assert_true(n < sizeof(address.sun_path));
    memcpy(address.sun_path, path, n);
    if (*path == '@')
        address.sun_path[0] = '\0';
    int listener = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n)), 0);
    setenv("NOTIFY_SOCKET", path, 1);
    return listener;
}

static const char *heard(int listener)
{
    char bytes[256];
    ssize_t n = recv(listener, bytes, sizeof(bytes), MSG_DONTWAIT);
    return n < 0 ? "" : arena_copy(test_arena(), bytes, (size_t)n);
}

static void systemd_hears_each_state_on_its_socket(void **state)
{
    (void)state;
    const char *paths[] = {arena_print(test_arena(), "%s/notify", test_folder()),
                           arena_print(test_arena(), "@sempre-test-%d", (int)getpid())};
    for (int i = 0; i < 2; i++) {
        int listener = listen_as_systemd(paths[i]);
        notify_systemd("READY=1");
        assert_string_equal(heard(listener), "READY=1");
        notify_systemd("STOPPING=1");
        assert_string_equal(heard(listener), "STOPPING=1");
        close(listener);
    }
    unsetenv("NOTIFY_SOCKET");
}

static void without_a_socket_to_speak_to_nothing_is_said(void **state)
{
    (void)state;
    int listener = listen_as_systemd(arena_print(test_arena(), "%s/unheard", test_folder()));
    static const char *const nobody[] = {"", "/", "relative/path", "/nowhere/at/all"};
    for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++) {
        setenv("NOTIFY_SOCKET", nobody[i], 1);
        notify_systemd("READY=1");
    }
    setenv("NOTIFY_SOCKET", arena_print(test_arena(), "/%0200d", 1), 1); // longer than any address of a socket
    notify_systemd("READY=1");
    unsetenv("NOTIFY_SOCKET");
    notify_systemd("READY=1");
    assert_string_equal(heard(listener), "");
    close(listener);
}

TESTS(notify, systemd_hears_each_state_on_its_socket, without_a_socket_to_speak_to_nothing_is_said)
