-- CreateEnum
CREATE TYPE "ScoringStatus" AS ENUM ('RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateTable
CREATE TABLE "Scoring" (
    "id" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "home" TEXT NOT NULL,
    "filter" JSON NOT NULL,
    "status" "ScoringStatus" NOT NULL,
    "message" TEXT NOT NULL,
    "endedAt" TIMESTAMP(3),
    "traceCount" INTEGER NOT NULL DEFAULT 0,
    "leftOutCount" INTEGER NOT NULL DEFAULT 0,
    "correctCount" INTEGER NOT NULL DEFAULT 0,
    "wrongCount" INTEGER NOT NULL DEFAULT 0,
    "noAnswerCount" INTEGER NOT NULL DEFAULT 0,
    "cutOffCount" INTEGER NOT NULL DEFAULT 0,
    "errorCount" INTEGER NOT NULL DEFAULT 0,
    "errors" JSON NOT NULL,

    CONSTRAINT "Scoring_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Scoring_home_status_idx" ON "Scoring"("home", "status");
