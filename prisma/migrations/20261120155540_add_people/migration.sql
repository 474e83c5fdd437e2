-- CreateEnum
CREATE TYPE "LinkKind" AS ENUM ('setup', 'invite', 'reset');

-- CreateEnum
CREATE TYPE "Factor" AS ENUM ('totp', 'recovery', 'passkey');

-- CreateEnum
CREATE TYPE "GuessKind" AS ENUM ('password', 'code');

-- CreateEnum
CREATE TYPE "PasskeyPurpose" AS ENUM ('sign_in', 'step_up', 'add');

-- CreateEnum
CREATE TYPE "Scope" AS ENUM ('read', 'propose', 'trade');

-- DropIndex
DROP INDEX "users_name_key";

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "name_key" TEXT,
ADD COLUMN     "password_hash" TEXT,
ADD COLUMN     "preferences" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "totp_seed" BYTEA,
ADD COLUMN     "totp_step" BIGINT NOT NULL DEFAULT 0;

UPDATE "users" SET "name_key" = CASE WHEN "removed_at" IS NULL THEN lower(normalize("name", NFKC)) ELSE "id"::TEXT END;
ALTER TABLE "users" ALTER COLUMN "name_key" SET NOT NULL;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "user_agent" TEXT;

-- DropTable: its links were good for half an hour, and the next start prints a new one.
DROP TABLE "setup_links";

-- CreateTable
CREATE TABLE "devices" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "devices_pkey" PRIMARY KEY ("user_id","token_hash")
);

-- CreateTable
CREATE TABLE "entry_links" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" BYTEA NOT NULL,
    "kind" "LinkKind" NOT NULL DEFAULT 'setup',
    "role" "Role",
    "user_id" UUID,
    "is_factor_reset" BOOLEAN NOT NULL DEFAULT false,
    "made_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "entry_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "factor" "Factor" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "guesses" (
    "id" BIGSERIAL NOT NULL,
    "name_hash" BYTEA NOT NULL,
    "address" TEXT NOT NULL,
    "kind" "GuessKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guesses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "code_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "is_synced" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey_challenges" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "purpose" "PasskeyPurpose" NOT NULL,
    "user_id" UUID,
    "challenge" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_challenges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "scope" "Scope" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "devices_seen_at_idx" ON "devices"("seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "entry_links_token_hash_key" ON "entry_links"("token_hash");

-- CreateIndex
CREATE INDEX "tickets_expires_at_idx" ON "tickets"("expires_at");

-- CreateIndex
CREATE INDEX "guesses_name_hash_at_idx" ON "guesses"("name_hash", "at");

-- CreateIndex
CREATE INDEX "guesses_at_idx" ON "guesses"("at");

-- CreateIndex
CREATE INDEX "recovery_codes_user_id_idx" ON "recovery_codes"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys"("credential_id");

-- CreateIndex
CREATE INDEX "passkeys_user_id_idx" ON "passkeys"("user_id");

-- CreateIndex
CREATE INDEX "passkey_challenges_expires_at_idx" ON "passkey_challenges"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "api_tokens_user_id_idx" ON "api_tokens"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_name_key_key" ON "users"("name_key");

-- AddForeignKey
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_links" ADD CONSTRAINT "entry_links_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_links" ADD CONSTRAINT "entry_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey_challenges" ADD CONSTRAINT "passkey_challenges_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- web: the ways in. What is used up is marked, not taken away; what a person gives up goes.
GRANT SELECT, INSERT, UPDATE (seen_at) ON devices TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (used_at, revoked_at) ON entry_links TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (used_at) ON tickets TO plimsoll_web;
GRANT SELECT, INSERT ON guesses TO plimsoll_web;
GRANT USAGE ON SEQUENCE guesses_id_seq TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON recovery_codes TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (counter, used_at), DELETE ON passkeys TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (used_at) ON passkey_challenges TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (used_at, revoked_at) ON api_tokens TO plimsoll_web;
-- The log is read by people and checked by a job; neither writes it.
GRANT SELECT ON audit_entries, audit_heads TO plimsoll_web;
GRANT SELECT ON audit_entries TO plimsoll_jobs;

-- jobs: of what has an age it sees no more than the age.
GRANT SELECT (user_id, token_hash, seen_at), DELETE ON devices TO plimsoll_jobs;
GRANT SELECT (id, expires_at, used_at, revoked_at), DELETE ON entry_links TO plimsoll_jobs;
GRANT SELECT (token_hash, expires_at), DELETE ON tickets TO plimsoll_jobs;
GRANT SELECT (id, at), DELETE ON guesses TO plimsoll_jobs;
GRANT SELECT (id, expires_at), DELETE ON passkey_challenges TO plimsoll_jobs;
GRANT SELECT (id, expires_at, revoked_at), DELETE ON api_tokens TO plimsoll_jobs;

-- Whoever is removed, or has another role, has other rights at once: the same wake-up as for an ended session.
CREATE TRIGGER users_wake AFTER UPDATE OF role, removed_at ON users
  FOR EACH ROW WHEN (NEW.role IS DISTINCT FROM OLD.role OR NEW.removed_at IS DISTINCT FROM OLD.removed_at)
  EXECUTE FUNCTION wake_by_id('plimsoll_sessions');
