-- AlterTable
ALTER TABLE "Run" ADD COLUMN "name" TEXT NOT NULL DEFAULT '';

-- Those that are there get the names that they would have been given.
UPDATE "Run" SET "name" = named."name" FROM (
  SELECT r."id" AS "id",
    (CASE r."mode" WHEN 'DRY_RUN' THEN 'dry run' ELSE 'sft' END) || ' ' || coalesce(d."name", r."datasetKey") || ' #'
      || row_number() OVER (PARTITION BY r."mode", coalesce(d."name", r."datasetKey") ORDER BY r."id") AS "name"
  FROM "Run" AS r LEFT JOIN "Dataset" AS d ON d."key" = r."datasetKey"
) AS named WHERE named."id" = "Run"."id";

-- CreateIndex
CREATE UNIQUE INDEX "Run_name_key" ON "Run"("name");
