-- 0001_people.sql - persons with a login, their roles and their logins.

-- Somebody with a login: staff, coordinators, providers. Participants are never here.
CREATE TABLE person (
    -- See base/id.h.
    id BIGINT CONSTRAINT person_key PRIMARY KEY,
    -- The login name as its owner writes it.
    name TEXT NOT NULL,
    -- The same in small letters and with single spaces, to tell sameness.
    folded TEXT COLLATE "C" NOT NULL CONSTRAINT person_name_is_unique UNIQUE,
    -- What others read instead of the login name; NULL: the login name.
    display_name TEXT,
    -- "argon2id$19456$2$" and 64 hexadecimal signs (see password.h); NULL: none yet, only a one-time code lets in.
    password TEXT,
    -- When the person was added.
    created_at BIGINT NOT NULL,
    -- When the login was closed; NULL: it is open.
    disabled_at BIGINT,
    -- Counts the changes of this row.
    version BIGINT NOT NULL DEFAULT 1
);

-- One role of one person in one place.
CREATE TABLE person_role (
    -- Of a role in a network; else 0.
    network_id BIGINT NOT NULL,
    -- Of a role in a region; else 0. Both 0: in the whole programme.
    region_id BIGINT NOT NULL,
    -- Who holds it.
    person_id BIGINT NOT NULL CONSTRAINT person_role_has_a_person REFERENCES person (id),
    -- Name of the role as in rights.c: "coordinator".
    role TEXT COLLATE "C" NOT NULL,
    -- The person who gave it; 0: a command at the shell.
    given_by BIGINT NOT NULL,
    -- When it was given.
    given_at BIGINT NOT NULL,
    CONSTRAINT person_role_is_held_once PRIMARY KEY (network_id, region_id, person_id, role),
    CONSTRAINT person_role_is_in_one_place CHECK (network_id = 0 OR region_id = 0)
);
CREATE INDEX person_role_of_person ON person_role (person_id);

-- A signed-in browser.
CREATE TABLE login (
    -- Keyed hash of the secret in the browser's cookie.
    hash TEXT COLLATE "C" CONSTRAINT login_key PRIMARY KEY,
    -- Who is signed in.
    person_id BIGINT NOT NULL CONSTRAINT login_has_a_person REFERENCES person (id),
    -- When it began.
    created_at BIGINT NOT NULL,
    -- Last use that was written down: with the first POST of each hour, never on GET.
    seen_at BIGINT NOT NULL,
    -- When it ends whatever happens.
    ends_at BIGINT NOT NULL
);
CREATE INDEX login_of_person ON login (person_id);
CREATE INDEX login_by_end ON login (ends_at);
