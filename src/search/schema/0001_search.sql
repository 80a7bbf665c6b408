-- 0001_search.sql - which words stand in which needs and contributions, as hashes; and the jobs that put in what was there before.

-- One need or contribution that can be found.
CREATE TABLE search_thing (
    -- the id of the need or contribution
    id BIGINT NOT NULL CONSTRAINT search_thing_id_is_unique PRIMARY KEY,
    -- the network
    network_id BIGINT NOT NULL CONSTRAINT search_thing_network_exists REFERENCES network (id),
    -- 1 a need, 2 a contribution
    kind BIGINT NOT NULL CONSTRAINT search_thing_kind_is_known CHECK (kind IN (1, 2)),
    -- 1: everybody may find it, 0: the team only
    is_public BIGINT NOT NULL CONSTRAINT search_thing_is_public_or_not CHECK (is_public IN (0, 1)),
    -- the text whose variants are its words; empty where it has but one wording
    text_id BIGINT,
    -- its rows in search_word: 8 bytes a word, little-endian, the last bit 0; by them they are found again when they must go
    words BYTEA NOT NULL
);
CREATE INDEX search_thing_by_text ON search_thing (text_id) WHERE text_id IS NOT NULL;

-- A word of one of them. No word can be read here.
CREATE TABLE search_word (
    -- hash of network, kind and stem; the last bit is 1 where everybody may find it
    word BIGINT NOT NULL,
    -- the need or contribution; no foreign key: the rule that takes a thing away takes its words away
    thing_id BIGINT NOT NULL,
    CONSTRAINT search_word_is_there_once PRIMARY KEY (word, thing_id)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both

-- What was said and named before there was a search: ids that no clock gives (base/id.h).
INSERT INTO job (id, kind, payload, due_at, attempts, repeats) VALUES (1, 'index contributions', '0 0', 0, 0, 2);
INSERT INTO job (id, kind, payload, due_at, attempts, repeats) VALUES (2, 'index needs', '0', 0, 0, 2);
