-- CreateEnum
CREATE TYPE "ScoreSource" AS ENUM ('PROGRAM', 'PERSON', 'JUDGE', 'IMPORT');

-- DropIndex
DROP INDEX "Score_criteria_isNewest_score_traceId_idx";
DROP INDEX "Score_traceId_criteria_isNewest_idx";

-- AlterTable
ALTER TABLE "Score" ADD COLUMN     "explanation" TEXT,
ADD COLUMN     "judge" TEXT NOT NULL DEFAULT 'tunix-rt',
ADD COLUMN     "label" TEXT,
ADD COLUMN     "source" "ScoreSource" NOT NULL DEFAULT 'PROGRAM',
ADD COLUMN     "step" INTEGER NOT NULL DEFAULT -1,
ADD COLUMN     "version" TEXT;

-- CreateIndex
CREATE INDEX "Score_criteria_isNewest_step_score_traceId_idx" ON "Score"("criteria", "isNewest", "step", "score", "traceId");
CREATE INDEX "Score_traceId_criteria_isNewest_step_idx" ON "Score"("traceId", "criteria", "isNewest", "step");
