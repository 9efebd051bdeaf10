/** Whether it ends in that time, in ms. @throws what it throws */
export async function endsWithin(ending: Promise<unknown>, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      ending.then(() => true),
      new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), withinMs);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
