/** The part of a `TrackPublication` that tells which stream is its own. */
export interface LiveKitTrackPublication {
  readonly track?: { readonly mediaStreamTrack?: { readonly id: string } | undefined } | undefined;
}

/** The part of a `Room` that tells whose track is whose. */
export interface LiveKitTracks {
  readonly remoteParticipants: ReadonlyMap<
    string,
    { readonly trackPublications: ReadonlyMap<string, LiveKitTrackPublication> }
  >;
}

/** The ids of the tracks on which a participant is received. */
export function livekitTracks({ remoteParticipants }: LiveKitTracks, userId: string): string[] {
  const publications = remoteParticipants.get(userId)?.trackPublications.values() ?? [];
  return [...publications].flatMap(({ track }) => track?.mediaStreamTrack?.id ?? []);
}
