// ranking_test.c - scores beside R and beside their own definition, what is said where comparisons lack, and the pairs shown next.
#include "insight/ranking.h"

#include <math.h>

#include "insight/positive.h"
#include "support.h"

// From a matrix of wins, row after row.
static struct pair_counts counts_of(const uint32_t *wins, size_t items)
{
    size_t n = 0;
    struct comparison *list = ARENA_ARRAY(test_arena(), struct comparison, 100000);
    struct pair_counts counts;
    for (uint32_t i = 0; i < items; i++)
        for (uint32_t j = 0; j < items; j++)
            for (size_t k = 0; k < wins[i * items + j]; k++)
                list[n++] = (struct comparison){i, j};
    assert_ok(pair_counts_make(test_arena(), list, n, items, &counts));
    return counts;
}

static struct ranking ranked(const uint32_t *wins, size_t items, double alpha)
{
    struct pair_counts counts = counts_of(wins, items);
    struct ranking ranking;
    assert_ok(ranking_make(test_arena(), &counts, alpha, &ranking));
    return ranking;
}

static double chance(void)
{
    return (double)rand_below(test_random(), 1 << 20) / (1 << 20);
}

static void scores_and_errors_are_those_of_r(void **state)
{
    (void)state;
    // R: w <- matrix(c(0,7,5,9, 3,0,6,8, 4,2,0,5, 1,3,4,0), 4, byrow=TRUE); without alpha by
    //    m <- glm(cbind(wins, losses) ~ differences of indicators - 1, binomial, epsilon=1e-14); V <- vcov(m), 0 for the fourth;
    //    P <- diag(4) - 1/4; coef(m) - mean(coef(m)); sqrt(diag(P %*% V %*% P)).
    //    With alpha by 100 steps s <- s + solve(h + 1/4, g), h the Hessian and g the gradient with -2 * alpha * s.
    static const uint32_t wins[] = {0, 7, 5, 9, 3, 0, 6, 8, 4, 2, 0, 5, 1, 3, 4, 0};
    static const struct { double alpha, score[4], error[4]; } cases[] = {
        {0, {0.755591379509390, 0.274242201926675, -0.256442678658645, -0.773390902777420},
            {0.318845884733514, 0.298232813442207, 0.313523419992436, 0.315544785826083}},
        {0.1, {0.734337970068854, 0.267132072483466, -0.248974854999934, -0.752495187552386},
              {0.312521975852141, 0.293768474112447, 0.308482680799101, 0.309340261624280}},
        {2, {0.493959072812101, 0.183910745337513, -0.164419449060382, -0.513450369089233},
            {0.244461290606591, 0.239469210860446, 0.248026231327900, 0.242385704309126}},
    };
    for (size_t c = 0; c < 3; c++) {
        struct ranking ranking = ranked(wins, 4, cases[c].alpha);
        assert_int_equal(ranking.lack, RANKING_ENOUGH);
        for (uint32_t i = 0; i < 4; i++) {
            assert_near(ranking.score[i], cases[c].score[i], 1e-12);
            assert_near(ranking.standard_error[i], cases[c].error[i], 1e-12);
            assert_int_equal(ranking.order[i], i);
        }
    }
}

static void two_things_are_as_worked_out_by_hand(void **state)
{
    (void)state;
    // 30 to 10: exp(2 score) = 3; curvature 40 * 3/4 * 1/4 of the distance, of which each score is half.
    static const uint32_t wins[] = {0, 30, 10, 0};
    struct ranking ranking = ranked(wins, 2, 0);
    assert_near(ranking.score[0], log(3) / 2, 1e-14);
    assert_near(ranking.score[1], -log(3) / 2, 1e-14);
    assert_near(ranking.standard_error[0], sqrt(1 / 7.5) / 2, 1e-14);
    // All to one: with x the score, 20 / (1 + exp(2 x)) = 2 alpha x.
    static const uint32_t all[] = {0, 20, 0, 0};
    ranking = ranked(all, 2, 0.5);
    assert_near(20 / (1 + exp(2 * ranking.score[0])), ranking.score[0], 1e-12);
}

// Any counts, many of them one-sided, holes, things that nobody compared.
static void any_counts_give_the_top_of_the_penalised_likelihood(void **state)
{
    (void)state;
    static const double alphas[] = {1e-9, 1e-4, 0.1, 3, 1e6};
    for (size_t run = 0; run < 300; run++) {
        size_t n = 2 + rand_below(test_random(), 20), filled = 1 + rand_below(test_random(), 10);
        uint32_t *wins = ARENA_ARRAY(test_arena(), uint32_t, n * n);
        for (size_t i = 0; i < n * n; i++)
            if (i % (n + 1) != 0 && rand_below(test_random(), 10) < filled)
                wins[i] = (uint32_t)rand_below(test_random(), run % 2 == 0 ? 3 : 100);
        double alpha = alphas[run % 5], sum = 0, scale = 1;
        struct ranking ranking = ranked(wins, n, alpha);
        for (size_t i = 0; i < n; i++) {
            double slope = -2 * alpha * ranking.score[i];
            for (size_t j = 0; j < n; j++) {
                double ahead = ranking.score[i] - ranking.score[j];
                slope += wins[i * n + j] / (1 + exp(ahead)) - wins[j * n + i] / (1 + exp(-ahead));
                scale += wins[i * n + j];
            }
            assert_near(slope, 0, 1e-12 * scale);
            assert_true(isfinite(ranking.standard_error[i]) && ranking.standard_error[i] >= 0);
            assert_true(i == 0 || ranking.score[ranking.order[i - 1]] >= ranking.score[ranking.order[i]]);
            sum += ranking.score[i];
        }
        assert_near(sum, 0, 1e-9 * (double)n);
        arena_reset(test_arena());
    }
}

static void things_in_another_order_have_the_same_scores(void **state)
{
    (void)state;
    enum { N = 9 };
    uint32_t wins[N * N] = {0}, turned[N * N] = {0};
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            wins[i * N + j] = turned[(N - 1 - i) * N + N - 1 - j] = i == j ? 0 : 1 + (uint32_t)rand_below(test_random(), 30);
    struct ranking one = ranked(wins, N, 0.1), other = ranked(turned, N, 0.1);
    for (size_t i = 0; i < N; i++) {
        assert_near(one.score[i], other.score[N - 1 - i], 1e-12);
        assert_near(one.standard_error[i], other.standard_error[N - 1 - i], 1e-12);
    }
}

static void it_is_said_where_comparisons_lack(void **state)
{
    (void)state;
    static const uint32_t apart[] = {0, 9, 0, 0, 9, 0, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0};
    static const uint32_t never[] = {0, 9, 0, 9, 0, 0, 0, 0, 0};
    static const uint32_t few[] = {0, 9, 1, 9, 0, 2, 1, 0, 0};
    static const uint32_t beaten[] = {0, 9, 9, 9, 0, 9, 0, 0, 0};
    struct ranking ranking = ranked(apart, 4, 0.1);
    assert_int_equal(ranking.lack, RANKING_APART);
    assert_int_equal(ranking.lacking, 2);
    ranking = ranked(never, 3, 0.1);
    assert_int_equal(ranking.lack, RANKING_NOT_COMPARED);
    assert_int_equal(ranking.lacking, 2);
    ranking = ranked(few, 3, 0.1);
    assert_int_equal(ranking.lack, RANKING_FEW);
    assert_int_equal(ranking.lacking, 2);
    assert_int_equal(ranked(beaten, 3, 0.1).lack, RANKING_ENOUGH);
    ranking = ranked(beaten, 3, 0);
    assert_int_equal(ranking.lack, RANKING_ENDLESS);
    assert_null(ranking.score);
    assert_int_equal(ranked(apart, 1, 0.1).lack, RANKING_NO_PAIR);
    for (enum ranking_lack lack = RANKING_ENOUGH; lack < RANKING_LACK_COUNT; lack++)
        assert_true((*ranking_lack_sentence(lack) == '\0') == (lack == RANKING_ENOUGH));
}

static void wrong_comparisons_and_alphas_are_refused(void **state)
{
    (void)state;
    static const struct comparison same[] = {{1, 1}}, outside[] = {{0, 2}};
    static const double alphas[] = {-1, 1e-10, 1e7};
    struct pair_counts counts;
    struct ranking ranking;
    assert_err(pair_counts_make(test_arena(), same, 1, 2, &counts), ERR_INVALID);
    assert_err(pair_counts_make(test_arena(), outside, 1, 2, &counts), ERR_INVALID);
    assert_err(pair_counts_make(test_arena(), outside, 1, RANKING_MOST + 1, &counts), ERR_LIMIT);
    assert_ok(pair_counts_make(test_arena(), outside, 0, 0, &counts));
    for (size_t i = 0; i < 3; i++)
        assert_err(ranking_make(test_arena(), &counts, alphas[i], &ranking), ERR_INVALID);
    assert_err(ranking_make(test_arena(), &counts, (double)NAN, &ranking), ERR_INVALID);
    assert_ok(ranking_make(test_arena(), &counts, 0.1, &ranking));
}

static void the_next_pair_is_where_least_is_known(void **state)
{
    (void)state;
    // 0 and 1 were compared often, 2 seldom; 0 and 2 stand close together.
    static const uint32_t wins[] = {0, 60, 2, 20, 0, 1, 2, 1, 0};
    struct ranking ranking = ranked(wins, 3, 0.1);
    struct comparison pair;
    assert_true(pair_next(test_arena(), &ranking, NULL, 0, 0, &pair));
    assert_int_equal(pair.loser, 2);
    // Nobody is asked the same twice; in the end there is nothing left to ask.
    struct comparison seen[3];
    for (size_t n = 0; n < 3; n++) {
        assert_true(pair_next(test_arena(), &ranking, seen, n, 0, &pair));
        for (size_t i = 0; i < n; i++)
            assert_false(pair.winner == seen[i].winner && pair.loser == seen[i].loser);
        seen[n] = pair;
    }
    assert_false(pair_next(test_arena(), &ranking, seen, 3, 0, &pair));
}

static void people_begin_with_other_pairs_and_see_all_things_before_the_same_again(void **state)
{
    (void)state;
    enum { N = 8, PEOPLE = 40 };
    static const uint32_t none[N * N];
    struct ranking ranking = ranked(none, N, 0.1);
    struct comparison first[PEOPLE], pair, seen[N / 2];
    size_t others = 0;
    for (uint64_t person = 0; person < PEOPLE; person++) {
        assert_true(pair_next(test_arena(), &ranking, NULL, 0, person, &first[person]));
        others += first[person].winner != first[0].winner || first[person].loser != first[0].loser;
        bool is_shown[N] = {false};
        for (size_t n = 0; n < N / 2; n++) {
            assert_true(pair_next(test_arena(), &ranking, seen, n, person, &pair));
            assert_false(is_shown[pair.winner] || is_shown[pair.loser]);
            is_shown[pair.winner] = is_shown[pair.loser] = true;
            seen[n] = pair;
        }
    }
    assert_true(others > PEOPLE / 2);
}

// Comparisons chosen so tell the order of things sooner than comparisons drawn by lot.
static void chosen_pairs_teach_more_than_pairs_by_lot(void **state)
{
    (void)state;
    enum { N = 12, ROUNDS = 150 };
    double error[2] = {0};
    for (size_t run = 0; run < 20; run++)
        for (size_t is_chosen = 0; is_chosen < 2; is_chosen++) {
            uint32_t wins[N * N] = {0};
            struct pair_counts counts = {.items = N, .wins = wins};
            struct ranking ranking;
            for (size_t round = 0; round < ROUNDS; round++) {
                struct comparison pair = {0};
                assert_ok(ranking_make(test_arena(), &counts, 0.1, &ranking));
                if (is_chosen == 1)
                    assert_true(pair_next(test_arena(), &ranking, NULL, 0, round, &pair));
                while (pair.winner == pair.loser)
                    pair = (struct comparison){(uint32_t)rand_below(test_random(), N), (uint32_t)rand_below(test_random(), N)};
                bool is_won = chance() < 1 / (1 + exp(((double)pair.loser - pair.winner) / 3));
                wins[is_won ? pair.winner * N + pair.loser : pair.loser * N + pair.winner]++;
                counts.comparisons++;
                if (round + 1 < ROUNDS)
                    arena_reset(test_arena());
            }
            assert_ok(ranking_make(test_arena(), &counts, 0.1, &ranking));
            for (size_t i = 0; i < N; i++)
                error[is_chosen] += ranking.covariance[i * N + i];
            arena_reset(test_arena());
        }
    assert_true(error[1] < error[0]);
}

static void an_inverse_times_its_matrix_is_one(void **state)
{
    (void)state;
    enum { N = 30 };
    double root[N * N], a[N * N], factor[N * N], inverse[N * N], x[N];
    for (size_t i = 0; i < N * N; i++)
        root[i] = chance() - 0.5;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            a[i * N + j] = i == j ? 1 : 0;
            for (size_t k = 0; k < N; k++)
                a[i * N + j] += root[i * N + k] * root[j * N + k];
        }
    memcpy(factor, a, sizeof a);
    assert_true(positive_factor(N, factor));
    memcpy(x, a, sizeof x); // the first row: its solution is the first unit vector
    positive_solve(N, factor, x);
    positive_invert(N, factor, inverse);
    for (size_t i = 0; i < N; i++) {
        assert_near(x[i], i == 0 ? 1 : 0, 1e-12);
        for (size_t j = 0; j < N; j++) {
            double sum = 0;
            for (size_t k = 0; k < N; k++)
                sum += a[i * N + k] * inverse[k * N + j];
            assert_near(sum, i == j ? 1 : 0, 1e-12);
        }
    }
    a[0] = -1;
    assert_false(positive_factor(N, a));
}

TESTS(ranking, scores_and_errors_are_those_of_r, two_things_are_as_worked_out_by_hand,
      any_counts_give_the_top_of_the_penalised_likelihood, things_in_another_order_have_the_same_scores,
      it_is_said_where_comparisons_lack, wrong_comparisons_and_alphas_are_refused, the_next_pair_is_where_least_is_known,
      people_begin_with_other_pairs_and_see_all_things_before_the_same_again, chosen_pairs_teach_more_than_pairs_by_lot,
      an_inverse_times_its_matrix_is_one)
