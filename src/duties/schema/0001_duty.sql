-- 0001_duty.sql - the texts that whoever runs an installation owes its readers.

-- One of the four, once somebody has begun to write it. Whether readers see it is the state of its text's variants.
CREATE TABLE duty (
    -- Which one: "privacy", "imprint", "accessibility", "contact"; also its address.
    name TEXT COLLATE "C" CONSTRAINT duty_key PRIMARY KEY,
    -- Its words, a text of the programme.
    text_id BIGINT NOT NULL CONSTRAINT duty_has_a_text REFERENCES text (id),
    CONSTRAINT duty_has_a_name CHECK (name IN ('privacy', 'imprint', 'accessibility', 'contact'))
);
