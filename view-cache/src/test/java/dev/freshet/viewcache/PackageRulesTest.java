package dev.freshet.viewcache;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may know which: the ports at the root, the rules beside them, adapters outside. */
class PackageRulesTest {
  private static final String ROOT = "dev.freshet.viewcache";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void thereAreClassesToCheck() {
    assertThat(CLASSES.size()).isGreaterThan(70);
  }

  @ParameterizedTest
  @CsvSource({
    "'', lease purge protocol memory redis",
    "lease, purge protocol memory redis",
    "purge, protocol memory redis",
    "protocol, purge memory redis",
    "memory, purge protocol redis",
    "redis, lease purge protocol memory",
  })
  void noPackageKnowsOneThatIsBuiltOnIt(String from, String unknown) {
    String[] forbidden =
        Arrays.stream(unknown.split(" "))
            .map(name -> ROOT + "." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(from.isEmpty() ? ROOT : ROOT + "." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .check(CLASSES);
  }

  @Test
  void onlyTheAdapterKnowsRedis() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT, ROOT + ".lease..", ROOT + ".purge..", ROOT + ".protocol..", ROOT + ".memory..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.lettuce..", "io.netty..", "io.github.resilience4j..")
        .check(CLASSES);
  }
}
