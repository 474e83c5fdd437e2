-- What the audit log is asked for by: each index ends in the time, because the newest come first. They are of expressions,
-- which Prisma cannot say, because a text of any length is taken into the log and an index holds short ones alone; and because
-- actors are JSON in the very spelling that was hashed. JSON escapes the quotes of a text, so that no text looks like a name
-- of the actor's. server/db/audit-list.ts spells the same expressions.
CREATE INDEX audit_entries_person_idx ON audit_entries ((left(split_part(actor, '"user_id":"', 2), 36)), at);
CREATE INDEX audit_entries_kind_idx ON audit_entries ((left(split_part(split_part(actor, '"kind":"', 2), '"', 1), 40)), at);
CREATE INDEX audit_entries_action_idx ON audit_entries ((left(action, 120)), at);
CREATE INDEX audit_entries_subject_idx ON audit_entries ((left(split_part(action, '.', 1), 120)), at);
CREATE INDEX audit_entries_object_idx ON audit_entries ((left(object, 120)), at);
CREATE INDEX audit_entries_correlation_idx ON audit_entries ((left(correlation_id, 120)), at);
