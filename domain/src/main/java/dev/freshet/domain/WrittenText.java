package dev.freshet.domain;

import java.text.Normalizer;

/** What people type: in one normal form, and with nothing in it that they do not see. */
final class WrittenText {
  /**
   * Control, format (bidirectional ones among them), surrogate, private and unassigned characters,
   * separators of lines, white space but U+0020 and U+3000, and what is drawn as nothing: joiners,
   * fillers, variation selectors. U+FFFD stands for what could not be decoded.
   */
  static final String UNSEEN =
      "\\p{C}\\p{Zl}\\p{Zp}\\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u034F\\u115F\\u1160\\u17B4\\u17B5"
          + "\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFFD";

  private WrittenText() {}

  /** Unicode's normal form C: texts that look the same are the same. */
  static String normalised(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
