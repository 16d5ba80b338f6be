import { ADDRESSES } from '../../addresses.ts';
import { getManifest } from '../../manifests/get.ts';
import { toYaml } from '../../manifests/yaml.ts';
import type { Call, Route } from '../plugins/routes.ts';

export const manifestRoutes: Route[] = [
  {
    method: 'GET',
    path: ADDRESSES.manifestYaml,
    handle: async (_request, call) =>
      download(toYaml(await contentOf(call)), 'application/yaml', 'manifest.yaml'),
  },
  {
    method: 'GET',
    path: ADDRESSES.manifestJson,
    handle: async (_request, call) =>
      download(
        `${JSON.stringify(await contentOf(call), null, 2)}\n`,
        'application/json',
        'manifest.json',
      ),
  },
];

async function contentOf({ application, params }: Call) {
  const { content } = await getManifest(application.database, params['id'] ?? '');
  return content;
}

function download(text: string, type: string, filename: string): Response {
  return new Response(text, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${filename}"`,
    },
  });
}
