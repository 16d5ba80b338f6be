-- AlterTable
ALTER TABLE "Run" ADD COLUMN "plan" JSONB;
ALTER TABLE "Run" ADD COLUMN "throughput" JSONB;
