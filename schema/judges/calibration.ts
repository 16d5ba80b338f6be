import { CALIBRATED_FROM, type Calibration, calibrate } from '../../server/judges/calibrate.ts';
import { isScoreCalibrated } from '../../server/judges/scoreCalibration.ts';
import type { Agreement } from '../../server/scores/agreement.ts';
import { builder } from '../builder.ts';
import { WHOLE } from './judge.ts';

const AgreementObject = builder.objectRef<Agreement>('Agreement').implement({
  description: 'How far two who judged the same traces agree.',
  fields: (t) => ({
    n: t.exposeInt('n', { description: 'How many traces both judged.' }),
    observed: t.exposeFloat('observed', { description: 'The share on which they agree, 0 to 1.' }),
    expected: t.exposeFloat('expected', {
      description: 'The share on which they would agree by chance.',
    }),
    kappa: t.exposeFloat('kappa', {
      nullable: true,
      description:
        "Cohen's κ: 1 when they always agree, 0 when as often as by chance; null where it is not defined: without traces, or when both always say the same one thing.",
    }),
  }),
});

const Cell = builder.objectRef<Calibration['confusion'][number]>('ConfusionCell').implement({
  description: 'How often people said the one where the judge said the other.',
  fields: (t) => ({
    person: t.exposeString('person', { description: 'What people said.' }),
    judge: t.exposeString('judge', { description: 'What the judge said.' }),
    count: t.exposeInt('count', { description: 'On how many traces.' }),
  }),
});

const CalibrationObject = builder.objectRef<Calibration>('Calibration').implement({
  description: 'How a version of a judge agrees with people by one criteria.',
  fields: (t) => ({
    criteria: t.exposeString('criteria', { description: 'The criteria.' }),
    categories: t.exposeStringList('categories', {
      description:
        'What verdicts are compared as: labels; whole numbers of a scale of three to eleven of them; else five bands.',
    }),
    confusion: t.expose('confusion', {
      type: [Cell],
      description: 'The table of both, without the cells that are empty.',
    }),
    agreement: t.expose('agreement', {
      type: AgreementObject,
      description: 'How far they agree.',
    }),
    isCalibrated: t.exposeBoolean('isCalibrated', {
      description: `Whether people judged at least ${CALIBRATED_FROM} of its traces, and κ is defined.`,
    }),
  }),
});

builder.prismaObjectFields('Judge', (t) => ({
  calibration: t.field({
    type: [CalibrationObject],
    description:
      'How it agrees with people, by each criteria: on every trace that both judged, by the newest verdict of either.',
    complexity: 100,
    select: WHOLE,
    resolve: (judge, _args, { database }) => calibrate(database, judge),
  }),
}));

builder.prismaObjectFields('Score', (t) => ({
  isCalibrated: t.boolean({
    nullable: true,
    description:
      'Whether the judge that gave it was compared with people by its criteria; null where no judge did.',
    select: { source: true, judge: true, version: true, criteria: true },
    resolve: (score, _args, context) => isScoreCalibrated(context, score),
  }),
}));
