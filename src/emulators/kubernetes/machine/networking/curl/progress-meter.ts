export const progressHeading =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';

/** What the meter has shown by the end of a transfer: the row that it began with, and the last. */
export function progressRows({received, seconds}: {received: number; seconds: number}): string {
  const speed = seconds === 0 ? 0 : received / seconds;
  return `\r${row({received: 0, speed: 0})}\r${row({received, speed})}\n`;
}

function row({received, speed}: {received: number; speed: number}): string {
  const part = received > 0 ? '100' : '  0';
  const [bytes, perSecond, none] = [fiveWide(received), fiveWide(speed), fiveWide(0)];
  return `${part} ${bytes}  ${part} ${bytes}    0 ${none}  ${perSecond}  ${none} --:--:-- --:--:-- --:--:-- ${perSecond}`;
}

/** A number of bytes in five places. */
function fiveWide(bytes: number): string {
  if (bytes < 100_000) return String(Math.round(bytes)).padStart(5);
  if (bytes < 10_000 * 1024) return `${Math.floor(bytes / 1024)}k`.padStart(5);
  return `${(bytes / 1024 ** 2).toFixed(1)}M`.padStart(5);
}
