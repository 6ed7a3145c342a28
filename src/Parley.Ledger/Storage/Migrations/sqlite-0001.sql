-- The chain of records. Texts are kept to the byte; the hash is explained in docs/adr/0002-storage.md.
PRAGMA application_id = 1348563564;

CREATE TABLE parley_schema (
  version INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE parley_record (
  sequence      INTEGER PRIMARY KEY CHECK (sequence > 0),
  id            TEXT NOT NULL UNIQUE,
  type          TEXT NOT NULL,
  recorded_at   TEXT NOT NULL,
  json          TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL
) STRICT;

CREATE TRIGGER parley_record_no_update BEFORE UPDATE ON parley_record
BEGIN
  SELECT RAISE(ABORT, 'records of the ledger are not edited: append one that supersedes');
END;

CREATE TRIGGER parley_record_no_delete BEFORE DELETE ON parley_record
BEGIN
  SELECT RAISE(ABORT, 'records of the ledger are not deleted: append one that supersedes');
END;

-- INSERT OR REPLACE deletes without firing the trigger above; it is stopped here.
CREATE TRIGGER parley_record_no_replace BEFORE INSERT ON parley_record
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM parley_record)
  OR EXISTS (SELECT 1 FROM parley_record WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'records of the ledger are only appended');
END;
