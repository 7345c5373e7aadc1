import type { ReactNode } from 'react';

const icon = (content: ReactNode) =>
  function Icon() {
    return (
      <svg
        className="icon"
        viewBox="0 0 24 24"
        width="24"
        height="24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {content}
      </svg>
    );
  };

const microphone = (
  <>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </>
);
const camera = (
  <>
    <rect x="3" y="6.5" width="12" height="11" rx="3" />
    <path d="m15 11 4.6-2.9a.9.9 0 0 1 1.4.8v6.2a.9.9 0 0 1-1.4.8L15 13" />
  </>
);
const slash = <path d="M4 4l16 16" />;

export const MicrophoneIcon = icon(microphone);
export const MicrophoneOffIcon = icon(
  <>
    {microphone}
    {slash}
  </>,
);
export const CameraIcon = icon(camera);
export const CameraOffIcon = icon(
  <>
    {camera}
    {slash}
  </>,
);
export const HangUpIcon = icon(
  <path
    d="M3.2 13.9c-.5-.6-.6-1.4-.3-2.1C4.2 8.9 8 7.5 12 7.5s7.8 1.4 9.1 4.3c.3.7.2 1.5-.3 2.1l-1.5 1.7c-.5.6-1.3.7-2 .4l-2.3-1.1c-.6-.3-1-.9-.9-1.6l.1-1.1c-1.4-.4-3-.4-4.4 0l.1 1.1c.1.7-.3 1.3-.9 1.6l-2.3 1.1c-.7.3-1.5.2-2-.4z"
    fill="currentColor"
    stroke="none"
  />,
);
export const LinkIcon = icon(
  <>
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1" />
    <path d="M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" />
  </>,
);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6 6 18" />);
export const LabIcon = icon(
  <>
    <path d="M9.5 3h5M10.5 3v6L5.2 18a2 2 0 0 0 1.7 3h10.2a2 2 0 0 0 1.7-3L13.5 9V3" />
    <path d="M7.8 14.5h8.4" />
  </>,
);
export const GlobeIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c2.5 2.6 3.8 5.6 3.8 9s-1.3 6.4-3.8 9c-2.5-2.6-3.8-5.6-3.8-9S9.5 5.6 12 3z" />
  </>,
);
export const UpIcon = icon(<path d="M12 19V5M6 11l6-6 6 6" />);
export const DownIcon = icon(<path d="M12 5v14M6 13l6 6 6-6" />);
export const SpeakerIcon = icon(
  <>
    <path d="M4 10v4h3.5L12 18V6L7.5 10z" />
    <path d="M15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />
  </>,
);
export const ServerIcon = icon(
  <>
    <rect x="4" y="4" width="16" height="7" rx="2" />
    <rect x="4" y="13" width="16" height="7" rx="2" />
    <path d="M8 7.5h.01M8 16.5h.01" />
  </>,
);

export function BrandIcon() {
  return (
    <svg
      className="brand-icon"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="32" height="32" rx="9" fill="var(--accent-strong)" />
      <g fill="#fff">
        <rect x="7" y="17" width="4" height="8" rx="2" />
        <rect x="14" y="12" width="4" height="13" rx="2" />
        <rect x="21" y="7" width="4" height="18" rx="2" />
      </g>
    </svg>
  );
}
