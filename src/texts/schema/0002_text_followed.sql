-- 0002_text_followed.sql - what a text belongs to, and what the words of a variant follow.

-- See enum text_kind in texts/text.h; texts from before are told apart by the features that hold them.
ALTER TABLE text ADD COLUMN kind BIGINT NOT NULL DEFAULT 0;

-- What the words of a variant follow, where that is not simply the source as it is, paragraph by paragraph.
CREATE TABLE text_followed (
    -- The variant.
    text_id BIGINT NOT NULL CONSTRAINT text_followed_has_a_text REFERENCES text (id), -- the text
    -- As in text_variant.
    language TEXT COLLATE "C" NOT NULL,
    -- As in text_variant.
    easy BIGINT NOT NULL,
    -- As in text.
    network_id BIGINT NOT NULL,
    -- The source as it was when they were written.
    words TEXT NOT NULL, -- what people read
    -- How many paragraphs of the variant stand for each of these: "1 2 0". Empty: one each.
    counts TEXT COLLATE "C" NOT NULL,
    CONSTRAINT text_followed_is_there_once PRIMARY KEY (text_id, language, easy)
);

-- The list of texts counts by language and state.
CREATE INDEX text_variant_of_network ON text_variant (network_id, language, easy, state);
