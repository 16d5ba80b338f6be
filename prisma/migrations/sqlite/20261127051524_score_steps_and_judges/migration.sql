-- DropIndex
DROP INDEX "Score_criteria_isNewest_score_traceId_idx";
DROP INDEX "Score_traceId_criteria_isNewest_idx";

-- AlterTable
ALTER TABLE "Score" ADD COLUMN "step" INTEGER NOT NULL DEFAULT -1;
ALTER TABLE "Score" ADD COLUMN "label" TEXT;
ALTER TABLE "Score" ADD COLUMN "explanation" TEXT;
ALTER TABLE "Score" ADD COLUMN "source" TEXT NOT NULL DEFAULT 'PROGRAM';
ALTER TABLE "Score" ADD COLUMN "judge" TEXT NOT NULL DEFAULT 'tunix-rt';
ALTER TABLE "Score" ADD COLUMN "version" TEXT;

-- CreateIndex
CREATE INDEX "Score_criteria_isNewest_step_score_traceId_idx" ON "Score"("criteria", "isNewest", "step", "score", "traceId");
CREATE INDEX "Score_traceId_criteria_isNewest_step_idx" ON "Score"("traceId", "criteria", "isNewest", "step");
