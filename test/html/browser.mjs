/**
 * Drives an installed Chromium over its pipe (`--remote-debugging-pipe`): a message is JSON that ends with a zero byte. No
 * package and no port; pages are opened as they are, without changing a byte of them.
 */
import { spawn } from 'node:child_process';

/** Starts a browser; `close` ends it. */
export async function openBrowser() {
  const program = process.env.CHROMIUM ?? 'chromium';
  const browser = spawn(program, ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--remote-debugging-pipe'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const waiting = new Map();
  const listeners = new Set();
  let last = 0;
  let rest = '';
  const fail = (error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  browser.on('error', fail);
  browser.on('exit', (code) => fail(new Error(`${program} ended with ${code}`)));
  browser.stdio[4].setEncoding('utf8');
  browser.stdio[4].on('data', (chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      if (message.id === undefined) for (const listener of listeners) listener(message);
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) asked?.reject(new Error(`${asked.method}: ${message.error.message}`));
      else asked?.resolve(message.result);
    }
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject, method });
      browser.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  return {
    async open(address, { width = 1200, height = 1500, dark = false } = {}) {
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const ask = (method, params) => send(method, params, sessionId);
      const faults = [];
      const loaded = new Promise((resolve) => {
        listeners.add((message) => {
          if (message.sessionId !== sessionId) return;
          if (message.method === 'Page.loadEventFired') resolve();
          if (message.method === 'Log.entryAdded') faults.push(message.params.entry.text);
          if (message.method === 'Network.requestWillBeSent') faults.push(...requestOf(message.params.request.url, address));
        });
      });
      await ask('Page.enable');
      await ask('Log.enable');
      await ask('Network.enable');
      await ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
      await ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
      await ask('Page.navigate', { url: address });
      await loaded;
      return {
        /** What the browser complained of, and what it fetched beside the page. */
        faults,
        async evaluate(expression) {
          const { result, exceptionDetails } = await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
          return result.value;
        },
        async picture(whole = true) {
          const { data } = await ask('Page.captureScreenshot', { captureBeyondViewport: whole });
          return Buffer.from(data, 'base64');
        },
        async print() {
          const { data } = await ask('Page.printToPDF', { preferCSSPageSize: true, displayHeaderFooter: false, printBackground: false });
          return Buffer.from(data, 'base64');
        },
        close: () => send('Target.closeTarget', { targetId }),
      };
    },
    async close() {
      await send('Browser.close');
    },
  };
}

const requestOf = (url, address) => (url === address || url.startsWith('data:') ? [] : [`fetched ${url}`]);
