// filter.c - makes the filters of system calls from their list, by libseccomp: filter OUT.h LIST
//
// They are made when the program is built, so that it neither carries libseccomp nor spends its time and memory at start.
#include <errno.h>
#include <linux/filter.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct { const char *name, *who; } filters[] = {
    {"parent", "p"}, {"server", "s"}, {"server_net", "sn"}, {"job", "j"}, {"job_net", "jn"},
};
enum { FILTERS = sizeof filters / sizeof filters[0] };

static const char *list;
static int line_number;

static _Noreturn void fail(const char *why)
{
    fprintf(stderr, "filter: %s:%d: %s\n", list, line_number, why);
    exit(2);
}

// "2!4": argument 2 has none of these bits.
static struct scmp_arg_cmp condition_read(const char *text)
{
    char *sign, *end;
    unsigned argument = (unsigned)strtoul(text, &sign, 10);
    uint64_t value = strtoull(sign + 1, &end, 0);
    if (sign != text + 1 || strcmp(end, ")") != 0)
        fail("a condition is written (0=1), (0&1) or (0!1)");
    switch (*sign) {
    case '=':
        return SCMP_CMP(argument, SCMP_CMP_EQ, value);
    case '&':
        return SCMP_CMP(argument, SCMP_CMP_MASKED_EQ, value, value);
    case '!':
        return SCMP_CMP(argument, SCMP_CMP_MASKED_EQ, value, 0);
    default:
        fail("a condition is written (0=1), (0&1) or (0!1)");
    }
}

// The parent's filter has every line; that of a child the lines with its letter, those with n only where it needs a network.
static bool is_for(const char *who, const char *letters)
{
    if (who[0] == 'p')
        return true;
    return strchr(letters, who[0]) != NULL && (strchr(letters, 'n') == NULL || strchr(who, 'n') != NULL);
}

static void rule_add(scmp_filter_ctx filter, uint32_t action, const char *name, const struct scmp_arg_cmp *condition)
{
    int call = seccomp_syscall_resolve_name(name);
    if (call == __NR_SCMP_ERROR)
        fail("libseccomp knows no such call");
    int error = condition == NULL ? seccomp_rule_add(filter, action, call, 0)
                                  : seccomp_rule_add_array(filter, action, call, 1, condition);
    // a call that this machine never had (open on arm64) or one that is allowed without conditions already
    if (error != 0 && error != -EDOM && error != -EEXIST)
        fail(strerror(-error));
}

static void line_read(char *line, scmp_filter_ctx filter, const char *who)
{
    char *save = NULL, *name = strtok_r(line, " \t\n", &save);
    if (name == NULL || *name == '#')
        return;
    const char *letters = strtok_r(NULL, " \t\n", &save);
    if (letters == NULL || (strcmp(letters, "never") != 0 && strspn(letters, "psjn") != strlen(letters)))
        fail("who may call it: p, s, j, n or never");
    char *open = strchr(name, '(');
    struct scmp_arg_cmp condition;
    if (open != NULL) {
        condition = condition_read(open + 1);
        *open = '\0';
    }
    if (strcmp(letters, "never") == 0)
        rule_add(filter, SCMP_ACT_KILL_PROCESS, name, NULL);
    else if (is_for(who, letters))
        rule_add(filter, SCMP_ACT_ALLOW, name, open != NULL ? &condition : NULL);
}

static void filter_write(FILE *out, const char *name, scmp_filter_ctx filter)
{
    FILE *made = tmpfile();
    struct sock_filter step;
    if (made == NULL || seccomp_export_bpf(filter, fileno(made)) != 0)
        fail("cannot be made into a filter");
    rewind(made);
    fprintf(out, "static const struct sock_filter filter_%s[] = {\n", name);
    while (fread(&step, sizeof step, 1, made) == 1)
        fprintf(out, "    {0x%04x, %u, %u, 0x%08x},\n", step.code, step.jt, step.jf, step.k);
    fputs("};\n", out);
    fclose(made);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: filter OUT.h LIST\n", stderr);
        return 2;
    }
    list = argv[2];
    FILE *out = fopen(argv[1], "w");
    if (out == NULL)
        fail(strerror(errno));
    fputs("// system_calls.h - filters of system calls, made at build by dev/filter from system_calls.txt.\n"
          "#include <linux/filter.h>\n\n", out);
    for (size_t i = 0; i < FILTERS; i++) {
        char line[512];
        FILE *in = fopen(list, "r");
        scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
        if (in == NULL || filter == NULL)
            fail("cannot be read");
        seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); // a tree, not a row, of comparisons
        for (line_number = 1; fgets(line, sizeof line, in) != NULL; line_number++)
            line_read(line, filter, filters[i].who);
        fclose(in);
        filter_write(out, filters[i].name, filter);
        seccomp_release(filter);
    }
    return fclose(out) == 0 ? 0 : 2;
}
