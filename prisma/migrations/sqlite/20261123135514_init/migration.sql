-- CreateTable
CREATE TABLE "Trace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
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
    "meta" JSONB,
    "steps" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "Score" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "traceId" TEXT NOT NULL,
    "criteria" TEXT NOT NULL,
    "score" REAL NOT NULL,
    "details" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "isNewest" BOOLEAN NOT NULL,
    CONSTRAINT "Score_traceId_fkey" FOREIGN KEY ("traceId") REFERENCES "Trace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Dataset" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "schemaVersion" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "filter" JSONB NOT NULL,
    "strategy" TEXT NOT NULL,
    "seed" INTEGER,
    "stratifyBy" TEXT,
    "limit" INTEGER NOT NULL,
    "traceCount" INTEGER NOT NULL,
    "avgStepCount" REAL NOT NULL,
    "minStepCount" INTEGER NOT NULL,
    "maxStepCount" INTEGER NOT NULL,
    "avgTotalChars" REAL NOT NULL,
    "digest" TEXT NOT NULL,
    "sftSha256" TEXT NOT NULL,
    "sessionId" TEXT,
    "parentDatasetId" TEXT,
    "trainingRunId" TEXT,
    "provenance" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "DatasetTrace" (
    "datasetId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "traceId" TEXT NOT NULL,

    PRIMARY KEY ("datasetId", "position"),
    CONSTRAINT "DatasetTrace_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DatasetTrace_traceId_fkey" FOREIGN KEY ("traceId") REFERENCES "Trace" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Manifest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "datasetId" TEXT,
    "datasetKey" TEXT NOT NULL,
    "datasetDigest" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "outputDir" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    CONSTRAINT "Manifest_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Run" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "home" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "datasetId" TEXT,
    "datasetKey" TEXT NOT NULL,
    "datasetDigest" TEXT NOT NULL,
    "manifestId" TEXT,
    "modelId" TEXT NOT NULL,
    "outputDir" TEXT NOT NULL,
    "configuration" JSONB NOT NULL,
    "timeoutSeconds" INTEGER,
    "retryOfId" TEXT,
    "resumedFromId" TEXT,
    "startedAt" DATETIME,
    "endedAt" DATETIME,
    "exitCode" INTEGER,
    "message" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "plannedSteps" INTEGER,
    "firstStepAt" DATETIME,
    "firstStep" INTEGER,
    "lastStepAt" DATETIME,
    "stdoutBytes" BIGINT NOT NULL DEFAULT 0,
    "stderrBytes" BIGINT NOT NULL DEFAULT 0,
    "eventsBytes" BIGINT NOT NULL DEFAULT 0,
    "logSeq" INTEGER NOT NULL DEFAULT 0,
    "metricSeq" INTEGER NOT NULL DEFAULT 0,
    "stdout" TEXT NOT NULL DEFAULT '',
    "stderr" TEXT NOT NULL DEFAULT '',
    "preflight" JSONB,
    CONSTRAINT "Run_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Run_manifestId_fkey" FOREIGN KEY ("manifestId") REFERENCES "Manifest" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LogChunk" (
    "runId" TEXT NOT NULL,
    "firstSeq" INTEGER NOT NULL,
    "lastSeq" INTEGER NOT NULL,
    "stream" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("runId", "firstSeq"),
    CONSTRAINT "LogChunk_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Metric" (
    "runId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "value" REAL,
    "text" TEXT,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("runId", "seq"),
    CONSTRAINT "Metric_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "runId" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "isAdapter" BOOLEAN NOT NULL,
    "parameterCount" BIGINT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Checkpoint_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
