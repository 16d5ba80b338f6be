-- CreateEnum
CREATE TYPE "ReviewKind" AS ENUM ('TRACE', 'STEP', 'PAIR');

-- CreateEnum
CREATE TYPE "ReviewOrder" AS ENUM ('RANDOM', 'NEWEST', 'OLDEST');

-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSON NOT NULL,
    "kind" "ReviewKind" NOT NULL,
    "criteria" TEXT NOT NULL,
    "scale" JSON,
    "order" "ReviewOrder" NOT NULL,
    "seed" INTEGER NOT NULL,
    "itemCount" INTEGER NOT NULL,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewItem" (
    "reviewId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "traceId" TEXT NOT NULL,
    "otherId" TEXT,
    "step" INTEGER,

    CONSTRAINT "ReviewItem_pkey" PRIMARY KEY ("reviewId","position")
);

-- CreateTable
CREATE TABLE "ReviewVerdict" (
    "id" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "reviewer" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "choice" TEXT,
    "explanation" TEXT,
    "scoreIds" JSON NOT NULL,

    CONSTRAINT "ReviewVerdict_pkey" PRIMARY KEY ("reviewId","reviewer","position")
);

-- CreateIndex
CREATE INDEX "ReviewItem_traceId_idx" ON "ReviewItem"("traceId");

-- CreateIndex
CREATE INDEX "ReviewItem_otherId_idx" ON "ReviewItem"("otherId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewVerdict_id_key" ON "ReviewVerdict"("id");

-- CreateIndex
CREATE INDEX "ReviewVerdict_reviewId_position_idx" ON "ReviewVerdict"("reviewId", "position");

-- AddForeignKey
ALTER TABLE "ReviewItem" ADD CONSTRAINT "ReviewItem_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewItem" ADD CONSTRAINT "ReviewItem_traceId_fkey" FOREIGN KEY ("traceId") REFERENCES "Trace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewItem" ADD CONSTRAINT "ReviewItem_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Trace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewVerdict" ADD CONSTRAINT "ReviewVerdict_reviewId_position_fkey" FOREIGN KEY ("reviewId", "position") REFERENCES "ReviewItem"("reviewId", "position") ON DELETE CASCADE ON UPDATE CASCADE;
