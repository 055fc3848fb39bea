// The bare contender of `panel-edit`: node:http and the driver; one update and one audit row in a transaction, and nothing else.
import { createServer, type IncomingMessage } from 'node:http';
import mongoose from 'mongoose';

const { MongoClient, ObjectId } = mongoose.mongo;
const client = await new MongoClient(process.env['MONGODB_URI'] ?? '').connect();
const products = client.db().collection('products');
const rows = client.db().collection('auditLogs');

async function bodyOf(request: IncomingMessage): Promise<{ values: Record<string, unknown>; revision: number }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}

async function edit(request: IncomingMessage): Promise<unknown> {
  const { values, revision } = await bodyOf(request);
  const _id = new ObjectId(request.url?.split('/')[2] ?? '');
  const update = { $set: { ...values, updatedAt: new Date() }, $inc: { revision: 1 } };
  const before = await client.withSession((session) =>
    session.withTransaction(async () => {
      const found = await products.findOneAndUpdate({ _id, revision }, update, { session });
      if (!found) throw new Error('stale');
      const prevValue = Object.fromEntries(Object.keys(values).map((name) => [name, found[name]]));
      const row = {
        kind: 'change',
        entity: 'products',
        entityId: String(_id),
        action: 'products.edit',
        outcome: 'done',
        revision: revision + 1,
        prevValue,
        newValue: values,
        performedBy: { kind: 'user', id: 'a'.repeat(24), name: 'Ada Marsh' },
        ip: request.socket.remoteAddress,
        userAgent: request.headers['user-agent'],
        createdAt: new Date(),
      };
      await rows.insertOne(row, { session });
      return found;
    }),
  );
  return { record: { ...before, ...values, revision: revision + 1 } };
}

const server = createServer((request, response) => {
  const answer = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  edit(request).then(
    (body) => answer(200, body),
    (error) => answer(500, { error: String(error) }),
  );
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
