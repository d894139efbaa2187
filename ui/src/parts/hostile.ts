/**
 * Makes visible what a name tries to hide: control characters, bidirectional overrides, characters without width, and letters that
 * look Latin inside a Latin word but aren't. Names, paths and messages come from strangers.
 */

/** A piece of a text: as it stands, or an escape such as `U+202E` for something that would not be seen. */
export interface Piece {
  text: string;
  escaped: boolean;
  /** UTF-16 units that it stands for in the text. */
  length: number;
}

// Controls (without tab and line feed, which the caller decides on), soft hyphen, Arabic letter mark, Hangul and other fillers,
// zero-width characters, line and paragraph separators, bidi embeddings, overrides and isolates, invisible operators, byte order
// mark, interlinear marks, variation selectors beyond 16, tags, private use, lone surrogates, non-characters.
const unseen =
  // eslint-disable-next-line no-control-regex -- control characters are what this file is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ue000-\uf8ff]|[\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}]|\p{Cs}/u;

// Letters of other scripts that are drawn like a Latin one.
const lookalike =
  /[аеорсухіјѕһԁԛԝѵӏАВЕКМНОРСТУХІЈЅԌԚԜοαρνυικγΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳᴀʙᴄᴅᴇɢʜᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡᴢℓ𝗅]|[\uff21-\uff3a\uff41-\uff5a]/u;
const latin = /[A-Za-zÀ-ɏ]/u;

const escapeOf = (letter: string) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

// A joiner that does honest work: within an emoji, or between letters of scripts that are written with joiners.
const emoji = /\p{Extended_Pictographic}|[\ufe0f\u{1f3fb}-\u{1f3ff}]/u;
const joined =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{M}]/u;

function honestJoiner(letter: string, before: string | undefined, after: string | undefined): boolean {
  if ((letter !== "\u200c" && letter !== "\u200d") || !before || !after) return false;
  if (joined.test(before) && joined.test(after)) return true;
  return letter === "\u200d" && emoji.test(before) && emoji.test(after);
}

/** Cuts a text into pieces. With `lines`, tabs and line feeds stand as they are; otherwise they are escaped too. */
export function pieces(text: string, lines = false): Piece[] {
  if (/^[ -~]*$/.test(text)) return text === "" ? [] : [{ text, escaped: false, length: text.length }];
  const found: Piece[] = [];
  const add = (letter: string, escaped: boolean) => {
    const last = found[found.length - 1];
    if (last && !last.escaped && !escaped) {
      last.text += letter;
      last.length += letter.length;
    } else found.push({ text: escaped ? escapeOf(letter) : letter, escaped, length: letter.length });
  };
  const shown = lines ? text.replaceAll("\r\n", "\n") : text;
  const letters = [...shown];
  let at = 0;
  for (const word of shown.split(/(?<=[^\p{L}\p{M}\p{N}])|(?=[^\p{L}\p{M}\p{N}])/u)) {
    const mixed = latin.test(word) && lookalike.test(word);
    for (const letter of word) {
      const honest = honestJoiner(letter, letters[at - 1], letters[at + 1]);
      const hidden =
        (unseen.test(letter) && !honest) || (!lines && /[\t\n]/.test(letter)) || (mixed && lookalike.test(letter));
      add(letter, hidden);
      at += 1;
    }
  }
  return found;
}

/** The same as one string, for names of controls, tooltips and titles. */
export function visibleText(text: string, lines = false): string {
  return pieces(text, lines)
    .map((piece) => (piece.escaped ? `[${piece.text}]` : piece.text))
    .join("");
}
