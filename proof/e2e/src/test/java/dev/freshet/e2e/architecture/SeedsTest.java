package dev.freshet.e2e.architecture;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
  void aFeatureHasTestsThatRun(String row) throws IOException {
    String[] cells = row.split("\\s*\\|\\s*");
    assertThat(cells).as("feature, route or resource, test").hasSize(4);
    List<String> tests =
        NAME.matcher(cells[3]).results().map((MatchResult found) -> found.group(1)).toList();

    assertThat(tests).isNotEmpty();
    assertThat(names(RUN, IN_A_BROWSER)).containsAll(tests);
    assertThat(names(RUN)).containsAnyElementsOf(tests);
  }

  private static Set<String> names(Pattern... paths) throws IOException {
    Set<String> names = new HashSet<>();
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean passed = name.equals("node_modules") || name.equals("target");
            return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = PROJECT.relativize(file).toString();
            for (Pattern each : paths) {
              if (each.matcher(path).matches()) {
                names.add(file.getFileName().toString().replaceFirst("\\.java$", ""));
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return names;
  }
}
