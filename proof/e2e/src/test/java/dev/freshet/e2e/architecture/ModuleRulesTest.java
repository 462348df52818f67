package dev.freshet.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/** All rules of the architecture: the dependencies that each module must not have. */
@AnalyzeClasses(packages = "dev.freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {
  private static final String DYNAMODB = "software.amazon.awssdk.services.dynamodb..";
  private static final String EVENTBRIDGE = "software.amazon.awssdk.services.eventbridge..";
  private static final String CLOUDFRONT = "software.amazon.awssdk.services.cloudfront..";
  private static final String SQS = "software.amazon.awssdk.services.sqs..";
  private static final String REDIS = "redis.clients..";
  private static final String LETTUCE = "io.lettuce..";
  private static final String LAMBDA = "com.amazonaws..";
  private static final String JSON = "com.fasterxml..";

  /** Fewer imported classes would mean that the rules checked no code. */
  private static final int EVERY_MODULE = 700;

  @ArchTest
  static void everyModuleWasLookedAt(JavaClasses all) {
    assertThat(all).hasSizeGreaterThan(EVERY_MODULE);
    for (String module :
        List.of(
            "domain",
            "table",
            "viewcache",
            "leases",
            "lambda",
            "readapi",
            "writeapi",
            "invalidator",
            "gateway",
            "push",
            "operations",
            "emulators.loopback",
            "emulators.template",
            "emulators.lambda",
            "emulators.eventbridge",
            "emulators.apigateway",
            "emulators.cloudfront",
            "emulators.cloudwatch",
            "emulators.secrets",
            "emulators.cognito",
            "servers",
            "local",
            "e2e")) {
      assertThat(
              all.stream()
                  .filter(type -> type.getPackageName().startsWith("dev.freshet." + module)))
          .as(module)
          .isNotEmpty();
    }
  }

  @ArchTest
  static final ArchRule domainUsesTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("dev.freshet.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "dev.freshet.domain..");

  @ArchTest
  static final ArchRule tableSeesNoCacheAndNoLambda =
      never("table", REDIS, LAMBDA, JSON, EVENTBRIDGE);

  @ArchTest
  static final ArchRule viewCacheSeesNoTableAndNoLambda =
      never("viewcache", "software.amazon..", LAMBDA, "dev.freshet.table..");

  @ArchTest
  static final ArchRule leasesSeeDynamoDbOnly =
      never(
          "leases",
          REDIS,
          LETTUCE,
          LAMBDA,
          JSON,
          EVENTBRIDGE,
          CLOUDFRONT,
          SQS,
          "dev.freshet.table..",
          "dev.freshet.lambda..");

  @ArchTest
  static final ArchRule leasesAreForReadsAndPurgesOnly =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.freshet.domain..",
              "dev.freshet.table..",
              "dev.freshet.viewcache..",
              "dev.freshet.lambda..",
              "dev.freshet.writeapi..",
              "dev.freshet.gateway..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.freshet.leases..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule lambdaSupportSeesNoStore =
      never(
          "lambda",
          "software.amazon.awssdk..",
          REDIS,
          LETTUCE,
          "dev.freshet.table..",
          "dev.freshet.leases..",
          "dev.freshet.viewcache..");

  @ArchTest static final ArchRule readsSendNothing = never("readapi", EVENTBRIDGE, CLOUDFRONT, SQS);

  @ArchTest
  static final ArchRule writesTouchTheTableOnly =
      never(
          "writeapi",
          "dev.freshet.viewcache..",
          "dev.freshet.leases..",
          REDIS,
          LETTUCE,
          EVENTBRIDGE,
          CLOUDFRONT,
          SQS);

  @ArchTest
  static final ArchRule publisherAndEvictorSeeNoTable =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.freshet.invalidator.publisher..", "dev.freshet.invalidator.evictor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.freshet.table..", DYNAMODB)
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule leasesAndPurgesAreDecidedWithoutAwsLambdaAndJson =
      classes()
          .that()
          .resideInAnyPackage("dev.freshet.viewcache.lease..", "dev.freshet.viewcache.purge..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "dev.freshet.domain..",
              "dev.freshet.viewcache",
              "dev.freshet.viewcache.lease..",
              "dev.freshet.viewcache.purge..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule gatewaySeesNoCache =
      never("gateway", "dev.freshet.viewcache..", REDIS, LETTUCE);

  /** The runtime's mapper of AWS's event classes needs Joda-Time, which is in no function's zip. */
  @ArchTest
  static final ArchRule functionsReadAwsEventsThemselves =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.freshet.readapi..",
              "dev.freshet.writeapi..",
              "dev.freshet.invalidator..",
              "dev.freshet.gateway..",
              "dev.freshet.push..")
          .and()
          .doNotHaveSimpleName("SignUpTrigger") // takes a map
          .should()
          .beAssignableTo("com.amazonaws.services.lambda.runtime.RequestHandler");

  @ArchTest
  static final ArchRule pushSeesNoData =
      never(
          "push",
          "dev.freshet.table..",
          "dev.freshet.viewcache..",
          "dev.freshet.leases..",
          REDIS,
          LETTUCE,
          EVENTBRIDGE,
          CLOUDFRONT);

  @ArchTest
  static final ArchRule operationsAreClientsOfAwsAndNothingElse =
      noClasses()
          .that()
          .resideInAPackage("dev.freshet.operations..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.freshet..")
                  .and(resideOutsideOfPackages("dev.freshet.operations..", "dev.freshet.domain..")))
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule emulatorsKnowNothingOfFreshet =
      noClasses()
          .that()
          .resideInAPackage("dev.freshet.emulators..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.freshet..")
                  .and(resideOutsideOfPackages("dev.freshet.emulators..")))
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule theEdgeNeedsNoOtherEmulator =
      never(
          "emulators.cloudfront",
          "dev.freshet.emulators.lambda..",
          "dev.freshet.emulators.eventbridge..",
          "dev.freshet.emulators.apigateway..",
          "dev.freshet.emulators.secrets..",
          "dev.freshet.emulators.cognito..",
          "software.amazon.awssdk..",
          JSON);

  @ArchTest
  static final ArchRule nothingDeployedDependsOnEmulatorsServersAndProofs =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.freshet.domain..",
              "dev.freshet.table..",
              "dev.freshet.viewcache..",
              "dev.freshet.leases..",
              "dev.freshet.lambda..",
              "dev.freshet.readapi..",
              "dev.freshet.writeapi..",
              "dev.freshet.invalidator..",
              "dev.freshet.gateway..",
              "dev.freshet.push..",
              "dev.freshet.operations..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.freshet.emulators..",
              "dev.freshet.servers..",
              "dev.freshet.local..",
              "dev.freshet.e2e..",
              "dev.freshet.soak..",
              "dev.freshet.checker..",
              "dev.freshet.bench..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule theLocalSystemKnowsNoProof =
      never(
          "local",
          "dev.freshet.e2e..",
          "dev.freshet.soak..",
          "dev.freshet.checker..",
          "dev.freshet.bench..");

  @ArchTest
  static final ArchRule viewCachesPortsKnowNoneOfItsParts =
      viewCache("", "lease", "purge", "protocol", "memory", "redis");

  @ArchTest
  static final ArchRule leasesKnowNoAdapter =
      viewCache("lease", "purge", "protocol", "memory", "redis");

  @ArchTest
  static final ArchRule purgesKnowNoAdapter = viewCache("purge", "protocol", "memory", "redis");

  @ArchTest
  static final ArchRule theProtocolKnowsNoAdapter =
      viewCache("protocol", "purge", "memory", "redis");

  @ArchTest
  static final ArchRule memoryIsAnAdapterOnly = viewCache("memory", "purge", "protocol", "redis");

  @ArchTest
  static final ArchRule redisIsAnAdapterOnly =
      viewCache("redis", "lease", "purge", "protocol", "memory");

  @ArchTest
  static final ArchRule onlyTheRedisAdapterKnowsRedis =
      noClasses()
          .that()
          .resideInAPackage("dev.freshet.viewcache..")
          .and()
          .resideOutsideOfPackage("dev.freshet.viewcache.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(REDIS, LETTUCE, "io.netty..", "io.github.resilience4j..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule noPackagesNeedEachOther =
      slices().matching("dev.freshet.(**)").should().beFreeOfCycles();

  private static ArchRule never(String module, String... packages) {
    return noClasses()
        .that()
        .resideInAPackage("dev.freshet." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(false);
  }

  private static ArchRule viewCache(String part, String... others) {
    String root = "dev.freshet.viewcache";
    return noClasses()
        .that()
        .resideInAPackage(part.isEmpty() ? root : root + "." + part + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Arrays.stream(others).map(each -> root + "." + each + "..").toArray(String[]::new))
        .allowEmptyShould(false);
  }
}
