/** A moving picture with a person's initial, for those without a camera. */
export interface DrawnPicture {
  track: MediaStreamTrack;
  close(): void;
}

const width = 640;
const height = 360;
const framesPerSecond = 15;

export function drawPicture(name: string): DrawnPicture {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  const initial = [...name.trim()][0]?.toUpperCase() ?? '?';
  const hue = hueOf(name);
  const startedAt = performance.now();
  const draw = () => {
    if (context) drawFrame(context, initial, hue, (performance.now() - startedAt) / 1_000);
  };
  draw();
  const ticker = createTicker(1_000 / framesPerSecond, draw);
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  if (!track) throw new Error('This browser cannot capture a canvas.');
  return {
    track,
    close() {
      ticker.stop();
      track.stop();
    },
  };
}

/** The same colour for the same name everywhere, and far ones for names that differ little. */
export function hueOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 33 + (letter.codePointAt(0) ?? 0)) % 99_991;
  return Math.round(hash * goldenAngle) % 360;
}

const goldenAngle = 137.508;

function drawFrame(
  context: CanvasRenderingContext2D,
  initial: string,
  hue: number,
  seconds: number,
): void {
  const backdrop = context.createLinearGradient(0, 0, width, height);
  backdrop.addColorStop(0, `hsl(${hue} 42% 30%)`);
  backdrop.addColorStop(1, `hsl(${(hue + 50) % 360} 46% 17%)`);
  context.fillStyle = backdrop;
  context.fillRect(0, 0, width, height);

  drawGlow(
    context,
    width * (0.5 + 0.34 * Math.cos(seconds * 0.7)),
    height * (0.5 + 0.3 * Math.sin(seconds * 0.9)),
    190,
    hue + 30,
  );
  drawGlow(
    context,
    width * (0.5 + 0.3 * Math.cos(seconds * 0.5 + 2)),
    height * (0.5 + 0.34 * Math.sin(seconds * 0.6 + 4)),
    150,
    hue - 35,
  );

  context.fillStyle = `hsl(${hue} 60% 92% / 0.14)`;
  context.beginPath();
  context.arc(width / 2, height / 2, 84 + 4 * Math.sin(seconds * 2.2), 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#fff';
  context.font = '600 84px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(initial, width / 2, height / 2 + 5);

  // One dot a second: a frozen picture is seen at once.
  const turn = seconds * Math.PI * 0.5;
  context.fillStyle = `hsl(${hue + 20} 90% 80%)`;
  context.beginPath();
  context.arc(
    width / 2 + 104 * Math.cos(turn),
    height / 2 + 104 * Math.sin(turn),
    6,
    0,
    Math.PI * 2,
  );
  context.fill();
}

function drawGlow(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  hue: number,
): void {
  const glow = context.createRadialGradient(x, y, 0, x, y, radius);
  glow.addColorStop(0, `hsl(${hue} 70% 60% / 0.45)`);
  glow.addColorStop(1, `hsl(${hue} 70% 60% / 0)`);
  context.fillStyle = glow;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

/** Ticks from a worker, because a page's own timers crawl while its tab is hidden. */
function createTicker(everyMs: number, tick: () => void): { stop(): void } {
  const source = `setInterval(() => postMessage(0), ${everyMs})`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onmessage = tick;
  return {
    stop() {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
