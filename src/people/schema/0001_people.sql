-- 0001_people.sql - persons with a login, their roles and their logins.

-- Somebody with a login: staff, coordinators, providers. Participants are never here.
CREATE TABLE person (
    id BIGINT CONSTRAINT person_key PRIMARY KEY, -- 63-bit id
    -- The login name as its owner writes it, and folded (small letters, joined spaces) for sameness.
    name TEXT NOT NULL,
    folded TEXT COLLATE "C" NOT NULL CONSTRAINT person_name_is_unique UNIQUE, -- the name folded, for sameness
    -- What others read instead of the login name; NULL: the login name.
    display_name TEXT,
    -- "argon2id$19456$2$" and 64 hexadecimal signs (see password.h); NULL: none yet, only a one-time code lets in.
    password TEXT,
    created_at BIGINT NOT NULL, -- ms since 1970
    -- When the login was closed; NULL: it is open.
    disabled_at BIGINT,
    -- Counts the changes of this row.
    version BIGINT NOT NULL DEFAULT 1
);

-- One role of one person in one place. network_id and region_id are 0 where the role is not of that kind.
CREATE TABLE person_role (
    network_id BIGINT NOT NULL, -- the network; 0: none
    region_id BIGINT NOT NULL, -- the region; 0: none
    person_id BIGINT NOT NULL CONSTRAINT person_role_has_a_person REFERENCES person (id), -- the person
    -- Name of the role as in rights.c: "coordinator".
    role TEXT COLLATE "C" NOT NULL,
    -- Who gave it (0: at the shell) and when.
    given_by BIGINT NOT NULL,
    given_at BIGINT NOT NULL, -- ms since 1970
    CONSTRAINT person_role_is_held_once PRIMARY KEY (network_id, region_id, person_id, role),
    CONSTRAINT person_role_is_in_one_place CHECK (network_id = 0 OR region_id = 0)
);
CREATE INDEX person_role_of_person ON person_role (person_id);

-- A signed-in browser. The cookie's secret is kept only as a keyed hash.
CREATE TABLE login (
    hash TEXT COLLATE "C" CONSTRAINT login_key PRIMARY KEY, -- keyed hash of the secret
    person_id BIGINT NOT NULL CONSTRAINT login_has_a_person REFERENCES person (id), -- the person
    created_at BIGINT NOT NULL, -- ms since 1970
    -- Last use that was written down: with the first POST of each hour, never on GET.
    seen_at BIGINT NOT NULL,
    -- When it ends whatever happens.
    ends_at BIGINT NOT NULL
);
CREATE INDEX login_of_person ON login (person_id);
CREATE INDEX login_by_end ON login (ends_at);
