/** Up to this many keys are compared one by one, which is faster than a set. */
const fewKeys = 12;

/** The keys of one map, to notice a second one. */
export class Keys {
  private readonly few: string[] = [];
  private many: Set<string> | undefined;

  /** False when the key was there before. */
  add(key: string): boolean {
    if (this.many === undefined) {
      if (this.few.includes(key)) return false;
      this.few.push(key);
      if (this.few.length > fewKeys) this.many = new Set(this.few);
      return true;
    }
    const before = this.many.size;
    return this.many.add(key).size > before;
  }
}
