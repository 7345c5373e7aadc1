import { screen } from '@testing-library/react';
import type { Quality } from '@netcue/core';
import { expect, it } from 'vitest';
import { zhCN } from '../../messages/zh-CN.ts';
import { createTestCall, joined, renderInCall } from '../../testing/testCall.test.helper.tsx';
import { SignalBars } from './SignalBars.tsx';

const levels: Quality[] = ['unknown', 'excellent', 'good', 'poor', 'bad', 'vbad', 'down'];

function drawn(level: Quality): HTMLElement {
  const call = createTestCall();
  call.emit(joined);
  for (let count = 0; count < 6; count += 1) {
    if (level !== 'unknown') {
      call.emit({ type: 'qualitySampled', uplink: level, downlink: level, basis: 'sdk' });
    }
    call.advance(2_000);
  }
  const { unmount } = renderInCall(<SignalBars />, call);
  const bars = screen.getByRole('img').cloneNode(true) as HTMLElement;
  unmount();
  return bars;
}

it('has a shape and a text of its own for every level', () => {
  const all = levels.map(drawn);
  expect(all.map((bars) => bars.dataset.quality)).toEqual(levels);
  expect(new Set(all.map((bars) => bars.getAttribute('aria-label'))).size).toBe(levels.length);
  // `unknown` has the bars of `down` without the cross; the style sheet dots them.
  expect(new Set(all.map((bars) => bars.innerHTML)).size).toBe(levels.length);
});

it('names whose bars these are, in the language of the provider', () => {
  renderInCall(<SignalBars userId="maya" name="Maya" />, createTestCall(), { locale: zhCN });
  expect(screen.getByRole('img')).toHaveAccessibleName('\u2068Maya\u2069的网络质量：未知');
});

it('draws your content with the level on its own element', () => {
  renderInCall(<SignalBars>{({ level }) => `~${level}~`}</SignalBars>, createTestCall());
  expect(screen.getByRole('img')).toHaveTextContent('~unknown~');
  expect(screen.getByRole('img')).toHaveAttribute('data-quality', 'unknown');
});
