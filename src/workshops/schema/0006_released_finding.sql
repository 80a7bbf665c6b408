-- 0006_released_finding.sql - the groups of opinion that the public sees.

-- Those of a release, which stay while newer votes come in.
CREATE TABLE released_finding (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT released_finding_network_exists REFERENCES network (id),
    -- the activity
    activity_id BIGINT NOT NULL CONSTRAINT released_finding_activity_exists REFERENCES activity (id),
    -- how many people it was worked out from: a newer one takes its place where this differs by 5 or more
    people BIGINT NOT NULL,
    -- when the votes were read, ms since 1970
    worked_at BIGINT NOT NULL,
    -- what was found, packed (finding_pack.c), without the places of single people
    document BYTEA NOT NULL,
    CONSTRAINT released_finding_is_one_an_activity PRIMARY KEY (network_id, activity_id)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both
