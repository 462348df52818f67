package dev.freshet.soak;

import java.util.List;
import java.util.random.RandomGenerator;

/** The persons of a soak and their shared state. Thread-safe. */
record Cast(
    SoakClock clock,
    EdgeClient edge,
    List<Person> people,
    Tabs tabs,
    Judge judge,
    Tally tally,
    int locations) {

  Cast {
    people = List.copyOf(people);
  }

  Person anybody(RandomGenerator random) {
    return people.get(random.nextInt(people.size()));
  }
}
