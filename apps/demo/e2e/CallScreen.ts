import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import type { HarmChange } from '../protocol/harm.ts';
import { type PresetId, presets, wholeChange } from '../src/lab/presets.ts';
import { type EmulatedNetwork, type Emulation, emulateNetwork } from './emulateNetwork.ts';
import { keepPromptRecord, type SeenPrompt } from './promptRecord.ts';

/** One person's screen in a real call. */
export class CallScreen {
  readonly page: Page;
  readonly name: string;
  readonly room: string;
  readonly #context: BrowserContext;
  readonly #emulation: Emulation | undefined;

  private constructor(
    context: BrowserContext,
    page: Page,
    name: string,
    room: string,
    emulation: Emulation | undefined,
  ) {
    this.#context = context;
    this.#emulation = emulation;
    this.page = page;
    this.name = name;
    this.room = room;
  }

  /** `emulated`: Chromium's own emulation is at hand as well as the relay's harm. */
  static async join(
    browser: Browser,
    room: string,
    name: string,
    baseURL: string | undefined,
    { emulated = false } = {},
  ): Promise<CallScreen> {
    const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(keepPromptRecord);
    const emulation = emulated ? await emulateNetwork(page) : undefined;
    await page.goto(`./?room=${room}&user=${name}&autojoin=1&media=drawn&lang=en`);
    return new CallScreen(context, page, name, room, emulation);
  }

  /** The other person's picture plays: media has come the whole way. */
  async sees(other: CallScreen): Promise<void> {
    const video = this.page.locator(`[data-user-tile="${other.id}"] video`);
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
      .toBeGreaterThan(0.5);
  }

  /** A prompt of this kind comes on screen. */
  async isTold(
    kind: string,
    { within = 15_000, about }: { within?: number; about?: CallScreen } = {},
  ): Promise<void> {
    const user = about ? `[data-user-id="${about.id}"]` : '';
    const prompt = this.page.locator(`[data-netcue-prompt="${kind}"]${user}`).first();
    try {
      await prompt.waitFor({ timeout: within });
    } catch {
      const told = (await this.promptsSeen()).map((seen) => seen.kind).join(', ') || 'nothing';
      throw new Error(
        `${this.name} should be told ${kind} within ${within} ms, and was told ${told}.`,
      );
    }
  }

  /** No prompt of this kind is on screen any more. */
  async isNoLongerTold(kind: string, { within = 15_000 } = {}): Promise<void> {
    await expect(this.page.locator(`[data-netcue-prompt="${kind}"]`)).toHaveCount(0, {
      timeout: within,
    });
  }

  /** Every prompt that was ever on screen, however shortly, was one of these. */
  async wasOnlyTold(...kinds: string[]): Promise<void> {
    const seen = await this.promptsSeen();
    const wrong = seen.filter(({ kind }) => !kinds.includes(kind));
    expect(wrong, `${this.name} was told what is not true`).toEqual([]);
  }

  async wasToldNothing(): Promise<void> {
    await this.wasOnlyTold();
  }

  promptsSeen(): Promise<SeenPrompt[]> {
    return this.page.evaluate(() => window.promptsSeen);
  }

  /** Does one of the lab's presets to this person's packets, on the server. */
  async suffers(preset: PresetId): Promise<void> {
    const chosen = presets.find(({ id }) => id === preset);
    if (!chosen) throw new Error(`No preset ${preset}.`);
    await this.harm(wholeChange(chosen), chosen.forMs);
  }

  async harm(change: HarmChange, forMs?: number): Promise<void> {
    await this.#lab({
      type: 'harm',
      room: this.room,
      id: this.id,
      change,
      ...(forMs && { forMs }),
    });
  }

  async recovers(): Promise<void> {
    await this.#lab({ type: 'heal', room: this.room, id: this.id });
  }

  /** Asked from outside the page: its own network may be gone. */
  async #lab(command: object): Promise<void> {
    const response = await fetch(new URL('lab', this.page.url()), {
      method: 'POST',
      body: JSON.stringify(command),
    });
    expect(response.ok).toBe(true);
  }

  /** The device loses its network: the browser knows, and no packet leaves. */
  async goesOffline(): Promise<void> {
    await this.suffers('noInternet');
    await this.#context.setOffline(true);
  }

  async comesOnline(): Promise<void> {
    await this.#context.setOffline(false);
    await this.recovers();
  }

  /** Does this to the packets in Chromium itself. */
  async emulates(network: EmulatedNetwork): Promise<void> {
    await this.#emulated.set(network);
  }

  /** The browser is wrong about being online. */
  async pretendsOnline(online: boolean): Promise<void> {
    await this.#emulated.pretendOnline(online);
  }

  get #emulated(): Emulation {
    if (!this.#emulation) throw new Error(`${this.name} has to join with { emulated: true }.`);
    return this.#emulation;
  }

  async mutes(): Promise<void> {
    await this.page.getByRole('button', { name: 'Mute microphone' }).click();
  }

  async turnsCameraOff(): Promise<void> {
    await this.page.getByRole('button', { name: 'Turn camera off' }).click();
  }

  async hangsUp(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave call' }).click();
    await expect(this.page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
  }

  /** The page's process dies without a goodbye. */
  async isKilled(): Promise<void> {
    const session = await this.#context.newCDPSession(this.page);
    void session.send('Page.crash').catch(() => {});
    await this.page.waitForEvent('crash');
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  get id(): string {
    return this.name.toLowerCase();
  }
}
