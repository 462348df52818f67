package dev.freshet.lambda.config;

/**
 * A function's environment lacks a setting or holds one that cannot be read. It stops the cold
 * start: whoever deploys mends the template.
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
