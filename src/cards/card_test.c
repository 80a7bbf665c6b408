// card_test.c - tests of cards: their codes, who they belong to, losing them and being forgotten, on both databases.
#include "cards/card.h"

#include <stdio.h>

#include "cards/card_store.h"
#include "cards/own_slot.h"
#include "cards/participant_store.h"
#include "networks/network_fixture.h"
#include "people/slowdown.h"

// One blank card of a network, made by its team.
static struct card a_card(struct call *call, const struct network *network)
{
    struct call team = *call;
    team.actor = (struct actor){.kind = ACTOR_COMMAND};
    struct card_list list;
    int64_t batch;
    assert_ok(card_make(&team, network_scope_of(network), 1, LANGUAGE_EN, &batch));
    assert_ok(card_list_batch(&team, network_scope_of(network), batch, &list));
    assert_int_equal(list.n, CARDS_A_SHEET);
    return list.at[0];
}

static struct card found(struct call *call, const char *code)
{
    struct card card = {0};
    enum card_found answer = CARD_UNKNOWN;
    assert_ok(card_find_code(call, code, &card, &answer));
    assert_int_equal(answer, CARD_FOUND);
    return card;
}

static enum card_found answer_to(struct call *call, const char *code)
{
    struct card card;
    enum card_found answer = CARD_FOUND;
    assert_ok(card_find_code(call, code, &card, &answer));
    return answer;
}

static struct call visitor(const char *secret)
{
    struct call call = test_call_by_visitor(secret);
    call.client = "203.0.113.9";
    slowdown_forget();
    return call;
}

// --- codes ---

static void a_check_sign_notices_every_wrong_sign_and_nearly_every_swap(void **state)
{
    (void)state;
    static const char signs[] = "23456789BCDFGHJKMNPQRSTVWXYZ";
    struct call call = test_call();
    int swaps = 0, noticed = 0;
    for (int round = 0; round < 200; round++) {
        const char *secret = call_secret(&call, CARD_SECRET_SIGNS);
        char code[CARD_CODE_SIGNS + 1];
        snprintf(code, sizeof(code), "%s%c", secret, card_code_check(secret));
        assert_true(card_code_is_right(code));
        for (int i = 0; i < CARD_CODE_SIGNS; i++) {
            char right = code[i];
            for (const char *wrong = signs; *wrong != '\0'; wrong++) {
                code[i] = *wrong;
                assert_true(card_code_is_right(code) == (*wrong == right));
            }
            code[i] = right;
        }
        for (int i = 0; i + 1 < CARD_CODE_SIGNS; i++) {
            char first = code[i], second = code[i + 1];
            code[i] = second, code[i + 1] = first;
            swaps += first != second;
            noticed += first != second && !card_code_is_right(code);
            code[i] = first, code[i + 1] = second;
        }
    }
    assert_true(swaps > 1800);
    assert_true(noticed * 100 > swaps * 97);
}

static void what_cannot_be_a_code_is_not_right(void **state)
{
    (void)state;
    assert_false(card_code_is_right(""));
    assert_false(card_code_is_right("2222222222"));
    assert_false(card_code_is_right("AAAAAAAAAAA"));
    assert_false(card_code_is_right("222222222222"));
    assert_int_equal(card_code_check("22222\xC3\x84" "222"), '\0');
    assert_string_equal(card_code_grouped(test_arena(), "K7QX2M4P9RT"), "K7QX2 M4P9R T");
}

static void the_database_holds_no_code(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "dithmarschen");
    struct card card = a_card(&call, &network);
    const char *code = card_code(&call, &card);
    assert_int_equal(strlen(code), CARD_CODE_SIGNS);
    assert_int_equal(test_number(call.db, arena_print(call.arena, "SELECT count(*) FROM card WHERE code_hash LIKE '%%%.10s%%'", code)), 0);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM card WHERE length(code_hash) = 64"), 8);
    assert_int_equal(test_number(call.db, "SELECT max(number) - min(number) FROM card"), 7);
}

// --- opening ---

static void a_card_opens_the_same_page_from_every_browser(void **state)
{
    (void)state;
    struct call call = visitor("phone");
    struct network network = network_for_tests(&call, "dithmarschen");
    struct card card = a_card(&call, &network);
    struct participant_id on_phone, at_library;
    assert_ok(card_open(&call, &card, true));
    assert_ok(participant_find(&call, network.id, &on_phone));
    struct call other = visitor("library");
    assert_err(participant_find(&other, network.id, &at_library), ERR_NOT_FOUND);
    struct card again = found(&other, arena_print(call.arena, " %s", card_code_grouped(call.arena, card_code(&call, &card))));
    assert_int_equal(again.participant.v, on_phone.v);
    assert_ok(card_open(&other, &again, true));
    assert_ok(participant_find(&other, network.id, &at_library));
    assert_int_equal(on_phone.v, at_library.v);
    assert_ok(participant_join(&other, network.id, &at_library)); // joining a workshop makes nobody new
    assert_int_equal(on_phone.v, at_library.v);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM participant"), 1);
}

static void who_spoke_without_a_card_keeps_it_or_leaves_it_to_somebody_else(void **state)
{
    (void)state;
    struct call call = visitor("phone");
    struct network network = network_for_tests(&call, "dithmarschen");
    struct card first = a_card(&call, &network), second = a_card(&call, &network);
    struct participant_id before, after;
    bool may = true;
    assert_ok(card_may_keep(&call, &first, &may));
    assert_false(may); // nothing was said yet
    assert_ok(participant_join(&call, network.id, &before));
    assert_ok(card_may_keep(&call, &first, &may));
    assert_true(may);
    assert_ok(card_open(&call, &first, true));
    assert_ok(participant_find(&call, network.id, &after));
    assert_int_equal(before.v, after.v);
    assert_ok(card_may_keep(&call, &second, &may));
    assert_false(may); // they have a card now: the second is somebody else's
    assert_ok(card_open(&call, &second, true));
    assert_ok(participant_find(&call, network.id, &after));
    assert_int_not_equal(before.v, after.v);
}

static void a_phone_that_knew_its_owner_before_the_card_is_shut_out_with_it(void **state)
{
    (void)state;
    struct call call = visitor("phone"), team = test_call();
    struct network network = network_for_tests(&team, "dithmarschen");
    struct card card = a_card(&team, &network);
    struct participant_id me;
    assert_ok(participant_join(&call, network.id, &me));
    struct call other = visitor("library");
    assert_ok(card_open(&call, &card, true));
    card = found(&other, card_code(&other, &card));
    assert_int_equal(card.participant.v, me.v);
    assert_ok(card_end(&team, network_scope_of(&network), card.id));
    assert_err(participant_find(&call, network.id, &me), ERR_NOT_FOUND);
}

static void a_shared_phone_is_who_opened_the_last_card(void **state)
{
    (void)state;
    struct call call = visitor("phone");
    struct network network = network_for_tests(&call, "dithmarschen");
    struct participant_id before, after;
    struct card card = a_card(&call, &network);
    assert_ok(participant_join(&call, network.id, &before));
    assert_ok(card_open(&call, &card, false));
    assert_ok(participant_find(&call, network.id, &after));
    assert_int_not_equal(before.v, after.v);
    assert_ok(card_leave(&call, network.id));
    assert_ok(participant_find(&call, network.id, &after)); // what was said on it before is there again
    assert_int_equal(before.v, after.v);
    assert_err(card_leave(&call, network.id), ERR_CONFLICT); // nothing else would open their page
}

static void guesses_are_slowed_and_slips_of_the_finger_are_not(void **state)
{
    (void)state;
    struct call call = visitor("phone");
    struct network network = network_for_tests(&call, "dithmarschen");
    struct card card = a_card(&call, &network);
    for (int i = 0; i < 100; i++)
        assert_int_equal(answer_to(&call, "22222222222"), CARD_MISTYPED);
    for (int i = 0; i < 30; i++) {
        const char *guess = call_secret(&call, CARD_SECRET_SIGNS);
        assert_int_equal(answer_to(&call, arena_print(call.arena, "%s%c", guess, card_code_check(guess))), CARD_UNKNOWN);
    }
    assert_int_equal(answer_to(&call, card_code(&call, &card)), CARD_SLOWED);
    call.client = "198.51.100.7";
    assert_int_equal(answer_to(&call, card_code(&call, &card)), CARD_FOUND);
    slowdown_forget();
}

// --- losing a card ---

static void a_new_card_of_ones_own_ends_the_old_one_and_every_other_browser(void **state)
{
    (void)state;
    struct call call = visitor("phone");
    struct network network = network_for_tests(&call, "dithmarschen");
    struct card card, next, own;
    struct participant_id me, other_me;
    assert_err(card_renew(&call, network.id, &card), ERR_NOT_FOUND);
    assert_ok(participant_join(&call, network.id, &me));
    assert_ok(card_renew(&call, network.id, &card));
    struct call thief = visitor("thief");
    struct card stolen = found(&thief, card_code(&call, &card));
    assert_ok(card_open(&thief, &stolen, true));
    assert_ok(participant_find(&thief, network.id, &other_me));
    assert_int_equal(other_me.v, me.v);
    assert_ok(card_renew(&call, network.id, &next));
    assert_err(participant_find(&thief, network.id, &other_me), ERR_NOT_FOUND);
    assert_int_equal(answer_to(&thief, card_code(&call, &card)), CARD_UNKNOWN);
    assert_ok(participant_find(&call, network.id, &other_me));
    assert_int_equal(other_me.v, me.v);
    assert_ok(card_of_visitor(&call, network.id, &own));
    assert_int_equal(own.id.v, next.id.v);
}

static void the_team_takes_a_card_back_or_replaces_it(void **state)
{
    (void)state;
    struct call call = visitor("phone"), team = test_call();
    struct network network = network_for_tests(&team, "dithmarschen");
    struct scope scope = network_scope_of(&network);
    struct card card = a_card(&team, &network);
    struct card_list list;
    struct card_counts counts;
    struct participant_id me, found_me;
    int64_t batch;
    assert_ok(card_open(&call, &card, true));
    assert_ok(participant_find(&call, network.id, &me));
    assert_ok(card_replace(&team, scope, card.id, &batch));
    assert_err(participant_find(&call, network.id, &found_me), ERR_NOT_FOUND);
    assert_ok(card_list_batch(&team, scope, batch, &list));
    assert_int_equal(list.n, 1);
    struct card next = found(&call, card_code(&team, &list.at[0]));
    assert_ok(card_open(&call, &next, true));
    assert_ok(participant_find(&call, network.id, &found_me));
    assert_int_equal(me.v, found_me.v);
    assert_ok(card_list_batch(&team, scope, batch, &list));
    assert_int_equal(list.n, 0); // in use: its code is not shown to the team any more
    assert_ok(card_end(&team, scope, next.id));
    assert_ok(card_end(&team, scope, next.id));
    assert_err(participant_find(&call, network.id, &found_me), ERR_NOT_FOUND);
    assert_ok(card_count(&team, scope, &counts));
    assert_int_equal(counts.ended, 2);
    assert_int_equal(counts.used, 0);
    assert_int_equal(counts.blank, 7);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM audit WHERE act IN (24, 25, 26)"), 3);
}

static void sheets_are_printed_for_a_week(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "dithmarschen");
    struct card card = a_card(&call, &network);
    struct card_list list;
    call.now += CARD_PRINT_LIFE - 1;
    assert_true(card_may_print(&call, &card));
    call.now++;
    assert_ok(card_list_batch(&call, network_scope_of(&network), card.batch, &list));
    assert_int_equal(list.n, 0);
    assert_err(card_list_batch(&call, network_scope_of(&network), 0, &list), ERR_NOT_FOUND);
}

static void only_the_team_makes_cards_and_only_coordinators_replace_them(void **state)
{
    (void)state;
    struct call call = test_call();
    struct network network = network_for_tests(&call, "dithmarschen");
    struct scope scope = network_scope_of(&network);
    struct card card = a_card(&call, &network);
    struct card_list list;
    int64_t batch;
    bool more;
    struct call provider = test_call_by_person(3, ROLE_PROVIDER, network.id.v);
    assert_err(card_make(&provider, scope, 1, LANGUAGE_EN, &batch), ERR_DENIED);
    assert_err(card_list_of(&provider, scope, 0, &list, &more), ERR_DENIED);
    assert_err(card_list_batch(&provider, scope, card.batch, &list), ERR_DENIED);
    struct call facilitator = test_call_by_person(3, ROLE_FACILITATOR, network.id.v);
    assert_ok(card_make(&facilitator, scope, 2, LANGUAGE_EN, &batch));
    assert_err(card_end(&facilitator, scope, card.id), ERR_DENIED);
    assert_err(card_replace(&facilitator, scope, card.id, &batch), ERR_DENIED);
    assert_err(card_make(&call, scope, CARD_SHEETS_MOST + 1, LANGUAGE_EN, &batch), ERR_INVALID);
    assert_err(card_make(&call, scope, 1, LANGUAGE_NONE, &batch), ERR_INVALID);
    assert_ok(card_list_of(&facilitator, scope, 1, &list, &more));
    assert_int_equal(list.n, 4); // 24 cards, 20 a page
    assert_false(more);
    struct network other = network_for_tests(&call, "other");
    assert_err(card_end(&call, network_scope_of(&other), card.id), ERR_NOT_FOUND);
}

// --- being forgotten ---

static struct { int64_t participant; bool keeps_words; int times; } asked;

static enum err forget_here(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words)
{
    (void)call, (void)network;
    asked.participant = participant.v;
    asked.keeps_words = keeps_words;
    asked.times++;
    return OK;
}

static void forget_with(bool keeps_words)
{
    static const struct own_slot slots[] = {{.forget = forget_here}, {0}};
    struct call call = visitor("phone");
    struct network network = network_for_tests(&call, keeps_words ? "stays" : "goes");
    struct card card = a_card(&call, &network);
    struct participant_id me, found_me;
    const char *code = card_code(&call, &card);
    assert_ok(card_open(&call, &card, true));
    assert_ok(participant_find(&call, network.id, &me));
    struct card_list mine;
    assert_ok(card_read_own(&call, network.id, me, &mine));
    assert_int_equal(mine.n, 1);
    assert_int_equal(mine.at[0].id.v, card.id.v);
    asked.times = 0;
    own_set_slots(slots, 2);
    assert_ok(card_forget(&call, network.id, keeps_words));
    own_set_slots(NULL, 0);
    assert_int_equal(asked.times, 1);
    assert_int_equal(asked.participant, me.v);
    assert_true(asked.keeps_words == keeps_words);
    assert_err(participant_find(&call, network.id, &found_me), ERR_NOT_FOUND);
    assert_int_equal(answer_to(&call, code), CARD_UNKNOWN);
    assert_err(card_forget(&call, network.id, keeps_words), ERR_NOT_FOUND);
    assert_int_equal(test_number(call.db, arena_print(call.arena, "SELECT count(*) FROM participant WHERE id = %lld",
                                                      (long long)me.v)), keeps_words);
    assert_int_equal(test_number(call.db, arena_print(call.arena, "SELECT count(*) FROM card WHERE participant_id = %lld",
                                                      (long long)me.v)), 0);
    assert_int_equal(test_number(call.db, arena_print(call.arena, "SELECT count(*) FROM audit WHERE act = %d AND object_id = 0",
                                                      keeps_words ? 28 : 27)), 1);
}

static void who_is_forgotten_is_known_by_no_card_and_no_browser(void **state)
{
    (void)state;
    forget_with(true);
    forget_with(false);
}

TESTS(card, a_check_sign_notices_every_wrong_sign_and_nearly_every_swap, what_cannot_be_a_code_is_not_right,
      the_database_holds_no_code, a_card_opens_the_same_page_from_every_browser,
      who_spoke_without_a_card_keeps_it_or_leaves_it_to_somebody_else,
      a_phone_that_knew_its_owner_before_the_card_is_shut_out_with_it, a_shared_phone_is_who_opened_the_last_card,
      guesses_are_slowed_and_slips_of_the_finger_are_not,
      a_new_card_of_ones_own_ends_the_old_one_and_every_other_browser, the_team_takes_a_card_back_or_replaces_it,
      sheets_are_printed_for_a_week, only_the_team_makes_cards_and_only_coordinators_replace_them,
      who_is_forgotten_is_known_by_no_card_and_no_browser)
