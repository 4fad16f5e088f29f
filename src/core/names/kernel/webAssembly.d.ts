/** As much of WebAssembly as the gazetteer asks for. It is wherever the language is, but not among the language's own types. */
declare namespace WebAssembly {
  const Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  const Instance: new (module: object, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => { readonly exports: Readonly<Record<string, unknown>> };
}
