-- CreateTable
CREATE TABLE "Import" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "contentHash" TEXT,
    "format" TEXT,
    "splitting" TEXT,
    "mapping" JSONB,
    "isAtomic" BOOLEAN NOT NULL,
    "keepsDuplicates" BOOLEAN NOT NULL,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "scoreCount" INTEGER NOT NULL DEFAULT 0,
    "lastRow" INTEGER NOT NULL DEFAULT 0,
    "errors" JSONB NOT NULL,
    "message" TEXT,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "ImportMapping" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "mapping" JSONB NOT NULL
);

-- AlterTable
ALTER TABLE "Trace" ADD COLUMN "importId" TEXT CONSTRAINT "Trace_importId_fkey" REFERENCES "Import" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "Trace_importId_id_idx" ON "Trace"("importId", "id");

-- CreateIndex
CREATE INDEX "Import_contentHash_idx" ON "Import"("contentHash");

-- CreateIndex
CREATE INDEX "Import_home_status_idx" ON "Import"("home", "status");

-- CreateIndex
CREATE UNIQUE INDEX "ImportMapping_name_key" ON "ImportMapping"("name");
