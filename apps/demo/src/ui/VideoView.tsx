import { useEffect, useRef } from 'react';

interface VideoViewProps {
  stream: MediaStream | null;
  /** Our own picture is silent. */
  own?: boolean;
  mirrored?: boolean;
  hidden: boolean;
  /** The browser wants a click before it plays sound. */
  onBlocked?: (play: () => void) => void;
}

/** Plays one person's picture and sound. It stays mounted while the picture is hidden, because the sound goes on. */
export function VideoView({
  stream,
  own = false,
  mirrored = false,
  hidden,
  onBlocked,
}: VideoViewProps) {
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    if (!stream) return;
    element.play().catch((error: Error) => {
      if (error.name === 'NotAllowedError') onBlocked?.(() => void element.play().catch(() => {}));
    });
    return () => {
      element.srcObject = null;
    };
  }, [stream, onBlocked]);

  return (
    <video
      ref={video}
      className="video"
      data-mirrored={mirrored || undefined}
      hidden={hidden}
      muted={own}
      autoPlay
      playsInline
    />
  );
}
