import * as fc from 'fast-check';

const lines = fc.constantFrom(
  '', '', ' ', 'Shanghai, Alibaba in digital deal', 'Policy, Tech', 'They met on August 19, 2017 in Xi’an.', 'Ant Group wins approval in Chongqing', 'By Jane Doe', 'Written By',
  'Jiri Bílek', '## Title: Shanghai, Alibaba in digital deal', '## Date: Thursday, August 23, 2018 - 01:00', '## Date: soon', '## Section:', '## 标题：上海', '## Malformed', 'Follow Us:',
  'Leave a Reply', 'Copyright (c) 2023. All rights reserved.', '-----', '##### Some words', '阿里巴巴。上海！', 'In May 2018 they planned it.', '\u0000', '\ud83d', '\udc00', '😀', '\ufeff',
  'Shanghai, Alibaba, and Ant Financial have signed a strategic cooperation', 'agreement to boost the integrated development of the region.',
);

/** Texts of articles in any shape, with any line endings, also broken characters; never with a delimiter line in them. */
export const articleText = fc.array(fc.tuple(lines, fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')), { maxLength: 12 })
  .chain((parts) => fc.boolean().map((closed) => parts.map(([line, ending], index) => line + (closed || index < parts.length - 1 ? ending : '')).join('')));

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export const textFiles = fc.uniqueArray(
  fc.record({ name: fc.stringMatching(/^[a-z\d_]{1,8}\.txt$/), text: articleText }),
  { minLength: 1, maxLength: 5, selector: ({ name }) => name },
);

/** What `tail -n +1` prints for the files. */
export function bundle(files: readonly TextFile[]): string {
  return files.map(({ name, text }) => `==> ${name} <==\n${text}`).join('\n');
}
