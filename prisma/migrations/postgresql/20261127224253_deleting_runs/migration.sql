-- AlterEnum
ALTER TYPE "RunStatus" ADD VALUE 'DELETING';
