-- 0001_workshop.sql - workshops, their agenda, what people say in them and how they mark it.

-- One run of a method by a network, at a time and place.
CREATE TABLE workshop (
    -- who it is
    id BIGINT NOT NULL CONSTRAINT workshop_id_is_unique PRIMARY KEY,
    -- the network that holds it
    network_id BIGINT NOT NULL CONSTRAINT workshop_network_exists REFERENCES network (id),
    -- what people call it
    title_text_id BIGINT NOT NULL CONSTRAINT workshop_title_is_a_text REFERENCES text (id),
    -- where it is held
    place_text_id BIGINT NOT NULL CONSTRAINT workshop_place_is_a_text REFERENCES text (id),
    -- tag of the language in which it is held
    language TEXT COLLATE "C" NOT NULL,
    -- when it begins, ms since 1970
    begins_at BIGINT NOT NULL,
    -- when it is planned to end, ms since 1970; empty where nobody said
    ends_at BIGINT,
    -- planned, open (phones may join) or closed
    state TEXT COLLATE "C" NOT NULL CONSTRAINT workshop_state_is_known CHECK (state IN ('planned', 'open', 'closed')),
    -- the signs that let a phone in; kept for ever, so that an old code leads to the result and never to somebody else's
    -- workshop; empty where it was never open
    join_code TEXT COLLATE "C",
    -- opens the big screen; empty where it was never open
    screen_secret TEXT COLLATE "C",
    -- the activity the room is at; empty between activities
    current_activity_id BIGINT,
    -- what the facilitator set for the big screen
    screen TEXT COLLATE "C" NOT NULL CONSTRAINT workshop_screen_is_known CHECK (screen IN ('normal', 'frozen', 'blank')),
    -- since when the screen stands still, ms since 1970; empty unless it is frozen
    frozen_at BIGINT,
    -- 1 where the room is dark and the screen must be too
    dark BIGINT NOT NULL CONSTRAINT workshop_dark_is_yes_or_no CHECK (dark IN (0, 1)),
    -- counts the changes of its plan, so that two people editing at once notice each other
    version BIGINT NOT NULL,
    -- when it was added, ms since 1970
    created_at BIGINT NOT NULL,
    CONSTRAINT workshop_ends_after_it_begins CHECK (ends_at > begins_at),
    CONSTRAINT workshop_that_is_open_has_a_code CHECK (state <> 'open' OR (join_code IS NOT NULL
        AND screen_secret IS NOT NULL)),
    CONSTRAINT workshop_frozen_says_since_when CHECK ((screen = 'frozen') = (frozen_at IS NOT NULL))
);
CREATE INDEX workshop_by_network ON workshop (network_id, begins_at, id);
-- The two ways in from outside, where the network is not known yet.
CREATE UNIQUE INDEX workshop_code_is_of_one ON workshop (join_code);
CREATE UNIQUE INDEX workshop_secret_is_of_one ON workshop (screen_secret);

-- One step of a workshop's agenda.
CREATE TABLE activity (
    -- who it is
    id BIGINT NOT NULL CONSTRAINT activity_id_is_unique PRIMARY KEY,
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT activity_network_exists REFERENCES network (id),
    -- the workshop
    workshop_id BIGINT NOT NULL CONSTRAINT activity_workshop_exists REFERENCES workshop (id),
    -- its place in the agenda: 1, 2, 3
    position BIGINT NOT NULL,
    -- its kind, a name of the table in kind.c
    kind TEXT COLLATE "C" NOT NULL,
    -- what people call it
    title_text_id BIGINT NOT NULL CONSTRAINT activity_title_is_a_text REFERENCES text (id),
    -- what people are asked in it
    question_text_id BIGINT NOT NULL CONSTRAINT activity_question_is_a_text REFERENCES text (id),
    -- waiting (not yet opened), running or closed
    state TEXT COLLATE "C" NOT NULL CONSTRAINT activity_state_is_known CHECK (state IN ('waiting', 'running', 'closed')),
    -- 1 where the room may see the result
    results_open BIGINT NOT NULL CONSTRAINT activity_results_open_is_yes_or_no CHECK (results_open IN (0, 1)),
    -- the settings of its kind, JSON by field name
    settings TEXT COLLATE "C" NOT NULL,
    -- counts the changes of its plan
    version BIGINT NOT NULL
);
CREATE INDEX activity_by_workshop ON activity (network_id, workshop_id, position);

-- Who takes part in a workshop.
CREATE TABLE attendance (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT attendance_network_exists REFERENCES network (id),
    -- the workshop
    workshop_id BIGINT NOT NULL CONSTRAINT attendance_workshop_exists REFERENCES workshop (id),
    -- who takes part
    participant_id BIGINT NOT NULL CONSTRAINT attendance_participant_exists REFERENCES participant (id),
    -- what the participant is called in this workshop and nowhere else: drawn by lot, so that it does not tell who came first
    alias TEXT COLLATE "C" NOT NULL,
    -- when they joined, ms since 1970
    joined_at BIGINT NOT NULL,
    CONSTRAINT attendance_is_one_a_workshop PRIMARY KEY (network_id, workshop_id, participant_id),
    CONSTRAINT attendance_alias_is_of_one UNIQUE (network_id, workshop_id, alias)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both

-- A heading under which a facilitator groups contributions.
CREATE TABLE theme (
    -- who it is
    id BIGINT NOT NULL CONSTRAINT theme_id_is_unique PRIMARY KEY,
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT theme_network_exists REFERENCES network (id),
    -- the activity whose contributions it groups
    activity_id BIGINT NOT NULL CONSTRAINT theme_activity_exists REFERENCES activity (id),
    -- the heading
    title_text_id BIGINT NOT NULL CONSTRAINT theme_title_is_a_text REFERENCES text (id)
);
CREATE INDEX theme_by_activity ON theme (network_id, activity_id, id);

-- What one participant said in an activity, or what the team put up to be marked. Read in the order of ids, which is the order
-- in which things were said.
CREATE TABLE contribution (
    -- who it is; never shown in public
    id BIGINT NOT NULL CONSTRAINT contribution_id_is_unique PRIMARY KEY,
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT contribution_network_exists REFERENCES network (id),
    -- the activity in which it was said
    activity_id BIGINT NOT NULL CONSTRAINT contribution_activity_exists REFERENCES activity (id),
    -- who said it; empty where the team put it up
    participant_id BIGINT CONSTRAINT contribution_participant_exists REFERENCES participant (id),
    -- the words, as said or as the team reworded them
    words TEXT COLLATE "C" NOT NULL CONSTRAINT contribution_has_words CHECK (words <> ''),
    -- the words as they were said, where the team reworded them
    said TEXT COLLATE "C",
    -- tag of the language of the words
    language TEXT COLLATE "C" NOT NULL,
    -- the words and their translations, where the team made some
    text_id BIGINT CONSTRAINT contribution_translations_are_a_text REFERENCES text (id),
    -- hash of the folded words, by which the same sentence said twice is noticed; empty where twice is no matter
    sameness BIGINT,
    -- waiting for the team, shown, refused (never was shown) or taken down (was shown)
    state TEXT COLLATE "C" NOT NULL CONSTRAINT contribution_state_is_known
        CHECK (state IN ('waiting', 'shown', 'refused', 'taken_down')),
    -- how it came: phone, sheet (paper, typed in), team, import
    origin TEXT COLLATE "C" NOT NULL CONSTRAINT contribution_origin_is_known
        CHECK (origin IN ('phone', 'sheet', 'team', 'import')),
    -- the theme the facilitator put it under, if any
    theme_id BIGINT CONSTRAINT contribution_theme_exists REFERENCES theme (id),
    -- of imported data: what it was called there
    source_id TEXT COLLATE "C",
    -- why it was taken down
    reason TEXT COLLATE "C",
    -- when it was said, ms since 1970
    said_at BIGINT NOT NULL,
    -- counts the changes of its words
    version BIGINT NOT NULL,
    CONSTRAINT contribution_is_said_once UNIQUE (network_id, activity_id, participant_id, sameness),
    CONSTRAINT contribution_taken_down_has_a_reason CHECK (state <> 'taken_down' OR reason IS NOT NULL)
);
CREATE INDEX contribution_by_state ON contribution (network_id, activity_id, state, id, participant_id, theme_id);
CREATE INDEX contribution_by_theme ON contribution (network_id, theme_id);

-- The shown statements of an activity that asks them one by one, packed into one value: choosing a participant's next statement
-- reads this row instead of one row a statement. Written anew in the transaction that shows or hides a statement.
CREATE TABLE ballot (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT ballot_network_exists REFERENCES network (id),
    -- the activity
    activity_id BIGINT NOT NULL CONSTRAINT ballot_activity_exists REFERENCES activity (id),
    -- 16 bytes a statement in the order of ids: its id and who said it (0: the team), little-endian
    statements BYTEA NOT NULL,
    CONSTRAINT ballot_is_one_an_activity PRIMARY KEY (network_id, activity_id)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both

-- Somebody thinks that a contribution should not be shown.
CREATE TABLE flag (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT flag_network_exists REFERENCES network (id),
    -- the workshop
    workshop_id BIGINT NOT NULL CONSTRAINT flag_workshop_exists REFERENCES workshop (id),
    -- what was reported
    contribution_id BIGINT NOT NULL CONSTRAINT flag_contribution_exists REFERENCES contribution (id),
    -- keyed hash of the visitor's secret and the contribution, so that one visitor counts once and cannot be followed
    visitor_hash TEXT COLLATE "C" NOT NULL,
    -- when, ms since 1970
    flagged_at BIGINT NOT NULL,
    -- 1 until the team has looked at it
    waiting BIGINT NOT NULL CONSTRAINT flag_waiting_is_yes_or_no CHECK (waiting IN (0, 1)),
    CONSTRAINT flag_is_one_a_visitor PRIMARY KEY (network_id, contribution_id, visitor_hash)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both
CREATE INDEX flag_by_workshop ON flag (network_id, workshop_id, waiting, contribution_id);

-- How one participant marked one contribution. No foreign keys in this table and the next two: each would cost a search a
-- mark, and a mark is written from the row of its contribution in the same statement.
CREATE TABLE mark (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL,
    -- the activity
    activity_id BIGINT NOT NULL,
    -- who marked
    participant_id BIGINT NOT NULL,
    -- what was marked
    contribution_id BIGINT NOT NULL,
    -- the mark: -1, 0, 1 for opinions, a number of dots, a scale value; empty: "I'd rather not say"
    value BIGINT,
    -- the value before the last change, by which that change keeps the tallies right without reading first
    previous BIGINT,
    -- when it was given or changed, ms since 1970
    marked_at BIGINT NOT NULL,
    CONSTRAINT mark_is_one_a_contribution PRIMARY KEY (network_id, activity_id, participant_id, contribution_id)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both

-- What one participant did in one activity, counted in the transaction that does it: holds the limits.
CREATE TABLE participation (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL,
    -- the activity
    activity_id BIGINT NOT NULL,
    -- who
    participant_id BIGINT NOT NULL,
    -- how many contributions they have marked
    marks BIGINT NOT NULL,
    -- the sum of the values they gave to shown contributions, where values add up (dots); else 0
    total BIGINT NOT NULL,
    -- how many things they said
    said BIGINT NOT NULL,
    CONSTRAINT participation_is_one_an_activity PRIMARY KEY (network_id, activity_id, participant_id)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both

-- How many people gave a value to a contribution, kept in the transaction of the mark.
CREATE TABLE tally (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL,
    -- the activity
    activity_id BIGINT NOT NULL,
    -- the contribution; 0: the activity itself, where `people` counts who marked anything in it
    contribution_id BIGINT NOT NULL,
    -- the value they gave; 0 where contribution_id is 0
    value BIGINT NOT NULL,
    -- a count is spread over several rows where many write at once (PostgreSQL), which seldom meet then; the sum counts
    slot BIGINT NOT NULL,
    -- how many people
    people BIGINT NOT NULL,
    CONSTRAINT tally_is_one_a_value PRIMARY KEY (network_id, activity_id, contribution_id, value, slot)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both

-- A show of hands, counted in the room. Stands apart from marks: hands have no participant.
CREATE TABLE hand_count (
    -- the network that holds the workshop
    network_id BIGINT NOT NULL CONSTRAINT hand_count_network_exists REFERENCES network (id),
    -- the activity
    activity_id BIGINT NOT NULL CONSTRAINT hand_count_activity_exists REFERENCES activity (id),
    -- what was voted on
    contribution_id BIGINT NOT NULL CONSTRAINT hand_count_contribution_exists REFERENCES contribution (id),
    -- the value the hands were raised for
    value BIGINT NOT NULL,
    -- how many hands
    people BIGINT NOT NULL CONSTRAINT hand_count_is_a_count CHECK (people >= 0),
    -- who counted; empty for a command
    person_id BIGINT,
    -- when, ms since 1970
    counted_at BIGINT NOT NULL,
    CONSTRAINT hand_count_is_one_a_value PRIMARY KEY (network_id, activity_id, contribution_id, value)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both
