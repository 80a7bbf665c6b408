-- 0001_participant.sql - those who take part, known by a secret only.

-- Somebody who takes part in one network. Holds no name and nothing else that says who it is.
CREATE TABLE participant (
    -- who it is; never shown in public
    id BIGINT NOT NULL CONSTRAINT participant_id_is_unique PRIMARY KEY,
    -- the network it belongs to
    network_id BIGINT NOT NULL CONSTRAINT participant_network_exists REFERENCES network (id),
    -- keyed hash of network and secret, so that one browser cannot be followed from network to network; empty where there
    -- is no browser: a paper sheet, imported data
    secret_hash TEXT COLLATE "C",
    -- how it came: with a phone (or any browser), on a paper sheet, with imported data
    origin TEXT COLLATE "C" NOT NULL CONSTRAINT participant_origin_is_known CHECK (origin IN ('phone', 'sheet', 'import')),
    -- when it came, ms since 1970
    joined_at BIGINT NOT NULL,
    CONSTRAINT participant_secret_is_one_a_network UNIQUE (network_id, secret_hash),
    CONSTRAINT participant_of_a_phone_has_a_secret CHECK (origin <> 'phone' OR secret_hash IS NOT NULL)
);
