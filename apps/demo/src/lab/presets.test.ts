import { expect, it } from 'vitest';
import { noHarm } from '../../protocol/harm.ts';
import { parseLabCommand } from '../../protocol/labMessage.ts';
import { presetOf, presets, wholeChange } from './presets.ts';

it('offers only what the server accepts', () => {
  for (const preset of presets) {
    const command = { type: 'harm', room: 'den', id: 'ana', change: wholeChange(preset) };
    expect(parseLabCommand(JSON.stringify(command)), preset.id).toHaveProperty('message');
  }
});

it('recognises the preset that a harm is', () => {
  for (const preset of presets.filter(({ forMs }) => !forMs)) {
    expect(presetOf(wholeChange(preset))).toBe(preset.id);
  }
  expect(presetOf(noHarm)).toBe('clean');
  expect(presetOf({ ...noHarm, up: { ...noHarm.up, loss: 0.33 } })).toBeNull();
});

it('leaves nothing of the fault before', () => {
  expect(wholeChange({ change: { up: { loss: 0.2 } } })).toEqual({
    ...noHarm,
    up: { ...noHarm.up, loss: 0.2 },
  });
});
