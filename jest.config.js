/** The tests are run with NODE_OPTIONS=--experimental-vm-modules, since everything here is an ES module. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{server,resources,seeds,storefront}/**/*.test.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.next/', '/\\.data/'],
  modulePathIgnorePatterns: ['<rootDir>/\\.data/', '<rootDir>/storefront/\\.next/'],
  watchPathIgnorePatterns: ['/\\.data/', '/\\.next/', '/node_modules/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2024',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^(rollup|rollup-plugin-.*|@rollup/.*|@babel/preset-.*)$': '<rootDir>/server/testing/no-bundler.cjs',
  },
  globalSetup: '<rootDir>/server/testing/global-setup.ts',
  globalTeardown: '<rootDir>/server/testing/global-teardown.ts',
  testSequencer: '<rootDir>/server/testing/longest-first.mjs',
  // Many tests wait for the database; with one for each of two processors a third of them would idle.
  maxWorkers: 3,
  testTimeout: 30_000,
};
