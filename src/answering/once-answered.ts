import type {Facilitating} from '#src/chat/facilitating.ts';

/**
 * What facilitators do, where whatever changes something or is put in line waits until the chat has taken its first answer. What
 * only looks, asks or opens a window, which nothing may come before, goes on at once.
 */
export function onceAnswered(at: Facilitating, answerFirst: () => Promise<void>): Facilitating {
  const first =
    <Given extends unknown[], Result>(act: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      await answerFirst();
      return act(...given);
    };
  return {
    exportRecord: async () => at.exportRecord(),
    status: async () => at.status(),
    doctor: async (learners) => at.doctor(learners),
    askToClose: async () => at.askToClose(),
    showLearner: async (learnerId) => at.showLearner(learnerId),
    askForLook: async (learnerId) => at.askForLook(learnerId),
    askForAnswer: async (learnerId) => at.askForAnswer(learnerId),

    record: first(async (deed) => at.record(deed)),
    open: first(async (workshop) => at.open(workshop)),
    setUpServer: first(async () => at.setUpServer()),
    look: first(async (line) => at.look(line)),
    extend: first(async (by) => at.extend(by)),
    close: first(async (workshopId) => at.close(workshopId)),
    pause: first(async () => at.pause()),
    resume: first(async () => at.resume()),
    broadcast: first(async (text) => at.broadcast(text)),
    hint: first(async (hint) => at.hint(hint)),
    fastForward: first(async (to) => at.fastForward(to)),
    reset: first(async (learnerId) => at.reset(learnerId)),
    cancelTask: first(async (taskId) => at.cancelTask(taskId)),
    openThread: first(async (learnerId) => at.openThread(learnerId)),
    take: first(async (learnerId) => at.take(learnerId)),
    answer: first(async (letter) => at.answer(letter)),
    endHelp: first(async (learnerId) => at.endHelp(learnerId)),
  };
}
