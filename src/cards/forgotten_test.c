// forgotten_test.c - tests that who was forgotten stands in the list, and that an older copy of the data forgets them again.
#include "cards/forgotten.h"

#include "base/time.h"
#include "networks/network_fixture.h"

static void a_list_forgets_again_who_is_known(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network_id network = network_for_tests(&call, "forgotten").id;
    struct participant_id words_go, words_stay, other;
    struct forgotten_list list;
    size_t n = 99;
    assert_ok(participant_add(&call, network, PARTICIPANT_SHEET, &words_go));
    assert_ok(participant_add(&call, network, PARTICIPANT_SHEET, &words_stay));
    assert_ok(participant_add(&call, network, PARTICIPANT_SHEET, &other));
    assert_ok(participant_forget(&call, network, words_go, false));
    assert_ok(participant_forget(&call, network, words_stay, true));
    assert_ok(forgotten_list_all(&call, &list));
    assert_int_equal(list.n, 2);
    for (size_t i = 0; i < list.n; i++) {
        assert_int_equal(list.at[i].network.v, network.v);
        assert_int_equal(list.at[i].at, TEST_NOW);
        assert_int_equal(list.at[i].keeps_words, list.at[i].participant.v == words_stay.v);
    }
    // the night comes within a day, and there is one job however many are forgotten
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM job WHERE kind = '" ERASE_JOB "'"), 1);
    int64_t due = test_number(call.db, "SELECT due_at FROM job WHERE kind = '" ERASE_JOB "'");
    assert_true(due > TEST_NOW && due <= TEST_NOW + DAY);

    assert_ok(forgotten_again(&call, &list, &n)); // words_stay is there still, as somebody
    assert_int_equal(n, 1);
    *VEC_PUSH(call.arena, &list) = (struct forgotten){.participant = other, .network = {network.v + 1}};
    assert_ok(forgotten_again(&call, &list, &n)); // of another network: not them
    assert_int_equal(n, 1);
    list.at[list.n - 1].network = network;
    assert_ok(forgotten_again(&call, &list, &n));
    assert_int_equal(n, 2);
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM participant"), 1);
}

TESTS(forgotten, a_list_forgets_again_who_is_known)
