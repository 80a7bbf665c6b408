-- 0003_area_figure.sql - the figures of the areas of networks.

-- A figure about the area of a network, with where it comes from.
CREATE TABLE area_figure (
    -- who it is
    id BIGINT NOT NULL CONSTRAINT area_figure_id_is_unique PRIMARY KEY,
    -- the network whose area it describes
    network_id BIGINT NOT NULL CONSTRAINT area_figure_network_exists REFERENCES network (id),
    -- what it counts
    name_text_id BIGINT NOT NULL CONSTRAINT area_figure_name_is_a_text REFERENCES text (id),
    -- the number
    value DOUBLE PRECISION NOT NULL,
    -- how many digits after the decimal mark it is shown with
    digits BIGINT NOT NULL CONSTRAINT area_figure_has_few_digits CHECK (digits BETWEEN 0 AND 2),
    -- 1 where it is a share in percent
    percent BIGINT NOT NULL CONSTRAINT area_figure_percent_is_yes_or_no CHECK (percent IN (0, 1)),
    -- who published it
    source TEXT COLLATE "C" NOT NULL,
    -- the year it is about; empty where the source does not say
    year BIGINT CONSTRAINT area_figure_year_is_plausible CHECK (year BETWEEN 1900 AND 2100)
);
CREATE INDEX area_figure_by_network ON area_figure (network_id);
