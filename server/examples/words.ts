export const NAMES = [
  ...['Ana', 'Ben', 'Cleo', 'Dara', 'Emil', 'Farah', 'Goran', 'Hana', 'Ivo', 'Jun', 'Kofi', 'Lena'],
  ...['Mina', 'Noor', 'Omar', 'Pia', 'Ravi', 'Sara', 'Tomas', 'Uma', 'Vera', 'Wen', 'Yara', 'Zeno'],
];

export const ADJECTIVES = [
  ...[
    'quiet',
    'early',
    'golden',
    'narrow',
    'gentle',
    'remote',
    'ancient',
    'simple',
    'yellow',
    'broad',
  ],
  ...[
    'curious',
    'distant',
    'modern',
    'open',
    'rapid',
    'silent',
    'tiny',
    'useful',
    'young',
    'vivid',
  ],
];

export const NOUNS = [
  ...[
    'river',
    'garden',
    'engine',
    'letter',
    'island',
    'market',
    'window',
    'orchard',
    'signal',
    'bridge',
  ],
  ...[
    'teacher',
    'harbor',
    'lantern',
    'pencil',
    'kettle',
    'meadow',
    'number',
    'planet',
    'railway',
    'pattern',
  ],
];

export const VERBS = [
  ...['follows', 'carries', 'reaches', 'supports', 'crosses', 'touches', 'measures', 'answers'],
  ...['explains', 'surrounds', 'improves', 'visits'],
];
