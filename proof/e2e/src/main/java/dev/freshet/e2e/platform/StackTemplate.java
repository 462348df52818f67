package dev.freshet.e2e.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The tested template. */
public final class StackTemplate {
  private static final String SHIPPED = "template.yaml";

  private StackTemplate() {}

  /**
   * The file in the system property {@code freshet.template}, or else a copy of Freshet's own
   * template, without zips, for the lifetime of this JVM.
   *
   * @throws IllegalStateException with the path, if the file is missing
   */
  public static Path find() {
    String named = System.getProperty("freshet.template");
    return named == null ? copyOfShipped() : existing(Path.of(named));
  }

  private static Path existing(Path template) {
    if (!Files.isRegularFile(template)) {
      throw new IllegalStateException(
          "no template at " + template.toAbsolutePath() + "; -Dfreshet.template names it");
    }
    return template;
  }

  private static Path copyOfShipped() {
    try (InputStream shipped = StackTemplate.class.getResourceAsStream(SHIPPED)) {
      Path copy = Files.createTempFile("freshet-", "-" + SHIPPED);
      copy.toFile().deleteOnExit();
      Files.copy(
          Objects.requireNonNull(shipped, SHIPPED + " is not in the jar of freshet-e2e"),
          copy,
          StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
