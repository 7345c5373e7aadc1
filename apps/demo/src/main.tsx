import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { readAddress } from './call/address.ts';
import './styles/index.css';
import '@netcue/react/styles.css';

const ownServer = document.querySelector<HTMLMetaElement>('meta[name="call-server"]')?.content;
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root to draw in.');

createRoot(root).render(
  <StrictMode>
    <App address={readAddress(new URL(window.location.href), ownServer || null)} />
  </StrictMode>,
);
