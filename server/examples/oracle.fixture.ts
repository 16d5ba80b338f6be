/** The answer to a sample prompt, found anew from its text alone; null where this does not know the way. */
export function solve(kind: string, prompt: string): string | null {
  return ORACLES[kind]?.(prompt) ?? null;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const UNITS: Record<string, number> = {
  ...{ km: 1e6, m: 1e3, cm: 10, mm: 1, t: 1e9, kg: 1e6, g: 1e3, mg: 1 },
  ...{ feet: 12, inches: 1, pounds: 16, ounces: 1 },
};

const ORACLES: Record<string, (prompt: string) => string | null> = {
  addition: (prompt) => on(prompt, (a, b) => a + b),
  subtraction: (prompt) => on(prompt, (a, b) => Math.abs(a - b)),
  multiplication: (prompt) => on(prompt, (a, b) => a * b),
  division: (prompt) => {
    const [a = 0, b = 1] = numbers(prompt);
    return `${Math.trunc(a / b)} remainder ${a % b}`;
  },
  percentage: (prompt) => on(prompt, (a, b) => (a * b) / 100),
  money: solveMoney,
  travel: solveTravel,
  ages: solveAges,
  length: (prompt) => (prompt.includes('2.54') ? solveInches(prompt) : solveUnits(prompt)),
  mass: solveUnits,
  temperature: solveTemperature,
  duration: solveDuration,
  reversal: (prompt) => [...quoted(prompt)].reverse().join(''),
  letter_sort: (prompt) => [...quoted(prompt)].toSorted().join(''),
  vowel_count: (prompt) => String(quoted(prompt).replaceAll(/[^aeiou]/g, '').length),
  acronym: (prompt) => quoted(prompt).replaceAll(/[^A-Z]/g, ''),
  sequence: solveSequence,
  ordering: solveOrdering,
  weekday: solveWeekday,
  days_between: (prompt) => {
    const [from = 0, to = 0] = dates(prompt);
    return `${Math.abs(to - from)} days`;
  },
};

function solveMoney(prompt: string): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = numbers(prompt);
  if (/week/.test(prompt)) {
    const [saved, weekly, price] =
      prompt.includes('has $') && prompt.startsWith('A ') ? [b, c, a] : [a, b, c];
    return `${(price - saved) / weekly} weeks`;
  }
  if (/friends/.test(prompt)) {
    const [friends, bill, percent] = prompt.startsWith('A bill') ? [c, a, b] : [a, b, c];
    return amount((bill * (1 + percent / 100)) / friends);
  }
  return /each/.test(prompt) ? amount(e - a * b - c * d) : amount(a * (1 - b / 100));
}

function solveTravel(prompt: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = numbers(prompt);
  if (/average/.test(prompt)) return `${(a + c) / (b + d)} km/h`;
  if (/apart/.test(prompt)) return `after ${a / (b + c)} hours`;
  if (/hours and minutes/.test(prompt)) {
    const [way, speed] = prompt.startsWith('How') ? [a, b] : [b, a];
    const hours = Math.floor(way / speed);
    return `${counted(hours, 'hour')} ${(60 * (way - hours * speed)) / speed} minutes`;
  }
  return `${a * b} km`;
}

function solveAges(prompt: string): string {
  const [a = 0, b = 0] = numbers(prompt);
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  if (/will|exactly/.test(prompt)) return `${high - 2 * low} years`;
  if (/older/.test(prompt)) return String((high - low) / 2);
  const times =
    ['twice', 'three times', 'four times'].findIndex((word) => prompt.includes(word)) + 2;
  return String(a / (times + 1));
}

function solveInches(prompt: string): string {
  return `${Number(((numbers(prompt)[0] ?? 0) * 2.54).toFixed(2))} cm`;
}

function solveUnits(prompt: string): string {
  const total = [...prompt.matchAll(/([\d.]+) ([a-z]+)/g)].reduce(
    (sum, [, value, unit]) => sum + Math.round(Number(value) * (UNITS[unit ?? ''] ?? Number.NaN)),
    0,
  );
  const asked = [...prompt.replaceAll(/[\d.]+ [a-z]+/g, '').matchAll(/[a-z]+/g)]
    .map(([word]) => word)
    .filter((word) => word in UNITS);
  let left = total;
  const parts = asked.map((unit, index) => {
    const size = UNITS[unit] ?? 1;
    const value = index === asked.length - 1 ? left / size : Math.floor(left / size);
    left -= value * size;
    return `${value} ${unit}`;
  });
  return parts.join(' ');
}

function solveTemperature(prompt: string): string {
  const [value = 0] = numbers(prompt.replace('°', ''));
  if (prompt.includes('kelvin')) return `${Number((value + 273.15).toFixed(2))} K`;
  return prompt.includes('Fahrenheit') ? `${value * 1.8 + 32} °F` : `${((value - 32) * 5) / 9} °C`;
}

function solveDuration(prompt: string): string {
  const [a = 0, b = 0, c = 0] = numbers(prompt);
  if (prompt.includes(':')) {
    const [hour, minute, minutes] = prompt.startsWith('At') ? [b, c, a] : [a, b, c];
    return new Date(Date.UTC(2000, 0, 1, hour, minute + minutes)).toISOString().slice(11, 16);
  }
  if (/\d hours? and/.test(prompt)) return counted(60 * a + b, 'minute');
  const [large, small] = prompt.includes('seconds') ? ['minute', 'second'] : ['hour', 'minute'];
  return `${counted(Math.floor(a / 60), large)} ${counted(a % 60, small)}`;
}

/** Five numbers have one continuation by a constant ratio, as sums of two, or else by differences. */
function solveSequence(prompt: string): string {
  const terms = numbers(prompt);
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = terms;
  if (b / a === c / b && c / b === d / c) return String((e * e) / d);
  if (a + b === c && b + c === d && c + d === e) return String(d + e);
  return String(e + (e - d) + (e - d - (d - c)));
}

function solveOrdering(prompt: string): string {
  const pairs = [...prompt.matchAll(/(\w+) is (\w+) than (\w+)/g)].map(
    ([, one = '', word = '', other = '']) =>
      /taller|older|faster|heavier/.test(word) ? [one, other] : [other, one],
  );
  const people = [...new Set(pairs.flat())];
  const below = (person: string): number =>
    Math.max(
      0,
      ...pairs.filter(([upper]) => upper === person).map(([, lower = '']) => 1 + below(lower)),
    );
  const order = people.toSorted((one, other) => below(other) - below(one));
  if (prompt.includes('Name all')) return order.join(', ');
  return (/the (tallest|oldest|fastest|heaviest)\?/.test(prompt) ? order[0] : order.at(-1)) ?? '';
}

function solveWeekday(prompt: string): string {
  const given = DAYS.findIndex((day) => prompt.includes(day));
  const [from, to] = dates(prompt);
  const [days = 0] = numbers(prompt);
  const moved =
    from !== undefined && to !== undefined ? to - from : prompt.includes('ago') ? -days : days;
  return DAYS[(((given + moved) % 7) + 7) % 7] ?? '';
}

function counted(value: number, unit: string): string {
  return `${value} ${value === 1 ? unit : `${unit}s`}`;
}

function on(prompt: string, operation: (a: number, b: number) => number): string {
  const [a = 0, b = 0] = numbers(prompt);
  return String(operation(a, b));
}

function numbers(text: string): number[] {
  return [...text.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
}

function dates(text: string): number[] {
  return [...text.matchAll(/\d+ [A-Z][a-z]+ \d{4}/g)].map(
    ([date]) => Date.parse(`${date} UTC`) / 86_400_000,
  );
}

function quoted(text: string): string {
  return /'(.*)'/.exec(text)?.[1] ?? '';
}

function amount(value: number): string {
  return `$${value.toFixed(2).replace('.00', '')}`;
}
