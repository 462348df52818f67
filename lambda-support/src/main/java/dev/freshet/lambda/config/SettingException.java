package dev.freshet.lambda.config;

/**
 * A function's environment lacks a setting or contains an invalid one. It fails the cold start; fix
 * the template.
 */
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String setting;

  SettingException(String setting, String expected) {
    super("environment variable " + setting + " must be " + expected);
    this.setting = setting;
  }

  /** The variable's name. */
  public String setting() {
    return setting;
  }
}
