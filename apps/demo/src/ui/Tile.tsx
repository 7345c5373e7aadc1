import { RemoteUserBadge, SignalBars } from '@netcue/react';
import type { ReactNode } from 'react';
import type { MediaState } from '../../protocol/clientMessage.ts';
import type { CallState, RemotePerson } from '../call/callState.ts';
import { Avatar } from './Avatar.tsx';
import { MicrophoneOffIcon } from './icons.tsx';
import { useTexts } from './texts.ts';
import { VideoView } from './VideoView.tsx';

export function OwnTile({ call, name }: { call: CallState; name: string }) {
  const t = useTexts();
  return (
    <li className="tile" data-own data-user-tile={call.id} data-theme="dark">
      <VideoView
        stream={call.localStream}
        own
        mirrored={call.mirrored}
        hidden={!call.media.video}
      />
      {!call.media.video && <Avatar name={name} />}
      <NameTag name={t.nameAndYou(name)} media={call.media} />
      <span className="tile-bars">
        <SignalBars />
      </span>
      <RemoteUserBadge />
    </li>
  );
}

interface RemoteTileProps {
  person: RemotePerson;
  wantsVideo: boolean;
  onBlocked: (play: () => void) => void;
}

export function RemoteTile({ person, wantsVideo, onBlocked }: RemoteTileProps) {
  const t = useTexts();
  const showsVideo = person.media.video && wantsVideo && person.stream !== null;
  const isConnecting = person.connection === 'new' || person.connection === 'connecting';
  return (
    <li
      className="tile"
      data-user-tile={person.id}
      data-theme="dark"
      data-connection={person.connection}
    >
      <VideoView stream={person.stream} hidden={!showsVideo} onBlocked={onBlocked} />
      {!showsVideo && <Avatar name={person.name} />}
      {isConnecting && <Note>{t.connecting}</Note>}
      <NameTag name={person.name} media={person.media} />
      <span className="tile-bars">
        <SignalBars userId={person.id} />
      </span>
      <RemoteUserBadge userId={person.id} />
    </li>
  );
}

function NameTag({ name, media }: { name: string; media: MediaState }) {
  const t = useTexts();
  return (
    <span className="name-tag">
      {!media.audio && (
        <span className="name-muted" role="img" aria-label={t.muted}>
          <MicrophoneOffIcon />
        </span>
      )}
      <bdi className="name">{name}</bdi>
    </span>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <span className="tile-note">{children}</span>;
}
