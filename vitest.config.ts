import {defineConfig} from 'vitest/config';
import {TriedVersionsReporter} from './test/support/tried-versions/tried-versions-reporter.ts';

export default defineConfig({
  test: {
    // most tests wait for processes and timers, not for a core
    maxWorkers: 4,
    reporters: ['default', new TriedVersionsReporter()],
    projects: [
      // what has no state can share what it imports: importing anew for each file took a third of the time
      {test: {name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false, testTimeout: 30_000}},
      {test: {name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000}},
      {test: {name: 'journeys', include: ['test/journeys/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000}},
      {test: {name: 'labs', include: ['test/labs/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000}},
      {
        test: {
          name: 'workshops',
          include: ['test/workshops/**/*.test.ts', 'test/installation/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // whole classes: what they measure would be that of the tests beside them
      {
        test: {
          name: 'rehearsals',
          include: ['test/rehearsals/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: {poll: {interval: 50, timeout: 30_000}},
          // a browser and a whole Labrador each: two cores hold one of them
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'slices',
          include: ['test/slices/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'cluster',
          include: ['test/cluster/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
