/** A trace to try things with, in the JSON form that files have. */
export const EXAMPLE_TRACE = {
  trace_version: '1.0',
  prompt: 'Convert 68°F to Celsius',
  final_answer: '20°C',
  steps: [
    { i: 0, type: 'parse', content: 'Given: 68°F. Wanted: the same temperature in °C.' },
    { i: 1, type: 'formula', content: 'Formula: °C = (°F − 32) × 5/9' },
    { i: 2, type: 'compute', content: 'Subtract: 68 − 32 = 36' },
    { i: 3, type: 'compute', content: 'Multiply: 36 × 5/9 = 20' },
    { i: 4, type: 'result', content: 'So 68°F is 20°C.' },
  ],
  meta: { source: 'example', category: 'conversion' },
};
