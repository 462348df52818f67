package dev.freshet.local.faults;

import java.util.function.Consumer;

/** An effect of two lines. */
record Switch(Consumer<Values> switchOn, Runnable switchOff) implements Fault.Effect {

  @Override
  public void on(Values values) {
    switchOn.accept(values);
  }

  @Override
  public void off() {
    switchOff.run();
  }
}
