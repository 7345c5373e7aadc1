import { expect, test } from '@playwright/test';
import { CallScreen } from './CallScreen.ts';

test('a person walks from the lobby into a call, copies its link and leaves', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./?lang=en');
  await page.getByLabel('Your name').fill('Ana <b>');
  await page.getByLabel('Room').fill('garden');
  await page.getByRole('button', { name: 'Join call' }).click();
  await expect(page.getByText('You are the first one here')).toBeVisible();
  await expect(page.getByText('Ana <b> (you)').first()).toBeVisible();

  await page.getByRole('button', { name: 'Copy link' }).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('room=garden');

  await page.getByRole('button', { name: 'Turn camera off' }).click();
  await expect(page.getByRole('button', { name: 'Turn camera on' })).toBeVisible();
  await page.getByRole('button', { name: 'Leave call' }).click();
  await expect(page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
});

test('the language changes on the spot', async ({ page }) => {
  await page.goto('./?room=den&user=Ana&autojoin=1&lang=en&media=drawn');
  await page.getByLabel('Language').selectOption('zh-CN');
  await expect(page.getByRole('button', { name: '离开通话' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('a fifth person is told that the room is full', async ({ browser, baseURL, page }) => {
  const four = [];
  for (const name of ['Ana', 'Bo', 'Cy', 'Di'])
    four.push(await CallScreen.join(browser, 'full', name, baseURL));
  for (const screen of four) await expect(screen.page.locator('[data-user-tile]')).toHaveCount(4);
  await page.goto('./?room=full&user=Eve&autojoin=1&lang=en&media=drawn');
  await expect(page.getByText('This room is full: 4 people at most.')).toBeVisible();
  for (const screen of four) await screen.close();
});

test('two people of one name are two people', async ({ browser, baseURL }) => {
  const [one, other] = [
    await CallScreen.join(browser, 'twins', 'Ana', baseURL),
    await CallScreen.join(browser, 'twins', 'Ana', baseURL),
  ];
  await expect(one.page.locator('[data-user-tile]')).toHaveCount(2);
  await expect(other.page.locator('[data-user-tile]')).toHaveCount(2);
  await one.close();
  await other.close();
});

test('the lab harms by hand what the server then loses', async ({ browser, baseURL }) => {
  const ana = await CallScreen.join(browser, 'lab', 'Ana', baseURL);
  const bo = await CallScreen.join(browser, 'lab', 'Bo', baseURL);
  await ana.sees(bo);
  const lab = ana.page.getByRole('complementary', { name: 'Network lab' });
  await lab.getByRole('button', { name: 'Uplink 20 % loss' }).click();
  await expect(lab.getByRole('group', { name: 'Uplink of Ana' })).toContainText(/\d+ lost/);
  await expect(
    bo.page.getByRole('complementary').getByRole('img', { name: 'harmed' }),
  ).toBeVisible();
  await lab.getByRole('button', { name: 'Clean' }).click();
  await expect(lab.getByRole('button', { name: 'Clean' })).toHaveAttribute('aria-pressed', 'true');
  await ana.close();
  await bo.close();
});
