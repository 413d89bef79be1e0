import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium, without its own network chatter. Without a UTF-8 locale it calls every file with a Japanese name "download". */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
}
