-- 0003_told_apart.sql - contributions that a facilitator was shown as nearly the same, and told apart.

-- One of several contributions that were told apart together. No two of them are proposed for one theme again.
CREATE TABLE told_apart (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT told_apart_network_exists REFERENCES network (id),
    -- the activity in which they were said
    activity_id BIGINT NOT NULL CONSTRAINT told_apart_activity_exists REFERENCES activity (id),
    -- the press of the button: the same for all that were told apart together
    press_id BIGINT NOT NULL,
    -- one of them
    contribution_id BIGINT NOT NULL CONSTRAINT told_apart_contribution_exists REFERENCES contribution (id),
    CONSTRAINT told_apart_is_once_a_press PRIMARY KEY (network_id, activity_id, press_id, contribution_id)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both
