-- 0003_key_mark.sql - which secret key this database was used with.
CREATE TABLE key_mark (         -- one row at most; none until a program that knows of it writes
    id BIGINT NOT NULL CONSTRAINT key_mark_is_key PRIMARY KEY, -- 1
    mark TEXT NOT NULL,         -- keyed hash of nothing: says whether a key is the same, and nothing of it
    CONSTRAINT key_mark_is_one CHECK (id = 1)
);
