-- AlterTable
ALTER TABLE "Trace" ADD COLUMN "context" JSONB;
ALTER TABLE "Trace" ADD COLUMN "expectedAnswer" TEXT;
