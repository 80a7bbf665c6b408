-- 0001_text.sql - what people read, in languages and in easy language.

-- One thing to read: a title, a description. Its words are in its variants.
CREATE TABLE text (
    -- See base/id.h.
    id BIGINT CONSTRAINT text_key PRIMARY KEY, -- 63-bit id
    -- 0: of the programme as a whole.
    network_id BIGINT NOT NULL,
    -- When it was first written.
    created_at BIGINT NOT NULL -- ms since 1970
);
CREATE INDEX text_of_network ON text (network_id, id);

-- One language, normal or easy, of a text.
CREATE TABLE text_variant (
    -- Whose words these are.
    text_id BIGINT NOT NULL CONSTRAINT text_variant_has_a_text REFERENCES text (id), -- the text
    -- BCP 47: "de".
    language TEXT COLLATE "C" NOT NULL,
    -- 1: in easy language.
    easy BIGINT NOT NULL,
    -- As in text.
    network_id BIGINT NOT NULL,
    -- 1: the variant the text was first written in, which the others follow.
    is_source BIGINT NOT NULL,
    -- 0 draft, 1 checked, 2 out of date: the source was changed since.
    state BIGINT NOT NULL,
    -- What people read.
    words TEXT NOT NULL, -- what people read
    -- Counts the changes of this variant, so that two writers notice each other.
    version BIGINT NOT NULL,
    -- Version of the source that these words follow.
    source_version BIGINT NOT NULL,
    -- When it was changed last.
    changed_at BIGINT NOT NULL, -- ms since 1970
    -- The person who changed it last; 0: at the shell.
    changed_by BIGINT NOT NULL,
    CONSTRAINT text_variant_is_there_once PRIMARY KEY (text_id, language, easy),
    CONSTRAINT text_variant_is_easy_or_not CHECK (easy IN (0, 1)),
    CONSTRAINT text_variant_has_a_state CHECK (state IN (0, 1, 2))
)
-- sqlite
WITHOUT ROWID -- a page reads 20 to 60 texts by their key: one tree to walk instead of two
-- both
;
CREATE UNIQUE INDEX text_has_one_source ON text_variant (text_id) WHERE is_source = 1;
