package dev.freshet.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Each module exists to keep one dependency out of somewhere; this says which. */
@AnalyzeClasses(packages = "dev.freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {
  private static final String DYNAMODB = "software.amazon.awssdk.services.dynamodb..";
  private static final String EVENTBRIDGE = "software.amazon.awssdk.services.eventbridge..";
  private static final String CLOUDFRONT = "software.amazon.awssdk.services.cloudfront..";
  private static final String SQS = "software.amazon.awssdk.services.sqs..";
  private static final String REDIS = "io.lettuce..";
  private static final String LAMBDA = "com.amazonaws..";
  private static final String JSON = "com.fasterxml..";

  /** Fewer classes than this would mean that the rules looked at nothing. */
  private static final int EVERY_MODULE = 100;

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
            "local")) {
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
  static final ArchRule gatewaySeesNoCache = never("gateway", "dev.freshet.viewcache..", REDIS);

  @ArchTest
  static final ArchRule nothingDependsOnTheLocalSystem =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.freshet.local..",
              "dev.freshet.e2e..",
              "dev.freshet.bench..",
              "dev.freshet.servers..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.freshet.local..", "dev.freshet.e2e..", "dev.freshet.servers..");

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
}
