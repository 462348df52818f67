package dev.freshet.gateway.signup;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.PersonName;
import dev.freshet.domain.UserId;
import java.util.Map;
import java.util.Optional;

/**
 * Who signed up.
 *
 * @param name as given, else the local part of the address
 */
record SignUp(UserId user, PersonName name, EmailAddress email) {
  /** The trigger is called for a forgotten password, too: that is no sign-up. */
  private static final String CONFIRMED = "PostConfirmation_ConfirmSignUp";

  private static final PersonName NAMELESS = new PersonName("New user");

  /**
   * Reads Cognito's event.
   *
   * @return empty if it is no sign-up
   * @throws IllegalArgumentException if it has no {@code sub} or no usable address
   */
  static Optional<SignUp> of(Map<String, Object> event) {
    return CONFIRMED.equals(event.get("triggerSource"))
        ? Optional.of(ofAttributes(map(map(event, "request"), "userAttributes")))
        : Optional.empty();
  }

  private static SignUp ofAttributes(Map<?, ?> attributes) {
    EmailAddress email = new EmailAddress(text(attributes, "email"));
    String localPart = email.value().substring(0, email.value().indexOf('@'));
    PersonName name = name(text(attributes, "name")).or(() -> name(localPart)).orElse(NAMELESS);
    return new SignUp(new UserId(text(attributes, "sub")), name, email);
  }

  /** Cognito takes names that are none here: longer ones, or with invisible characters. */
  private static Optional<PersonName> name(String text) {
    try {
      return Optional.of(new PersonName(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Map<?, ?> map(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> child ? child : Map.of();
  }

  private static String text(Map<?, ?> attributes, String name) {
    return attributes.get(name) instanceof String text ? text : "";
  }
}
