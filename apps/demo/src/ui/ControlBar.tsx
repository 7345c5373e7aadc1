import type { ReactNode } from 'react';
import type { Call } from '../call/createCall.ts';
import type { MediaState } from '../../protocol/clientMessage.ts';
import {
  CameraIcon,
  CameraOffIcon,
  HangUpIcon,
  LabIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
} from './icons.tsx';
import { useTexts } from './texts.ts';

interface ControlBarProps {
  call: Call;
  media: MediaState;
  labOpen: boolean;
  onToggleLab(): void;
}

export function ControlBar({ call, media, labOpen, onToggleLab }: ControlBarProps) {
  const t = useTexts();
  return (
    <div className="controls" role="toolbar" aria-label={t.controls}>
      <Control
        off={!media.audio}
        label={media.audio ? t.mute : t.unmute}
        onClick={() => call.setMicrophone(!media.audio)}
      >
        {media.audio ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
      </Control>
      <Control
        off={!media.video}
        label={media.video ? t.cameraOff : t.cameraOn}
        onClick={() => void call.setCamera(!media.video)}
      >
        {media.video ? <CameraIcon /> : <CameraOffIcon />}
      </Control>
      <button
        type="button"
        className="control control-lab"
        title={labOpen ? t.closeLab : t.openLab}
        aria-label={t.lab}
        aria-expanded={labOpen}
        aria-controls="lab"
        onClick={onToggleLab}
      >
        <LabIcon />
      </button>
      <button
        type="button"
        className="control control-leave"
        title={t.hangUp}
        aria-label={t.hangUp}
        onClick={() => call.hangUp()}
      >
        <HangUpIcon />
      </button>
    </div>
  );
}

interface ControlProps {
  off: boolean;
  label: string;
  onClick(): void;
  children: ReactNode;
}

function Control({ off, label, onClick, children }: ControlProps) {
  return (
    <button
      type="button"
      className="control"
      data-off={off || undefined}
      title={label}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
