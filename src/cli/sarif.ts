import type { Report } from './report';
import type { Terminal } from './terminal';

/** SARIF 2.1.0 (OASIS), written as it comes: one run, a result for each finding. */
export function sarifReport(terminal: Terminal): Report {
  let isFirst = true;
  return {
    start: async () => terminal.write(`{"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{"tool":{"driver":{"name":"Seedmark"}},"columnKind":"utf16CodeUnits","results":[`),
    add: async ({ file, code, level, message, start, end }) => {
      const result = {
        ruleId: code, level, message: { text: message },
        locations: [{ physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
        } }],
      };
      await terminal.write(`${isFirst ? '' : ','}\n${JSON.stringify(result)}`);
      isFirst = false;
    },
    end: async () => terminal.print('\n]}]}'),
  };
}
