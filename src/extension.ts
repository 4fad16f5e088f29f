/** Called by VS Code when Seedmark is first needed. */
export function activate(): void {
	// The session and the features are built here.
}

/** Called by VS Code when the window closes. */
export function deactivate(): void {
	// Nothing is held that outlives the window.
}
