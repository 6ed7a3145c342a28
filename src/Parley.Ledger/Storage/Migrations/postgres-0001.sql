-- The chain of records. Texts are kept to the byte (so text, not jsonb); the hash is explained in docs/adr/0002-storage.md.
CREATE TABLE parley_schema (
  version integer PRIMARY KEY
);

CREATE TABLE parley_record (
  sequence      bigint PRIMARY KEY CHECK (sequence > 0),
  id            text NOT NULL UNIQUE,
  type          text NOT NULL,
  recorded_at   text NOT NULL,
  json          text NOT NULL,
  previous_hash text NOT NULL,
  hash          text NOT NULL
);

CREATE FUNCTION parley_only_append() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'records of the ledger are neither edited nor deleted: append one that supersedes'
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER parley_record_only_append BEFORE UPDATE OR DELETE ON parley_record
  FOR EACH ROW EXECUTE FUNCTION parley_only_append();

CREATE TRIGGER parley_record_no_truncate BEFORE TRUNCATE ON parley_record
  FOR EACH STATEMENT EXECUTE FUNCTION parley_only_append();
