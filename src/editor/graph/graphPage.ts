import * as vscode from 'vscode';

/** The folder of what the page loads, and nothing else that it may. */
export function pageFolder(): vscode.Uri {
  const extension = vscode.extensions.getExtension('seedmark.seedmark');
  if (extension === undefined) throw new Error('the extension is not installed');
  return vscode.Uri.joinPath(extension.extensionUri, 'dist', 'webview');
}

/**
 * The page that draws. Its policy allows its own script and style, known by a number that is new each time, and nothing else:
 * no network, no inline style, no code from text.
 */
export function pageHtml(webview: vscode.Webview): string {
  const folder = pageFolder();
  const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const nonce = newNonce();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" nonce="${nonce}" href="${address('graph.css')}">
</head>
<body><script nonce="${nonce}" src="${address('graph.js')}"></script></body>
</html>`;
}

function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
