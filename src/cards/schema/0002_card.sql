-- 0002_card.sql - printed cards, and the browsers that were opened with one.

-- A participant's printed identity. The code follows from the id and the installation's key, so that a sheet can be printed
-- again as long as its cards are not in use; the table alone does not give it away.
CREATE TABLE card (
    -- see base/id.h; never shown in public
    id BIGINT NOT NULL CONSTRAINT card_id_is_unique PRIMARY KEY,
    -- the network that hands it out
    network_id BIGINT NOT NULL CONSTRAINT card_network_exists REFERENCES network (id),
    -- printed on it: 1, 2, 3 in its network, by which people can say which card they mean without its code
    number BIGINT NOT NULL,
    -- keyed hash of the code, to find the card by it
    code_hash TEXT COLLATE "C" NOT NULL CONSTRAINT card_code_is_of_one UNIQUE,
    -- whose card it is; empty until it is opened for the first time
    participant_id BIGINT CONSTRAINT card_participant_exists REFERENCES participant (id),
    -- those printed together; 0 where a participant made it on their own page
    batch_id BIGINT NOT NULL,
    -- tag of the language in which it is printed
    language TEXT COLLATE "C" NOT NULL,
    -- the person who had it made; 0: a participant, or a command at the shell
    made_by BIGINT NOT NULL,
    -- when it was made, ms since 1970
    made_at BIGINT NOT NULL,
    -- when it was opened for the first time, ms since 1970; empty: not yet
    opened_at BIGINT,
    -- since when it opens nothing any more, ms since 1970: taken back, or another one took its place
    ended_at BIGINT,
    CONSTRAINT card_number_is_of_one UNIQUE (network_id, number),
    CONSTRAINT card_that_was_opened_is_somebodys CHECK (opened_at IS NULL OR participant_id IS NOT NULL)
);
CREATE INDEX card_by_participant ON card (network_id, participant_id);
CREATE INDEX card_by_batch ON card (network_id, batch_id, number);

-- A browser that was opened with a card: it is that participant, whoever it was before.
CREATE TABLE card_browser (
    -- the network of the card
    network_id BIGINT NOT NULL CONSTRAINT card_browser_network_exists REFERENCES network (id),
    -- keyed hash of network and the browser's secret, as in the table participant
    secret_hash TEXT COLLATE "C" NOT NULL,
    -- who it is
    participant_id BIGINT NOT NULL CONSTRAINT card_browser_participant_exists REFERENCES participant (id),
    CONSTRAINT card_browser_is_one_participant PRIMARY KEY (network_id, secret_hash)
-- sqlite
) WITHOUT ROWID;
-- postgresql
);
-- both
CREATE INDEX card_browser_by_participant ON card_browser (network_id, participant_id);
