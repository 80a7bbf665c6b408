-- 0002_invitation.sql - invitations, codes for lost passwords, the audit list.

-- An offer of one role in one place to whoever brings the secret. The secret follows from the id and the installation's
-- key (password.h), so that its link can be printed again; the table alone does not give it away.
CREATE TABLE invitation (
    -- See base/id.h.
    id BIGINT CONSTRAINT invitation_key PRIMARY KEY,
    -- Of a role in a network; else 0.
    network_id BIGINT NOT NULL,
    -- Of a role in a region; else 0. Both 0: in the whole programme.
    region_id BIGINT NOT NULL,
    -- Name of the role as in rights.c.
    role TEXT COLLATE "C" NOT NULL,
    -- Keyed hash of the secret, to find the row by it.
    hash TEXT COLLATE "C" NOT NULL CONSTRAINT invitation_secret_is_unique UNIQUE,
    -- For whom, in the words of who made it; NULL: not said.
    note TEXT,
    -- The person who made it; 0: a command at the shell.
    made_by BIGINT NOT NULL,
    -- When it was made.
    made_at BIGINT NOT NULL,
    -- When it ends unused.
    ends_at BIGINT NOT NULL,
    -- When it was accepted; NULL: not yet.
    used_at BIGINT,
    -- Who accepted it.
    used_by BIGINT CONSTRAINT invitation_was_used_by_a_person REFERENCES person (id),
    -- When it was taken back; NULL: it was not.
    revoked_at BIGINT,
    CONSTRAINT invitation_is_for_one_place CHECK (network_id = 0 OR region_id = 0)
);
CREATE INDEX invitation_of_place ON invitation (network_id, region_id, id);

-- A one-time code with which a person sets a new password.
CREATE TABLE recovery (
    -- Whose password it is.
    person_id BIGINT CONSTRAINT recovery_is_one_a_person PRIMARY KEY
        CONSTRAINT recovery_has_a_person REFERENCES person (id),
    -- The code follows from this id and the installation's key.
    id BIGINT NOT NULL CONSTRAINT recovery_id_is_unique UNIQUE,
    -- Keyed hash of the code.
    hash TEXT COLLATE "C" NOT NULL,
    -- The person who made it; 0: a command at the shell.
    made_by BIGINT NOT NULL,
    -- When it was made.
    made_at BIGINT NOT NULL,
    -- When it ends unused.
    ends_at BIGINT NOT NULL
);

-- Who did what of weight, and when. No contents.
CREATE TABLE audit (
    -- See base/id.h; grows with time.
    id BIGINT CONSTRAINT audit_key PRIMARY KEY,
    -- In whose list it stands; 0: that of the programme.
    network_id BIGINT NOT NULL,
    -- The person who did it; 0: a command at the shell, or a job.
    actor_id BIGINT NOT NULL,
    -- When it was done.
    done_at BIGINT NOT NULL,
    -- Number of the act, see audit.h.
    act BIGINT NOT NULL,
    -- To what it was done; which kind of thing follows from the act.
    object_id BIGINT NOT NULL,
    -- The role that was given or taken; NULL where the act is of another kind.
    role TEXT
);
CREATE INDEX audit_of_network ON audit (network_id, id);
