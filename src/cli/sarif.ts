import type { Finding } from './finding';
import type { Report } from './report';
import type { Terminal } from './terminal';

/** SARIF 2.1.0 (OASIS), written as it comes: one run, a result for each finding; the rules that were met stand at the end, when they are known. */
export function sarifReport(terminal: Terminal): Report {
  const rules = new Map<string, { readonly index: number; readonly level: Finding['level'] }>();
  let isFirst = true;
  return {
    start: async () => terminal.write('{"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{"columnKind":"utf16CodeUnits","results":['),
    add: async ({ file, code, level, message, start, end }) => {
      const rule = rules.get(code) ?? { index: rules.size, level };
      rules.set(code, rule);
      const result = {
        ruleId: code, ruleIndex: rule.index, level, message: { text: message },
        locations: [{ physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
        } }],
      };
      await terminal.write(`${isFirst ? '' : ','}\n${JSON.stringify(result)}`);
      isFirst = false;
    },
    end: async () => {
      const driver = { name: 'Seedmark', rules: [...rules].map(([id, { level }]) => ({ id, defaultConfiguration: { level } })) };
      await terminal.print(`\n],"tool":${JSON.stringify({ driver })}}]}`);
    },
  };
}
