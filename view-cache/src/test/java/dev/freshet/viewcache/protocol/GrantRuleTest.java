package dev.freshet.viewcache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.protocol.Agreement.Agreed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantRuleTest extends ProtocolFixture {
  private final ServedView page = serve("page");
  private final ServedView card = views.serve(request(BOB, CARD), () -> loaded("card"));

  private Optional<GrantStep> begin(long saved, boolean freeSpent, ServedView... parts) {
    return new GrantRule(new GrantTerms(1_000, 0, 100), TIMES)
        .begin(List.of(parts), saved, freeSpent, clock.instant());
  }

  @Test
  void theThresholdIsThePriceTimesTheViewsWithoutALease() {
    assertThat(begin(1, false, page)).isEmpty();
    assertThat(begin(2, false, page)).isPresent();
    assertThat(begin(3, false, page, card)).isEmpty();
    assertThat(begin(4, false, page, card)).isPresent();
    assertThat(begin(199, true, page, card)).isEmpty();
    assertThat(begin(200, true, page, card)).isPresent();
  }

  @Test
  void aRenewalIsWorthOneSavedAnswer() {
    ServedView leased = page.leasedUntil(clock.instant().plusSeconds(1));
    assertThat(begin(0, false, leased)).isEmpty();
    assertThat(begin(1, true, leased)).isPresent();
  }

  @Test
  void theRequestNamesTheMissingViewsAndTheLifeOfTheAnswer() {
    Instant full = clock.instant().plus(Duration.ofHours(1));
    GrantStep.Elect elect =
        (GrantStep.Elect) begin(5, false, page.leasedUntil(full), card).orElseThrow();
    assertThat(elect.request().missing())
        .extracting(LeasePart::view)
        .containsExactly(new ViewKey(BOB, CARD.name()));
    assertThat(elect.view()).isEqualTo(KEY);
    assertThat(elect.request().edgeTtl()).isEqualTo(VIEW.edgeTtl());
    assertThat(elect.request().saved()).isEqualTo(5);
  }

  @Test
  void anAnswerThatIsNotAgreedStaysAsItIs() {
    Agreement none = new Agreement.None(Decision.REJECTED);
    ServedView rejected =
        new ServedView(
            request(), page.page(), Answer.Source.TABLE, none, Duration.ZERO, Duration.ZERO);
    assertThat(rejected.leasedUntil(clock.instant()).agreement()).isEqualTo(none);
    assertThat(((Agreed) page.agreement()).state().leasedUntil())
        .isEqualTo(GenerationState.NOT_LEASED);
  }
}
