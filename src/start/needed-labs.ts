import {LabError} from '#src/authoring/read-lab-yaml.ts';
import {ConfigError, type Config} from '#src/config.ts';
import type {Lab} from '#src/lab/lab.ts';
import {beyond} from '#src/sandbox/container-amounts.ts';
import {readLabs} from '#src/store/read-labs.ts';

/**
 * The labs of the folder that the configuration names, or of `ownFolder`.
 * @throws ConfigError when the lab of the configuration is missing or wrong, or one lets a container or a claim have too much
 */
export async function readNeededLabs(
  config: Config,
  ownFolder: string,
  log: (message: string, error: unknown) => void,
): Promise<ReadonlyMap<string, Lab>> {
  const folder = config.labsDir ?? ownFolder;
  const labs = await readLabs(folder, config.lab, log).catch((error: unknown) => {
    if (error instanceof LabError) throw new ConfigError(error.message);
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new ConfigError(
      `The lab ${config.lab} can't be read in ${folder} (${String(error.code)}). Correct LAB or LABS_DIR.`,
    );
  });
  for (const [name, {largestContainer, largestClaim}] of labs) {
    if (parseInt(largestClaim, 10) > parseInt(config.largestClaim, 10)) {
      throw new ConfigError(
        `The lab ${name} lets a claim ask for ${largestClaim}, more than ${config.largestClaim}: see LARGEST_CLAIM.`,
      );
    }
    const excess = beyond(largestContainer, config.largestContainer);
    if (excess.length === 0) continue;
    throw new ConfigError(`The lab ${name} lets a container have ${excess.join(', ')}: see LARGEST_CONTAINER.`);
  }
  return labs;
}
