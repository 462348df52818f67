package dev.freshet.e2e.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Which template is tested. */
public final class StackTemplate {
  private static final String SHIPPED = "template.yaml";

  private StackTemplate() {}

  /**
   * The file that the system property {@code freshet.template} names, or else Freshet's own
   * template, as a copy that goes with this JVM. No functions' zips lie beside the copy.
   *
   * @throws IllegalStateException if the file is not there, naming where it was looked for
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
