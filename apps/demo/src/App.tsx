import { NetworkStatusProvider } from '@netcue/react';
import { en } from '@netcue/react/locales/en';
import { zhCN } from '@netcue/react/locales/zh-CN';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type CallAddress, doorOf } from './call/address.ts';
import { CallScreen } from './ui/CallScreen.tsx';
import { Farewell } from './ui/Farewell.tsx';
import { LanguagePicker } from './ui/LanguagePicker.tsx';
import { Lobby } from './ui/Lobby.tsx';
import { type Language, pickLanguage, TextsContext, textsOf, useTexts } from './ui/texts.ts';
import { type Session, type SessionControl, useSession } from './useSession.ts';

const promptWords = { en, 'zh-CN': zhCN };
const firstNames = ['Ana', 'Bo', 'Chen', 'Dina', 'Eli', 'Fei', 'Gus', 'Hana'];

export function App({ address }: { address: CallAddress }) {
  const [language, setLanguage] = useState(() =>
    pickLanguage(address.lang, ...navigator.languages),
  );
  const [guestName] = useState(
    () => firstNames[Math.floor(Math.random() * firstNames.length)] ?? 'Ana',
  );
  const control = useSession(address);
  const { session } = control;

  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = address.direction ?? 'ltr';
  }, [language, address.direction]);

  return (
    <TextsContext value={textsOf(language)}>
      {session ? (
        <CallStage
          session={session}
          control={control}
          address={address}
          language={language}
          onLanguage={setLanguage}
        />
      ) : (
        <Lobby
          name={address.user ?? guestName}
          room={address.room ?? 'demo'}
          busy={control.opening}
          onJoin={control.join}
        >
          <LanguagePicker language={language} onChange={setLanguage} />
        </Lobby>
      )}
    </TextsContext>
  );
}

interface CallStageProps {
  session: Session;
  control: SessionControl;
  address: CallAddress;
  language: Language;
  onLanguage(language: Language): void;
}

function CallStage({
  session: { call, network },
  control,
  address,
  language,
  onLanguage,
}: CallStageProps) {
  const t = useTexts();
  const stage = useStore(call.store, (state) => state.stage);
  const refusal = useStore(call.store, (state) => state.refusal);
  const rejoin = () => control.join(call.name, call.room);

  if (stage === 'left')
    return (
      <Farewell title={t.leftTitle} text={t.leftHint} onRejoin={rejoin} onLobby={control.end} />
    );
  if (stage === 'refused')
    return (
      <Farewell
        title={t.refusedTitle}
        text={refusal ?? ''}
        onRejoin={rejoin}
        onLobby={control.end}
      />
    );

  const actions = {
    leave: () => call.hangUp(),
    cancel: () => call.hangUp(),
    rejoin,
    retry: () => call.retry(),
    cameraOff: () => void call.setCamera(false),
    pauseIncomingVideo: () => call.setIncomingVideo(false),
    audioOnly() {
      void call.setCamera(false);
      call.setIncomingVideo(false);
    },
    copyDetails: () => void navigator.clipboard?.writeText(network.timeline.export()),
  };
  return (
    <NetworkStatusProvider network={network} locale={promptWords[language]} actions={actions}>
      <CallScreen
        call={call}
        labUrl={doorOf(address.server, 'lab')}
        language={language}
        onLanguage={onLanguage}
      />
    </NetworkStatusProvider>
  );
}
