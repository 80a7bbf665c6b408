-- 0003_forgotten.sql - who was forgotten, so that a backup that is restored later does not bring them back.

-- A participant who was forgotten: an id that leads to nothing any more, unless an older copy of the data is brought back.
CREATE TABLE forgotten (
    -- who it was
    participant_id BIGINT NOT NULL CONSTRAINT forgotten_is_once PRIMARY KEY,
    -- the network
    network_id BIGINT NOT NULL CONSTRAINT forgotten_network_exists REFERENCES network (id),
    -- 1: their words stay as somebody's
    keeps_words BIGINT NOT NULL CONSTRAINT forgotten_keeps_words_or_not CHECK (keeps_words IN (0, 1)),
    -- when they were forgotten, ms since 1970
    forgotten_at BIGINT NOT NULL
);
