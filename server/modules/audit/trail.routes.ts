import { type ApiRoute, defineRoute } from '../../platform/api-route.ts';
import { JSON_LINES, readTrail } from './trail.controller.ts';
import { exampleEntry, trailPage, trailQuery } from './trail.schemas.ts';

/** The trail for programs. */
export const auditRoutes: ApiRoute[] = [
  defineRoute({
    method: 'get',
    path: '/audit',
    operationId: 'listAuditEntries',
    summary: 'The audit trail, page by page or as JSON lines',
    description:
      'For people who may read the trail and for programs that send the log’s token as `Authorization: Bearer …`. Personal values are ' +
      `masked as on the panel. With \`Accept: ${JSON_LINES}\` every matching entry is sent, one a line, as fast as it is read. ` +
      'Reading it is on record: one entry a person, filter and minute, one an hour for a program.',
    tag: 'Audit',
    access: { resource: 'auditLogs', action: 'list' },
    query: trailQuery,
    answers: {
      200: {
        description: 'One page, or everything as lines.',
        schema: trailPage,
        example: { items: [exampleEntry], next: null },
        others: { [JSON_LINES]: 'One entry a line, in the form of `AuditEntry`.' },
        headers: { Link: 'The address of the next page, with rel="next".' },
      },
    },
    problems: [{ status: 404, code: 'bad_cursor', when: 'The cursor is of another order.' }],
    handle: readTrail,
  }),
];
