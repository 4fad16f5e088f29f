import os from 'node:os';
import type { Row } from './part';

/** On what the figures were measured, and when. */
export function machine(): Row {
  const [cpu] = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '), cpu: cpu?.model.trim() ?? '', cores: os.cpus().length,
    memoryGB: Math.round(os.totalmem() / 2 ** 30), system: `${os.type()} ${os.release()}`, node: process.version,
  };
}

export function machineLine(): string {
  const { date, cpu, cores, memoryGB, system, node } = machine();
  return `${String(date)}: ${String(cpu)}, ${String(cores)} cores, ${String(memoryGB)} GB, ${String(system)}, Node ${String(node)}`;
}

/** Rows as a table in columns; rows with other columns than those before them begin a new one. */
export function table(rows: readonly Row[]): string {
  const parts: Row[][] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    if (last?.[0] !== undefined && columnsOf(last[0]) === columnsOf(row)) last.push(row);
    else parts.push([row]);
  }
  return parts.map(oneTable).join('\n\n');
}

function columnsOf(row: Row): string {
  return Object.keys(row).join('\t');
}

function oneTable(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map(row => columns.map(column => cell(row[column])))];
  const widths = columns.map((_, at) => Math.max(...lines.map(line => line[at]?.length ?? 0)));
  const isNumber = columns.map(column => rows.every(row => typeof row[column] === 'number'));
  return lines.map(line => line.map((value, at) => isNumber[at] === true ? value.padStart(widths[at] ?? 0) : value.padEnd(widths[at] ?? 0)).join('  ').trimEnd()).join('\n');
}

/** Numbers to three digits, so that nobody takes noise for a figure. */
function cell(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return value === undefined ? '' : JSON.stringify(value);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(Math.max(3, Math.ceil(Math.log10(Math.abs(value) + 1))))));
}
