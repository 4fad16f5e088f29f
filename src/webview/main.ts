import { Host } from './host';
import { Page } from './page';

const host = new Host();

// What goes wrong here stands in the extension's log, where people look.
window.addEventListener('error', ({ message }) => host.say({ kind: 'failed', words: message }));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => host.say({ kind: 'failed', words: `${violatedDirective}: ${blockedURI}` }));

export const page = new Page(host);
