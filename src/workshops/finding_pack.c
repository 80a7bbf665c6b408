// finding_pack.c - a finding as a row of numbers in bytes, each with the sign in its lowest bit and seven bits a byte, the lowest first.
#include <math.h>

#include "workshops/finding.h"

enum { RELEASE = 1, FINEST = 10000 }; // shares, silhouettes and places are kept to four digits

// --- numbers ---

static void put(struct buf *buf, int64_t number)
{
    uint64_t left = ((uint64_t)number << 1) ^ (number < 0 ? UINT64_MAX : 0);
    for (; left >= 0x80; left >>= 7)
        buf_add_char(buf, (char)((left & 0x7f) | 0x80));
    buf_add_char(buf, (char)left);
}

static void put_real(struct buf *buf, double number)
{
    put(buf, llround(number * FINEST));
}

struct reader {
    const unsigned char *at, *end;
    bool is_bad;
};

static int64_t take(struct reader *reader)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (reader->at == reader->end)
            break;
        unsigned char byte = *reader->at++;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return (int64_t)((number >> 1) ^ ((number & 1) != 0 ? UINT64_MAX : 0));
    }
    reader->is_bad = true;
    return 0;
}

static double take_real(struct reader *reader)
{
    return (double)take(reader) / FINEST;
}

static size_t take_count(struct reader *reader, size_t most)
{
    int64_t n = take(reader);
    reader->is_bad |= n < 0 || n > (int64_t)most;
    return reader->is_bad ? 0 : (size_t)n;
}

static uint32_t take_people(struct reader *reader)
{
    return (uint32_t)take_count(reader, UINT32_MAX);
}

// --- parts ---

static void put_answers(struct buf *buf, const struct answers *answers)
{
    put(buf, answers->disagree);
    put(buf, answers->unsure);
    put(buf, answers->agree);
}

static struct answers take_answers(struct reader *reader)
{
    struct answers answers = {.disagree = take_people(reader)};
    answers.unsure = take_people(reader);
    answers.agree = take_people(reader);
    return answers;
}

static void put_group(struct buf *buf, const struct finding_group *group)
{
    put(buf, group->size);
    put(buf, (int64_t)group->sign_count);
    for (size_t i = 0; i < group->sign_count; i++) {
        const struct finding_sign *sign = &group->signs[i];
        put(buf, sign->contribution.v);
        put(buf, sign->is_agree);
        put(buf, sign->successes);
        put(buf, sign->trials);
        put(buf, sign->other_successes);
        put(buf, sign->other_trials);
    }
}

static void take_group(struct reader *reader, struct finding_group *group)
{
    group->size = take_people(reader);
    group->sign_count = take_count(reader, REPRESENTATIVE_MOST);
    for (size_t i = 0; i < group->sign_count; i++) {
        struct finding_sign *sign = &group->signs[i];
        sign->contribution.v = take(reader);
        sign->is_agree = take(reader) != 0;
        sign->successes = take_people(reader);
        sign->trials = take_people(reader);
        sign->other_successes = take_people(reader);
        sign->other_trials = take_people(reader);
    }
}

static void put_statements(struct buf *buf, const struct finding_statement *list, size_t n, size_t k)
{
    put(buf, (int64_t)n);
    for (size_t i = 0; i < n; i++) {
        put(buf, list[i].contribution.v);
        for (size_t g = 0; g < k; g++)
            put_answers(buf, &list[i].answers[g]);
    }
}

static size_t take_statements(struct reader *reader, struct finding_statement *list, size_t k)
{
    size_t n = take_count(reader, FINDING_STATEMENTS);
    for (size_t i = 0; i < n; i++) {
        list[i].contribution.v = take(reader);
        for (size_t g = 0; g < k; g++)
            list[i].answers[g] = take_answers(reader);
    }
    return n;
}

static void put_dots(struct buf *buf, const struct crowds *dots)
{
    put(buf, (int64_t)dots->n);
    for (size_t i = 0; i < dots->n; i++) {
        put_real(buf, dots->at[i].center.x);
        put_real(buf, dots->at[i].center.y);
        put(buf, dots->at[i].size);
        put(buf, dots->at[i].cluster);
    }
}

static struct crowds take_dots(struct arena *arena, struct reader *reader, size_t k)
{
    size_t n = take_count(reader, (size_t)(reader->end - reader->at)); // each takes four bytes at least
    struct crowds dots = {.at = ARENA_ARRAY(arena, struct crowd, n + 1), .n = n, .cap = n};
    for (size_t i = 0; i < n && !reader->is_bad; i++) {
        dots.at[i].center.x = take_real(reader);
        dots.at[i].center.y = take_real(reader);
        dots.at[i].size = take_people(reader);
        dots.at[i].cluster = (uint32_t)take_count(reader, k - 1);
    }
    return dots;
}

// --- the whole ---

struct buf finding_pack(struct arena *arena, const struct finding *finding)
{
    struct buf buf = buf_make(arena, 4096);
    put(&buf, RELEASE);
    put(&buf, finding->people);
    put(&buf, finding->votes);
    put(&buf, finding->statements);
    for (size_t i = 0; i < OPINION_AXES; i++)
        put_real(&buf, finding->shares[i]);
    for (size_t i = 0; i <= OPINION_CLUSTERS_MOST; i++)
        put_real(&buf, finding->tried[i]);
    put(&buf, (int64_t)finding->k);
    if (finding->k == 0)
        return buf;
    for (size_t g = 0; g < finding->k; g++)
        put_group(&buf, &finding->groups[g]);
    put_statements(&buf, finding->agreed, finding->agreed_count, finding->k);
    put_statements(&buf, finding->divided, finding->divided_count, finding->k);
    put_dots(&buf, &finding->people_dots);
    put_dots(&buf, &finding->crowd_dots);
    return buf;
}

bool finding_unpack(struct arena *arena, const unsigned char *bytes, size_t n, struct finding *ret_finding)
{
    struct reader reader = {.at = bytes, .end = bytes + n};
    if (take(&reader) != RELEASE)
        return false;
    struct finding finding = {.people = take(&reader)};
    finding.votes = take(&reader);
    finding.statements = take(&reader);
    for (size_t i = 0; i < OPINION_AXES; i++)
        finding.shares[i] = take_real(&reader);
    for (size_t i = 0; i <= OPINION_CLUSTERS_MOST; i++)
        finding.tried[i] = take_real(&reader);
    finding.k = take_count(&reader, OPINION_CLUSTERS_MOST);
    if (finding.k > 0) {
        for (size_t g = 0; g < finding.k; g++)
            take_group(&reader, &finding.groups[g]);
        finding.agreed_count = take_statements(&reader, finding.agreed, finding.k);
        finding.divided_count = take_statements(&reader, finding.divided, finding.k);
        finding.people_dots = take_dots(arena, &reader, finding.k);
        finding.crowd_dots = take_dots(arena, &reader, finding.k);
    }
    if (reader.is_bad || reader.at != reader.end)
        return false;
    *ret_finding = finding;
    return true;
}
