-- 0002_invitation.sql - invitations, codes for lost passwords, the audit list.

-- An offer of one role in one place to whoever brings the secret. The secret follows from the id and the installation's
-- key (secret.h), so that its link can be printed again; the table alone does not give it away.
CREATE TABLE invitation (
    id BIGINT CONSTRAINT invitation_key PRIMARY KEY, -- 63-bit id
    network_id BIGINT NOT NULL, -- the network; 0: none
    region_id BIGINT NOT NULL, -- the region; 0: none
    role TEXT COLLATE "C" NOT NULL, -- its name: "coordinator"
    -- Keyed hash of the secret, to find the row by it.
    hash TEXT COLLATE "C" NOT NULL CONSTRAINT invitation_secret_is_unique UNIQUE,
    -- For whom, in the words of who made it; NULL: not said.
    note TEXT,
    -- Who made it (0: at the shell) and when.
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL, -- ms since 1970
    ends_at BIGINT NOT NULL, -- ms since 1970
    -- When and by whom it was accepted, when it was taken back; NULL: not.
    used_at BIGINT,
    used_by BIGINT CONSTRAINT invitation_was_used_by_a_person REFERENCES person (id), -- the person
    revoked_at BIGINT, -- ms since 1970
    CONSTRAINT invitation_is_for_one_place CHECK (network_id = 0 OR region_id = 0)
);
CREATE INDEX invitation_of_place ON invitation (network_id, region_id, id);

-- A one-time code with which a person sets a new password. At most one a person.
CREATE TABLE recovery (
    person_id BIGINT CONSTRAINT recovery_is_one_a_person PRIMARY KEY -- the person
        CONSTRAINT recovery_has_a_person REFERENCES person (id),
    -- The secret follows from this id and the installation's key.
    id BIGINT NOT NULL CONSTRAINT recovery_id_is_unique UNIQUE,
    hash TEXT COLLATE "C" NOT NULL, -- keyed hash of the secret
    made_by BIGINT NOT NULL, -- the person; 0: a command
    made_at BIGINT NOT NULL, -- ms since 1970
    ends_at BIGINT NOT NULL -- ms since 1970
);

-- Who did what of weight, and when. No contents. The time is part of the id.
CREATE TABLE audit (
    id BIGINT CONSTRAINT audit_key PRIMARY KEY, -- 63-bit id
    -- 0: the programme as a whole.
    network_id BIGINT NOT NULL,
    -- Who did it; 0: a command at the shell, or a job.
    actor_id BIGINT NOT NULL,
    done_at BIGINT NOT NULL, -- ms since 1970
    -- Number of the act, see audit.h.
    act BIGINT NOT NULL,
    -- To what it was done; which kind of thing follows from the act.
    object_id BIGINT NOT NULL,
    -- The role that was given or taken; NULL where the act is of another kind.
    role TEXT
);
CREATE INDEX audit_of_network ON audit (network_id, id);
