import { ADDRESSES, writeAddress } from '../../../server/addresses.ts';
import { choice } from '../address/codec.ts';
import { createAddressValue } from '../address/createAddressValue.ts';
import { LeftOut } from '../address/LeftOut.tsx';
import { graphql } from '../graphql/generated/gql.ts';
import type { ManifestFileFragment } from '../graphql/generated/graphql.ts';
import { Code } from '../ui/Code.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './ManifestFile.module.css';

graphql(`
  fragment ManifestFile on Manifest {
    id
    yaml
    json
    url
  }
`);

const FORMAT = choice(['json'], 'yaml');

/** A manifest as YAML or JSON, to read, copy and download. */
export function ManifestFile(props: { manifest: ManifestFileFragment }) {
  const [format, setFormat] = createAddressValue('as', FORMAT);
  const isJson = () => format() === 'json';
  const jsonUrl = () => writeAddress(ADDRESSES.manifestJson, { id: props.manifest.id });
  return (
    <>
      <LeftOut of={{ as: FORMAT }} />
      <Code
        title={
          <fieldset class={css['manifest-as']}>
            <legend class="visually-hidden">Show as</legend>
            <button type="button" aria-pressed={!isJson()} onClick={() => setFormat('yaml')}>
              YAML
            </button>
            <button type="button" aria-pressed={isJson()} onClick={() => setFormat('json')}>
              JSON
            </button>
          </fieldset>
        }
        code={isJson() ? JSON.stringify(props.manifest.json, null, 2) : props.manifest.yaml}
        action={
          <a href={isJson() ? jsonUrl() : props.manifest.url} rel="external" download="">
            <Icon name="down" /> Download
          </a>
        }
      />
    </>
  );
}
