// fuzz_form.c - form bodies from any bytes: fields are text, and a draft holds what its fields allow or a message says why.
#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "web/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

struct any_draft {
    const char *line, *sentence, *text, *password, *code, *choice, *date, *time, *hidden;
    int64_t number, id;
    bool check;
    struct strings many;
    struct upload file;
};

enum { LINE_MOST = 30 };

static const struct choice choices[] = {{"a", "A"}, {"b", "B"}, {0}};
#define FIELD(member, what, ...) {.name = #member, .kind = what, .offset = offsetof(struct any_draft, member), __VA_ARGS__}
static const struct field fields[] = {
    FIELD(line, FIELD_LINE, .required = true, .most = LINE_MOST), FIELD(sentence, FIELD_SENTENCE, .most = 0),
    FIELD(text, FIELD_TEXT, .most = 0),
    FIELD(password, FIELD_PASSWORD, .least = 1), FIELD(code, FIELD_CODE, .most = 10),
    FIELD(choice, FIELD_CHOICE, .choices = choices), FIELD(date, FIELD_DATE, .most = 0), FIELD(time, FIELD_TIME, .most = 0),
    FIELD(hidden, FIELD_HIDDEN, .most = 0), FIELD(number, FIELD_NUMBER, .least = -5, .most = 1000),
    FIELD(id, FIELD_ID, .most = 0), FIELD(check, FIELD_CHECK, .most = 0), FIELD(many, FIELD_MANY, .choices = choices),
    FIELD(file, FIELD_FILE, .most = 100), {0},
};
static const struct form form = {"any", fields, sizeof(struct any_draft)};

static void check_text(const char *text, size_t most)
{
    if (text == NULL) // wrong, and said so
        return;
    size_t n = strlen(text);
    assert(utf8_is_valid(text, n) && !utf8_has_control(text, n) && utf8_length(text, n) <= most);
}

static void check_draft(const struct any_draft *draft, const struct filled *filled)
{
    size_t messages = filled->top != NULL;
    for (size_t i = 0; fields[i].name != NULL; i++) {
        assert(filled->typed[i] != NULL);
        const char *message = filled_message(filled, i, LANGUAGE_EN);
        assert((message != NULL) == (filled->messages[i] != NULL));
        messages += message != NULL;
    }
    assert(messages == filled->bad);
    check_text(draft->line, LINE_MOST);
    assert(draft->line == NULL || (draft->line[0] != '\0' && strpbrk(draft->line, "\r\n\t") == NULL));
    check_text(draft->sentence, LIMIT_LINE_SIGNS);
    assert(draft->sentence == NULL || strpbrk(draft->sentence, "\r\n\t") == NULL);
    check_text(draft->text, LIMIT_TEXT_SIGNS);
    check_text(draft->password, LIMIT_LINE_SIGNS);
    check_text(draft->code, 10);
    assert(draft->number >= -5 && draft->number <= 1000);
    assert(draft->date == NULL || draft->date[0] == '\0' || strlen(draft->date) == 10);
    assert(draft->time == NULL || draft->time[0] == '\0' || strlen(draft->time) == 5);
    assert(draft->many.n <= 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    struct request request = {.arena = arena};
    struct any_draft draft = {0};
    struct filled *filled;
    char *body = arena_alloc(arena, n); // no NUL is promised behind it
    if (n > 0)
        memcpy(body, bytes, n);
    request.fields_error = pairs_read_urlencoded(arena, body, n, &request.fields);
    assert(request.fields_error == OK || request.fields_error == ERR_LIMIT);
    for (size_t i = 0; i < request.fields.n; i++) {
        const struct pair *pair = &request.fields.at[i];
        assert(utf8_is_valid(pair->name, strlen(pair->name)) && utf8_is_valid(pair->value, strlen(pair->value)));
    }
    enum err error = form_read(&request, &form, &draft, &filled);
    assert(error == OK);
    check_draft(&draft, filled);
    arena_reset(arena);
    return 0;
}
