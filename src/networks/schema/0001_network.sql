-- 0001_network.sql - regions and networks.

-- A group of networks (a Regional Coordination Group); belongs to the programme as a whole.
CREATE TABLE region (
    -- who it is
    id BIGINT NOT NULL CONSTRAINT region_id_is_unique PRIMARY KEY,
    -- its name in addresses and commands; never changes
    slug TEXT COLLATE "C" NOT NULL CONSTRAINT region_slug_is_unique UNIQUE,
    -- what people call it
    title_text_id BIGINT NOT NULL CONSTRAINT region_title_is_a_text REFERENCES text (id),
    -- when it was added, ms since 1970
    created_at BIGINT NOT NULL
);

-- A Local Empowerment Network: one place, one user group.
CREATE TABLE network (
    -- who it is
    id BIGINT NOT NULL CONSTRAINT network_id_is_unique PRIMARY KEY,
    -- the region it belongs to, if any
    region_id BIGINT CONSTRAINT network_region_exists REFERENCES region (id),
    -- its name in addresses and commands; never changes
    slug TEXT COLLATE "C" NOT NULL CONSTRAINT network_slug_is_unique UNIQUE,
    -- what people call it
    title_text_id BIGINT NOT NULL CONSTRAINT network_title_is_a_text REFERENCES text (id),
    -- the user group it works with
    group_text_id BIGINT NOT NULL CONSTRAINT network_group_is_a_text REFERENCES text (id),
    -- where it is
    place_text_id BIGINT NOT NULL CONSTRAINT network_place_is_a_text REFERENCES text (id),
    -- what it does
    description_text_id BIGINT NOT NULL CONSTRAINT network_description_is_a_text REFERENCES text (id),
    -- ISO 3166-1 code of its country
    country TEXT COLLATE "C" NOT NULL CONSTRAINT network_country_has_two_letters CHECK (length(country) = 2),
    -- IANA name of the zone its times are shown in
    time_zone TEXT COLLATE "C" NOT NULL,
    -- tag of the language in which its texts are written first; never changes
    language TEXT COLLATE "C" NOT NULL,
    -- tags of the languages spoken in it, in the order given, with a space between them
    languages TEXT COLLATE "C" NOT NULL,
    -- millionths of a degree north, for the map; empty where it is not on the map
    latitude BIGINT,
    -- millionths of a degree east
    longitude BIGINT,
    -- how the coordinators wish to be named in public; empty where they do not
    contact TEXT COLLATE "C",
    -- counts the changes, so that two people editing at once notice each other
    version BIGINT NOT NULL,
    -- when it was added, ms since 1970
    created_at BIGINT NOT NULL,
    -- when it was last changed, ms since 1970
    changed_at BIGINT NOT NULL,
    CONSTRAINT network_position_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CONSTRAINT network_position_is_on_earth CHECK (latitude BETWEEN -90000000 AND 90000000
        AND longitude BETWEEN -180000000 AND 180000000)
);
CREATE INDEX network_by_region ON network (region_id);
