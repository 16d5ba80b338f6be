-- CreateEnum
CREATE TYPE "JudgeJobStatus" AS ENUM ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "JudgeOutcome" AS ENUM ('SCORED', 'REFUSED', 'UNPARSEABLE', 'ERROR');

-- CreateEnum
CREATE TYPE "ErrorCause" AS ENUM ('TIMEOUT', 'RATE_LIMIT', 'CONNECTION', 'STATUS', 'PROTOCOL', 'DELETED');

-- CreateTable
CREATE TABLE "Judge" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "model" TEXT NOT NULL,
    "system" TEXT,
    "prompt" TEXT NOT NULL,
    "temperature" DOUBLE PRECISION,
    "maxTokens" INTEGER NOT NULL,
    "parameters" JSON NOT NULL,
    "rubric" JSON NOT NULL,
    "parser" JSON NOT NULL,

    CONSTRAINT "Judge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JudgeJob" (
    "id" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "home" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "status" "JudgeJobStatus" NOT NULL,
    "message" TEXT NOT NULL,
    "filter" JSON NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "itemCount" INTEGER NOT NULL,
    "scoredCount" INTEGER NOT NULL DEFAULT 0,
    "refusedCount" INTEGER NOT NULL DEFAULT 0,
    "unparseableCount" INTEGER NOT NULL DEFAULT 0,
    "errorCount" INTEGER NOT NULL DEFAULT 0,
    "estimatedPromptTokens" BIGINT NOT NULL,
    "promptTokens" BIGINT NOT NULL DEFAULT 0,
    "completionTokens" BIGINT NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "JudgeJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JudgeItem" (
    "jobId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "traceId" TEXT,
    "outcome" "JudgeOutcome",
    "cause" "ErrorCause",
    "reason" TEXT,
    "answer" TEXT,
    "verdicts" JSON,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "promptTokens" INTEGER,
    "completionTokens" INTEGER,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "JudgeItem_pkey" PRIMARY KEY ("jobId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "Judge_name_version_key" ON "Judge"("name", "version");

-- CreateIndex
CREATE INDEX "JudgeJob_judgeId_id_idx" ON "JudgeJob"("judgeId", "id");

-- CreateIndex
CREATE INDEX "JudgeJob_home_status_idx" ON "JudgeJob"("home", "status");

-- CreateIndex
CREATE INDEX "JudgeItem_jobId_outcome_cause_position_idx" ON "JudgeItem"("jobId", "outcome", "cause", "position");

-- CreateIndex
CREATE INDEX "JudgeItem_traceId_idx" ON "JudgeItem"("traceId");

-- CreateIndex
CREATE INDEX "Score_source_criteria_traceId_idx" ON "Score"("source", "criteria", "traceId");

-- AddForeignKey
ALTER TABLE "JudgeJob" ADD CONSTRAINT "JudgeJob_judgeId_fkey" FOREIGN KEY ("judgeId") REFERENCES "Judge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JudgeItem" ADD CONSTRAINT "JudgeItem_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "JudgeJob"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JudgeItem" ADD CONSTRAINT "JudgeItem_traceId_fkey" FOREIGN KEY ("traceId") REFERENCES "Trace"("id") ON DELETE SET NULL ON UPDATE CASCADE;
