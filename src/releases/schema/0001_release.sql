-- 0001_release.sql - what the public was told, figure by figure, and when.

-- Public figures of a network, frozen at one moment.
CREATE TABLE release (
    -- see base/id.h; a later release has a larger one
    id BIGINT NOT NULL CONSTRAINT release_id_is_unique PRIMARY KEY,
    -- the network
    network_id BIGINT NOT NULL CONSTRAINT release_network_exists REFERENCES network (id),
    -- when, ms since 1970
    made_at BIGINT NOT NULL,
    -- how many things had new counts of which nothing new may be published, whatever is hidden
    refused BIGINT NOT NULL CONSTRAINT release_refused_is_a_count CHECK (refused >= 0)
);
CREATE INDEX release_by_network ON release (network_id, id);

-- One count in a release, and what the public sees of it. Of everything whose counts did not change since the release before there
-- are no rows: the older ones hold on. Kept for ever, because each later release is checked together with all before it. No foreign
-- keys to what was counted: counts stay when somebody is forgotten.
CREATE TABLE release_cell (
    -- the network
    network_id BIGINT NOT NULL,
    -- what was counted: a contribution, a need, an activity, or a hash of a word; its cells are checked together
    object_id BIGINT NOT NULL,
    -- the release
    release_id BIGINT NOT NULL CONSTRAINT release_cell_release_exists REFERENCES release (id),
    -- which count of it, a number of the list in release.h
    kind BIGINT NOT NULL,
    -- which of several counts of this kind: the value that was given
    value BIGINT NOT NULL,
    -- the workshop on whose page it stands; 0 for what belongs to the network
    workshop_id BIGINT NOT NULL,
    -- the true count
    people BIGINT NOT NULL CONSTRAINT release_cell_people_are_counted CHECK (people >= 0),
    -- what the public sees: 1 the number in `shown`, 2 nothing, 3 "nearly all" of `shown`
    display BIGINT NOT NULL CONSTRAINT release_cell_display_is_known CHECK (display IN (1, 2, 3)),
    -- the number that goes with it; may be one of an earlier release, which stayed
    shown BIGINT NOT NULL,
    -- 1 for the newest row of this count
    newest BIGINT NOT NULL CONSTRAINT release_cell_newest_is_yes_or_no CHECK (newest IN (0, 1)),
    CONSTRAINT release_cell_is_one_a_count PRIMARY KEY (network_id, object_id, release_id, kind, value)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both
CREATE INDEX release_cell_by_workshop ON release_cell (network_id, workshop_id, newest, object_id, kind, value, display, shown);

-- What the public could see before there were releases.
INSERT INTO job (id, kind, payload, due_at, attempts, repeats)
    SELECT id, 'publish figures', CAST(id AS TEXT), 0, 0, 2 FROM network;
