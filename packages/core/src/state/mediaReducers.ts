import type { CallReducers } from './reduceCall.ts';
import { reduceMedia } from './reduceMedia.ts';

/** What is remembered of measured media. */
export const mediaReducers: CallReducers = {
  mediaSampled: (call, event) => ({
    mediaSeen: true,
    media: {
      ...call.media,
      [event.connectionId]: reduceMedia(call.media[event.connectionId], event),
    },
  }),
  mediaClosed: (call, { connectionId }) => {
    if (!call.media[connectionId]) return undefined;
    const { [connectionId]: _closed, ...media } = call.media;
    return { media };
  },
};
