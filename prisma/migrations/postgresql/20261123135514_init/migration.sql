-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "LogStream" AS ENUM ('STDOUT', 'STDERR');

-- CreateEnum
CREATE TYPE "SelectionStrategy" AS ENUM ('LATEST', 'RANDOM', 'STRATIFIED');

-- CreateEnum
CREATE TYPE "RunMode" AS ENUM ('DRY_RUN', 'LOCAL');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('PENDING', 'RUNNING', 'CANCELLING', 'COMPLETED', 'FAILED', 'TIMED_OUT', 'CANCELLED');

-- CreateTable
CREATE TABLE "Trace" (
    "id" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "traceVersion" TEXT NOT NULL,
    "source" TEXT,
    "stepCount" INTEGER NOT NULL,
    "stepChars" INTEGER NOT NULL,
    "charCount" INTEGER NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "rankHigh" INTEGER NOT NULL,
    "rankLow" INTEGER NOT NULL,
    "prompt" TEXT NOT NULL,
    "finalAnswer" TEXT NOT NULL,
    "meta" JSON,
    "steps" JSON NOT NULL,

    CONSTRAINT "Trace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Score" (
    "id" TEXT NOT NULL,
    "traceId" TEXT NOT NULL,
    "criteria" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "details" JSON NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "isNewest" BOOLEAN NOT NULL,

    CONSTRAINT "Score_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Dataset" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "schemaVersion" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "filter" JSON NOT NULL,
    "strategy" "SelectionStrategy" NOT NULL,
    "seed" INTEGER,
    "stratifyBy" TEXT,
    "limit" INTEGER NOT NULL,
    "traceCount" INTEGER NOT NULL,
    "avgStepCount" DOUBLE PRECISION NOT NULL,
    "minStepCount" INTEGER NOT NULL,
    "maxStepCount" INTEGER NOT NULL,
    "avgTotalChars" DOUBLE PRECISION NOT NULL,
    "digest" TEXT NOT NULL,
    "sftSha256" TEXT NOT NULL,
    "sessionId" TEXT,
    "parentDatasetId" TEXT,
    "trainingRunId" TEXT,
    "provenance" JSON NOT NULL,

    CONSTRAINT "Dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DatasetTrace" (
    "datasetId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "traceId" TEXT NOT NULL,

    CONSTRAINT "DatasetTrace_pkey" PRIMARY KEY ("datasetId","position")
);

-- CreateTable
CREATE TABLE "Manifest" (
    "id" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "datasetId" TEXT,
    "datasetKey" TEXT NOT NULL,
    "datasetDigest" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "outputDir" TEXT NOT NULL,
    "content" JSON NOT NULL,

    CONSTRAINT "Manifest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "home" TEXT NOT NULL,
    "mode" "RunMode" NOT NULL,
    "status" "RunStatus" NOT NULL,
    "datasetId" TEXT,
    "datasetKey" TEXT NOT NULL,
    "datasetDigest" TEXT NOT NULL,
    "manifestId" TEXT,
    "modelId" TEXT NOT NULL,
    "outputDir" TEXT NOT NULL,
    "configuration" JSON NOT NULL,
    "timeoutSeconds" INTEGER,
    "retryOfId" TEXT,
    "resumedFromId" TEXT,
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "exitCode" INTEGER,
    "message" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "plannedSteps" INTEGER,
    "firstStepAt" TIMESTAMP(3),
    "firstStep" INTEGER,
    "lastStepAt" TIMESTAMP(3),
    "stdoutBytes" BIGINT NOT NULL DEFAULT 0,
    "stderrBytes" BIGINT NOT NULL DEFAULT 0,
    "eventsBytes" BIGINT NOT NULL DEFAULT 0,
    "logSeq" INTEGER NOT NULL DEFAULT 0,
    "metricSeq" INTEGER NOT NULL DEFAULT 0,
    "stdout" TEXT NOT NULL DEFAULT '',
    "stderr" TEXT NOT NULL DEFAULT '',
    "preflight" JSON,

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LogChunk" (
    "runId" TEXT NOT NULL,
    "firstSeq" INTEGER NOT NULL,
    "lastSeq" INTEGER NOT NULL,
    "stream" "LogStream" NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LogChunk_pkey" PRIMARY KEY ("runId","firstSeq")
);

-- CreateTable
CREATE TABLE "Metric" (
    "runId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "value" DOUBLE PRECISION,
    "text" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Metric_pkey" PRIMARY KEY ("runId","seq")
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "isAdapter" BOOLEAN NOT NULL,
    "parameterCount" BIGINT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Trace_source_id_idx" ON "Trace"("source", "id");

-- CreateIndex
CREATE INDEX "Score_traceId_criteria_isNewest_idx" ON "Score"("traceId", "criteria", "isNewest");

-- CreateIndex
CREATE INDEX "Score_criteria_isNewest_score_traceId_idx" ON "Score"("criteria", "isNewest", "score", "traceId");

-- CreateIndex
CREATE UNIQUE INDEX "Dataset_key_key" ON "Dataset"("key");

-- CreateIndex
CREATE INDEX "DatasetTrace_traceId_idx" ON "DatasetTrace"("traceId");

-- CreateIndex
CREATE INDEX "Run_status_id_idx" ON "Run"("status", "id");

-- CreateIndex
CREATE INDEX "Run_home_status_idx" ON "Run"("home", "status");

-- CreateIndex
CREATE INDEX "Run_datasetKey_id_idx" ON "Run"("datasetKey", "id");

-- CreateIndex
CREATE INDEX "Run_modelId_id_idx" ON "Run"("modelId", "id");

-- CreateIndex
CREATE INDEX "Run_datasetId_idx" ON "Run"("datasetId");

-- CreateIndex
CREATE INDEX "Run_manifestId_idx" ON "Run"("manifestId");

-- CreateIndex
CREATE INDEX "Metric_runId_name_step_idx" ON "Metric"("runId", "name", "step");

-- CreateIndex
CREATE UNIQUE INDEX "Checkpoint_runId_step_key" ON "Checkpoint"("runId", "step");

-- AddForeignKey
ALTER TABLE "Score" ADD CONSTRAINT "Score_traceId_fkey" FOREIGN KEY ("traceId") REFERENCES "Trace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetTrace" ADD CONSTRAINT "DatasetTrace_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetTrace" ADD CONSTRAINT "DatasetTrace_traceId_fkey" FOREIGN KEY ("traceId") REFERENCES "Trace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Manifest" ADD CONSTRAINT "Manifest_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_manifestId_fkey" FOREIGN KEY ("manifestId") REFERENCES "Manifest"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LogChunk" ADD CONSTRAINT "LogChunk_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Metric" ADD CONSTRAINT "Metric_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Checkpoint" ADD CONSTRAINT "Checkpoint_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Equality filters on any path of meta, which Prisma's models can't express.
CREATE INDEX "Trace_meta_idx" ON "Trace" USING GIN (("meta"::jsonb) jsonb_path_ops);
