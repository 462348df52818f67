package dev.freshet.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak of {@link SoakIT} finds the fault of a broken system. */
class SoakOfABrokenSystemIT {
  @TempDir private Path directory;

  @Test
  void changesThatNobodyEvictsAreFoundOnceItIsQuiet() throws Exception {
    Path deaf = broken("detail-type: [UserDataChanged]", "detail-type: [Unheard]");

    SoakReport report = Soaks.runBroken(deaf);

    assertThat(report.first())
        .extracting(Violation::kind)
        .contains(Violation.Kind.NOT_SETTLED, Violation.Kind.STALE_WHEN_QUIET);
    assertThat(report.first().getLast().told()).contains("misses").contains("acknowledged at");
  }

  @Test
  void anEdgeThatDoesNotTellFreshApartIsFound() throws Exception {
    Path forgetful = broken("QueryStrings: [fresh, ", "QueryStrings: [");

    SoakReport report = Soaks.runBroken(forgetful);

    assertThat(report.first())
        .extracting(Violation::kind)
        .contains(Violation.Kind.OLDER_THAN_FRESH);
  }

  @Test
  void anEdgeThatDoesNotTellUsersApartIsFound() throws Exception {
    Path leaking = broken("Headers: [Authorization]", "Headers: [Accept]");

    SoakReport report = Soaks.runBroken(leaking);

    assertThat(report.first()).extracting(Violation::kind).contains(Violation.Kind.OTHERS_DATA);
  }

  /** The template with some texts replaced. */
  private Path broken(String words, String others) throws IOException {
    String template = Files.readString(Soaks.TEMPLATE);
    assertThat(template).contains(words);
    return Files.writeString(directory.resolve("template.yaml"), template.replace(words, others));
  }
}
