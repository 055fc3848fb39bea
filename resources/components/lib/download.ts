import { type Answer, faultOf, SESSION_ENDED } from './api.ts';
import { rootPath } from './state.ts';

/** Fetches a file of the panel's API and hands it to the browser to keep. Like `call` it never throws. */
export async function download(path: string, otherwiseCalled: string): Promise<Answer> {
  try {
    const response = await fetch(`${rootPath()}/api${path}`, {
      headers: { 'x-counterfoil': 'panel' },
      credentials: 'same-origin',
    });
    const { status } = response;
    if (status === 401) window.dispatchEvent(new Event(SESSION_ENDED));
    if (!response.ok) return { status, error: faultOf(await response.json().catch(() => ({})), status) };
    keep(await response.blob(), nameIn(response.headers.get('content-disposition')) ?? otherwiseCalled);
    return { status };
  } catch {
    return { status: 0, error: { code: 'offline', message: '', fields: {} } };
  }
}

const nameIn = (disposition: string | null): string | undefined => /filename="([^"]+)"/.exec(disposition ?? '')?.[1];

function keep(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
