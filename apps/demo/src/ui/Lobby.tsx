import { type FormEvent, type ReactNode, useState } from 'react';
import { isPersonName, isRoomName } from '../../protocol/clientMessage.ts';
import { limits } from '../../protocol/limits.ts';
import { hueOf } from '../call/drawnPicture.ts';
import { BrandIcon } from './icons.tsx';
import { useTexts } from './texts.ts';

interface LobbyProps {
  name: string;
  room: string;
  busy: boolean;
  onJoin(name: string, room: string): void;
  children?: ReactNode;
}

export function Lobby({ name: firstName, room: firstRoom, busy, onJoin, children }: LobbyProps) {
  const t = useTexts();
  const [name, setName] = useState(firstName);
  const [room, setRoom] = useState(firstRoom);
  const ready = isPersonName(name) && isRoomName(room) && !busy;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onJoin(name.trim(), room);
  };

  return (
    <main className="lobby">
      <form className="card lobby-card" onSubmit={submit}>
        <header className="lobby-head">
          <BrandIcon />
          <div>
            <p className="brand">Netcue</p>
            <p className="tagline">{t.tagline}</p>
          </div>
        </header>
        <div
          className="lobby-preview"
          style={{ '--hue': hueOf(name) } as React.CSSProperties}
          aria-hidden="true"
        >
          <span className="lobby-initial">{[...name.trim()][0]?.toUpperCase() ?? '·'}</span>
        </div>
        <h1>{t.lobbyTitle}</h1>
        <label className="field">
          <span>{t.yourName}</span>
          <input
            name="name"
            value={name}
            onChange={({ target }) => setName(target.value)}
            maxLength={limits.nameLength}
            placeholder={t.namePlaceholder}
            autoComplete="nickname"
            required
            autoFocus
          />
        </label>
        <label className="field">
          <span>{t.room}</span>
          <input
            name="room"
            value={room}
            onChange={({ target }) => setRoom(target.value)}
            maxLength={limits.roomLength}
            aria-describedby="room-hint"
            autoComplete="off"
            spellCheck={false}
            required
          />
          <small id="room-hint">{t.roomHint}</small>
        </label>
        <button type="submit" className="button button-primary" disabled={!ready}>
          {busy ? t.openingMedia : t.join}
        </button>
      </form>
      {children}
    </main>
  );
}
