package dev.freshet.e2e.architecture;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests in docs/seeds.md exist, and {@code ./freshet test} runs them. */
class SeedsTest {
  private static final Path PROJECT = Path.of("..", "..");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /**
   * The tests of the build; {@link #IN_A_BROWSER} has those of {@code ./freshet test --browser}.
   */
  private static final Pattern RUN =
      Pattern.compile(".*/src/test/java/.*(Test|IT)\\.java|web/src/.*\\.test\\.ts");

  private static final Pattern IN_A_BROWSER = Pattern.compile("web/browser/.*\\.browser\\.ts");

  private static final Set<String> BUILT = Set.of("node_modules", "target", ".git", ".freshet");
  private static final Set<String> OF_THE_BUILD = names(RUN);
  private static final Set<String> OF_A_BROWSER = names(IN_A_BROWSER);

  static List<String> rows() throws IOException {
    return Files.readAllLines(PROJECT.resolve("docs/seeds.md")).stream()
        .filter(line -> line.startsWith("| "))
        .filter(not(line -> line.startsWith("| feature |")))
        .toList();
  }

  @Test
  void thereAreRowsOfEachDocument() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(50);
    assertThat(Files.readAllLines(PROJECT.resolve("docs/seeds.md")))
        .filteredOn(line -> line.startsWith("## "))
        .hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aFeatureHasTestsThatRun(String row) {
    String[] cells = row.split("\\s*\\|\\s*");
    assertThat(cells).as("feature, route or resource, test").hasSize(4);
    List<String> tests =
        NAME.matcher(cells[3]).results().map((MatchResult found) -> found.group(1)).toList();

    assertThat(tests).isNotEmpty();
    assertThat(tests)
        .allMatch(test -> OF_THE_BUILD.contains(test) || OF_A_BROWSER.contains(test))
        .anyMatch(OF_THE_BUILD::contains);
  }

  private static Set<String> names(Pattern paths) {
    Set<String> names = new HashSet<>();
    try {
      Files.walkFileTree(
          PROJECT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return BUILT.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (paths.matcher(PROJECT.relativize(file).toString()).matches()) {
                names.add(file.getFileName().toString().replaceFirst("\\.java$", ""));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return names;
  }
}
