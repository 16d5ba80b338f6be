-- From which id on traces may lack in the index of words: a row for each statement that stored some.
CREATE TABLE "SearchGap" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "firstId" TEXT NOT NULL
);

-- Which version of words is in the index.
CREATE TABLE "SearchIndex" (
    "key" TEXT NOT NULL PRIMARY KEY
);

-- The words of a trace in their order, a space before and after each.
CREATE TABLE "TraceWords" (
    "traceId" TEXT NOT NULL PRIMARY KEY,
    "words" TEXT NOT NULL,
    "isLarge" BOOLEAN NOT NULL,
    CONSTRAINT "TraceWords_traceId_fkey" FOREIGN KEY ("traceId") REFERENCES "Trace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A `tsvector` has room for a megabyte of words; a larger trace is looked through. Its cost keeps plans from calling it for each row.
CREATE FUNCTION "wordsVector"("words" TEXT, "isLarge" BOOLEAN) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 AS $$
BEGIN
  RETURN CASE WHEN "isLarge" THEN ''::tsvector ELSE array_to_tsvector(string_to_array(btrim("words"), ' ')) END;
END
$$;

CREATE INDEX "TraceWords_words_idx" ON "TraceWords" USING gin ("wordsVector"("words", "isLarge"));
CREATE INDEX "TraceWords_isLarge_idx" ON "TraceWords" ("traceId") WHERE "isLarge";

CREATE FUNCTION "noteSearchGap"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "SearchGap" ("firstId") SELECT min("id") FROM inserted HAVING count(*) > 0;
  RETURN NULL;
END
$$;

CREATE TRIGGER "Trace_stored" AFTER INSERT ON "Trace"
REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION "noteSearchGap"();
