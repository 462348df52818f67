package dev.freshet.local.cli;

import java.nio.file.Path;

/** Where the project is: the script says so, as it may be called from anywhere. */
public final class Project {

  private Project() {}

  public static Path directory() {
    return Path.of(System.getProperty("freshet.project", "."));
  }

  public static Path template() {
    return directory().resolve("template.yaml");
  }
}
