/** What the columns of a list of evaluations hold. */
export function EvaluationHead() {
  return (
    <>
      <th scope="col">Model</th>
      <th scope="col">Questions</th>
      <th scope="col" class="table-number">
        Accuracy
      </th>
      <th scope="col" class="table-number">
        n
      </th>
      <th scope="col">Outcomes</th>
      <th scope="col" class="table-optional">
        Asked
      </th>
    </>
  );
}
