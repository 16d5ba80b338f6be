-- AlterTable
ALTER TABLE "Trace" ADD COLUMN     "context" JSON,
ADD COLUMN     "expectedAnswer" TEXT;
