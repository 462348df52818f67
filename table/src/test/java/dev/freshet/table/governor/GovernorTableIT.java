package dev.freshet.table.governor;

import dev.freshet.servers.TestTables;
import dev.freshet.table.ManualClock;
import dev.freshet.table.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GovernorTableIT extends GovernorStateContract {
  private TestTables tables;

  @BeforeAll
  void start() {
    tables = TestTables.start();
  }

  @AfterAll
  void stop() {
    tables.close();
  }

  @Override
  GovernorState empty() {
    return new GovernorTable(
        new Table(tables.client(), tables.createGovernor(), new ManualClock()));
  }
}
