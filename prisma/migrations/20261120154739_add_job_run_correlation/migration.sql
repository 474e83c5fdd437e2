-- AlterTable
ALTER TABLE "job_runs" ADD COLUMN     "correlation_id" TEXT;

-- A run of earlier days came of no request that anybody kept: it is told apart by its own id.
UPDATE "job_runs" SET "correlation_id" = "id"::TEXT;
ALTER TABLE "job_runs" ALTER COLUMN "correlation_id" SET NOT NULL;

-- What web inserts it says column by column.
GRANT INSERT (correlation_id) ON job_runs TO plimsoll_web;
