-- CreateIndex
CREATE INDEX "Trace_rankHigh_idx" ON "Trace"("rankHigh");
