-- 0002_released.sql - what the public sees of needs comes from releases only.

-- Voices as the newest release shows them, for the order of the public list: 0 where they are hidden, -1 where nothing of the need was
-- published yet.
UPDATE need SET public_voices = -1;
-- Hands as the public may know them: of each workshop the largest published count, added up.
ALTER TABLE need ADD COLUMN public_hands BIGINT NOT NULL DEFAULT 0;
