-- 0005_no_samples.sql - PostgreSQL keeps samples of a column for its planner: of what people said it must not, for they outlive a row.
-- sqlite
SELECT 1;
-- postgresql
ALTER TABLE contribution ALTER COLUMN words SET STATISTICS 0;
ALTER TABLE contribution ALTER COLUMN said SET STATISTICS 0;
ALTER TABLE contribution ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE text_variant ALTER COLUMN words SET STATISTICS 0;
-- both
