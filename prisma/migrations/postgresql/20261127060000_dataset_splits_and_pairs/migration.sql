-- CreateEnum
CREATE TYPE "DatasetKind" AS ENUM ('TRACES', 'PAIRS');

-- AlterTable
ALTER TABLE "Dataset" ADD COLUMN     "addedTraceIds" JSON,
ADD COLUMN     "duplicates" JSON,
ADD COLUMN     "fromParent" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "kind" "DatasetKind" NOT NULL DEFAULT 'TRACES',
ADD COLUMN     "pairCount" INTEGER,
ADD COLUMN     "pairing" JSON,
ADD COLUMN     "split" JSON;

-- AlterTable
ALTER TABLE "DatasetTrace" ADD COLUMN     "split" TEXT;

-- CreateTable
CREATE TABLE "DatasetSplit" (
    "datasetId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "fraction" DOUBLE PRECISION NOT NULL,
    "traceCount" INTEGER NOT NULL,
    "pairCount" INTEGER,
    "digest" TEXT NOT NULL,
    "sftSha256" TEXT NOT NULL,
    "traceSha256" TEXT,

    CONSTRAINT "DatasetSplit_pkey" PRIMARY KEY ("datasetId","position")
);

-- CreateTable
CREATE TABLE "DatasetPair" (
    "datasetId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "chosenId" TEXT NOT NULL,
    "rejectedId" TEXT NOT NULL,
    "chosenScore" DOUBLE PRECISION NOT NULL,
    "rejectedScore" DOUBLE PRECISION NOT NULL,
    "split" TEXT,

    CONSTRAINT "DatasetPair_pkey" PRIMARY KEY ("datasetId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "DatasetSplit_datasetId_name_key" ON "DatasetSplit"("datasetId", "name");

-- CreateIndex
CREATE INDEX "DatasetPair_chosenId_idx" ON "DatasetPair"("chosenId");

-- CreateIndex
CREATE INDEX "DatasetPair_rejectedId_idx" ON "DatasetPair"("rejectedId");

-- AddForeignKey
ALTER TABLE "DatasetSplit" ADD CONSTRAINT "DatasetSplit_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetPair" ADD CONSTRAINT "DatasetPair_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetPair" ADD CONSTRAINT "DatasetPair_chosenId_fkey" FOREIGN KEY ("chosenId") REFERENCES "Trace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetPair" ADD CONSTRAINT "DatasetPair_rejectedId_fkey" FOREIGN KEY ("rejectedId") REFERENCES "Trace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
