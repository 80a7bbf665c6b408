-- 0001_answer.sql - what became of needs and contributions, as a body says it.

-- What a body said became of a need or of one contribution.
CREATE TABLE answer (
    -- see base/id.h
    id BIGINT NOT NULL CONSTRAINT answer_id_is_unique PRIMARY KEY,
    -- the network
    network_id BIGINT NOT NULL CONSTRAINT answer_network_exists REFERENCES network (id),
    -- the need it answers
    need_id BIGINT CONSTRAINT answer_need_exists REFERENCES need (id),
    -- or the contribution; no foreign key: when somebody is forgotten, it goes after the contribution
    contribution_id BIGINT,
    -- what became of it
    text_id BIGINT NOT NULL CONSTRAINT answer_is_a_text REFERENCES text (id),
    -- the body that says so; empty: the team of the network. No foreign key: a body may leave, what it said stays
    organisation_id BIGINT,
    -- what that body was called when it said so
    body TEXT COLLATE "C",
    -- the person who wrote it down; 0: a command at the shell
    person_id BIGINT NOT NULL,
    -- when, ms since 1970
    said_at BIGINT NOT NULL,
    CONSTRAINT answer_is_about_one_thing CHECK ((need_id IS NULL) <> (contribution_id IS NULL))
);
CREATE INDEX answer_by_need ON answer (network_id, need_id, id);
CREATE INDEX answer_by_contribution ON answer (network_id, contribution_id, id);
