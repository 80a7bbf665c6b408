-- 0002_job_once.sql - jobs of which one waits at a time: repeats is 2.
CREATE UNIQUE INDEX job_once ON job (kind, payload) WHERE repeats = 2;
