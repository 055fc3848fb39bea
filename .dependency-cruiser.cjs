// The import rule of docs/architecture.md. Each rule is named by what it protects.
const module_ = (name) => `^server/modules/${name}/`;
/** What each module may import of the others, always through their index.ts. */
const MAY_IMPORT = {
  audit: [],
  media: ['audit'],
  identity: ['audit'],
  settings: ['audit'],
  notifications: ['settings', 'audit'],
  catalog: ['media', 'audit'],
  inventory: ['catalog', 'notifications', 'settings', 'audit'],
  payments: ['settings', 'audit'],
  ordering: ['catalog', 'inventory', 'identity', 'payments', 'notifications', 'media', 'settings', 'audit'],
  operations: ['ordering', 'inventory', 'catalog', 'identity', 'payments', 'media', 'settings', 'audit'],
  privacy: [
    'operations',
    'ordering',
    'inventory',
    'catalog',
    'identity',
    'payments',
    'notifications',
    'media',
    'audit',
  ],
};
const TESTS = '\\.test\\.tsx?$|^server/testing/';

module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment: 'server/shared imports nothing of ours: it can be read and tested by itself.',
      severity: 'error',
      from: { path: '^server/shared/', pathNot: TESTS },
      to: { path: '^(server|resources|seeds|storefront)/', pathNot: '^server/shared/' },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'server/platform is technical: it may use shared, never a module.',
      severity: 'error',
      from: { path: '^server/platform/', pathNot: TESTS },
      to: { path: '^(server|resources|seeds|storefront)/', pathNot: '^server/(platform|shared)/' },
    },
    ...Object.entries(MAY_IMPORT).flatMap(([name, others]) => [
      {
        name: `${name}-imports-only-what-lies-below`,
        comment: `The module ${name} may import shared, platform and ${others.join(', ') || 'no other module'}.`,
        severity: 'error',
        from: { path: module_(name), pathNot: TESTS },
        to: {
          path: '^(server|resources|seeds|storefront)/',
          pathNot: [
            '^server/(platform|shared)/',
            module_(name),
            ...others.map((other) => `^server/modules/${other}/index\\.ts$`),
          ],
        },
      },
    ]),
    {
      name: 'resources-enter-by-the-admin-door',
      comment: 'The panel’s resources see a module only through its admin.ts.',
      severity: 'error',
      from: { path: '^resources/', pathNot: TESTS },
      to: { path: '^server/modules/', pathNot: '/admin\\.ts$' },
    },
    {
      name: 'only-the-panel-imports-resources',
      comment: 'http/admin-panel.ts (and the build of the panel’s bundle) is the only reader of resources/.',
      severity: 'error',
      from: {
        path: '^(server|seeds)/',
        pathNot: [TESTS, '^server/http/admin-panel\\.ts$', '^server/http/panel/', '^server/cli/build-panel\\.ts$'],
      },
      to: { path: '^resources/' },
    },
    {
      name: 'services-know-no-http',
      comment: 'Use cases, services, repositories, policies and models know neither Express nor HTTP.',
      severity: 'error',
      from: { path: '\\.(use-case|service|repository|policy|model)\\.ts$' },
      to: { path: ['^server/http/', 'node_modules/express/'] },
    },
    {
      name: 'storefront-stands-alone',
      comment: 'The storefront talks to the server over HTTP only.',
      severity: 'error',
      from: { path: '^storefront/' },
      to: { path: '^(server|resources|seeds)/' },
    },
    {
      name: 'no-circles',
      comment: 'A circle cannot be taken apart into services later.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'embedded-parts-stay-out-of-the-product',
      comment:
        'What a developer’s machine gets in place of Atlas, S3 and Auth0 is started by the launcher and by tests, never by the server.',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/(embedded|cli|testing)/', TESTS] },
      to: { path: '^server/embedded/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.next/', '\\.data/', 'adminjs-tmp/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
