-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "kind" TEXT NOT NULL,
    "criteria" TEXT NOT NULL,
    "scale" JSONB,
    "order" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "itemCount" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "ReviewItem" (
    "reviewId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "traceId" TEXT NOT NULL,
    "otherId" TEXT,
    "step" INTEGER,

    PRIMARY KEY ("reviewId", "position"),
    CONSTRAINT "ReviewItem_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ReviewItem_traceId_fkey" FOREIGN KEY ("traceId") REFERENCES "Trace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ReviewItem_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Trace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReviewVerdict" (
    "id" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "reviewer" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "choice" TEXT,
    "explanation" TEXT,
    "scoreIds" JSONB NOT NULL,

    PRIMARY KEY ("reviewId", "reviewer", "position"),
    CONSTRAINT "ReviewVerdict_reviewId_position_fkey" FOREIGN KEY ("reviewId", "position") REFERENCES "ReviewItem" ("reviewId", "position") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ReviewItem_traceId_idx" ON "ReviewItem"("traceId");

-- CreateIndex
CREATE INDEX "ReviewItem_otherId_idx" ON "ReviewItem"("otherId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewVerdict_id_key" ON "ReviewVerdict"("id");

-- CreateIndex
CREATE INDEX "ReviewVerdict_reviewId_position_idx" ON "ReviewVerdict"("reviewId", "position");
