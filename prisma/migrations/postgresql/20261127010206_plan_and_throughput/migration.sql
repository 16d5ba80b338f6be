-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "plan" JSON,
ADD COLUMN     "throughput" JSON;
