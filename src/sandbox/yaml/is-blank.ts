export const isBlank = (line: string): boolean => line.trim() === '';
