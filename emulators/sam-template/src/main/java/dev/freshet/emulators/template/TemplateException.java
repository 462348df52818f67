package dev.freshet.emulators.template;

/** The template says something that cannot be read here. The author of the template mends it. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path where in the template, as in {@code Resources.PurgeQueue.Properties.DelaySeconds}
   */
  public TemplateException(String path, String problem) {
    super(path.isEmpty() ? problem : path + ": " + problem);
    this.path = path;
  }

  public String path() {
    return path;
  }
}
