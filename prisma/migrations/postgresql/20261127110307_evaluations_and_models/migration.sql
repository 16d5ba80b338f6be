-- CreateEnum
CREATE TYPE "SampleFinish" AS ENUM ('STOP', 'LENGTH');

-- CreateEnum
CREATE TYPE "SampleOutcome" AS ENUM ('CORRECT', 'WRONG', 'NO_ANSWER', 'CUT_OFF', 'ERROR');

-- CreateEnum
CREATE TYPE "EvaluationStatus" AS ENUM ('RUNNING', 'COMPLETED', 'INCOMPLETE');

-- CreateEnum
CREATE TYPE "RunKind" AS ENUM ('SFT', 'EVALUATION', 'EXPORT');

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "archivedAt" TIMESTAMP(3),
ADD COLUMN     "best" JSON,
ADD COLUMN     "evaluationPlan" JSON,
ADD COLUMN     "exported" JSON,
ADD COLUMN     "isPinned" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "kind" "RunKind" NOT NULL DEFAULT 'SFT',
ADD COLUMN     "oracle" JSON,
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sampleSeq" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "samplesBytes" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "startModelVersionId" TEXT,
ADD COLUMN     "startRunId" TEXT;

-- AlterTable
ALTER TABLE "Checkpoint" ADD COLUMN     "digest" TEXT;

-- CreateTable
CREATE TABLE "RunTag" (
    "runId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "RunTag_pkey" PRIMARY KEY ("runId","tag")
);

-- CreateTable
CREATE TABLE "EvaluationRow" (
    "runId" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "traceId" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "context" JSON,
    "expected" TEXT NOT NULL,
    "meta" JSON,

    CONSTRAINT "EvaluationRow_pkey" PRIMARY KEY ("runId","row")
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
    "finish" "SampleFinish" NOT NULL,
    "tokens" INTEGER NOT NULL,
    "answer" TEXT,
    "outcome" "SampleOutcome" NOT NULL,
    "score" DOUBLE PRECISION,
    "reason" TEXT NOT NULL,
    "meanLogprob" DOUBLE PRECISION,
    "sameAs" INTEGER,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("runId","seq")
);

-- CreateTable
CREATE TABLE "Evaluation" (
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "status" "EvaluationStatus" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "modelId" TEXT NOT NULL,
    "startRunId" TEXT,
    "modelVersionId" TEXT,
    "datasetKey" TEXT NOT NULL,
    "datasetDigest" TEXT NOT NULL,
    "pins" JSON NOT NULL,
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
    "seconds" DOUBLE PRECISION,
    "expectedLoss" DOUBLE PRECISION,
    "expectedTokens" INTEGER,
    "accuracy" DOUBLE PRECISION,
    "numbers" JSON,

    CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("id")
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

    CONSTRAINT "RowResult_pkey" PRIMARY KEY ("evaluationId","row")
);

-- CreateTable
CREATE TABLE "Baseline" (
    "id" TEXT NOT NULL,
    "datasetKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "evaluationId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Baseline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RegisteredModel" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "RegisteredModel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModelVersion" (
    "id" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "home" TEXT NOT NULL,
    "runId" TEXT,
    "runName" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "baseModelId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "isAdapter" BOOLEAN NOT NULL,
    "configuration" JSON NOT NULL,
    "lineage" JSON NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ModelVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModelAlias" (
    "modelId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "movedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ModelAlias_pkey" PRIMARY KEY ("modelId","name")
);

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

-- CreateIndex
CREATE INDEX "Run_startRunId_idx" ON "Run"("startRunId");

-- CreateIndex
CREATE INDEX "Run_startModelVersionId_idx" ON "Run"("startModelVersionId");

-- AddForeignKey
ALTER TABLE "RunTag" ADD CONSTRAINT "RunTag_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationRow" ADD CONSTRAINT "EvaluationRow_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sample" ADD CONSTRAINT "Sample_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RowResult" ADD CONSTRAINT "RowResult_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Baseline" ADD CONSTRAINT "Baseline_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelVersion" ADD CONSTRAINT "ModelVersion_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "RegisteredModel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelVersion" ADD CONSTRAINT "ModelVersion_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelAlias" ADD CONSTRAINT "ModelAlias_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "RegisteredModel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelAlias" ADD CONSTRAINT "ModelAlias_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ModelVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
