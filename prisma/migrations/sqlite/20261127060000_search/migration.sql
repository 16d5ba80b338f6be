-- From which id on traces may lack in the index of words, which lies in a file of its own; triggers that the server makes write it.
CREATE TABLE "SearchGap" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "firstId" TEXT NOT NULL,
    "isTaken" BOOLEAN NOT NULL DEFAULT false
);

-- The traces that were deleted, and are in the index still.
CREATE TABLE "SearchLeftover" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "traceId" TEXT NOT NULL
);

-- Which file the index is, and how often it was written, so that an older copy is made anew.
CREATE TABLE "SearchIndex" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "commits" INTEGER NOT NULL
);
