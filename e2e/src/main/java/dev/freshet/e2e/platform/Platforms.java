package dev.freshet.e2e.platform;

/** The platforms by name. */
public final class Platforms {
  private Platforms() {}

  /**
   * Starts the platform of this name and waits until it is ready.
   *
   * @throws IllegalArgumentException if there is none of this name, naming those there are
   */
  public static Platform start(String name) {
    return switch (name) {
      case "embedded" -> EmbeddedPlatform.start();
      default -> throw new IllegalArgumentException("no platform " + name + "; there is: embedded");
    };
  }
}
