import type { ReactNode } from 'react';
import type { Harm, Impairment } from '../../protocol/harm.ts';
import type { LabPerson, LinkCount } from '../../protocol/labMessage.ts';
import { DownIcon, ServerIcon, UpIcon } from '../ui/icons.tsx';
import { useTexts } from '../ui/texts.ts';
import type { Lab } from './createLab.ts';
import { presetOf, presets, wholeChange } from './presets.ts';
import { Slider } from './Slider.tsx';

interface PersonLabProps {
  lab: Lab;
  person: LabPerson;
  relayed: boolean;
}

export function PersonLab({ lab, person, relayed }: PersonLabProps) {
  const t = useTexts();
  const { id, name, harm } = person;
  const active = presetOf(harm);
  return (
    <>
      <fieldset className="presets">
        <legend>{t.presets}</legend>
        {presets.map((preset) => (
          <button
            type="button"
            key={preset.id}
            className="chip"
            aria-pressed={preset.id === active}
            data-preset={preset.id}
            onClick={() => lab.harm(id, wholeChange(preset), preset.forMs)}
          >
            {t.preset[preset.id]}
          </button>
        ))}
      </fieldset>
      {relayed && (
        <>
          <LinkLab
            title={t.uplink}
            label={t.uplinkOf(name)}
            icon={<UpIcon />}
            impairment={harm.up}
            count={person.up}
            onChange={(up) => lab.harm(id, { up })}
          />
          <LinkLab
            title={t.downlink}
            label={t.downlinkOf(name)}
            icon={<DownIcon />}
            impairment={harm.down}
            count={person.down}
            onChange={(down) => lab.harm(id, { down })}
          />
        </>
      )}
      <fieldset className="lab-card">
        <legend>
          <ServerIcon />
          {t.reach}
        </legend>
        {reachSwitches.map((what) => (
          <Switch
            key={what}
            label={t[what]}
            on={harm[what]}
            onChange={(on) => lab.harm(id, { [what]: on })}
          />
        ))}
      </fieldset>
    </>
  );
}

const reachSwitches = [
  'signalingSilent',
  'serverSilent',
  'otherHostSilent',
] as const satisfies (keyof Harm)[];

interface LinkLabProps {
  title: string;
  label: string;
  icon: ReactNode;
  impairment: Impairment;
  count: LinkCount;
  onChange(change: Partial<Impairment>): void;
}

/** The rate slider's stops: even steps would spend most of its way on rates nobody feels. */
const rates = [0, 2_000, 1_000, 500, 300, 200, 150, 100, 50];

function LinkLab({ title, label, icon, impairment, count, onChange }: LinkLabProps) {
  const t = useTexts();
  const { loss, burst, delayMs, jitterMs, rateKbps, swallow } = impairment;
  const rateStop = Math.max(0, rates.indexOf(rateKbps));
  return (
    <fieldset className="lab-card" aria-label={label}>
      <legend>
        {icon}
        {title}
        <Count count={count} />
      </legend>
      <Slider
        label={t.loss}
        value={loss * 100}
        max={100}
        text={`${Math.round(loss * 100)} %`}
        onChange={(value) => onChange({ loss: value / 100 })}
      />
      {loss > 0 && loss < 1 && (
        <Slider
          label={t.burst}
          value={burst}
          min={1}
          max={30}
          text={`≈ ${burst}`}
          onChange={(value) => onChange({ burst: value })}
        />
      )}
      <Slider
        label={t.delay}
        value={delayMs}
        max={1_000}
        step={10}
        text={`${delayMs} ms`}
        onChange={(value) => onChange({ delayMs: value })}
      />
      <Slider
        label={t.jitter}
        value={jitterMs}
        max={500}
        step={10}
        text={`${jitterMs} ms`}
        onChange={(value) => onChange({ jitterMs: value })}
      />
      <Slider
        label={t.rate}
        value={rateStop}
        max={rates.length - 1}
        text={rateKbps > 0 ? `${rateKbps} kbit/s` : t.unlimited}
        onChange={(stop) => onChange({ rateKbps: rates[stop] ?? 0 })}
      />
      <Switch label={t.swallow} on={swallow} onChange={(on) => onChange({ swallow: on })} />
    </fieldset>
  );
}

function Count({ count: { passed, lost } }: { count: LinkCount }) {
  const t = useTexts();
  return (
    <span className="count">
      {passed.toLocaleString()} {t.passed}
      {lost > 0 && (
        <>
          {' · '}
          <b>
            {lost.toLocaleString()} {t.lost}
          </b>
        </>
      )}
    </span>
  );
}

interface SwitchProps {
  label: string;
  on: boolean;
  onChange(on: boolean): void;
}

function Switch({ label, on, onChange }: SwitchProps) {
  return (
    <label className="switch">
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        onChange={({ target }) => onChange(target.checked)}
      />
    </label>
  );
}
