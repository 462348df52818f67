package dev.freshet.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.emulators.cloudwatch.AlarmSpecs;
import dev.freshet.emulators.cloudwatch.MetricId;
import dev.freshet.emulators.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alarms, dashboard and documents name the metrics that the code emits, and the code no others. */
class MetricNamesTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern MEASURES =
      Pattern.compile("[mM]easure\\w*(\\(\\))?\\.(count|duration)|METRICS =");

  private static final Pattern LITERAL = Pattern.compile("\"([A-Z][a-z]\\w+)\"");

  /** What else looks like a metric's name in a file that measures. */
  private static final Set<String> NO_METRICS =
      Set.of(
          "Status",
          "SentTimestamp",
          "UnusedVariable",
          "SignUp",
          "Views",
          "Throttling",
          "ThrottlingException",
          "TooManyInvalidationsInProgress");

  private static final List<String> PUT_TOGETHER =
      List.of(
          "Status2xx Status3xx Status4xx Status5xx",
          "AuditedAfter1s AuditedAfter5s AuditedAfter30s StaleAfter1s StaleAfter5s StaleAfter30s",
          "ViewsStaleAfter1s ViewsStaleAfter5s ViewsStaleAfter30s",
          "SignUpCreated SignUpUserExists SignUpBeingDeleted SignUpEmailTaken SignUpConflict",
          "Valid Refused Undecided");

  private static final Template TEMPLATE =
      Template.read(
          PROJECT.resolve("template.yaml"),
          Map.of("AlarmsPerFunction", "true", "Authorizer", "AnyTokens"),
          new NamedByLogicalId());

  @Test
  void alarmsAndDashboardNameMetricsThatTheCodeEmits() throws IOException {
    Set<String> emitted = emitted();
    List<MetricId> used = new ArrayList<>(onTheDashboard());
    AlarmSpecs.read(TEMPLATE).forEach(alarm -> used.addAll(AlarmSpecs.metrics(alarm)));

    assertThat(used.stream().filter(metric -> metric.namespace().equals("Freshet")))
        .hasSizeGreaterThan(30)
        .allSatisfy(metric -> {
          assertThat(emitted).contains(metric.name());
          assertThat(metric.dimensions().keySet())
              .isSubsetOf("function", "view")
              .contains("function");
          assertThat(handlers()).contains(metric.dimensions().get("function"));
          assertThat(views()).containsAll(viewOf(metric));
        });
  }

  @Test
  void theDocumentListsEveryMetricOfTheCodeAndNoOther() throws IOException {
    String document = Files.readString(PROJECT.resolve("docs/operations.md"));
    String list =
        document.substring(
            document.indexOf("<!-- metrics: begin -->"), document.indexOf("<!-- metrics: end -->"));

    assertThat(
            Pattern.compile("`([A-Z]\\w+)`")
                .matcher(list)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet()))
        .isEqualTo(emitted());
  }

  private static List<String> viewOf(MetricId metric) {
    return metric.dimensions().entrySet().stream()
        .filter(dimension -> dimension.getKey().equals("view"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static List<String> views() {
    return ViewCatalogue.FRESHET.views().stream().map(view -> view.name().value()).toList();
  }

  private static List<String> handlers() {
    return TEMPLATE.ofType("AWS::Serverless::Function").stream()
        .map(function -> function.properties().text("Handler").replaceFirst(".*\\.", ""))
        .toList();
  }

  /** Metrics that a widget names with all dimensions; searches are by name only. */
  private static List<MetricId> onTheDashboard() throws IOException {
    List<MetricId> metrics = new ArrayList<>();
    JsonNode body =
        new ObjectMapper().readTree(TEMPLATE.get("Dashboards").properties().text("DashboardBody"));
    for (JsonNode widget : body.path("widgets")) {
      for (JsonNode metric : widget.path("properties").path("metrics")) {
        if (metric.path(0).isTextual()) {
          metrics.add(metric(metric));
        }
        Pattern.compile("MetricName=\"(\\w+)\"")
            .matcher(metric.path(0).path("expression").asText())
            .results()
            .forEach(search ->
                metrics.add(
                    new MetricId(
                        "Freshet", search.group(1), Map.of("function", "DashboardHandler"))));
      }
    }
    return metrics;
  }

  private static MetricId metric(JsonNode array) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (int i = 2; i + 1 < array.size() && array.path(i + 1).isTextual(); i += 2) {
      dimensions.put(array.path(i).asText(), array.path(i + 1).asText());
    }
    return new MetricId(array.path(0).asText(), array.path(1).asText(), dimensions);
  }

  private static Set<String> emitted() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module :
        List.of("read-api", "write-api", "invalidator", "gateway", "lambda-support")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(MetricNamesTest::text)
            .filter(code -> MEASURES.matcher(code).find())
            .flatMap(code -> LITERAL.matcher(code).results())
            .map(match -> match.group(1))
            .filter(name -> !NO_METRICS.contains(name))
            .forEach(names::add);
      }
    }
    PUT_TOGETHER.forEach(each -> names.addAll(List.of(each.split(" ", -1))));
    return names;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
