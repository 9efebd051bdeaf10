import {boolean, object, string} from '../schema/schema.ts';

export const seLinuxOptions = object('SELinuxOptions', {user: string, role: string, type: string, level: string});
export const seccompProfile = object('SeccompProfile', {type: string, localhostProfile: string});
export const appArmorProfile = object('AppArmorProfile', {type: string, localhostProfile: string});
export const windowsOptions = object('WindowsSecurityContextOptions', {
  gmsaCredentialSpecName: string,
  gmsaCredentialSpec: string,
  runAsUserName: string,
  hostProcess: boolean,
});
