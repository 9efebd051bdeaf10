import {UserError} from '../user-error.ts';
import type {EditTarget} from './edit-target.ts';

interface Refused {
  readonly message: string;
  readonly next: string;
}

/** A line that opens an editor where kubectl has a terminal: refused as a line, with what the editor is for. */
export class EditorAsked extends UserError {
  readonly target: EditTarget;

  constructor(target: EditTarget, {message, next}: Refused) {
    super('unsupported', message, {next});
    this.target = target;
  }
}

/** The page that a Service serves. */
export interface AskedPage {
  readonly service: string;
  /** What `-n` says. */
  readonly namespace?: string;
}

/** A line that would carry a Service to a machine that is not here, where its page is looked at: refused likewise. */
export class PageAsked extends UserError {
  readonly page: AskedPage;

  constructor(page: AskedPage, {message, next}: Refused) {
    super('unsupported', message, {next});
    this.page = page;
  }
}
