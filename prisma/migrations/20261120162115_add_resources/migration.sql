-- CreateTable
CREATE TABLE "resources" (
    "host" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "cpu_count" INTEGER NOT NULL,
    "load" DOUBLE PRECISION,
    "memory_bytes" BIGINT NOT NULL,
    "memory_available_bytes" BIGINT NOT NULL,
    "disk_bytes" BIGINT,
    "disk_free_bytes" BIGINT,
    "loop_delay_ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "resources_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "job_schedules" (
    "name" TEXT NOT NULL,
    "cron" TEXT NOT NULL,

    CONSTRAINT "job_schedules_pkey" PRIMARY KEY ("name")
);

-- The jobs process measures and schedules; web shows.
GRANT SELECT, INSERT, UPDATE, DELETE ON resources, job_schedules TO plimsoll_jobs;
GRANT SELECT ON resources, job_schedules TO plimsoll_web;
