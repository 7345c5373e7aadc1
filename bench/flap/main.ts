import { sequences } from './sequences.ts';
import { throughLiveKit } from './throughLiveKit.ts';
import { throughNaive } from './throughNaive.ts';
import { throughNetcue } from './throughNetcue.ts';

console.log('How often the screen changes and something is read out while a signal flaps.');
console.log('Naive: the newest state as text in a live region. LiveKit: ConnectionStateToast and');
console.log(
  'ConnectionQualityIndicator of @livekit/components-react 3.0.0; they announce nothing.\n',
);

const rows = [];
for (const sequence of sequences) {
  const tallies = {
    Netcue: throughNetcue(sequence),
    naive: throughNaive(sequence),
    LiveKit: await throughLiveKit(sequence),
  };
  rows.push({
    sequence: sequence.name,
    ...Object.fromEntries(
      Object.entries(tallies).flatMap(([who, { changes, announcements }]) => [
        [`${who} changes`, changes],
        [`${who} read out`, announcements],
      ]),
    ),
  });
}
console.table(rows);
