package dev.freshet.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of rights in docs/deployment.md is what the template allows, no more and no less. */
class RightsTest {
  private static final Path FILE = Path.of("..", "template.yaml");
  private static final Path DOCUMENT = Path.of("..", "docs", "deployment.md");
  private static final String BEGIN = "<!-- rights: begin -->\n";
  private static final String END = "<!-- rights: end -->";

  @Test
  void theDocumentsTableIsWhatTheTemplateAllows() throws IOException {
    String document = Files.readString(DOCUMENT);
    String written =
        document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END));

    assertThat(written)
        .as("put this between the markers in docs/deployment.md")
        .isEqualTo(new Rights(read(FILE)).table());
  }

  @Test
  void writeFunctionsReachTheTableOnly() {
    checkWriters(read(FILE));
  }

  @Test
  void aWidenedPolicyOfAWriteFunctionIsNoticed(@TempDir Path directory) throws IOException {
    String template = Files.readString(FILE);
    String rights = "write-api/target/freshet-write-api.zip";
    int writer = template.indexOf(rights);
    String widened =
        template.substring(0, writer)
            + template
                .substring(writer)
                .replaceFirst("!Ref WriteTable\\]", "!Ref WriteTable, !Ref GrantLeases]");
    Path file = Files.writeString(directory.resolve("template.yaml"), widened);

    assertThatThrownBy(() -> checkWriters(read(file)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("LeaseTable");
  }

  @Test
  void nothingIsAllowedOnEverything() {
    Template template = read(FILE);

    assertThat(template.ofType("AWS::Serverless::Function"))
        .allSatisfy(function ->
            assertThat(new Rights(template).of(function.logicalId()))
                .noneMatch(
                    right -> right.resource().startsWith("*") || right.action().contains("*")));
  }

  private static void checkWriters(Template template) {
    List<String> writers =
        template.ofType("AWS::Serverless::Function").stream()
            .filter(function -> function.properties().text("CodeUri").startsWith("write-api/"))
            .map(Resource::logicalId)
            .toList();
    assertThat(writers).hasSizeGreaterThanOrEqualTo(8);
    for (String writer : writers) {
      assertThat(new Rights(template).of(writer))
          .as(writer)
          .isNotEmpty()
          .extracting(Rights.Right::resource)
          .containsOnly("Table");
    }
  }

  private static Template read(Path file) {
    return Template.read(file, Map.of(), new NamedByLogicalId());
  }
}
