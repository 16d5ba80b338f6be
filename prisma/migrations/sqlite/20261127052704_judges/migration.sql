-- CreateTable
CREATE TABLE "Judge" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "model" TEXT NOT NULL,
    "system" TEXT,
    "prompt" TEXT NOT NULL,
    "temperature" REAL,
    "maxTokens" INTEGER NOT NULL,
    "parameters" JSONB NOT NULL,
    "rubric" JSONB NOT NULL,
    "parser" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "JudgeJob" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "home" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "itemCount" INTEGER NOT NULL,
    "scoredCount" INTEGER NOT NULL DEFAULT 0,
    "refusedCount" INTEGER NOT NULL DEFAULT 0,
    "unparseableCount" INTEGER NOT NULL DEFAULT 0,
    "errorCount" INTEGER NOT NULL DEFAULT 0,
    "estimatedPromptTokens" BIGINT NOT NULL,
    "promptTokens" BIGINT NOT NULL DEFAULT 0,
    "completionTokens" BIGINT NOT NULL DEFAULT 0,
    "startedAt" DATETIME,
    "endedAt" DATETIME,
    CONSTRAINT "JudgeJob_judgeId_fkey" FOREIGN KEY ("judgeId") REFERENCES "Judge" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "JudgeItem" (
    "jobId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "traceId" TEXT,
    "outcome" TEXT,
    "cause" TEXT,
    "reason" TEXT,
    "answer" TEXT,
    "verdicts" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "promptTokens" INTEGER,
    "completionTokens" INTEGER,
    "endedAt" DATETIME,

    PRIMARY KEY ("jobId", "position"),
    CONSTRAINT "JudgeItem_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "JudgeJob" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "JudgeItem_traceId_fkey" FOREIGN KEY ("traceId") REFERENCES "Trace" ("id") ON DELETE SET NULL ON UPDATE CASCADE
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
