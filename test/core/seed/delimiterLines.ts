/** Lines that start an article; the name in double brackets. Read by the tests of the parser and of the grammar. */
export const delimiterLines = [
  '==> [[001_14efa203bdfcdf50.txt]] <==',
  '==> [[news/2018/001.seed]] <==',
  '==> [[../x.txt]] <==',
  '==> [[Ant deal of 2018.txt]] <==',
  '==> [[上海.txt]] <==',
  '====> [[a.txt]] <====',
  '==> File: [[README]] <==',
  '=== [[001.txt]] ===',
  '=== [[001.txt]]',
  '===== [[001.txt]] ===',
  '=== FILE: [[001]] ===',
  '=== Document: [[The deal]]',
  '--- [[001.txt]] ---',
  '--- File: [[the deal of the year]] ---',
  '---\t[[001.txt]]\t---  ',
  '##### [[001.txt]]',
  '### [[C:\\news\\001.md]]',
  '##### Document: [[Some words]]',
  '##### FILE:[[001.txt]]',
];

/** Lines of text that look a little like delimiters. */
export const ruleLines = [
  '', '-----', '=====', '#####', '=== ===', '=== === ===', '--- ---', '--- he said ---', '=== Background ===', '##### Some words',
  '##### Ele.me', '### U.S', '=== JD.com ===', '--- 3.14 ---', '--- 001.txt', '--- 001.txt --', '== 001.txt ==', '-- 001.txt --', '## 001.txt',
  '===001.txt===', ' === 001.txt ===', '=== the file 001.txt ===', '##### see 001.txt', '=== FILE: ===', '=== file: a b ===', '==> he said <==',
  '==> 001.txt', '=> 001.txt <=', '==> <==', '> 001.txt <==', 'text === 001.txt ===', '=== .txt ===', '--- e.g. ---', '--- File:  ---',
];
