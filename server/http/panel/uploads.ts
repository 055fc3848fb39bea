import { mkdirSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Request, type RequestHandler, type Response } from 'express';
import multer from 'multer';

const FORM_BYTES = 2 * 1024 * 1024;
const FILE_BYTES = 15 * 1024 * 1024;
const MOST_FIELDS = 5000;

type Payload = { fields?: Record<string, unknown>; files?: unknown };

/**
 * Reads a form's body, whichever way it was sent, and puts it where AdminJS's routes look for it: `req.fields`, and files by the name of
 * their field. An `_id` among the values is dropped: it would move the write to another record. Files are gone when the answer is sent.
 */
export function formBody(): RequestHandler[] {
  const folder = join(tmpdir(), 'counterfoil-uploads');
  mkdirSync(folder, { recursive: true });
  const upload = multer({
    dest: folder,
    limits: { fileSize: FILE_BYTES, files: 10, fields: MOST_FIELDS, fieldSize: FORM_BYTES },
  });
  return [
    express.json({ limit: FORM_BYTES }),
    express.urlencoded({ extended: false, limit: FORM_BYTES, parameterLimit: MOST_FIELDS }),
    upload.any(),
    toFields,
  ];
}

const filesOf = (request: Request): Express.Multer.File[] => (Array.isArray(request.files) ? request.files : []);

const toFields: RequestHandler = (request, response, next) => {
  const files = filesOf(request);
  if (files.length > 0) removeAtTheEnd(files, response);
  const { _id, ...fields } = plainBody(request.body);
  const values = fields['values'];
  if (typeof values === 'object' && values !== null) Reflect.deleteProperty(values, '_id');
  const holder = request as unknown as Payload;
  holder.fields = fields;
  holder.files = Object.fromEntries(
    files.map((file) => [
      file.fieldname,
      { path: file.path, size: file.size, name: file.originalname, type: file.mimetype },
    ]),
  );
  next();
};

/** Multer removes what it could not read to the end; what it could is ours to remove, also when the client has gone away. */
function removeAtTheEnd(files: Express.Multer.File[], response: Response): void {
  const remove = (): void => {
    for (const file of files) unlink(file.path).catch(() => {});
  };
  if (response.destroyed) remove();
  else response.once('close', remove);
}

/** Multer and the JSON parser make objects without or with foreign prototypes; AdminJS spreads them, so they become plain. */
/** Fields whose names every object has, such as `constructor`, are nobody's: AdminJS would look for their types and find functions. */
const plainBody = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object.fromEntries(Object.entries(body).filter(([name]) => !name.split('.').some(isOfEveryObject)))
    : {};

const isOfEveryObject = (name: string): boolean => name === 'prototype' || name in Object.prototype;
