/** What the call server accepts; beyond these it refuses with a sentence instead of growing. */
export const limits = {
  rooms: 50,
  peoplePerRoom: 4,
  sockets: 300,
  messageBytes: 32_768,
  messagesPerSecond: 120,
  nameLength: 40,
  roomLength: 64,
  tellBytes: 2_048,
  queuedWhileSilenced: 256,
} as const;

/** The call's own clockwork, in milliseconds. */
export const timing = {
  pingEvery: 1_000,
  pongLateAfter: 1_500,
  freshSocketAfter: 2_000,
  silentAfter: 2_500,
  unheardAfter: 600,
  seatKeptAfterClose: 15_000,
  seatKeptWhenSilent: 60_000,
  joinWithin: 10_000,
} as const;
