// Loaded before VS Code's server and all that it starts: ends the process when its parent is gone, however that ended,
// so that a killed run leaves nothing behind.
'use strict';

const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.exit(1); }, 1000).unref();
