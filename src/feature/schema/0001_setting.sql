-- 0001_setting.sql - what an installation has set; everything else is as the manifests say.
CREATE TABLE setting (                                   -- one changed setting
    name TEXT NOT NULL CONSTRAINT setting_name_is_key PRIMARY KEY, -- of the manifest: "address"
    value TEXT NOT NULL,                                 -- as typed
    changed_at BIGINT NOT NULL                           -- ms since 1970
);
