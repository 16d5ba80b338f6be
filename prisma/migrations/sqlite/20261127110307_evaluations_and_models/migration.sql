-- AlterTable
ALTER TABLE "Checkpoint" ADD COLUMN "digest" TEXT;

-- CreateTable
CREATE TABLE "RunTag" (
    "runId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,

    PRIMARY KEY ("runId", "tag"),
    CONSTRAINT "RunTag_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EvaluationRow" (
    "runId" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "traceId" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "context" JSONB,
    "expected" TEXT NOT NULL,
    "meta" JSONB,

    PRIMARY KEY ("runId", "row"),
    CONSTRAINT "EvaluationRow_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Sample" (
    "runId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    "promptDigest" TEXT NOT NULL,
    "completion" TEXT NOT NULL,
    "finish" TEXT NOT NULL,
    "tokens" INTEGER NOT NULL,
    "answer" TEXT,
    "outcome" TEXT NOT NULL,
    "score" REAL,
    "reason" TEXT NOT NULL,
    "meanLogprob" REAL,
    "sameAs" INTEGER,

    PRIMARY KEY ("runId", "seq"),
    CONSTRAINT "Sample_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Evaluation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "runId" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "modelId" TEXT NOT NULL,
    "startRunId" TEXT,
    "modelVersionId" TEXT,
    "datasetKey" TEXT NOT NULL,
    "datasetDigest" TEXT NOT NULL,
    "pins" JSONB NOT NULL,
    "pinsHash" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "plannedCount" INTEGER NOT NULL,
    "sampleCount" INTEGER NOT NULL DEFAULT 0,
    "correctCount" INTEGER NOT NULL DEFAULT 0,
    "wrongCount" INTEGER NOT NULL DEFAULT 0,
    "noAnswerCount" INTEGER NOT NULL DEFAULT 0,
    "cutOffCount" INTEGER NOT NULL DEFAULT 0,
    "errorCount" INTEGER NOT NULL DEFAULT 0,
    "toldCount" INTEGER,
    "seconds" REAL,
    "expectedLoss" REAL,
    "expectedTokens" INTEGER,
    "accuracy" REAL,
    "numbers" JSONB,
    CONSTRAINT "Evaluation_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RowResult" (
    "evaluationId" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "correctCount" INTEGER NOT NULL,
    "wrongCount" INTEGER NOT NULL,
    "noAnswerCount" INTEGER NOT NULL,
    "cutOffCount" INTEGER NOT NULL,
    "errorCount" INTEGER NOT NULL,
    "isMajorityCorrect" BOOLEAN,
    "tokens" INTEGER NOT NULL,

    PRIMARY KEY ("evaluationId", "row"),
    CONSTRAINT "RowResult_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Baseline" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "datasetKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "evaluationId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Baseline_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RegisteredModel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "notes" TEXT NOT NULL DEFAULT ''
);

-- CreateTable
CREATE TABLE "ModelVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "modelId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "home" TEXT NOT NULL,
    "runId" TEXT,
    "runName" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "baseModelId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "isAdapter" BOOLEAN NOT NULL,
    "configuration" JSONB NOT NULL,
    "lineage" JSONB NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "ModelVersion_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "RegisteredModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ModelVersion_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ModelAlias" (
    "modelId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "movedAt" DATETIME NOT NULL,

    PRIMARY KEY ("modelId", "name"),
    CONSTRAINT "ModelAlias_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "RegisteredModel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ModelAlias_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ModelVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "Run" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'SFT';
ALTER TABLE "Run" ADD COLUMN "startRunId" TEXT;
ALTER TABLE "Run" ADD COLUMN "startModelVersionId" TEXT;
ALTER TABLE "Run" ADD COLUMN "samplesBytes" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "Run" ADD COLUMN "sampleSeq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Run" ADD COLUMN "evaluationPlan" JSONB;
ALTER TABLE "Run" ADD COLUMN "oracle" JSONB;
ALTER TABLE "Run" ADD COLUMN "exported" JSONB;
ALTER TABLE "Run" ADD COLUMN "best" JSONB;
ALTER TABLE "Run" ADD COLUMN "notes" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Run" ADD COLUMN "isPinned" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Run" ADD COLUMN "archivedAt" DATETIME;

-- CreateIndex
CREATE INDEX "Run_startRunId_idx" ON "Run"("startRunId");

-- CreateIndex
CREATE INDEX "Run_startModelVersionId_idx" ON "Run"("startModelVersionId");

-- CreateIndex
CREATE INDEX "RunTag_tag_idx" ON "RunTag"("tag");

-- CreateIndex
CREATE INDEX "Sample_runId_step_row_index_idx" ON "Sample"("runId", "step", "row", "index");

-- CreateIndex
CREATE INDEX "Sample_runId_step_outcome_row_index_idx" ON "Sample"("runId", "step", "outcome", "row", "index");

-- CreateIndex
CREATE INDEX "Sample_runId_step_tokens_seq_idx" ON "Sample"("runId", "step", "tokens", "seq");

-- CreateIndex
CREATE INDEX "Sample_runId_step_outcome_tokens_seq_idx" ON "Sample"("runId", "step", "outcome", "tokens", "seq");

-- CreateIndex
CREATE INDEX "Sample_runId_step_meanLogprob_seq_idx" ON "Sample"("runId", "step", "meanLogprob", "seq");

-- CreateIndex
CREATE INDEX "Sample_runId_step_outcome_meanLogprob_seq_idx" ON "Sample"("runId", "step", "outcome", "meanLogprob", "seq");

-- CreateIndex
CREATE INDEX "Evaluation_pinsHash_id_idx" ON "Evaluation"("pinsHash", "id");

-- CreateIndex
CREATE INDEX "Evaluation_datasetKey_id_idx" ON "Evaluation"("datasetKey", "id");

-- CreateIndex
CREATE INDEX "Evaluation_startRunId_step_idx" ON "Evaluation"("startRunId", "step");

-- CreateIndex
CREATE INDEX "Evaluation_modelVersionId_idx" ON "Evaluation"("modelVersionId");

-- CreateIndex
CREATE UNIQUE INDEX "Evaluation_runId_step_key" ON "Evaluation"("runId", "step");

-- CreateIndex
CREATE INDEX "Baseline_evaluationId_idx" ON "Baseline"("evaluationId");

-- CreateIndex
CREATE UNIQUE INDEX "Baseline_datasetKey_name_key" ON "Baseline"("datasetKey", "name");

-- CreateIndex
CREATE UNIQUE INDEX "RegisteredModel_name_key" ON "RegisteredModel"("name");

-- CreateIndex
CREATE INDEX "ModelVersion_runId_step_idx" ON "ModelVersion"("runId", "step");

-- CreateIndex
CREATE UNIQUE INDEX "ModelVersion_modelId_version_key" ON "ModelVersion"("modelId", "version");

-- CreateIndex
CREATE INDEX "ModelAlias_versionId_idx" ON "ModelAlias"("versionId");
