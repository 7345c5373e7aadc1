import type { CallEvidence, Quality } from '@netcue/core';
import type { ReactElement, ReactNode } from 'react';
import { useConnectionState } from '../../hooks/useConnectionState.ts';
import { useDetailMessages } from '../../hooks/useDetailMessages.ts';
import { useNetworkDiagnosis } from '../../hooks/useNetworkDiagnosis.ts';
import { useNetworkMeasures } from '../../hooks/useNetworkMeasures.ts';
import { useNetworkQuality } from '../../hooks/useNetworkQuality.ts';
import { SignalBars } from '../SignalBars/SignalBars.tsx';
import { CopyDiagnostics } from './CopyDiagnostics.tsx';
import { asBitrate, asMilliseconds, asPercent } from './units.ts';

/** What is wrong, the numbers behind it, and the evidence. */
export function DetailsPanel(): ReactElement {
  const { causes, labels } = useDetailMessages();
  const { cause, confidence, evidence } = useNetworkDiagnosis();
  return (
    <>
      <p className="netcue-panel-title" data-cause={cause}>
        {causes[cause]}
      </p>
      <Directions />
      <Measures />
      {cause !== 'none' && (
        <p className="netcue-panel-note">
          {labels.confidence} {asPercent(confidence)}
        </p>
      )}
      <EvidenceList evidence={evidence} />
      <CopyDiagnostics />
    </>
  );
}

function Directions(): ReactElement {
  const { labels, qualities } = useDetailMessages();
  const quality = useNetworkQuality();
  const { lossUp, lossDown, kbpsUp, kbpsDown } = useNetworkMeasures();
  return (
    <table className="netcue-directions">
      <thead>
        <tr>
          <td>{'\u00a0'}</td>
          <th scope="col">{labels.uplink}</th>
          <th scope="col">{labels.downlink}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{labels.network}</th>
          <td>
            <SignalBars direction="uplink" /> {qualities[quality.uplink]}
          </td>
          <td>
            <SignalBars direction="downlink" /> {qualities[quality.downlink]}
          </td>
        </tr>
        <tr>
          <th scope="row">{labels.bitrate}</th>
          <td>
            <bdi>{asBitrate(kbpsUp)}</bdi>
          </td>
          <td>
            <bdi>{asBitrate(kbpsDown)}</bdi>
          </td>
        </tr>
        <tr>
          <th scope="row">{labels.loss}</th>
          <td>
            <bdi>{asPercent(lossUp)}</bdi>
          </td>
          <td>
            <bdi>{asPercent(lossDown)}</bdi>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Measures(): ReactElement {
  const { labels, phases } = useDetailMessages();
  const { phase } = useConnectionState();
  const { roundTripMs, jitterMs } = useNetworkMeasures();
  return (
    <dl className="netcue-measures">
      <Measure label={labels.connection}>{phases[phase]}</Measure>
      <Measure label={labels.roundTrip}>{asMilliseconds(roundTripMs)}</Measure>
      <Measure label={labels.jitter}>{asMilliseconds(jitterMs)}</Measure>
    </dl>
  );
}

function Measure({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

function EvidenceList({ evidence }: { evidence: readonly CallEvidence[] }): ReactElement | null {
  const { labels, qualities, signs = {} } = useDetailMessages();
  if (evidence.length === 0) return null;
  return (
    <ul className="netcue-evidence" aria-label={labels.evidence}>
      {evidence.map(({ sign, at, value }) => (
        <li key={`${sign}${at}`}>
          <span>{signs[sign] ?? sign}</span>
          <span>{qualities[value as Quality] ?? value}</span>
        </li>
      ))}
    </ul>
  );
}
