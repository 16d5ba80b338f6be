-- CreateEnum
CREATE TYPE "ImportSource" AS ENUM ('HTTP', 'GRAPHQL', 'UNGAR');

-- CreateEnum
CREATE TYPE "ImportStatus" AS ENUM ('RUNNING', 'COMPLETED', 'REFUSED', 'BROKEN_OFF', 'UNDONE');

-- AlterTable
ALTER TABLE "Trace" ADD COLUMN     "importId" TEXT;

-- CreateTable
CREATE TABLE "Import" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" "ImportSource" NOT NULL,
    "status" "ImportStatus" NOT NULL,
    "home" TEXT NOT NULL,
    "contentHash" TEXT,
    "format" TEXT,
    "splitting" TEXT,
    "mapping" JSON,
    "isAtomic" BOOLEAN NOT NULL,
    "keepsDuplicates" BOOLEAN NOT NULL,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "scoreCount" INTEGER NOT NULL DEFAULT 0,
    "lastRow" INTEGER NOT NULL DEFAULT 0,
    "errors" JSON NOT NULL,
    "message" TEXT,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportMapping" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "mapping" JSON NOT NULL,

    CONSTRAINT "ImportMapping_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Import_contentHash_idx" ON "Import"("contentHash");

-- CreateIndex
CREATE INDEX "Import_home_status_idx" ON "Import"("home", "status");

-- CreateIndex
CREATE UNIQUE INDEX "ImportMapping_name_key" ON "ImportMapping"("name");

-- CreateIndex
CREATE INDEX "Trace_importId_id_idx" ON "Trace"("importId", "id");

-- AddForeignKey
ALTER TABLE "Trace" ADD CONSTRAINT "Trace_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE SET NULL ON UPDATE CASCADE;
