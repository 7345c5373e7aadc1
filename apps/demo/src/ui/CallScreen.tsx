import { NetworkBanner, NetworkToaster } from '@netcue/react';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import type { Call } from '../call/createCall.ts';
import { LabPanel } from '../lab/LabPanel.tsx';
import { ControlBar } from './ControlBar.tsx';
import { CopyLinkButton } from './CopyLinkButton.tsx';
import { Elapsed } from './Elapsed.tsx';
import { BrandIcon, SpeakerIcon } from './icons.tsx';
import { LanguagePicker } from './LanguagePicker.tsx';
import { type Language, useTexts } from './texts.ts';
import { OwnTile, RemoteTile } from './Tile.tsx';

interface CallScreenProps {
  call: Call;
  labUrl: string;
  language: Language;
  onLanguage(language: Language): void;
}

export function CallScreen({ call, labUrl, language, onLanguage }: CallScreenProps) {
  const t = useTexts();
  const state = useStore(call.store);
  const [labOpen, setLabOpen] = useState(() => window.matchMedia('(min-width: 1100px)').matches);
  const [blocked, setBlocked] = useState<readonly (() => void)[]>([]);
  const block = useCallback((play: () => void) => setBlocked((others) => [...others, play]), []);
  const toggleLab = () => setLabOpen((open) => !open);
  const isAlone = state.people.length === 0;

  return (
    <div className="call" data-lab={labOpen ? 'open' : 'closed'} data-stage={state.stage}>
      <header className="topbar">
        <BrandIcon />
        <h1 className="topbar-room">
          <span className="visually-hidden">{t.calling(call.room)}</span>
          <bdi aria-hidden="true">{call.room}</bdi>
        </h1>
        {state.joinedAt === null ? (
          <span className="elapsed">{t.joining}</span>
        ) : (
          <Elapsed since={state.joinedAt} label={t.elapsed} />
        )}
        <span className="topbar-space" />
        <CopyLinkButton room={call.room} className="button button-quiet" />
        <LanguagePicker language={language} onChange={onLanguage} />
      </header>

      <main className="stage">
        <NetworkBanner />
        <div className="tiles-frame">
          {' '}
          <ul className="tiles" data-count={state.people.length + 1} aria-label={t.people}>
            {state.people.map((person) => (
              <RemoteTile
                key={person.id}
                person={person}
                wantsVideo={state.media.wantsVideo}
                onBlocked={block}
              />
            ))}
            <OwnTile call={state} name={call.name} />
          </ul>
        </div>{' '}
        {isAlone && state.stage === 'inCall' && <Invitation room={call.room} />}
        <div className="stage-notes">
          {blocked.length > 0 && (
            <button
              type="button"
              className="button button-primary"
              onClick={() => setBlocked(playAll(blocked))}
            >
              <SpeakerIcon />
              {t.hear}
            </button>
          )}
          {!state.media.wantsVideo && (
            <p className="note">
              {t.incomingVideoPaused}
              <button
                type="button"
                className="button button-quiet"
                onClick={() => call.setIncomingVideo(true)}
              >
                {t.resumeVideo}
              </button>
            </p>
          )}
        </div>
        <NetworkToaster />
      </main>

      <footer className="bottombar">
        <ControlBar call={call} media={state.media} labOpen={labOpen} onToggleLab={toggleLab} />
      </footer>
      {labOpen && <LabPanel url={labUrl} room={call.room} ownId={state.id} onClose={toggleLab} />}
    </div>
  );
}

function Invitation({ room }: { room: string }) {
  const t = useTexts();
  return (
    <section className="invitation">
      <h2>{t.alone}</h2>
      <p>{t.aloneHint}</p>
      <CopyLinkButton room={room} className="button button-primary" />
    </section>
  );
}

function playAll(blocked: readonly (() => void)[]): [] {
  for (const play of blocked) play();
  return [];
}
