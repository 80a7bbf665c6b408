-- 0002_organisation.sql - the organisations of networks.

-- A body: municipality, parish, library, association, company ... It may be a member of several networks.
CREATE TABLE organisation (
    -- who it is
    id BIGINT NOT NULL CONSTRAINT organisation_id_is_unique PRIMARY KEY,
    -- the network that entered it and looks after its name and kind
    network_id BIGINT NOT NULL CONSTRAINT organisation_network_exists REFERENCES network (id),
    -- what people call it
    name_text_id BIGINT NOT NULL CONSTRAINT organisation_name_is_a_text REFERENCES text (id),
    -- what sort of body it is: the list stands in organisation.c
    kind TEXT COLLATE "C" NOT NULL CONSTRAINT organisation_kind_is_known CHECK (kind IN ('municipality', 'parish',
        'library', 'day-care', 'school', 'university', 'health', 'social-service', 'employment', 'association', 'company',
        'region', 'media', 'other')),
    -- counts the changes
    version BIGINT NOT NULL,
    -- when it was added, ms since 1970
    created_at BIGINT NOT NULL
);
CREATE INDEX organisation_by_network ON organisation (network_id);

-- Which organisation belongs to which network, and from when to when.
CREATE TABLE membership (
    -- the network
    network_id BIGINT NOT NULL CONSTRAINT membership_network_exists REFERENCES network (id),
    -- its member
    organisation_id BIGINT NOT NULL CONSTRAINT membership_organisation_exists REFERENCES organisation (id),
    -- 1 where it coordinates the network, alone or with others
    coordinates BIGINT NOT NULL CONSTRAINT membership_coordinates_is_yes_or_no CHECK (coordinates IN (0, 1)),
    -- first day, as the ms since 1970 at which it begins in the network; empty where nobody knows
    since BIGINT,
    -- last day, likewise; empty while it is a member
    until BIGINT,
    -- counts the changes
    version BIGINT NOT NULL,
    CONSTRAINT membership_is_one_a_network PRIMARY KEY (network_id, organisation_id),
    CONSTRAINT membership_ends_after_it_begins CHECK (until >= since)
);
CREATE INDEX membership_by_organisation ON membership (organisation_id);
