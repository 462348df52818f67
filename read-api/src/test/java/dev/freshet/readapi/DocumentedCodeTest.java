package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code in the documents whose block names a file: {@code ```java path/Of.java}. */
class DocumentedCodeTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern BLOCK =
      Pattern.compile("^```\\w+ (\\S+)\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** Lines of one file; a line that is "…" stands for any others. */
  record Documented(String document, String file, String code) {
    static Documented of(Path document, MatchResult block) {
      return new Documented(document.getFileName().toString(), block.group(1), block.group(2));
    }

    List<String> parts() {
      return Pattern.compile("^…\\R", Pattern.MULTILINE).splitAsStream(code).toList();
    }
  }

  static Stream<Documented> blocks() throws IOException {
    try (Stream<Path> documents = Files.list(PROJECT.resolve("docs"))) {
      return documents
          .filter(document -> document.toString().endsWith(".md"))
          .sorted()
          .toList()
          .stream()
          .flatMap(document ->
              BLOCK.matcher(read(document)).results().map(block -> Documented.of(document, block)));
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void standsInTheFileThatTheDocumentNames(Documented block) {
    String file = unindented(read(PROJECT.resolve(block.file())));

    assertThat(block.parts())
        .isNotEmpty()
        .allSatisfy(part -> assertThat(file).contains(unindented(part)));
  }

  private static String unindented(String text) {
    return text.replaceAll("(?m)^[ \\t]+", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
