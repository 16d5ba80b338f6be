import { Route, Router } from '@solidjs/router';
import { lazy } from 'solid-js';
import { Home } from './home/Home.tsx';
import { NotFound } from './ui/NotFound.tsx';
import { Shell } from './ui/Shell.tsx';

const Datasets = lazy(async () => ({
  default: (await import('./datasets/Datasets.tsx')).Datasets,
}));
const NewDataset = lazy(async () => ({
  default: (await import('./datasets/NewDataset.tsx')).NewDataset,
}));
const CompareDatasets = lazy(async () => ({
  default: (await import('./datasets/CompareDatasets.tsx')).CompareDatasets,
}));
const Dataset = lazy(async () => ({ default: (await import('./datasets/Dataset.tsx')).Dataset }));
const Manifests = lazy(async () => ({
  default: (await import('./manifests/Manifests.tsx')).Manifests,
}));
const NewManifest = lazy(async () => ({
  default: (await import('./manifests/NewManifest.tsx')).NewManifest,
}));
const Manifest = lazy(async () => ({
  default: (await import('./manifests/Manifest.tsx')).Manifest,
}));
const Traces = lazy(async () => ({ default: (await import('./traces/Traces.tsx')).Traces }));
const CompareTraces = lazy(async () => ({
  default: (await import('./traces/compare/ComparePage.tsx')).ComparePage,
}));
const Trace = lazy(async () => ({
  default: (await import('./traces/detail/TracePage.tsx')).TracePage,
}));
const Runs = lazy(async () => ({ default: (await import('./runs/Runs.tsx')).Runs }));
const CompareRuns = lazy(async () => ({
  default: (await import('./runs/compare/CompareRuns.tsx')).CompareRuns,
}));
const RunPage = lazy(async () => ({ default: (await import('./runs/RunPage.tsx')).RunPage }));

export function Routes() {
  return (
    <Router root={Shell}>
      <Route path="/" component={Home} />
      <Route path="/traces" component={Traces} />
      <Route path="/traces/compare" component={CompareTraces} />
      <Route path="/traces/:id" component={Trace} />
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
      <Route path="*" component={NotFound} />
    </Router>
  );
}
