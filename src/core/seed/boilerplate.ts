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
/** What only a notice, a form or a caption says, in small letters. Plain searches: each line of a corpus is looked through for them. */
const noticeWords = [
  'all rights reserved', 'copyright ©', 'copyright (c)', 'email address will not be published', 'e-mail address will not be published',
  'brought to you by our', ' alt=', '版权所有', '未经授权',
];
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
  if (noticeStarts.test(content)) return true;
  const small = content.toLowerCase();
  return noticeWords.some((words) => small.includes(words));
}
