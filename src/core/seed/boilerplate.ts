import type { Span } from '../model';
import { textOf } from './lines';

/** What a page carries around its article: buttons, forms, shares. These are short lines; a sentence may well start like one. */
const labels = new RegExp(
  '^(?:follow us|related (?:news|articles?|stories|posts?|topics|reading|coverage|links)|leave a (?:reply|comment)|post a? ?comment|comments?$|share (?:this|on|via)'
  + '|read (?:more|next|also)|see also|recommended|you may also like|more from|advertisement|sponsored|sign up|log in|click here|newsletter|subscribe'
  + '|tags?:|filed under|source:|photo(?:s| credit)?:|image(?: credit)?:|photo by|print this|email this|back to top|save my name'
  + '|关注我们|相关(?:新闻|阅读|报道)|责任编辑|来源[:：]|发表评论)', 'iu',
);
const subscription = /\bsubscribe\b|\bnewsletter\b/i;
const longestLabel = 60;

/** How a publisher's notice starts, in lines of any length. */
const noticeStarts = new RegExp(
  '^(?:copyright(?: ?©| ?\\(c\\)|:| \\d{4})|(?:©|\\(c\\)) ?(?:copyright|\\d{4})'
  + '|(?:this (?:article|story|post) |the post )[^.]{0,120}?\\b(?:appeared|published)\\b[^.]{0,10}\\b(?:in|on|by)\\b)', 'i',
);
/** What only a notice or a caption says anywhere, and a rare sign in it: a search for one sign costs next to nothing, and all lines of a corpus are searched. */
const noticeWords: readonly (readonly [sign: string, words: RegExp])[] = [
  ['=', / alt=/], ['©', /copyright ©/i], ['(', /copyright \(c\)/i], ['版', /版权所有/], ['未', /未经授权/],
];
/** What notices and forms say near their start or end. */
const edgeWords = /\b(?:all rights reserved|brought to you by our|e-?mail address will not be published)\b/i;
const edge = 100;
/** A longer line is running text, whatever it says. */
const longestNotice = 1000;

/**
 * Whether a paragraph is boilerplate: a label of up to 60 characters without a full stop at its end ("Follow Us:", "Leave a Reply",
 * "CMN Subscribe Inter-Post"), or a notice of up to 1000 (copyright, "This article originally appeared in", a caption with `alt=`).
 */
export function isBoilerplate(text: string, paragraph: Span): boolean {
  const length = paragraph.end - paragraph.start;
  if (length > longestNotice) return false;
  const content = textOf(text, paragraph);
  if (length <= longestLabel && !/[.。]$/.test(content) && (labels.test(content) || subscription.test(content))) return true;
  return noticeStarts.test(content) || noticeWords.some(([sign, words]) => content.includes(sign) && words.test(content)) || edgeWords.test(edgesOf(content));
}

function edgesOf(content: string): string {
  return content.length <= 2 * edge ? content : `${content.slice(0, edge)}\n${content.slice(-edge)}`;
}
