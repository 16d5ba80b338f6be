/** Every statement of the form `1 + 2 = 3` in a text, with whether it is true. */
export function equations(text: string): { statement: string; isTrue: boolean }[] {
  const plain = text.replaceAll(/ (carried|lent)/g, '').replaceAll(/[$%]/g, '');
  return [...plain.matchAll(EQUATION)].map(([statement]) => {
    const [first = 0, ...others] = statement.split(' = ').map(evaluate);
    return { statement, isTrue: others.every((other) => Math.abs(other - first) < 1e-9) };
  });
}

const TERM = String.raw`-?\d+(?:\.\d+)?(?: [-+×÷] -?\d+(?:\.\d+)?)*`;
// Not where an unknown comes first, as in `x + 2 = 2 × 7`.
const EQUATION = new RegExp(String.raw`(?<![-+×÷] |[\w.-])${TERM}(?: = ${TERM})+`, 'g');

function evaluate(expression: string): number {
  const [first = '0', ...rest] = expression.split(' ');
  const sums = [Number(first)];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const value = Number(rest[index + 1]);
    const last = sums.length - 1;
    if (rest[index] === '+') sums.push(value);
    if (rest[index] === '-') sums.push(-value);
    if (rest[index] === '×') sums[last] = (sums[last] ?? 0) * value;
    if (rest[index] === '÷') sums[last] = (sums[last] ?? 0) / value;
  }
  return sums.reduce((total, part) => total + part, 0);
}
