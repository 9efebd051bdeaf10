import {defineConfig} from 'vitest/config';
import {FailedFilesReporter} from './test/support/failed-files-reporter.ts';
import {TriedVersionsReporter} from './test/support/tried-versions/tried-versions-reporter.ts';

export default defineConfig({
  test: {
    // most tests wait for processes and timers, not for a core
    maxWorkers: 4,
    reporters: ['default', new TriedVersionsReporter(), new FailedFilesReporter()],
    projects: [
      // what has no state can share what it imports: importing anew for each file took a third of the time
      {test: {name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false, testTimeout: 30_000}},
      {
        test: {
          name: 'contract',
          include: ['test/contract/{cluster,kubernetes,queue,store}/**/*.test.ts'],
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      // discord.js and the cluster's client bring an undici each, and a process has one global dispatcher
      {
        test: {
          name: 'contract-discord',
          include: ['test/contract/discord/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {test: {name: 'house', include: ['test/house/**/*.test.ts'], testTimeout: 400_000, hookTimeout: 400_000}},
      {test: {name: 'journeys', include: ['test/journeys/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000}},
      {test: {name: 'long', include: ['test/journeys/long/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000}},
      {
        test: {
          name: 'workshops',
          include: ['test/journeys/{workshops,installation}/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      // whole classes: what they measure would be that of the tests beside them
      {
        test: {
          name: 'rehearsals',
          include: ['test/journeys/rehearsals/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/journeys/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: {poll: {interval: 50, timeout: 30_000}},
          // a browser and a whole Labrador each: two cores hold one of them
          fileParallelism: false,
        },
      },
      {test: {name: 'alerts', include: ['test/real/alerts/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000}},
      {test: {name: 'compose', include: ['test/real/compose/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000}},
      {
        test: {
          name: 'slices',
          include: ['test/real/cluster/slices/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'deploy',
          include: ['test/real/deploy/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'cluster',
          include: ['test/real/cluster/*.test.ts'],
          // a kubelet of the oldest version takes its time with each Pod that goes
          testTimeout: 600_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
