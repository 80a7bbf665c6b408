-- 0001_need.sql - needs, the contributions they are named from, and the voices behind them.

-- A word by which needs of a network are filtered: a group of people or a place, as its team calls it.
CREATE TABLE need_label (
    -- see base/id.h
    id BIGINT NOT NULL CONSTRAINT need_label_id_is_unique PRIMARY KEY,
    -- the network
    network_id BIGINT NOT NULL CONSTRAINT need_label_network_exists REFERENCES network (id),
    -- what it names: a group or a place
    kind TEXT COLLATE "C" NOT NULL CONSTRAINT need_label_kind_is_known CHECK (kind IN ('group', 'place')),
    -- the name in small letters and with single spaces, to tell sameness
    folded TEXT COLLATE "C" NOT NULL,
    -- the name
    text_id BIGINT NOT NULL CONSTRAINT need_label_is_a_text REFERENCES text (id),
    CONSTRAINT need_label_is_named_once UNIQUE (network_id, kind, folded)
);

-- A service need, named from contributions.
CREATE TABLE need (
    -- see base/id.h
    id BIGINT NOT NULL CONSTRAINT need_id_is_unique PRIMARY KEY,
    -- the network
    network_id BIGINT NOT NULL CONSTRAINT need_network_exists REFERENCES network (id),
    -- what is needed, in one sentence
    title_text_id BIGINT NOT NULL CONSTRAINT need_title_is_a_text REFERENCES text (id),
    -- tag of the language in which it was named
    language TEXT COLLATE "C" NOT NULL,
    -- for whom, where the team said so
    group_id BIGINT CONSTRAINT need_group_exists REFERENCES need_label (id),
    -- where, where the team said so
    place_id BIGINT CONSTRAINT need_place_exists REFERENCES need_label (id),
    -- how far it has come
    state TEXT COLLATE "C" NOT NULL CONSTRAINT need_state_is_known
        CHECK (state IN ('heard', 'checked', 'taken_up', 'met', 'set_aside', 'merged')),
    -- since when, ms since 1970
    state_at BIGINT NOT NULL,
    -- why it was set aside
    reason_text_id BIGINT CONSTRAINT need_reason_is_a_text REFERENCES text (id),
    -- the need into which it was merged
    merged_into_id BIGINT CONSTRAINT need_merged_into_exists REFERENCES need (id),
    -- participants of the network who stand behind it, each once; counted anew when its evidence changes
    voices BIGINT NOT NULL,
    -- the same as the public may know it: 0 where there are fewer than 5. The public list is in this order
    public_voices BIGINT NOT NULL,
    -- hands raised for it: of each workshop the largest single count
    hands BIGINT NOT NULL,
    -- when it was named, ms since 1970
    named_at BIGINT NOT NULL,
    -- counts the changes of its words and state
    version BIGINT NOT NULL,
    CONSTRAINT need_set_aside_has_a_reason CHECK ((state = 'set_aside') = (reason_text_id IS NOT NULL)),
    CONSTRAINT need_merged_says_into_which CHECK ((state = 'merged') = (merged_into_id IS NOT NULL))
);
CREATE INDEX need_by_voices ON need (network_id, voices, id);
CREATE INDEX need_by_public_voices ON need (network_id, public_voices, id);
CREATE INDEX need_by_state ON need (network_id, state);

-- A contribution from which a need is named. One contribution may support several needs.
CREATE TABLE need_evidence (
    -- the network
    network_id BIGINT NOT NULL CONSTRAINT need_evidence_network_exists REFERENCES network (id),
    -- the need
    need_id BIGINT NOT NULL CONSTRAINT need_evidence_need_exists REFERENCES need (id),
    -- the contribution; no foreign key: both are of one network, and who is forgotten takes it out first
    contribution_id BIGINT NOT NULL,
    -- its activity and workshop, so that marks and hands are found by their keys
    activity_id BIGINT NOT NULL CONSTRAINT need_evidence_activity_exists REFERENCES activity (id),
    -- its workshop
    workshop_id BIGINT NOT NULL CONSTRAINT need_evidence_workshop_exists REFERENCES workshop (id),
    -- the least value of a mark by which somebody stands behind it; empty where marks say nothing of the kind
    least BIGINT,
    -- how many marks and hands were for it when its need was counted last, -1 where it was hidden, -2 where it never was
    -- counted: another number now says that the need must be counted again
    marks BIGINT NOT NULL,
    -- when it was put here, ms since 1970
    added_at BIGINT NOT NULL,
    CONSTRAINT need_evidence_is_given_once PRIMARY KEY (network_id, need_id, contribution_id)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both
CREATE INDEX need_evidence_by_contribution ON need_evidence (network_id, contribution_id);
