package dev.freshet.e2e.platform;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which template is tested. */
public final class TemplateFile {
  private TemplateFile() {}

  /**
   * The file that the system property {@code freshet.template} names, or this project's own.
   *
   * @throws IllegalStateException if it is not there, naming where it was looked for
   */
  public static Path find() {
    Path template = Path.of(System.getProperty("freshet.template", "../../template.yaml"));
    if (!Files.isRegularFile(template)) {
      throw new IllegalStateException(
          "no template at " + template.toAbsolutePath() + "; name one with -Dfreshet.template");
    }
    return template;
  }
}
