-- 0004_finding.sql - what was worked out from all votes of an activity, kept for the pages that show it.

-- Groups of opinion among those who voted in an activity.
CREATE TABLE finding (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT finding_network_exists REFERENCES network (id),
    -- the activity
    activity_id BIGINT NOT NULL CONSTRAINT finding_activity_exists REFERENCES activity (id),
    -- when the votes were read, ms since 1970
    worked_at BIGINT NOT NULL,
    -- a hash of the tallies of these votes: another one now means that there are newer votes
    tallies BIGINT NOT NULL,
    -- what was found, packed (finding_pack.c); no ids of participants, and no place of fewer than one crowd of them
    document BYTEA NOT NULL,
    CONSTRAINT finding_is_one_an_activity PRIMARY KEY (network_id, activity_id)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both

-- What was voted on before there were findings.
INSERT INTO job (id, kind, payload, due_at, attempts, repeats)
    SELECT id, 'find opinion groups', CAST(id AS TEXT), 0, 0, 2 FROM activity WHERE kind = 'opinions';
