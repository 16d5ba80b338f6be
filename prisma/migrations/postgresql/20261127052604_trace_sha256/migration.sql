-- AlterTable
ALTER TABLE "Dataset" ADD COLUMN     "traceSha256" TEXT;
