// The browser's mocha, set up in a web worker before the first test file is read.
import 'mocha/mocha.js';

mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 20_000, color: false });
