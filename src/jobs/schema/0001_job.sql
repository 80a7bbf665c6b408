-- 0001_job.sql - work to be done later by the job process.
CREATE TABLE job (                                       -- one piece of work that waits
    id BIGINT NOT NULL CONSTRAINT job_id_is_key PRIMARY KEY, -- 63-bit id
    kind TEXT NOT NULL,                                  -- name of a job kind in a manifest
    payload TEXT NOT NULL,                               -- what the kind makes of it
    due_at BIGINT NOT NULL,                              -- ms since 1970
    attempts BIGINT NOT NULL,                            -- failed ones so far
    repeats BIGINT NOT NULL                              -- 1: the next turn of a kind that repeats
);
CREATE INDEX job_by_due ON job (due_at);
CREATE UNIQUE INDEX job_repeats_once ON job (kind) WHERE repeats = 1;
