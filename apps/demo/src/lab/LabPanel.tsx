import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { isHarmless } from '../../protocol/harm.ts';
import type { LabPerson } from '../../protocol/labMessage.ts';
import { CloseIcon, LabIcon } from '../ui/icons.tsx';
import { useTexts } from '../ui/texts.ts';
import { createLab, type Lab } from './createLab.ts';
import { PersonLab } from './PersonLab.tsx';

interface LabPanelProps {
  url: string;
  room: string;
  ownId: string;
  onClose(): void;
}

/** Harms real packets, one person at a time. */
export function LabPanel({ url, room, ownId, onClose }: LabPanelProps) {
  const t = useTexts();
  const lab = useLab(url, room);
  return (
    <aside className="lab" id="lab" aria-label={t.lab}>
      <header className="lab-head">
        <LabIcon />
        <h2>{t.lab}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t.closeLab}
          title={t.closeLab}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      <LabBody lab={lab} ownId={ownId} />
    </aside>
  );
}

function LabBody({ lab, ownId }: { lab: Lab; ownId: string }) {
  const t = useTexts();
  const { connected, relay, people } = useStore(lab.store);
  const [chosen, setChosen] = useState(ownId);
  const person = people.find(({ id }) => id === chosen) ?? people[0];
  return (
    <div className="lab-body">
      <p className="lab-intro">{connected ? (relay ? t.labIntro : t.labDirect) : t.labOffline}</p>
      <fieldset className="segments">
        <legend className="visually-hidden">{t.labWho}</legend>
        {people.map((each) => (
          <PersonChoice
            key={each.id}
            person={each}
            own={each.id === ownId}
            checked={each === person}
            onChoose={() => setChosen(each.id)}
          />
        ))}
      </fieldset>
      {person && <PersonLab key={person.id} lab={lab} person={person} relayed={relay} />}
    </div>
  );
}

interface PersonChoiceProps {
  person: LabPerson;
  own: boolean;
  checked: boolean;
  onChoose(): void;
}

function PersonChoice({ person, own, checked, onChoose }: PersonChoiceProps) {
  const t = useTexts();
  return (
    <label className="segment">
      <input
        type="radio"
        name="lab-person"
        className="visually-hidden"
        checked={checked}
        onChange={onChoose}
      />
      <bdi>{own ? t.you : person.name}</bdi>
      {!isHarmless(person.harm) && <span className="harm-dot" role="img" aria-label={t.harmed} />}
    </label>
  );
}

function useLab(url: string, room: string): Lab {
  const lab = useMemo(() => createLab(url, room), [url, room]);
  useEffect(() => lab.connect(), [lab]);
  return lab;
}
