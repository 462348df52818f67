package dev.freshet.writeapi;

import dev.freshet.domain.EmailAddress;
import dev.freshet.lambda.json.InvalidFieldException;

/** The body of {@code PUT /profile}. White space around the name is dropped. */
record NewProfile(String name, EmailAddress email) {
  static final int LONGEST_NAME = 100;

  NewProfile {
    name = name.strip();
    int length = name.codePointCount(0, name.length());
    if (length < 1
        || length > LONGEST_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new InvalidFieldException(
          "name", "from 1 to " + LONGEST_NAME + " characters, none of them a control character");
    }
  }
}
