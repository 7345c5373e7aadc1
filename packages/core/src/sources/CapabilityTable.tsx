import { capabilityLines, lagLines } from './describeSource.ts';
import { sdkSources } from './sdkSources.ts';
import type { NetworkSource } from './source.ts';

/** The source itself, or its subpath, e.g. `agora-native`. */
export type CapabilityTableProps = { source: NetworkSource } | { name: string };

/**
 * What a source can tell and how late, from its own declarations. For the docs only; the element is
 * typed loosely because nothing else here knows React.
 */
export function CapabilityTable(props: CapabilityTableProps): object {
  const source = 'source' in props ? props.source : sdkSources[props.name];
  if (!source) throw new Error(`CapabilityTable knows no source called ${JSON.stringify(props)}`);
  return (
    <table>
      <tbody>
        {[...capabilityLines, ...lagLines].map(({ what, says }) => (
          <tr key={what}>
            <th scope="row" style={{ textAlign: 'start' }}>
              {what}
            </th>
            <td>{says(source)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
