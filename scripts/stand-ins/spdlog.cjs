// Stands in for @vscode/spdlog, the workbench server's native logger, which would need a C++ compiler on the machine.
// VS Code asks for a logger of a file and writes lines to it; nothing else of the native module is used.
'use strict';
const { appendFile, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  constructor(file, level = 2) {
    this.file = file;
    this.level = level;
    for (const [rank, name] of levels.entries()) {
      this[name] = message => { if (rank >= this.level) appendFile(this.file, `${new Date().toISOString()} [${name}] ${message}\n`, () => {}); };
    }
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (_name, file) => {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger(file);
};
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
