-- AlterTable
ALTER TABLE "Dataset" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'TRACES';
ALTER TABLE "Dataset" ADD COLUMN "fromParent" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Dataset" ADD COLUMN "addedTraceIds" JSONB;
ALTER TABLE "Dataset" ADD COLUMN "duplicates" JSONB;
ALTER TABLE "Dataset" ADD COLUMN "split" JSONB;
ALTER TABLE "Dataset" ADD COLUMN "pairing" JSONB;
ALTER TABLE "Dataset" ADD COLUMN "pairCount" INTEGER;

-- AlterTable
ALTER TABLE "DatasetTrace" ADD COLUMN "split" TEXT;

-- CreateTable
CREATE TABLE "DatasetSplit" (
    "datasetId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "fraction" REAL NOT NULL,
    "traceCount" INTEGER NOT NULL,
    "pairCount" INTEGER,
    "digest" TEXT NOT NULL,
    "sftSha256" TEXT NOT NULL,
    "traceSha256" TEXT,

    PRIMARY KEY ("datasetId", "position"),
    CONSTRAINT "DatasetSplit_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DatasetPair" (
    "datasetId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "chosenId" TEXT NOT NULL,
    "rejectedId" TEXT NOT NULL,
    "chosenScore" REAL NOT NULL,
    "rejectedScore" REAL NOT NULL,
    "split" TEXT,

    PRIMARY KEY ("datasetId", "position"),
    CONSTRAINT "DatasetPair_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DatasetPair_chosenId_fkey" FOREIGN KEY ("chosenId") REFERENCES "Trace" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "DatasetPair_rejectedId_fkey" FOREIGN KEY ("rejectedId") REFERENCES "Trace" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "DatasetSplit_datasetId_name_key" ON "DatasetSplit"("datasetId", "name");

-- CreateIndex
CREATE INDEX "DatasetPair_chosenId_idx" ON "DatasetPair"("chosenId");

-- CreateIndex
CREATE INDEX "DatasetPair_rejectedId_idx" ON "DatasetPair"("rejectedId");
