package dev.freshet.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything calls a function by its alias, which names a published version. CloudFormation
 * publishes another one when {@code VersionDescription} changes, so it must change with what the
 * function is configured with, and only then: Lambda refuses a version without a change.
 */
class VersionsTest {
  private static final Path FILE = Path.of("..", "template.yaml");
  private static final String FUNCTION = "AWS::Serverless::Function";

  /** What is not part of a version. */
  private static final Set<String> APART =
      Set.of("VersionDescription", "Events", "Policies", "ReservedConcurrentExecutions");

  @ParameterizedTest
  @CsvSource({
    "AllowedOrigins, https://example.org",
    "PurgeWindowSeconds, 9",
    "FreePurgesPerMonth, 9",
    "PaidPurgesPerMonth, 9",
    "SavedAnswersPerPaidPurge, 9",
    "LeaseTimeoutMs, 99",
    "ClockSkewMs, 9",
    "RedisUrl, redis://other:6379",
    "RedisCluster, true",
    "RedisSubnetIds, subnet-9",
    "RedisSecurityGroupIds, sg-9",
    "Issuer, https://other",
    "Audience, other",
    "SearchesPerMinute, 9",
    "Architecture, x86_64",
    "SnapStart, PublishedVersions",
    "ApiConcurrency, 9",
    "ReservedConcurrency, 9",
    "DispatcherConcurrency, 9",
    "AdminGroup, operators",
    "FeaturedProductIds, tea",
    "ProductRequestsPerSecond, 9",
    "ProductRequestsPerDay, 9",
    "ExecuteApiUrl, http://127.0.0.1:9",
    "Stage, other",
    "AuditedChanges, all",
    "RequireOriginKey, ''",
    "ApiRequestsPerSecond, 9",
    "ApiBurst, 9",
    "AccessLogs, none",
    "EdgeLogs, true",
    "WebAcl, create",
    "RequestsPerIp, 99",
    "AlarmEmail, someone@example.org",
    "AlarmsPerFunction, true",
    "AccountConcurrency, 99",
    "MonthlyBudget, 9",
    "RedisSuffix, b",
    "RedisMaximumGigabytes, 9",
    "RedisMaximumEcpu, 9999",
    "Authorizer, AnyTokens",
    "Scopes, other/api",
    "RolesClaim, roles",
    "ClientId, other",
    "ClientSecret, other",
    "AppOrigins, https://app.example",
    "SignInDomain, other",
    "TestClient, true"
  })
  void aVersionIsPublishedWhenTheFunctionIsConfiguredAnew(String parameter, String value) {
    Map<String, String> given = new LinkedHashMap<>(OWN);
    Template before = read(given);
    given.put(parameter, value);
    Template after = read(given);

    assertThat(before.ofType(FUNCTION))
        .hasSizeGreaterThan(20)
        .allSatisfy(function -> {
          Resource then = after.get(function.logicalId());
          boolean changed = !configuration(function).equals(configuration(then));

          assertThat(description(function).equals(description(then)))
              .as("%s publishes no version for %s", function.logicalId(), parameter)
              .isEqualTo(!changed);
        });
  }

  @Test
  void aVersionIsPublishedForAnotherCacheOfTheStacksOwn() {
    Template before = read(Map.of());
    Template after = read(Map.of("RedisSuffix", "b"));

    assertThat(List.of("Dashboard", "ViewEvictor"))
        .allSatisfy(name ->
            assertThat(description(after.get(name))).isNotEqualTo(description(before.get(name))));
    assertThat(description(after.get("PutProfile")))
        .isEqualTo(description(before.get("PutProfile")));
  }

  /** Another value of these must be told apart, too: they are chosen by a condition. */
  private static final Map<String, String> OWN =
      Map.of(
          "RedisUrl", "redis://127.0.0.1:6379",
          "RedisSubnetIds", "subnet-1",
          "RedisSecurityGroupIds", "sg-1",
          "Issuer", "http://127.0.0.1:9000/default");

  @Test
  void everyParameterIsTried() throws NoSuchMethodException {
    List<String> tried =
        List.of(
            VersionsTest.class
                .getDeclaredMethod(
                    "aVersionIsPublishedWhenTheFunctionIsConfiguredAnew",
                    String.class,
                    String.class)
                .getAnnotation(CsvSource.class)
                .value());

    assertThat(read(OWN).parameters().keySet())
        .as("add a row with another value of the parameter")
        .allMatch(name -> tried.stream().anyMatch(row -> row.startsWith(name + ",")));
  }

  @Test
  void everythingCallsTheAlias() {
    assertThat(read(Map.of()).ofType(FUNCTION))
        .allSatisfy(function -> {
          assertThat(function.properties().text("AutoPublishAlias")).isEqualTo("live");
          assertThat(function.properties().get("SnapStart").text("ApplyOn")).isEqualTo("None");
        });
  }

  private static Template read(Map<String, String> parameters) {
    return Template.read(FILE, parameters, new NamedByLogicalId());
  }

  private static Map<String, Object> configuration(Resource function) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    function
        .properties()
        .entries()
        .forEach((name, value) -> {
          if (!APART.contains(name)) {
            configuration.put(name, value.plain());
          }
        });
    return configuration;
  }

  private static String description(Resource function) {
    return function.properties().find("VersionDescription").map(Node::text).orElse("");
  }
}
