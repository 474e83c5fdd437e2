-- What Prisma cannot say: the roles and their rights, the audit chain, and the wake-ups.

-- Roles belong to the whole cluster: another desk on it may have made them already, perhaps in this very moment.
DO $$
DECLARE role_name TEXT;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['plimsoll_web', 'plimsoll_engine', 'plimsoll_jobs'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- it is there, which is all that is wanted
    END;
  END LOOP;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO plimsoll_web, plimsoll_engine, plimsoll_jobs;

-- web: people, their sessions, and wishes; it inserts a command and cannot settle one.
GRANT SELECT, INSERT, UPDATE ON users, sessions TO plimsoll_web;
GRANT SELECT, UPDATE (used_at) ON setup_links TO plimsoll_web;
GRANT SELECT, INSERT ON idempotency_keys TO plimsoll_web;
GRANT SELECT ON commands, job_runs TO plimsoll_web;
GRANT INSERT (id, user_id, account_id, kind, idem_key, body_hash, body, correlation_id, approval_id, created_at) ON commands TO plimsoll_web;
GRANT INSERT (id, name, requested_by, queued_at) ON job_runs TO plimsoll_web;

-- engine: the lease, the settling of commands, and the facts that come of it.
GRANT SELECT, INSERT, UPDATE ON engine_leases, outbox TO plimsoll_engine;
GRANT USAGE ON SEQUENCE outbox_id_seq TO plimsoll_engine;
GRANT SELECT, UPDATE (state, outcome, epoch, claimed_at, settled_at) ON commands TO plimsoll_engine;

-- jobs: their own runs, and what has an age; of what it trims it sees no more than the age.
GRANT SELECT, INSERT, UPDATE, DELETE ON job_runs TO plimsoll_jobs;
GRANT SELECT (id, state, settled_at), DELETE ON commands TO plimsoll_jobs;
GRANT SELECT (id, expires_at, revoked_at), DELETE ON sessions TO plimsoll_jobs;
GRANT SELECT (id, expires_at, used_at), DELETE ON setup_links TO plimsoll_jobs;
GRANT SELECT (id, sent_at), DELETE ON outbox TO plimsoll_jobs;
GRANT SELECT (user_id, key, created_at), DELETE ON idempotency_keys TO plimsoll_jobs;
GRANT SELECT ON audit_heads TO plimsoll_jobs;

-- Every process beats, and says so itself.
GRANT SELECT, INSERT, UPDATE ON heartbeats TO plimsoll_web, plimsoll_engine, plimsoll_jobs;
GRANT DELETE ON heartbeats TO plimsoll_jobs;

-- A field in the hash is its length in four bytes, then its UTF-8 bytes: no two rows read alike.
CREATE FUNCTION audit_field(field TEXT) RETURNS BYTEA
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog
RETURN int4send(octet_length(convert_to(field, 'UTF8'))) || convert_to(field, 'UTF8');

-- Who writes, by the login that came in and by nothing that it says. The roles of one desk are members of one group each;
-- the owner of the tables, an administrator and a login of no group write as the owner.
CREATE FUNCTION audit_writer(login NAME, table_owner NAME) RETURNS TEXT
LANGUAGE sql STABLE SET search_path = pg_catalog
RETURN CASE
  WHEN login = table_owner OR (SELECT rolsuper FROM pg_roles WHERE rolname = login) THEN 'owner'
  WHEN pg_has_role(login, 'plimsoll_web', 'MEMBER') THEN 'web'
  WHEN pg_has_role(login, 'plimsoll_jobs', 'MEMBER') THEN 'jobs'
  WHEN pg_has_role(login, 'plimsoll_engine', 'MEMBER') THEN 'engine'
  ELSE 'owner'
END;

-- The only way into the audit log. The head row is the lock of its chain, so call it last in a transaction; a chain belongs
-- to one kind of writer, so that none can hold up another, and so that the hash covers who wrote.
-- server/db/audit-hash.ts computes the same hash, and a test holds the two together.
CREATE FUNCTION audit_append(
  in_chain TEXT, in_actor TEXT, in_action TEXT, in_object TEXT, in_detail TEXT, in_correlation_id TEXT
) RETURNS BIGINT
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  full_chain TEXT := audit_writer(session_user, current_user) || '/' || in_chain; -- current_user is the owner in here
  head audit_heads;
  new_at TIMESTAMPTZ(3);
  new_hash BYTEA;
BEGIN
  SELECT * INTO head FROM audit_heads WHERE chain = full_chain FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_heads (chain, sequence, hash) VALUES (full_chain, 0, decode(repeat('00', 32), 'hex'))
      ON CONFLICT (chain) DO NOTHING;
    SELECT * INTO STRICT head FROM audit_heads WHERE chain = full_chain FOR UPDATE;
  END IF;
  new_at := clock_timestamp();
  new_hash := sha256(
    head.hash
    || audit_field(full_chain)
    || audit_field((head.sequence + 1)::TEXT)
    || audit_field(((extract(epoch FROM new_at) * 1000)::BIGINT)::TEXT)
    || audit_field(in_actor) || audit_field(in_action) || audit_field(in_object)
    || audit_field(in_detail) || audit_field(in_correlation_id)
  );
  INSERT INTO audit_entries
    (chain, sequence, at, actor, action, object, detail, correlation_id, previous_hash, hash)
    VALUES (full_chain, head.sequence + 1, new_at, in_actor, in_action, in_object, in_detail, in_correlation_id,
            head.hash, new_hash);
  UPDATE audit_heads SET sequence = head.sequence + 1, hash = new_hash WHERE chain = full_chain;
  RETURN head.sequence + 1;
END
$$;

REVOKE ALL ON FUNCTION audit_field(TEXT), audit_writer(NAME, NAME), audit_append(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
  TO plimsoll_web, plimsoll_engine, plimsoll_jobs;

-- Rights do not bind the owner; a trigger does, until somebody drops it on purpose.
CREATE FUNCTION audit_refuse_change() RETURNS TRIGGER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'the audit log only grows: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_entries_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_only_grow;
CREATE TRIGGER audit_heads_stay BEFORE DELETE OR TRUNCATE ON audit_heads
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_heads ENABLE ALWAYS TRIGGER audit_heads_stay;

-- Wake-ups carry an id at most: they are lost when nobody listens, and a poll stands behind each.
CREATE FUNCTION wake_by_id() RETURNS TRIGGER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM pg_notify(TG_ARGV[0], NEW.id::TEXT);
  RETURN NULL;
END
$$;

CREATE TRIGGER commands_wake AFTER INSERT ON commands
  FOR EACH ROW EXECUTE FUNCTION wake_by_id('plimsoll_commands');
CREATE TRIGGER job_runs_wake AFTER INSERT ON job_runs
  FOR EACH ROW WHEN (NEW.state = 'queued') EXECUTE FUNCTION wake_by_id('plimsoll_jobs');
CREATE TRIGGER sessions_wake AFTER UPDATE OF revoked_at ON sessions
  FOR EACH ROW WHEN (NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
  EXECUTE FUNCTION wake_by_id('plimsoll_sessions');
