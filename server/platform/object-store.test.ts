import { afterAll, describe, expect, it } from '@jest/globals';
import { storedKeys, useObjectStore } from '../testing/object-store.ts';
import {
  bucketName,
  configureObjectStore,
  deleteObjects,
  ensureBucket,
  getObject,
  headObject,
  pingObjectStore,
  putObject,
} from './object-store.ts';

describe('an object store that answers', () => {
  useObjectStore();

  it('gives back what was stored, and what is known of it', async () => {
    const body = Buffer.from('lantern');
    await putObject('a/b c+d.txt', body, { contentType: 'text/plain', cacheControl: 'max-age=1' });
    expect(await getObject('a/b c+d.txt')).toMatchObject({ body, contentType: 'text/plain', size: 7 });
    const { body: _body, ...facts } = (await getObject('a/b c+d.txt'))!;
    expect(await headObject('a/b c+d.txt')).toEqual(facts);
  });

  it('answers null for what is not there', async () => {
    expect(await getObject('nothing')).toBeNull();
    expect(await headObject('nothing')).toBeNull();
  });

  it('lists and deletes more than a page, and deleting what is gone is no error', async () => {
    const keys = Array.from({ length: 1_050 }, (_, n) => `many/${String(n).padStart(4, '0')}`);
    for (let at = 0; at < keys.length; at += 50) {
      const some = keys.slice(at, at + 50);
      await Promise.all(some.map((key) => putObject(key, Buffer.from('x'), { contentType: 'text/plain' })));
    }
    expect(await storedKeys('many/')).toEqual(keys);
    await deleteObjects([...keys, 'many/never']);
    expect(await storedKeys('many/')).toEqual([]);
  }, 60_000);

  it('makes its bucket once, however often it is asked to', async () => {
    await Promise.all([ensureBucket(), ensureBucket()]);
    await pingObjectStore();
  });
});

describe('an object store that does not answer', () => {
  afterAll(() => configureObjectStore({ region: 'us-east-1', bucket: bucketName() }));

  it('is a clear error with 503, not one of the network', async () => {
    configureObjectStore({
      endpoint: 'http://127.0.0.1:9',
      region: 'us-east-1',
      bucket: 'nowhere',
      accessKeyId: 'a',
      secretAccessKey: 'b',
    });
    const unavailable = { code: 'object_store_unavailable', status: 503 };
    await expect(getObject('x')).rejects.toMatchObject(unavailable);
    await expect(putObject('x', Buffer.from('x'), { contentType: 'text/plain' })).rejects.toMatchObject(unavailable);
    await expect(pingObjectStore()).rejects.toMatchObject(unavailable);
  });
});
