-- 0001_people.sql - persons with a login, their roles and logins, invitations, codes for lost passwords, the audit list.

-- Somebody with a login: staff, coordinators, providers. Participants are never here.
CREATE TABLE person (
    id BIGINT CONSTRAINT person_key PRIMARY KEY,
    -- The login name as its owner writes it, and folded (small letters, joined spaces) for sameness.
    name TEXT NOT NULL,
    folded TEXT COLLATE "C" NOT NULL CONSTRAINT person_name_is_unique UNIQUE,
    -- What others read instead of the login name; NULL: the login name.
    display_name TEXT,
    -- "argon2id$19456$2$" and 64 hexadecimal signs (see password.h); NULL: none yet, only a one-time code lets in.
    password TEXT,
    created_at BIGINT NOT NULL,
    -- When the login was closed; NULL: it is open.
    disabled_at BIGINT,
    -- Counts the changes of this row.
    version BIGINT NOT NULL DEFAULT 1
);

-- One role of one person in one place. network_id and region_id are 0 where the role is not of that kind.
CREATE TABLE person_role (
    network_id BIGINT NOT NULL,
    region_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL CONSTRAINT person_role_has_a_person REFERENCES person (id),
    -- Name of the role as in rights.c: "coordinator".
    role TEXT COLLATE "C" NOT NULL,
    -- Who gave it (0: at the shell) and when.
    given_by BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    CONSTRAINT person_role_is_held_once PRIMARY KEY (network_id, region_id, person_id, role),
    CONSTRAINT person_role_is_in_one_place CHECK (network_id = 0 OR region_id = 0)
);
CREATE INDEX person_role_of_person ON person_role (person_id);

-- A signed-in browser. The cookie's secret is kept only as a keyed hash.
CREATE TABLE login (
    hash TEXT COLLATE "C" CONSTRAINT login_key PRIMARY KEY,
    person_id BIGINT NOT NULL CONSTRAINT login_has_a_person REFERENCES person (id),
    created_at BIGINT NOT NULL,
    -- Last use that was written down: with the first POST of each hour, never on GET.
    seen_at BIGINT NOT NULL,
    -- When it ends whatever happens.
    ends_at BIGINT NOT NULL
);
CREATE INDEX login_of_person ON login (person_id);
CREATE INDEX login_by_end ON login (ends_at);

-- An offer of one role in one place to whoever brings the secret. The secret follows from the id and the installation's
-- key (secret.h), so that its link can be printed again; the table alone does not give it away.
CREATE TABLE invitation (
    id BIGINT CONSTRAINT invitation_key PRIMARY KEY,
    network_id BIGINT NOT NULL,
    region_id BIGINT NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    -- Keyed hash of the secret, to find the row by it.
    hash TEXT COLLATE "C" NOT NULL CONSTRAINT invitation_secret_is_unique UNIQUE,
    -- For whom, in the words of who made it; NULL: not said.
    note TEXT,
    -- Who made it (0: at the shell) and when.
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    -- When and by whom it was accepted, when it was taken back; NULL: not.
    used_at BIGINT,
    used_by BIGINT CONSTRAINT invitation_was_used_by_a_person REFERENCES person (id),
    revoked_at BIGINT,
    CONSTRAINT invitation_is_for_one_place CHECK (network_id = 0 OR region_id = 0)
);
CREATE INDEX invitation_of_place ON invitation (network_id, region_id, id);

-- A one-time code with which a person sets a new password. At most one a person.
CREATE TABLE recovery (
    person_id BIGINT CONSTRAINT recovery_is_one_a_person PRIMARY KEY
        CONSTRAINT recovery_has_a_person REFERENCES person (id),
    -- The secret follows from this id and the installation's key.
    id BIGINT NOT NULL CONSTRAINT recovery_id_is_unique UNIQUE,
    hash TEXT COLLATE "C" NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);

-- Who did what of weight, and when. No contents. The time is part of the id.
CREATE TABLE audit (
    id BIGINT CONSTRAINT audit_key PRIMARY KEY,
    -- 0: the programme as a whole.
    network_id BIGINT NOT NULL,
    -- Who did it; 0: a command at the shell, or a job.
    actor_id BIGINT NOT NULL,
    done_at BIGINT NOT NULL,
    -- Number of the act, see audit.h.
    act BIGINT NOT NULL,
    -- To what it was done; which kind of thing follows from the act.
    object_id BIGINT NOT NULL,
    -- The role that was given or taken; NULL where the act is of another kind.
    role TEXT
);
CREATE INDEX audit_of_network ON audit (network_id, id);
