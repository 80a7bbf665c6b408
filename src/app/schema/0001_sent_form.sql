-- 0001_sent_form.sql - forms that were sent: the same form sent twice counts once.
CREATE TABLE sent_form (        -- one form that was stored
    form_key TEXT NOT NULL,     -- the key the page gave it
    who TEXT NOT NULL,          -- keyed hash of the visitor's cookie
    location TEXT NOT NULL,     -- where the reply led
    sent_at BIGINT NOT NULL,    -- ms since 1970
    CONSTRAINT sent_form_once PRIMARY KEY (form_key, who)
);
CREATE INDEX sent_form_by_age ON sent_form (sent_at);
