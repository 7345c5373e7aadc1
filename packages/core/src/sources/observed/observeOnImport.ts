import { observeConnections } from './observeConnections.ts';

/** Undoes what importing this module did. Sources that are attached go on observing for themselves. */
export const stopObserving: () => void = observeConnections();
