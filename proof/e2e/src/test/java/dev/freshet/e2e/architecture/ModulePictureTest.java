package dev.freshet.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The picture of the modules in docs/architecture.md, generated from the poms. */
class ModulePictureTest {
  private static final Path PROJECT = Path.of("..", "..");
  private static final Path DOCUMENT = PROJECT.resolve("docs").resolve("architecture.md");
  private static final String BEGIN = "<!-- modules: begin -->\n";
  private static final String END = "<!-- modules: end -->";

  @Test
  void theDocumentsPictureIsThatOfThePoms() throws Exception {
    String document = Files.readString(DOCUMENT);
    String drawn =
        document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END));

    assertThat(drawn)
        .as("put this between the markers in docs/architecture.md")
        .isEqualTo(picture(dependencies()));
  }

  @Test
  void aDependencyThatAnotherOneBringsIsNotDrawn() {
    Map<String, Set<String>> poms =
        Map.of("app", Set.of("library", "base"), "library", Set.of("base"), "base", Set.of());

    assertThat(picture(new TreeMap<>(poms)))
        .isEqualTo(
            """
            ```mermaid
            flowchart TD
              app --> library
              library --> base
            ```
            """);
  }

  /** The compile and runtime dependencies of each module, by folder. */
  private static Map<String, Set<String>> dependencies() throws Exception {
    Map<String, String> folders = new TreeMap<>();
    for (String folder : texts(root(PROJECT.resolve("pom.xml")), "module")) {
      folders.put(artifact(pom(folder)), folder);
    }
    Map<String, Set<String>> dependencies = new TreeMap<>();
    for (String folder : folders.values()) {
      Set<String> needed = new TreeSet<>();
      for (Element dependency : elements(pom(folder), "dependency")) {
        List<String> artifact = texts(dependency, "artifactId");
        if (!artifact.isEmpty() && !texts(dependency, "scope").contains("test")) {
          Stream.ofNullable(folders.get(artifact.getFirst())).forEach(needed::add);
        }
      }
      dependencies.put(folder, needed);
    }
    return dependencies;
  }

  private static String picture(Map<String, Set<String>> dependencies) {
    StringBuilder picture = new StringBuilder("```mermaid\nflowchart TD\n");
    dependencies.forEach((module, needed) ->
        needed.stream()
            .sorted()
            .filter(each -> needed.stream().noneMatch(other -> reaches(dependencies, other, each)))
            .forEach(each ->
                picture.append("  ").append(module).append(" --> ").append(each).append('\n')));
    return picture.append("```\n").toString();
  }

  private static boolean reaches(Map<String, Set<String>> dependencies, String from, String to) {
    Set<String> seen = new HashSet<>();
    Set<String> next = dependencies.getOrDefault(from, Set.of());
    while (seen.addAll(next)) {
      next = new TreeSet<>(next);
      for (String each : Set.copyOf(next)) {
        next.addAll(dependencies.getOrDefault(each, Set.of()));
      }
    }
    return seen.contains(to);
  }

  private static Element pom(String folder) throws Exception {
    return root(PROJECT.resolve(folder).resolve("pom.xml"));
  }

  private static Element root(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(file.toFile())
        .getDocumentElement();
  }

  /** The module's own artifact id, not the one in {@code parent}. */
  private static String artifact(Element pom) throws IOException {
    return elements(pom, "artifactId").stream()
        .filter(each -> pom.isSameNode(each.getParentNode()))
        .findFirst()
        .orElseThrow(() -> new IOException("a pom without artifactId"))
        .getTextContent();
  }

  private static List<String> texts(Element parent, String name) {
    return elements(parent, name).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .map(Element.class::cast)
        .toList();
  }
}
