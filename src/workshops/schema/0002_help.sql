-- 0002_help.sql - who wrote for somebody else, and that they agreed.

-- A helper wrote for a participant: consent and reading aloud are on record, the words are not.
CREATE TABLE help (
    -- see base/id.h
    id BIGINT NOT NULL CONSTRAINT help_id_is_unique PRIMARY KEY,
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT help_network_exists REFERENCES network (id),
    -- the workshop in which it was
    workshop_id BIGINT NOT NULL CONSTRAINT help_workshop_exists REFERENCES workshop (id),
    -- for whom; empty once they are forgotten
    participant_id BIGINT CONSTRAINT help_participant_exists REFERENCES participant (id),
    -- who helped; 0: a command at the shell
    person_id BIGINT NOT NULL,
    -- when the helper said that the participant agrees and heard the words read aloud, ms since 1970
    agreed_at BIGINT NOT NULL
);
CREATE INDEX help_by_participant ON help (network_id, participant_id);
