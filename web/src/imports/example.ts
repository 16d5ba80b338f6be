/** A trace as a line of a file. */
export const EXAMPLE =
  '{"trace_version":"1.0","prompt":"What is 17 + 25?","final_answer":"42","steps":[{"i":0,"type":"compute","content":"17 + 25 = 42"}],"meta":{"source":"example"}}';
