// Stands in for VS Code's native watchdog, which would need a C++ compiler on the machine. The native module ends the
// extension host when its server is gone, even while JavaScript hangs; a timer does the same while it does not.
'use strict';

exports.start = parent => {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(0);
    }
  }, 1000).unref();
};
exports.exit = code => process.exit(code ?? 0);
