-- 0003_second_step.sql - the second step of signing in: a code from an app, or from a printed list.

-- What a person has set up for the second step. Secrets are not here: they follow from the ids and the installation's key
-- (second_step.h), so the table alone lets nobody in.
CREATE TABLE second_step (
    -- Whose it is.
    person_id BIGINT CONSTRAINT second_step_is_one_a_person PRIMARY KEY
        CONSTRAINT second_step_has_a_person REFERENCES person (id),
    -- The app's secret follows from this id; NULL: no app.
    app_id BIGINT,
    -- Number of the 30 seconds since 1970 whose code was used last: a code counts once.
    app_step BIGINT NOT NULL DEFAULT 0,
    -- The codes of the printed list follow from this id; NULL: no list.
    list_id BIGINT,
    -- Which codes of the list were used, one bit each, the first code the lowest.
    list_used BIGINT NOT NULL DEFAULT 0,
    -- An app or a list that is being set up and does not count yet; NULL: none.
    offered_id BIGINT,
    -- When that began.
    offered_at BIGINT NOT NULL
);

-- 1: name and password were right and the second step is still to come; such a login opens nothing.
ALTER TABLE login ADD COLUMN is_half BIGINT NOT NULL DEFAULT 0;
