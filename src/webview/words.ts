/** What the page says, in the language of the window: the same words and places as `vscode.l10n.t`. */
export class Words {
  constructor(private readonly translations: Readonly<Record<string, string>>, readonly language: string) {}

  /** The message in the window's language, `{0}` and so on replaced. */
  t(message: string, ...values: readonly (string | number)[]): string {
    return (this.translations[message] ?? message).replace(/\{(\d+)\}/g, (place, at: string) => {
      const value = values[Number(at)];
      return value === undefined ? place : this.plain(value);
    });
  }

  /** A number as readers write it: 5,000. */
  plain(value: string | number): string {
    return typeof value === 'number' ? new Intl.NumberFormat(this.language).format(value) : value;
  }
}
