import { Route, Router } from '@solidjs/router';
import { HomePage } from './pages/home/HomePage.tsx';
import { lazyPart } from './shell/lazyPart.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { Shell } from './shell/Shell.tsx';

const Datasets = lazyPart(async () => (await import('./pages/datasets/Datasets.tsx')).Datasets);
const NewDataset = lazyPart(
  async () => (await import('./pages/newDataset/NewDataset.tsx')).NewDataset,
);
const CompareDatasets = lazyPart(
  async () => (await import('./pages/compareDatasets/CompareDatasets.tsx')).CompareDatasets,
);
const Dataset = lazyPart(async () => (await import('./pages/dataset/DatasetPage.tsx')).DatasetPage);
const Manifests = lazyPart(async () => (await import('./pages/manifests/Manifests.tsx')).Manifests);
const NewManifest = lazyPart(
  async () => (await import('./pages/newManifest/NewManifest.tsx')).NewManifest,
);
const Manifest = lazyPart(
  async () => (await import('./pages/manifest/ManifestPage.tsx')).ManifestPage,
);
const Traces = lazyPart(async () => (await import('./pages/traces/Traces.tsx')).Traces);
const Imports = lazyPart(async () => (await import('./pages/imports/ImportsPage.tsx')).ImportsPage);
const NewImport = lazyPart(async () => (await import('./pages/newImport/NewImport.tsx')).NewImport);
const Import = lazyPart(async () => (await import('./pages/import/ImportPage.tsx')).ImportPage);
const CompareTraces = lazyPart(
  async () => (await import('./pages/compareTraces/CompareTraces.tsx')).ComparePage,
);
const Trace = lazyPart(async () => (await import('./pages/trace/TracePage.tsx')).TracePage);
const Judges = lazyPart(async () => (await import('./pages/judges/Judges.tsx')).Judges);
const NewJudge = lazyPart(async () => (await import('./pages/newJudge/NewJudge.tsx')).NewJudge);
const Judge = lazyPart(async () => (await import('./pages/judge/JudgePage.tsx')).JudgePage);
const JudgeJob = lazyPart(async () => (await import('./pages/judgeJob/JobPage.tsx')).JobPage);
const Reviews = lazyPart(async () => (await import('./pages/reviews/Reviews.tsx')).Reviews);
const NewReview = lazyPart(async () => (await import('./pages/newReview/NewReview.tsx')).NewReview);
const Review = lazyPart(async () => (await import('./pages/review/ReviewPage.tsx')).ReviewPage);
const Runs = lazyPart(async () => (await import('./pages/runs/Runs.tsx')).Runs);
const CompareRuns = lazyPart(
  async () => (await import('./pages/compareRuns/CompareRuns.tsx')).CompareRuns,
);
// While one builds pages: all parts that they share, side by side.
const UiPage = import.meta.env.DEV
  ? lazyPart(async () => (await import('./pages/ui/UiPage.tsx')).UiPage)
  : undefined;
const Evaluations = lazyPart(
  async () => (await import('./pages/evaluations/Evaluations.tsx')).Evaluations,
);
const NewEvaluation = lazyPart(
  async () => (await import('./pages/newEvaluation/NewEvaluation.tsx')).NewEvaluation,
);
const Evaluation = lazyPart(
  async () => (await import('./pages/evaluation/EvaluationPage.tsx')).EvaluationPage,
);
const CompareEvaluations = lazyPart(
  async () =>
    (await import('./pages/compareEvaluations/CompareEvaluations.tsx')).CompareEvaluations,
);
const Leaderboard = lazyPart(
  async () => (await import('./pages/leaderboard/Leaderboard.tsx')).Leaderboard,
);
const Models = lazyPart(async () => (await import('./pages/models/Models.tsx')).Models);
const Model = lazyPart(async () => (await import('./pages/model/ModelPage.tsx')).ModelPage);
const Playground = lazyPart(
  async () => (await import('./pages/playground/Playground.tsx')).Playground,
);
const RunPage = lazyPart(async () => (await import('./pages/run/RunPage.tsx')).RunPage);

const Storage = lazyPart(async () => (await import('./pages/storage/StoragePage.tsx')).StoragePage);

export function Routes() {
  return (
    <Router root={Shell}>
      <Route path="/" component={HomePage} />
      <Route path="/traces" component={Traces} />
      <Route path="/traces/compare" component={CompareTraces} />
      <Route path="/traces/:id" component={Trace} />
      <Route path="/judges" component={Judges} />
      <Route path="/judges/new" component={NewJudge} />
      <Route path="/judges/jobs/:id" component={JudgeJob} />
      <Route path="/judges/:id" component={Judge} />
      <Route path="/reviews" component={Reviews} />
      <Route path="/reviews/new" component={NewReview} />
      <Route path="/reviews/:id" component={Review} />
      <Route path="/imports" component={Imports} />
      <Route path="/imports/new" component={NewImport} />
      <Route path="/imports/:id" component={Import} />
      <Route path="/datasets" component={Datasets} />
      <Route path="/datasets/new" component={NewDataset} />
      <Route path="/datasets/compare" component={CompareDatasets} />
      <Route path="/datasets/:key" component={Dataset} />
      <Route path="/manifests" component={Manifests} />
      <Route path="/manifests/new" component={NewManifest} />
      <Route path="/manifests/:id" component={Manifest} />
      <Route path="/runs" component={Runs} />
      <Route path="/runs/compare" component={CompareRuns} />
      <Route path="/runs/:id" component={RunPage} />
      <Route path="/evaluations" component={Evaluations} />
      <Route path="/evaluations/new" component={NewEvaluation} />
      <Route path="/evaluations/compare" component={CompareEvaluations} />
      <Route path="/evaluations/leaderboard" component={Leaderboard} />
      <Route path="/models" component={Models} />
      <Route path="/models/:name" component={Model} />
      <Route path="/evaluations/:id" component={Evaluation} />
      <Route path="/playground" component={Playground} />
      <Route path="/storage" component={Storage} />
      <Route path="/ui" component={UiPage ?? NotFound} />
      <Route path="*" component={NotFound} />
    </Router>
  );
}
