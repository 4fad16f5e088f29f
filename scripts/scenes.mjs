// The pictures of the README: each scene is a name, and the steps that lead to what it shows.
// A scene starts in a window just opened on a copy of `seeds/`; its picture is media/screenshots/NAME-THEME.png.

/** @type {{ name: string, steps: (w: import('./screenshots.mjs').Stage) => Promise<void> }[]} */
export const scenes = [
	{
		name: 'article',
		async steps(w) {
			await w.openFile('001_placeholder.txt');
		},
	},
];
