import {fieldError, type FieldError} from '../status-error.ts';
import {portName} from './names.ts';

const protocols = ['SCTP', 'TCP', 'UDP'];

export function validatePort(port: number, field: string): FieldError[] {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return [];
  return [fieldError.invalid(field, port, 'must be between 1 and 65535, inclusive')];
}

/** A port's number, or the name of one that a container declares. */
export function validatePortOrName(port: number | string, field: string): FieldError[] {
  if (typeof port === 'number') return validatePort(port, field);
  return portName(port).map((why) => fieldError.invalid(field, port, why));
}

export function validateProtocol(protocol: string | undefined, field: string): FieldError[] {
  if (protocol === undefined || protocols.includes(protocol)) return [];
  return [fieldError.notSupported(field, protocol, protocols)];
}
